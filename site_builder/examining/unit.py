"""What is examined and remembered together: an incident's folder, a question, a page, a file."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import blake2b

from site_builder.catalogue.catalogue import Catalogue
from site_builder.model.date import Date
from site_builder.model.fact import Facts
from site_builder.model.file import SiteFile
from site_builder.model.incident import Incident
from site_builder.model.problem import Problem
from site_builder.model.question import Question
from site_builder.model.site import Page
from site_builder.reading.names import NamedEntry

Entry = Incident | Question | Page | SiteFile
_INSTANT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Span:
    """The moments of a build between which nothing that depends on the clock changes.

    `since` is part of it and `until` is not; None is without end.
    """

    since: datetime | None
    until: datetime | None

    def holds(self, at: datetime) -> bool:
        return (self.since is None or self.since <= at) and (self.until is None or at < self.until)


@dataclass(frozen=True, slots=True)
class Unit:
    """What a unit's files gave. `digest` is of their names and bytes.

    `links` are the targets inside the site that its texts name, as written; `supersedes` pairs of
    keys. `is_open` says that a link holds a fact, so that where it leads is known only later.
    `problems` are those that follow from the unit and the ground alone.
    """

    name: str
    digest: bytes
    entry: Entry | None
    names: tuple[NamedEntry, ...]
    links: tuple[str, ...]
    is_open: bool
    supersedes: tuple[tuple[str, str], ...]
    span: Span
    problems: tuple[Problem, ...]


def digest_of(files: Mapping[str, bytes]) -> bytes:
    """A digest of files by name, from the digests of their bytes."""
    whole = blake2b(digest_size=16)
    for name in sorted(files):
        whole.update(name.encode() + b"\0" + files[name])
    return whole.digest()


def span_of(dates: Iterable[Date], at: datetime) -> Span:
    """The span around a moment in which no date begins, ends or has just begun or ended."""
    turns: set[datetime] = set()
    for date in dates:
        start, end = date.start, date.end
        turns |= {start, start + _INSTANT, end, end + _INSTANT}
    ordered = sorted(turns)
    i = bisect_right(ordered, at)
    return Span(ordered[i - 1] if i else None, ordered[i] if i < len(ordered) else None)


def dates_of(entry: Entry | None) -> Iterator[Date]:
    """Every date of an entry on which the clock can turn."""
    if isinstance(entry, Incident):
        yield from _known(entry.started, entry.ends, entry.published)
        yield from _known(*(change.since for change in entry.services))
        for update in entry.updates:
            yield from _known(update.as_of, update.published, update.next_update)
            yield from _known(*(change.since for change in update.services))
            yield from (correction.at for correction in update.corrections)
    elif isinstance(entry, Question):
        yield from _known(entry.updated, entry.published, entry.answer_by)
        yield from (correction.at for correction in entry.corrections)
        for override in entry.overrides.values():
            yield from _known(override.updated, override.published, override.answer_by)
            yield from (correction.at for correction in override.corrections or ())
    elif isinstance(entry, Page):
        yield from _known(entry.published)


def ground_dates(catalogue: Catalogue) -> Iterator[Date]:
    """Every date of facts and contacts on which the clock can turn."""
    yield from _fact_dates(catalogue.facts)
    for country in catalogue.countries.values():
        yield from _fact_dates(country.facts)
        for contact in country.contacts:
            yield from _known(contact.since, contact.until)


def _fact_dates(facts: Facts) -> Iterator[Date]:
    for fact in facts.values():
        yield from _known(*(version.since for version in fact.versions))


def _known(*dates: Date | None) -> Iterator[Date]:
    return (date for date in dates if date is not None)
