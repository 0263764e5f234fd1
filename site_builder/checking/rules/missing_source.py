"""A text is missing in its source language, so translations have nothing to fall back to.

A CLDR parent of the source language is enough (`pt` for `pt-BR`).

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
from functools import cache
from typing import Any

from site_builder.catalogue.catalogue import Catalogue
from site_builder.checking.engine import Check, Examined
from site_builder.model.date import Date
from site_builder.model.message import told
from site_builder.model.problem import Finding, Place
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
    for text in all_texts(examined.catalogue):
        if text.place in broken or text.place.file in unsure:
            continue
        if not text.has_source:
            yield Finding(
                text.place,
                told(
                    "This text is missing in its source language, %(source)s.", source=text.source
                ),
                told(
                    "Add the text in `%(source)s`, or name another source language with `source`.",
                    source=text.source,
                ),
            )


def _are_sources_known(examined: Examined) -> bool:
    """Return whether the files that source languages depend on (countries, site) are valid."""
    return not any(
        file == "content/site.yml" or file.startswith("content/countries/")
        for file in examined.reading.unread
    ) and not any(
        error.path[:1] in (("locales",), ("source",))
        for shaped in examined.of_kind("country", "site")
        for error in shaped.errors
    )


def all_texts(catalogue: Catalogue) -> Iterator[Text]:
    """Yield every text of the catalogue."""
    waiting: list[Any] = [catalogue]
    while waiting:
        value = waiting.pop()
        if isinstance(value, Text):
            yield value
        elif isinstance(value, tuple):
            waiting.extend(value)
        elif isinstance(value, dict):
            waiting.extend(value.values())
        else:
            waiting.extend(getattr(value, name) for name in _holders(value.__class__))


@cache
def _holders(kind: Any) -> tuple[str, ...]:
    """Return the fields of a type that can hold texts."""
    if not is_dataclass(kind) or kind in (Date, Place):
        return ()
    return tuple(field.name for field in fields(kind))


CHECK = Check("missing-source", "error", find)
