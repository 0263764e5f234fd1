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

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from site_builder.catalogue.catalogue import Catalogue
from site_builder.checks.check import Check, Examined
from site_builder.model.problem import Finding
from site_builder.model.text import Text


def find(examined: Examined) -> Iterable[Finding]:
    if not _are_sources_known(examined):
        return
    broken = {
        shaped.document.place(*error.path[:length])
        for shaped in examined.shaped
        for error in shaped.errors
        for length in (len(error.path) - 1, len(error.path))
        if length > 0
    }
    unsure = {
        shaped.document.file
        for shaped in examined.shaped
        for error in shaped.errors
        if error.path[:1] in (("source",), ("countries",))
    }
    for text in _all_texts(examined.catalogue):
        if text.place in broken or text.place.file in unsure:
            continue
        if not text.has_source:
            yield Finding(
                text.place,
                f"This text is missing in its source language, {text.source}.",
                f"Write it in `{text.source}` too, or name another language with `source`.",
            )


def _are_sources_known(examined: Examined) -> bool:
    """Whether the languages of countries and the site, from which sources follow, can be read."""
    return not any(
        file == "content/site.yml" or file.startswith("content/countries/")
        for file in examined.reading.unread
    ) and not any(
        error.path[:1] in (("locales",), ("source",))
        for shaped in examined.of_kind("country", "site")
        for error in shaped.errors
    )


def _all_texts(catalogue: Catalogue) -> Iterable[Text]:
    """Every text of the catalogue, whatever holds it."""
    for field in fields(catalogue):
        yield from _texts(getattr(catalogue, field.name))


def _texts(value: Any) -> Iterator[Text]:
    if isinstance(value, Text):
        yield value
    elif is_dataclass(value):
        for field in fields(value):
            yield from _texts(getattr(value, field.name))
    elif isinstance(value, dict):
        for item in value.values():
            yield from _texts(item)
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item)


CHECK = Check("missing-source", "error", find)
