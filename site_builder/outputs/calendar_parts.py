"""Parts of calendars after RFC 5545: lines that no text can break, and time zones."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta, tzinfo
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from icalendar import Calendar, Timezone

_REFRESHED_EVERY = timedelta(hours=1)


def new_calendar(
    name: str, zone: tzinfo, years: Sequence[int], language: dict[str, str] | None = None
) -> Calendar:
    """A calendar without events, with what a zone observes in some years."""
    # Costs a twentieth of a second, which a build that changes no calendar can do without.
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//site-builder//site-builder//EN")
    calendar.add("calscale", "GREGORIAN")
    # RFC 7986, with the names that programs knew before it.
    calendar.add("name", name, language or {})
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", str(zone))
    calendar.add("refresh-interval", _REFRESHED_EVERY, {"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    # RFC 5545 3.6: a calendar has at least one component; this one is always there.
    calendar.add_component(_timezone(zone, str(zone), years))
    return calendar


def zoned(moment: datetime, zone: tzinfo) -> datetime:
    """A moment in a zone; in UTC if its local time occurs twice there.

    RFC 5545 3.3.5 says that such a time means the first one, but some programs read the second.
    """
    local = moment.astimezone(zone)
    other = local.replace(fold=1 - local.fold)
    return local if local.utcoffset() == other.utcoffset() else moment.astimezone(UTC)


def one_line(text: str) -> str:
    """A text in one line, such as a summary."""
    return " ".join(without_controls(text).split())


# RFC 5545 3.1 forbids control characters; many programs take the others for ends of lines.
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")


def without_controls(text: str) -> str:
    """A text in which the only control characters are tabs and ends of lines."""
    return _CONTROLS.sub(" ", text)


def _timezone(zone: tzinfo, name: str, years: Sequence[int]) -> Timezone:
    """The zone's observances in some years, each with the moments at which it begins.

    The library's own are an hour late in spring: RFC 5545 3.6.5 wants the onset in the time that
    held before it.
    """
    from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

    timezone = Timezone()
    timezone.add("tzid", name)
    before: datetime | None = None
    for moment in (onset for year in years for onset in _onsets(zone, year)):
        offset = moment.utcoffset()
        was = before.utcoffset() if before is not None else offset
        assert offset is not None
        assert was is not None
        if before is None or (was, before.tzname()) != (offset, moment.tzname()):
            observance = TimezoneDaylight() if moment.dst() else TimezoneStandard()
            observance.add("dtstart", moment.astimezone(UTC).replace(tzinfo=None) + was)
            observance.add("tzoffsetfrom", was)
            observance.add("tzoffsetto", offset)
            observance.add("tzname", moment.tzname() or name)
            timezone.add_component(observance)
        before = moment
    return timezone


def _onsets(zone: tzinfo, year: int) -> Iterator[datetime]:
    """The beginning of a year in a zone, and each moment in it at which the offset changes."""
    known = datetime(year, 1, 1, tzinfo=zone)
    yield known
    day = known.astimezone(UTC)
    while (day := day + timedelta(days=1)).year <= year:
        if _observed(day, zone) != _observed(known, zone):
            known = _first_after(day - timedelta(days=1), day, zone)
            yield known


def _observed(moment: datetime, zone: tzinfo) -> tuple[timedelta | None, str | None]:
    local = moment.astimezone(zone)
    return local.utcoffset(), local.tzname()


def _first_after(before: datetime, after: datetime, zone: tzinfo) -> datetime:
    """The first second from which a zone observes what it does at `after`."""
    while after - before > timedelta(seconds=1):
        middle = before + timedelta(seconds=(after - before) // timedelta(seconds=2))
        if _observed(middle, zone) == _observed(after, zone):
            after = middle
        else:
            before = middle
    return after.astimezone(zone)
