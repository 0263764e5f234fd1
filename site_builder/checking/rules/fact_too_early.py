"""A text uses a fact that had no value yet when the text was published.

Fails:

    # content/facts.yml
    files: {values: [{from: 2022-09-01, value: 4}]}
    # content/countries/lu.yml
    locales: [fr]
    # status/outage/incident.yml
    title: {fr: Panne}
    started: 2022-07-25
    # status/outage/2022-07-29.yml
    status: investigating
    as_of: 2022-07-29
    text: {fr: "Il y a {files} fichiers"}

Passes:

    # content/facts.yml
    files: {values: [{from: 2022-07-01, value: 4}]}
    # content/countries/lu.yml
    locales: [fr]
    # status/outage/incident.yml
    title: {fr: Panne}
    started: 2022-07-25
    # status/outage/2022-07-29.yml
    status: investigating
    as_of: 2022-07-29
    text: {fr: "Il y a {files} fichiers"}
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from site_builder.checking.contradictions import in_every_claim
from site_builder.checking.engine import Check, Examined
from site_builder.markdown.scan import facts_named
from site_builder.model.country import CountryId
from site_builder.model.message import told
from site_builder.model.problem import Finding, Place
from site_builder.reading.document import Document, KeyPath


def find(examined: Examined) -> Iterable[Finding]:
    for text in examined.texts:
        # What a text can state is shown from the date of the text on.
        if text.is_fact or (text.document.kind == "claims" and text.path[1] == "values"):
            continue
        for name, offset in text.scan.facts:
            if _is_missing(examined, name, text.countries, text.moment):
                yield _finding(text.inside(f"{{{name}}}", offset), name)
    yield from _in_claims(examined)


def _in_claims(examined: Examined) -> Iterator[Finding]:
    """Yield the facts in what a text states that had no value on its date."""
    claims = examined.catalogue.claims
    if not claims:
        return
    shown = {_part(text.document, text.path): text for text in reversed(examined.texts)}
    for document, path, stated in in_every_claim(examined):
        text = shown.get(_part(document, path))
        for id, value in stated.items():
            words = claims[id].values.get(str(value)) if id in claims else None
            if text is None or words is None:
                continue
            names = {name for words, _ in words.written() for name in facts_named(words)}
            for name in sorted(names):
                if _is_missing(examined, name, text.countries, text.moment):
                    yield _finding(document.place(*path, id), name)


def _part(document: Document, path: KeyPath) -> tuple[object, ...]:
    """Return the part of an entry that has a date of its own."""
    part = path[:2] if path[0] in ("overrides", "corrections") else ()
    return (document.kind, document.owner, document.id, *part)


def _is_missing(
    examined: Examined, name: str, countries: Iterable[CountryId], moment: datetime
) -> bool:
    """Return whether a fact exists in one of the countries, but not yet."""
    catalogue = examined.catalogue
    facts = (catalogue.fact(name, catalogue.countries[id]) for id in countries)
    return any(fact and fact.versions and fact.at(moment) is None for fact in facts)


def _finding(place: Place, name: str) -> Finding:
    return Finding(
        place,
        told("The fact “%(name)s” had no value yet on the date of this text.", name=name),
        told("Add an earlier value to its `values`, or remove the fact from this text."),
    )


CHECK = Check("fact-too-early", "error", find)
