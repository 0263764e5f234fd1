"""`covers` names a rule that does not exist (see “Rules” in docs/formats.md).

Fails:

    # content/countries/lu.yml
    locales: [fr]
    # content/faq/categories.yml
    data: {fr: Données}
    # content/faq/data/which.yml
    question: {fr: Quoi}
    answer: {fr: Ceci}
    updated: 2022-07-29
    covers: [gdpr-34]

Passes:

    # content/countries/lu.yml
    locales: [fr]
    # content/faq/categories.yml
    data: {fr: Données}
    # content/faq/data/which.yml
    question: {fr: Quoi}
    answer: {fr: Ceci}
    updated: 2022-07-29
    covers: [gdpr-authority]
"""

from __future__ import annotations

from collections.abc import Iterable

from site_builder.checking.engine import Check, Examined
from site_builder.model.message import told
from site_builder.model.problem import Finding
from site_builder.shapes.fields import did_you_mean, shorten

RULES = (
    "gdpr-34-2-nature",
    "gdpr-33-3-categories",
    "gdpr-34-2-contact",
    "gdpr-34-2-consequences",
    "gdpr-34-2-measures",
    "gdpr-34-3-public",
    "gdpr-authority",
    "nis2-recipients",
    "language",
    "access",
)


def find(examined: Examined) -> Iterable[Finding]:
    for shaped in examined.of_kind("question"):
        for i, id in shaped.document.words("covers"):
            if id not in RULES:
                yield Finding(
                    shaped.document.place("covers", i),
                    told("Unknown rule “%(id)s”.", id=shorten(id)),
                    did_you_mean(
                        id,
                        list(RULES),
                        told("The rules are: %(names)s.", names=", ".join(RULES)),
                    ),
                )


CHECK = Check("unknown-rule", "error", find)
