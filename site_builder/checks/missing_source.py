"""A text without its source language: there is nothing that a translation could fall back to.

A CLDR parent of the source language is good enough (`pt` for `pt-BR`).

Fails:

    # content/countries/lu.yml
    locales: [fr]
    # status/outage/incident.yml
    title: {fr: Panne}
    started: 2022-07-25
    # status/outage/2022-07-29.yml
    status: investigating
    as_of: 2022-07-29
    text: {de: Text}

Passes:

    # content/countries/lu.yml
    locales: [fr]
    # status/outage/incident.yml
    title: {fr: Panne}
    started: 2022-07-25
    # status/outage/2022-07-29.yml
    status: investigating
    as_of: 2022-07-29
    text: {de: Text, fr: Texte}
"""

from __future__ import annotations

from collections.abc import Iterable

from site_builder.checks.check import Check, Examined
from site_builder.checks.texts import catalogue_texts
from site_builder.model.problem import Finding


def find(examined: Examined) -> Iterable[Finding]:
    for text in catalogue_texts(examined.catalogue):
        if not text.has_source:
            yield Finding(
                text.place,
                f"This text is missing in its source language, {text.source}.",
                f"Write it in `{text.source}` too, or name another language with `source`.",
            )


CHECK = Check("missing-source", "error", find)
