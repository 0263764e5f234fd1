"""An audience is not defined in content/site.yml.

Fails:

    # content/site.yml
    audiences: {tenants: {fr: Locataires}}
    # content/countries/lu.yml
    locales: [fr]
    # content/faq/categories.yml
    data: {fr: Données}
    # content/faq/data/which.yml
    question: {fr: Quoi}
    answer: {fr: Ceci}
    updated: 2022-07-29
    audiences: [tenant]

Passes:

    # content/site.yml
    audiences: {tenants: {fr: Locataires}}
    # content/countries/lu.yml
    locales: [fr]
    # content/faq/categories.yml
    data: {fr: Données}
    # content/faq/data/which.yml
    question: {fr: Quoi}
    answer: {fr: Ceci}
    updated: 2022-07-29
    audiences: [tenants]
"""

from __future__ import annotations

from collections.abc import Iterable

from site_builder.checking.engine import Check, Examined
from site_builder.checking.named import keys_of
from site_builder.model.message import told
from site_builder.model.problem import Finding
from site_builder.shapes.fields import did_you_mean, shorten


def find(examined: Examined) -> Iterable[Finding]:
    known = keys_of(examined, "site", "audiences")
    if known is None:
        return
    for shaped in examined.of_kind("question"):
        for i, id in shaped.document.words("audiences"):
            if id not in known:
                yield Finding(
                    shaped.document.place("audiences", i),
                    told("Unknown audience “%(id)s”.", id=shorten(id)),
                    did_you_mean(id, known, told("Add it to `audiences` in content/site.yml.")),
                )


CHECK = Check("unknown-audience", "error", find)
