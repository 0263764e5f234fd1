"""A unit: what is examined and remembered together. It is an incident's folder, a question, a page
or a file.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from site_builder.model.agenda import Ahead
from site_builder.model.country import CountryId
from site_builder.model.date import Date
from site_builder.model.file import SiteFile
from site_builder.model.incident import Incident
from site_builder.model.locale import LocaleId
from site_builder.model.problem import Problem
from site_builder.model.question import Question
from site_builder.model.site import Page
from site_builder.reading.unit_names import NamedEntry
from site_builder.system.packing import Packing, packing_of

Entry = Incident | Question | Page | SiteFile
_INSTANT = timedelta(microseconds=1)
_TYPES: Mapping[str, type] = {
    "status/": Incident,
    "content/faq/": Question,
    "content/pages/": Page,
    "content/files/": SiteFile,
}


@dataclass(frozen=True, slots=True)
class Span:
    """The times of a build between which the clock changes nothing.

    `since` is included, `until` is not; None means no limit.
    """

    since: datetime | None
    until: datetime | None

    def holds(self, at: datetime) -> bool:
        return (self.since is None or self.since <= at) and (self.until is None or at < self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """What is known about a unit without its entry. `digest` covers the names and bytes of its
    files.

    `countries` are those whose editions may show the entry, None for all. `seen` is a digest of
    what an edition in each language sees of it. `links` are the targets inside the site that its
    texts and `related` name, as written, `facts` the facts; `supersedes` pairs of keys. `is_open`
    says that a link holds a fact, so that its target is known only later. `problems` follow from
    the unit and the ground alone, `ahead` is what of it appears, runs out or is promised, and when.
    """

    name: str
    digest: bytes
    countries: frozenset[CountryId] | None
    seen: Mapping[LocaleId, bytes]
    names: tuple[NamedEntry, ...]
    links: tuple[str, ...]
    facts: tuple[str, ...]
    is_open: bool
    supersedes: tuple[tuple[str, str], ...]
    span: Span
    problems: tuple[Problem, ...]
    ahead: Ahead

    def concerns(self, country: CountryId) -> bool:
        """Return whether editions of a country may show the entry."""
        return self.countries is None or country in self.countries


def pack_entry(name: str, entry: Entry) -> bytes:
    """Return the entry of a unit as bytes."""
    return _packing_of(name).pack(entry)


def unpack_entry(name: str, data: bytes) -> Entry:
    """Return the entry that was packed for a unit. Raises packing.Unreadable."""
    entry: Entry = _packing_of(name).unpack(data)
    return entry


def _packing_of(name: str) -> Packing[Any]:
    kind: type = next(kind for folder, kind in _TYPES.items() if name.startswith(folder))
    return packing_of(kind)


def span_of(dates: Iterable[Date], at: datetime) -> Span:
    """Return the span around a time in which no date begins or ends."""
    turns: set[datetime] = set()
    for date in dates:
        start, end = date.start, date.end
        turns |= {start, start + _INSTANT, end, end + _INSTANT}
    ordered = sorted(turns)
    i = bisect_right(ordered, at)
    return Span(ordered[i - 1] if i else None, ordered[i] if i < len(ordered) else None)
