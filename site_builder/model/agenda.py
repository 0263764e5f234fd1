"""What is ahead: what appears, changes, runs out or is promised, and when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo
from typing import Literal

from site_builder.model.country import CountryId
from site_builder.model.date import Date
from site_builder.model.message import Message

Kind = Literal["appears", "starts", "ends", "begins", "expires", "changes", "due", "draft", "waits"]
What = Literal[
    "incident",
    "maintenance",
    "update",
    "question",
    "answer",
    "page",
    "correction",
    "contact",
    "fact",
    "retired",
]
LASTS_TO_ITS_END: frozenset[Kind] = frozenset(("expires", "due"))
"""Kinds whose date still counts in its last second; the others come with its first one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaItem:
    """One thing that is ahead, or a promise that is overdue.

    `id` stays the same while the entry keeps its name, whatever its date. `says` is a sentence
    without the time. `file` is where it is written, `part` a correction, a country's own answer, a
    contact or a fact in it. `date` is None for what no date will make public.
    """

    id: str
    kind: Kind
    what: What
    says: Message
    file: str
    part: str
    countries: tuple[CountryId, ...]
    date: Date | None
    is_overdue: bool = False

    @property
    def at(self) -> datetime | None:
        """The moment: the start of the date, or its last second for what lasts to its end."""
        if self.date is None:
            return None
        return self.date.end if self.kind in LASTS_TO_ITS_END else self.date.start


@dataclass(frozen=True, slots=True)
class Ahead:
    """What is ahead in a part of the site; `turn` is the next moment at which a date in it turns.

    A turn is the first second of a date, or the first one after it; None if none is to come.
    """

    items: tuple[AgendaItem, ...]
    turn: datetime | None


@dataclass(frozen=True, slots=True)
class Scope:
    """The site's time zone, the zones in which a new day changes pages, and all countries."""

    zone: tzinfo
    day_zones: tuple[tzinfo, ...]
    countries: tuple[CountryId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda:
    """What is ahead at a moment: overdue promises, then the soonest first, drafts last.

    `next_build` is the earliest moment at which the clock may change a page. `new_day` is a zone in
    which a day begins then, if that is the only reason. `countries` are all those of the site.
    """

    at: datetime
    zone: tzinfo
    countries: tuple[CountryId, ...]
    items: tuple[AgendaItem, ...]
    next_build: datetime
    new_day: tzinfo | None

    @classmethod
    def of(cls, parts: Iterable[Ahead], scope: Scope, at: datetime) -> Agenda:
        """The agenda of a site from its parts at a moment."""
        known = list(parts)
        turn = min((part.turn for part in known if part.turn is not None), default=None)
        days = {_next_midnight(zone, at): zone for zone in reversed((*scope.day_zones, UTC))}
        day = min(days)
        is_day = turn is None or day < turn
        return cls(
            at=at,
            zone=scope.zone,
            countries=scope.countries,
            items=tuple(sorted((i for part in known for i in part.items), key=_order)),
            next_build=day if turn is None else min(day, turn),
            new_day=days[day] if is_day else None,
        )


def next_turn(dates: Iterable[Date], at: datetime) -> datetime | None:
    """The first moment after `at` that is the start of a date, or the first second after its end.

    Nothing of a site changes at the last second of a date alone.
    """
    turns = (t for date in dates for t in (date.start, date.end + timedelta(seconds=1)) if t > at)
    return min(turns, default=None)


def _next_midnight(zone: tzinfo, at: datetime) -> datetime:
    tomorrow = at.astimezone(zone).date() + timedelta(days=1)
    return datetime.combine(tomorrow, time(), zone).astimezone(UTC)


def _order(item: AgendaItem) -> tuple[bool, bool, float, str, str, str]:
    at = item.at
    moment = at.timestamp() if at is not None else 0.0
    return (not item.is_overdue, at is None, moment, item.file, item.part, item.kind)
