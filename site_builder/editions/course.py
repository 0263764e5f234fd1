"""How the states of services went over time, as the texts out at a moment say it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from site_builder.editions.edition import Selection, ServiceState, ShownIncident
from site_builder.model.country import CountryId
from site_builder.model.date import Date, Precision
from site_builder.model.service import Service, State

DAYS = 90


@dataclass(frozen=True, slots=True)
class Stretch:
    """A time in which a state held. `date` is what the text says of its beginning."""

    state: State
    date: Date
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Course:
    """The stretches of a service in their order, without gaps."""

    service: Service
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Extent:
    """The time that a picture covers, from the start of an incident to what was said last."""

    start: datetime
    end: datetime


def extent_of(shown: ShownIncident) -> Extent | None:
    """None where nothing was said after the start, so that there is no time to show."""
    start, end = shown.incident.started.start, _known_until(shown.changed)
    return Extent(start, end) if end > start else None


def _known_until(date: Date) -> datetime:
    """The last moment of which a text speaks; a vague date is not stretched into the future."""
    return date.end if date.precision >= Precision.DAY else date.start


def courses_of(
    shown: ShownIncident, country: CountryId, services: Mapping[str, Service]
) -> tuple[Course, ...]:
    """What an incident says of each service of a country, from its start to its newest text.

    A vague date is drawn in the middle of what it can mean. A later text about an earlier day
    replaces what was said of the days since.
    """
    extent = extent_of(shown)
    if extent is None or shown.incident.is_maintenance:
        return ()
    changes: dict[str, list[tuple[State, Date, datetime]]] = {}
    for change in shown.incident.services:
        date = change.since or shown.incident.started
        _say(changes.setdefault(change.service, []), change.state, date, extent.start)
    for update in reversed(shown.updates):
        for change in update.update.services:
            date = change.since or update.update.spoken
            said = min(update.update.spoken.end, extent.end)
            moment = min(max(_likely_start(date, said), extent.start), extent.end)
            _say(changes.setdefault(change.service, []), change.state, date, moment)
    return tuple(
        Course(service, _stretches(changes[id], extent.end))
        for id, service in services.items()
        if id in changes and service.exists_in(country)
    )


def _likely_start(date: Date, said: datetime) -> datetime:
    if date.precision >= Precision.DAY:
        return date.start
    latest = max(date.start, min(date.end, said))
    return date.start + (latest - date.start) / 2


def _say(
    changes: list[tuple[State, Date, datetime]], state: State, date: Date, moment: datetime
) -> None:
    while changes and changes[-1][2] >= moment:
        changes.pop()
    if not changes or changes[-1][0] is not state:
        changes.append((state, date, moment))


def _stretches(
    changes: Sequence[tuple[State, Date, datetime]], end: datetime
) -> tuple[Stretch, ...]:
    ends = [*(moment for _, _, moment in changes[1:]), end]
    return tuple(
        Stretch(state, date, moment, until)
        for (state, date, moment), until in zip(changes, ends, strict=True)
    )


@dataclass(frozen=True, slots=True)
class History:
    """The worst state of a service on each of the last days, oldest first; None where unknown."""

    service: Service
    days: tuple[State | None, ...]


def first_day(at: datetime, zone: tzinfo) -> date:
    """The first of the days that a history shows."""
    return at.astimezone(zone).date() - timedelta(days=DAYS - 1)


def recent_incidents(selection: Selection) -> tuple[ShownIncident, ...]:
    """The incidents and the maintenance that can say something of the last days."""
    zone = selection.country.zone
    since = first_day(selection.at, zone)

    def is_recent(shown: ShownIncident) -> bool:
        incident = shown.incident
        if incident.ends is None:
            return shown.is_open or shown.changed.end.astimezone(zone).date() >= since
        is_begun = incident.started.start <= selection.at and shown.status != "cancelled"
        return is_begun and incident.ends.end.astimezone(zone).date() >= since

    return tuple(shown for shown in selection.incidents if is_recent(shown))


def histories_of(selection: Selection) -> tuple[History, ...]:
    """The last days of every service whose state is known, in a country's own days."""
    zone, catalogue = selection.country.zone, selection.catalogue
    since = first_day(selection.at, zone)
    told: dict[str, list[Course]] = {}
    for shown in recent_incidents(selection):
        courses = courses_of(shown, selection.country.id, catalogue.services)
        for course in (*courses, *_under_maintenance(shown, catalogue.services, selection.at)):
            told.setdefault(course.service.id, []).append(course)
    return tuple(
        History(state.service, _days(told.get(state.service.id, ()), state, since, zone))
        for state in selection.services
    )


def _under_maintenance(
    shown: ShownIncident, services: Mapping[str, Service], at: datetime
) -> Iterator[Course]:
    """The window of maintenance, as far as it is past."""
    incident = shown.incident
    if incident.ends is None:
        return
    until = min(incident.ends.end, at)
    stretch = Stretch(State.under_maintenance, incident.started, incident.started.start, until)
    for change in incident.services:
        yield Course(services[change.service], (stretch,))


def _days(
    courses: Iterable[Course], now: ServiceState, since: date, zone: tzinfo
) -> tuple[State | None, ...]:
    """The worst that was said of each day; what was said last holds until more is said."""
    days: list[State | None] = [None] * DAYS
    left: dict[int, State] = {}
    newest = -1
    for course in courses:
        for stretch in course.stretches:
            first = (stretch.start.astimezone(zone).date() - since).days
            # What ends at midnight is no part of the day that begins then.
            last = (stretch.end - timedelta(microseconds=1)).astimezone(zone).date()
            until = max(first, (last - since).days)
            newest = max(newest, until)
            if stretch.state is not State.under_maintenance:
                left[until] = stretch.state
            for day in range(max(first, 0), min(until, DAYS - 1) + 1):
                known = days[day]
                days[day] = stretch.state if known is None else max(known, stretch.state)
    begun = (now.since.start.astimezone(zone).date() - since).days if now.since else 0
    held: State | None = None
    for day in range(DAYS):
        if day > newest and day >= begun:
            held = now.state
        days[day] = held if days[day] is None else days[day]
        held = left.get(day, held)
    return tuple(days)
