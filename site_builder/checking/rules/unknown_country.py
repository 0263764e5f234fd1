"""A country does not exist, or has no file in content/countries/.

Fails:

    # content/countries/lu.yml
    locales: [fr]
    # status/outage/incident.yml
    title: {fr: Panne}
    countries: [lx]
    started: 2022-07-25

Fails:

    # content/countries/lu.yml
    locales: [fr]
    # content/countries/xx.yml
    locales: [fr]

Passes:

    # content/countries/lu.yml
    locales: [fr]
    # status/outage/incident.yml
    title: {fr: Panne}
    countries: [lu]
    started: 2022-07-25
"""

from __future__ import annotations

from collections.abc import Iterable

from site_builder.checking.engine import Check, Examined
from site_builder.checking.named import countries_named
from site_builder.model.message import Message, told
from site_builder.model.names import country_file_hint, country_named
from site_builder.model.problem import Finding, Place
from site_builder.reading.document import Document, KeyPath
from site_builder.shapes.fields import did_you_mean, is_country, shorten


def find(examined: Examined) -> Iterable[Finding]:
    known = countries_named(examined)
    for shaped in examined.shaped:
        document = shaped.document
        if document.kind == "country" and not is_country(document.id):
            yield Finding(
                Place(document.file),
                told("“%(text)s” is not a valid country code.", text=document.id),
                told("Rename it to `gb.yml`, the United Kingdom's code in ISO 3166-1.")
                if document.id == "uk"
                else country_file_hint(document.id),
            )
        for path, word in _countries(document):
            if word not in known:
                yield Finding(
                    document.place(*path)
                    if isinstance(path[-1], int)
                    else document.key_place(*path),
                    told("Unknown country “%(word)s”.", word=shorten(word)),
                    _hint(word, known),
                )


def _hint(word: str, known: list[str]) -> Message:
    named = country_named(word)
    if named in known:
        return told("Write `%(text)s`.", text=named)
    otherwise = told("The countries are: %(names)s.", names=", ".join(known))
    if is_country(word):
        otherwise = told(
            "Create `content/countries/%(id)s.yml`, or write one of: %(names)s.",
            id=word,
            names=", ".join(known),
        )
    return did_you_mean(word, known, otherwise)


def _countries(document: Document) -> Iterable[tuple[KeyPath, str]]:
    """Yield every country that a document names, with its path."""
    value = document.value
    holders: list[tuple[KeyPath, object]] = [(("countries",), value.get("countries"))]
    if document.kind in ("services", "claims"):
        holders = [
            ((id, "countries"), item.get("countries"))
            for id, item in value.items()
            if isinstance(item, dict)
        ]
    for path, words in holders:
        if isinstance(words, list):
            for i, word in enumerate(words):
                if isinstance(word, str) and (word != "all" or document.kind == "site"):
                    yield (*path, i), str(word)
    overrides = value.get("overrides")
    if document.kind == "question" and isinstance(overrides, dict):
        for key in overrides:
            yield ("overrides", key), str(key)


CHECK = Check("unknown-country", "error", find)
