"""The history of services' states, according to the texts that are public at a given time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from site_builder.editions.edition import Saying, Selection, ShownIncident, Spell
from site_builder.model.date import Date, Precision
from site_builder.model.service import Service, State

DAYS = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A period in which a state lasted. `since` is None if no text says when it began."""

    state: State
    since: Date | None
    as_of: Date
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Course:
    """The stretches of a service in their order, without gaps."""

    service: Service
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Extent:
    """The period that a picture covers, from the start of an incident to its last text."""

    start: datetime
    end: datetime


def extent_of(shown: ShownIncident) -> Extent | None:
    """Return None if no text came after the start, so there is no period to show.

    Texts after the end of an incident, such as a postmortem, are not part of its picture.
    """
    start, end = shown.incident.started.start, _known_until(last_date(shown))
    return Extent(start, end) if end > start else None


def last_date(shown: ShownIncident) -> Date:
    """Return the date at which the chart ends: that of the newest text that names a state."""
    if shown.lasted is None:
        return shown.changed
    says_states = (s.update.spoken for s in shown.updates if s.update.services)
    return max([shown.lasted.end, *says_states], key=lambda date: date.end)


def _known_until(date: Date) -> datetime:
    """Return the latest time that a text describes; vague dates are not stretched forward."""
    return date.end if date.precision >= Precision.DAY else date.start


def courses_of(shown: ShownIncident, services: Mapping[str, Service]) -> tuple[Course, ...]:
    """Return what an incident says about each service of a country, from its start to its newest
    text.

    A vague date is drawn in the middle of its period. A later text about an earlier day replaces
    what was said about the days since.
    """
    extent = extent_of(shown)
    if extent is None or shown.incident.is_maintenance:
        return ()
    return tuple(
        Course(services[id], tuple(_stretches(sayings, extent)))
        for id, sayings in shown.sayings.items()
    )


def _stretches(sayings: Sequence[Saying], extent: Extent) -> Iterator[Stretch]:
    starts = [min(max(saying.moment, extent.start), extent.end) for saying in sayings]
    for saying, start, end in zip(sayings, starts, [*starts[1:], extent.end], strict=True):
        yield Stretch(
            state=saying.state, since=saying.since, as_of=saying.as_of, start=start, end=end
        )


@dataclass(frozen=True, slots=True)
class History:
    """The worst state of a service on each of the last days, oldest first; None if unknown."""

    service: Service
    days: tuple[State | None, ...]


def first_day(at: datetime, zone: tzinfo) -> date:
    """Return the first of the days that a history shows."""
    return at.astimezone(zone).date() - timedelta(days=DAYS - 1)


def histories_of(selection: Selection) -> tuple[History, ...]:
    """Return the last days of every service that a text has named, in a country's own days."""
    zone = selection.country.zone
    since = first_day(selection.at, zone)
    histories = (
        History(selection.catalogue.services[id], _days(spells, since, zone))
        for id, spells in selection.timelines.items()
    )
    return tuple(history for history in histories if any(d is not None for d in history.days))


def _days(spells: Sequence[Spell], since: date, zone: tzinfo) -> tuple[State | None, ...]:
    """Return the worst state of each day; a state lasts until a text gives another one."""
    days: list[State | None] = [None] * DAYS
    for spell, following in zip(spells, [*spells[1:], None], strict=True):
        if spell.state is None:
            continue
        first = (spell.moment.astimezone(zone).date() - since).days
        last = DAYS - 1
        if following is not None:
            # A spell that ends at midnight does not belong to the day that begins then.
            end = max(spell.moment, following.moment - timedelta(microseconds=1))
            last = min(last, (end.astimezone(zone).date() - since).days)
        for day in range(max(first, 0), last + 1):
            known = days[day]
            days[day] = spell.state if known is None else max(known, spell.state)
    return tuple(days)
