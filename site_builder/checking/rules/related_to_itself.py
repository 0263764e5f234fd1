"""`related` names the question that it belongs to.

Fails:

    # content/countries/lu.yml
    locales: [fr]
    # content/faq/categories.yml
    data: {fr: Données}
    # content/faq/data/which.yml
    question: {fr: Quoi}
    answer: {fr: Ceci}
    updated: 2022-07-29
    related: [which]

Passes:

    # content/countries/lu.yml
    locales: [fr]
    # content/faq/categories.yml
    data: {fr: Données}
    # content/faq/data/which.yml
    question: {fr: Quoi}
    answer: {fr: Ceci}
    updated: 2022-07-29
"""

from __future__ import annotations

from collections.abc import Iterable

from site_builder.checking.engine import Check, Examined
from site_builder.checking.references import related_target
from site_builder.model.message import told
from site_builder.model.problem import Finding


def find(examined: Examined) -> Iterable[Finding]:
    for shaped in examined.of_kind("question"):
        document = shaped.document
        own = (f"faq/{document.id}", f"faq/{document.owner}/{document.id}")
        for i, written in document.words("related"):
            if related_target(written) in own:
                yield Finding(
                    document.place("related", i),
                    told("A question cannot be related to itself."),
                    told("Remove it from the list, or write the id of another question."),
                )


CHECK = Check("related-to-itself", "error", find)
