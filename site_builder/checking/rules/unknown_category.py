"""A folder of questions is not listed in content/faq/categories.yml, so it is not shown.

Fails:

    # content/countries/lu.yml
    locales: [fr]
    # content/faq/categories.yml
    data: {fr: Données}
    # content/faq/datum/which.yml
    question: {fr: Quoi}
    answer: {fr: Ceci}
    updated: 2022-07-29

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
from site_builder.checking.named import keys_of
from site_builder.model.message import told
from site_builder.model.problem import Finding, Place
from site_builder.shapes.fields import did_you_mean


def find(examined: Examined) -> Iterable[Finding]:
    known = keys_of(examined, "categories")
    if known is None:
        return
    source = examined.catalogue.site.source or "en"
    for shaped in examined.shaped:
        document = shaped.document
        if document.kind == "question" and document.owner not in known:
            yield Finding(
                Place(document.file),
                told("Unknown category “%(id)s”.", id=document.owner),
                did_you_mean(
                    document.owner,
                    known,
                    told(
                        "Add it to content/faq/categories.yml: `%(id)s: {%(locale)s: ...}`.",
                        id=document.owner,
                        locale=source,
                    ),
                ),
            )


CHECK = Check("unknown-category", "error", find)
