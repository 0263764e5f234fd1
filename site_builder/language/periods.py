"""Times from one date to another as CLDR writes them, and how long they are."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, tzinfo
from functools import lru_cache

from babel.core import Locale
from babel.dates import format_date as babel_date
from babel.units import format_unit

from site_builder.language.dates import day_of, format_date, format_moment, in_day
from site_builder.language.digits import local_digits
from site_builder.language.numbers import format_list
from site_builder.language.times import format_clocks, zone_name
from site_builder.model.date import Date, Precision
from site_builder.model.locale import LocaleId, babel_locale

_DAY, _HOUR, _MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
_HALF = "\ue001"
_BETWEEN = re.compile("[\\s\u2010-\u2015\u200e\u200f~\uff5e\u301c\u81f3-]+$")
"""Dashes and the like between two dates."""


Piece = tuple[str, Date | None]
"""A part of a text, and the date in it."""


def format_period(
    start: Date, end: Date, locale: LocaleId, zone: tzinfo, *, has_zone: bool = True
) -> tuple[Piece, ...]:
    """“1 – 2 August 2026”, or with the times if they are known and both lie in one day.

    Times are as in `format_date`.
    """
    if start.moment is not None and end.moment is not None:
        first, last = start.moment.astimezone(zone), end.moment.astimezone(zone)
        has_zone = has_zone or is_clock_set(start, end, zone)
        if end.moment - start.moment < _MINUTE:
            return ((format_moment(last, locale, zone, has_zone=has_zone), end),)
        if first.date() == last.date():
            halves = _hours_of_a_day(first, last, locale, has_zone)
            if halves is not None:
                return _parted(halves, start, end, locale)
            return _joined(start, end, locale, zone, has_zone)
    if min(start.precision, end.precision) >= Precision.DAY:
        return _days(start, end, locale, zone)
    vague = min(start, end, key=lambda date: date.precision)
    if start.precision is not end.precision and vague.start <= start.end and end.start <= vague.end:
        return ((format_date(vague, locale, zone), vague),)
    return _joined(start, end, locale, zone, has_zone)


def is_in_one_day(start: Date, end: Date, locale: LocaleId, zone: tzinfo) -> bool:
    """Return whether two times are written with one date and one zone."""
    if start.moment is None or end.moment is None:
        return False
    first, last = start.moment.astimezone(zone), end.moment.astimezone(zone)
    return first.date() == last.date() and zone_name(first, locale) == zone_name(last, locale)


def is_clock_set(start: Date, end: Date, zone: tzinfo) -> bool:
    """Return whether clocks are set forward or back between two times of at most a day."""
    if start.moment is None or end.moment is None or end.moment - start.moment > _DAY:
        return False
    return start.moment.astimezone(zone).utcoffset() != end.moment.astimezone(zone).utcoffset()


def whole_days(start: Date, end: Date, zone: tzinfo) -> int | None:
    """Return the number of days, including the first and last; None if not known."""
    if min(start.precision, end.precision) < Precision.DAY:
        return None
    return (_day(end, zone) - _day(start, zone)).days + 1


def format_length(length: timedelta, locale: LocaleId) -> str:
    """“2 hours and 5 minutes”, “26 hours”, and from three days on “3 days and 2 hours”."""
    if length < _DAY:
        hours, minutes = divmod(length // _MINUTE, 60)
        parts = [(hours, "hour"), (minutes, "minute")]
    else:
        days, hours = divmod(round(length / _HOUR), 24)
        parts = [(days, "day"), (hours, "hour")] if days >= 3 else [(24 * days + hours, "hour")]
    texts = [_unit(number, unit, locale) for number, unit in parts if number]
    return local_digits(format_list(texts or [_unit(0, "minute", locale)], locale), locale)


def _unit(number: int, unit: str, locale: LocaleId) -> str:
    """Return CLDR's long form, or the short one for languages in which Babel lacks it."""
    name = f"duration-{unit}"
    texts = (
        format_unit(number, name, length=length, locale=babel_locale(locale))
        for length in ("long", "short", "narrow")
    )
    return next((text for text in texts if name not in text), f"{number} {unit[0]}")


