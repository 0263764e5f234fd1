"""Dates as precise as they are known: a year, a month, a day or a time.

Source of the rules: docs/formats.md, "Dates".
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from enum import IntEnum
from functools import lru_cache


class Precision(IntEnum):
    YEAR = 1
    MONTH = 2
    DAY = 3
    MOMENT = 4


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date as written in a file, before its time zone is known.

    `clock` is the time of day, `offset` the offset written after it, if any.
    """

    precision: Precision
    day: date
    clock: time | None = None
    offset: timezone | None = None

    def within(self, zone: tzinfo) -> Date:
        """Return the date in a time zone; a written offset wins over `zone`."""
        if self.clock is None:
            return Date(self.precision, self.day, None, zone)
        moment = datetime.combine(self.day, self.clock, tzinfo=self.offset or zone)
        return Date(self.precision, self.day, moment.astimezone(UTC), zone)


@dataclass(frozen=True, slots=True)
class Date:
    """A date or time in a time zone. It covers its whole period."""

    precision: Precision
    day: date
    moment: datetime | None
    zone: tzinfo

    @property
    def start(self) -> datetime:
        """The start of the period, in UTC."""
        if self.moment is not None:
            return self.moment
        return _midnight(self.day, self.zone)

    @property
    def end(self) -> datetime:
        """The last second of the period, in UTC."""
        if self.moment is not None:
            return self.moment
        return _last_second(self._last_day(), self.zone)

    def latest(self, at: datetime) -> datetime:
        """Return the latest time of the period up to `at`, but never before its start."""
        return min(self.end, max(at, self.start))

    def shown_end(self, zone: tzinfo) -> datetime:
        """Return the last second of the period as an edition in `zone` shows it, in UTC.

        A day without a time is the same day for every reader, so an edition's lists sort by this.
        """
        if self.moment is not None:
            return self.moment
        return _last_second(self._last_day(), zone)

    def shown_day(self, zone: tzinfo) -> date:
        """Return the first day of the period as an edition in `zone` shows it."""
        return self.moment.astimezone(zone).date() if self.moment is not None else self.day

    def without_time(self, zone: tzinfo) -> Date:
        """Return the day as an edition in `zone` shows it; a month or year stays."""
        if self.precision < Precision.DAY:
            return self
        return Date(Precision.DAY, self.shown_day(zone), None, zone)

    def later(self, length: timedelta) -> Date | None:
        """Return the date so much later; a day moves by whole days, a month or year gives None."""
        if self.moment is not None:
            moment = self.moment + length
            return Date(Precision.MOMENT, moment.astimezone(self.zone).date(), moment, self.zone)
        if self.precision < Precision.DAY:
            return None
        days = -(-length // timedelta(days=1))
        return Date(Precision.DAY, self.day + timedelta(days=days), None, self.zone)

    def is_before(self, other: Date) -> bool:
        """Return whether this is earlier, compared at the coarser of the two precisions."""
        coarser = min(self.precision, other.precision)
        return self._key(coarser, other.zone) < other._key(coarser, other.zone)

    @property
    def iso(self) -> str:
        """The date as written, in the zone in which it was written."""
        return self.iso_in(self.zone)

    def iso_in(self, zone: tzinfo) -> str:
        """Return HTML's `datetime` attribute (HTML, 2.3.5 Dates and times), in `zone`."""
        if self.moment is not None:
            return self.moment.astimezone(zone).isoformat(timespec="minutes")
        return self.day.isoformat()[: {1: 4, 2: 7, 3: 10}[self.precision]]

    def _last_day(self) -> date:
        if self.precision is Precision.DAY:
            return self.day
        if self.precision is Precision.YEAR:
            return date(self.day.year, 12, 31)
        last = calendar.monthrange(self.day.year, self.day.month)[1]
        return self.day.replace(day=last)

    def _key(self, precision: Precision, zone: tzinfo) -> tuple[float, ...]:
        if precision is Precision.MOMENT:
            return (self.start.timestamp(),)
        day = self.moment.astimezone(zone).date() if self.moment else self.day
        return (day.year, day.month, day.day)[:precision]


# A site asks for the same few thousand days over and over.
@lru_cache(maxsize=65536)
def _midnight(day: date, zone: tzinfo) -> datetime:
    return datetime.combine(day, time(), tzinfo=zone).astimezone(UTC)


@lru_cache(maxsize=65536)
def _last_second(day: date, zone: tzinfo) -> datetime:
    if day == date.max:
        # The last day of the calendar has no next day to count back from.
        return datetime(9999, 12, 30, 23, 59, 59, tzinfo=UTC)
    return _midnight(day + timedelta(days=1), zone) - timedelta(seconds=1)


LAST_YEAR = 9998
_DATE = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2})"
    r"(?:(?:T|\s+)(?P<hour>\d{2}):(?P<minute>\d{2})(?::(?P<second>\d{2}))?"
    r"\s*(?P<offset>Z|[+-]\d{2}:?\d{2})?)?)?)?",
    re.ASCII,
)


class NotADate(ValueError):
    """The text has not the form of a date."""


class ImpossibleDate(ValueError):
    """The text has the form of a date, but the date does not exist."""


def parse_date(text: str) -> WrittenDate:
    """Read `2022`, `2022-08`, `2022-09-28` or `2022-09-28 10:00`, with or without an offset.

    Raises NotADate for another form and ImpossibleDate for a day or hour that does not exist.
    """
    match = _DATE.fullmatch(text.strip())
    if not match:
        raise NotADate(text)
    part = match.groupdict()
    year, month, day = (int(part[name] or 1) for name in ("year", "month", "day"))
    try:
        if not 1000 <= year <= LAST_YEAR:
            raise ValueError
        calendar_day = date(year, month, day)
        if part["hour"] is None:
            precision = Precision(1 + (part["month"] is not None) + (part["day"] is not None))
            return WrittenDate(precision, calendar_day)
        clock = time(int(part["hour"]), int(part["minute"]), int(part["second"] or 0))
        offset = _parse_offset(part["offset"])
    except ValueError:
        raise ImpossibleDate(text) from None
    return WrittenDate(Precision.MOMENT, calendar_day, clock, offset)


def _parse_offset(text: str | None) -> timezone | None:
    if text is None:
        return None
    if text == "Z":
        return UTC
    hours, minutes = int(text[1:3]), int(text[-2:])
    if hours > 14 or minutes > 59:
        raise ValueError(text)
    delta = timedelta(hours=hours, minutes=minutes)
    return timezone(-delta if text[0] == "-" else delta)