def _day(date: Date, zone: tzinfo) -> date:
    return date.moment.astimezone(zone).date() if date.moment is not None else date.day


def _joined(
    start: Date, end: Date, locale: LocaleId, zone: tzinfo, has_zone: bool
) -> tuple[Piece, ...]:
    first, last = (format_date(date, locale, zone, has_zone=has_zone) for date in (start, end))
    if first == last:
        return ((first, end),)
    glue = str(babel_locale(locale).interval_formats[None])
    before, between, after = re.split(r"\{[01]\}", glue)
    return ((f"{before}{first}", start), (between, None), (f"{last}{after}", end))


def _parted(halves: tuple[str, str], start: Date, end: Date, locale: LocaleId) -> tuple[Piece, ...]:
    """Two halves of a range; the first includes the text between them."""
    first = _BETWEEN.sub("", halves[0])
    between = halves[0][len(first) :]
    first, last = (local_digits(text, locale) for text in (first, halves[1]))
    return ((first, start), (between, None), (last, end))


def _hours_of_a_day(
    start: datetime, end: datetime, locale: LocaleId, has_zone: bool
) -> tuple[str, str] | None:
    clocks = format_clocks(start, end, locale, has_zone=has_zone)
    if clocks is None:
        return None
    is_short = not has_zone
    day = day_of(start.date(), locale, is_short=is_short)
    first, last = in_day(day, _HALF.join(clocks), locale, is_short=is_short).split(_HALF)
    return first, last


def _days(start: Date, end: Date, locale: LocaleId, zone: tzinfo) -> tuple[Piece, ...]:
    cldr = babel_locale(locale)
    first, last = _day(start, zone), _day(end, zone)
    if first == last:
        return ((local_digits(babel_date(last, format="long", locale=cldr), locale), end),)
    differs = "y" if first.year != last.year else "M" if first.month != last.month else "d"
    patterns = _long_patterns(str(cldr), differs)
    if patterns is None:
        days = [Date(Precision.DAY, day, None, zone) for day in (first, last)]
        (one, _), between, (other, _) = _joined(days[0], days[1], locale, zone, has_zone=True)
        return ((one, start), between, (other, end))
    one, other = (
        babel_date(day, format=pattern, locale=cldr)
        for day, pattern in zip((first, last), patterns, strict=True)
    )
    return _parted((one, other), start, end, locale)


@lru_cache(maxsize=1024)
def _long_patterns(cldr_id: str, differs: str) -> tuple[str, str] | None:
    """Return CLDR's two patterns for a time between days, with the months in words.

    UTS 35 part 4, 2.6.2.2: there are none for long months, so those for short ones are adapted.
    None if the result would lack words that the language needs in a long date (“de” in Spanish).
    """
    cldr = Locale.parse(cldr_id)
    written = cldr.interval_formats.get("yMMMd", {}).get(differs)
    long = cldr.date_formats["long"].pattern
    if not written or len(written) != 2 or "MMM" not in "".join(written):
        return None
    day = "dd" if "dd" in long else "d"
    first, last = (re.sub("MMM+", "MMMM", part).replace("dd", day) for part in written)
    if _order(_fields(first + last)) != _fields(long) or _words(first + last) != _words(long):
        return None
    return first, last


def _fields(pattern: str) -> str:
    """Return `dMy`: the fields of a pattern in order, without quoted text."""
    bare = re.sub(r"'[^']*'", "", pattern).replace("L", "M")
    return re.sub(r"(.)\1+", r"\1", re.sub(r"[^yMd]", "", bare))


def _order(fields: str) -> str:
    """Return the order of fields in the half that has them all, the last or the first."""
    return fields[-3:] if len(set(fields[-3:])) == 3 else fields[:3]


def _words(pattern: str) -> frozenset[str]:
    return frozenset(re.findall(r"[^\W\d_yMLd]+", pattern.replace("'", " ")))
