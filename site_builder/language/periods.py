"""Times from one date to another as CLDR writes them, and how long they are."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, tzinfo
from functools import lru_cache

from babel.core import Locale
from babel.dates import format_date as babel_date
from babel.dates import format_interval, get_datetime_format, get_timezone_name
from babel.units import format_unit

from site_builder.language.dates import format_date, format_moment
from site_builder.language.digits import local_digits
from site_builder.language.numbers import format_list
from site_builder.model.date import Date, Precision
from site_builder.model.locale import LocaleId, babel_locale

_DAY, _HOUR = timedelta(days=1), timedelta(hours=1)


def format_period(start: Date, end: Date, locale: LocaleId, zone: tzinfo) -> str:
    """“1 – 2 August 2026”, or with the times if they are known and both lie in one day."""
    if start.moment is not None and end.moment is not None:
        first, last = start.moment.astimezone(zone), end.moment.astimezone(zone)
        if first.date() == last.date():
            return _hours_of_a_day(first, last, locale)
    if min(start.precision, end.precision) >= Precision.DAY:
        return _days(_day(start, zone), _day(end, zone), locale)
    first_text, last_text = (format_date(date, locale, zone) for date in (start, end))
    vague = min(start, end, key=lambda date: date.precision)
    if start.precision is not end.precision and vague.start <= start.end and end.start <= vague.end:
        return format_date(vague, locale, zone)
    if first_text == last_text:
        return first_text
    return _joined(first_text, last_text, babel_locale(locale))


def whole_days(start: Date, end: Date, zone: tzinfo) -> int | None:
    """On how many days it was, the first and the last one too; None if the days are not known."""
    if min(start.precision, end.precision) < Precision.DAY:
        return None
    return (_day(end, zone) - _day(start, zone)).days + 1


def format_hours(length: timedelta, locale: LocaleId) -> str:
    """“26 hours”; below a day with the minutes: “2 hours and 5 minutes”."""
    minutes = length // timedelta(minutes=1)
    hours, rest = divmod(minutes, 60)
    parts = [_unit(hours, "hour", locale)] if hours else []
    if (rest and length < _DAY) or not parts:
        parts.append(_unit(rest, "minute", locale))
    return local_digits(format_list(parts, locale), locale)


def _unit(number: int, unit: str, locale: LocaleId) -> str:
    """Babel lacks CLDR's long form in some languages; then the short one says it."""
    name = f"duration-{unit}"
    texts = (
        format_unit(number, name, length=length, locale=babel_locale(locale))
        for length in ("long", "short", "narrow")
    )
    return next((text for text in texts if name not in text), f"{number} {unit[0]}")


def _day(date: Date, zone: tzinfo) -> date:
    return date.moment.astimezone(zone).date() if date.moment is not None else date.day


def _joined(start: str, end: str, cldr: Locale) -> str:
    return str(cldr.interval_formats[None]).format(start, end)


def _hours_of_a_day(start: datetime, end: datetime, locale: LocaleId) -> str:
    if end - start < timedelta(minutes=1):
        return format_moment(end, locale, end.tzinfo or start.tzinfo)  # type: ignore[arg-type]
    cldr = babel_locale(locale)
    skeleton = "Hm" if "H" in cldr.time_formats["short"].pattern else "hm"
    hours = format_interval(start, end, skeleton, tzinfo=start.tzinfo, locale=cldr)
    zone = get_timezone_name(end, width="long", locale=cldr)
    day = babel_date(start.date(), format="long", locale=cldr)
    glue = str(get_datetime_format("long", locale=cldr)).replace("'", "")
    return local_digits(glue.replace("{1}", day).replace("{0}", f"{hours} {zone}"), locale)


def _days(start: date, end: date, locale: LocaleId) -> str:
    cldr = babel_locale(locale)
    if start == end:
        return local_digits(babel_date(start, format="long", locale=cldr), locale)
    differs = "y" if start.year != end.year else "M" if start.month != end.month else "d"
    patterns = _long_patterns(str(cldr), differs)
    if patterns is None:
        first, last = (babel_date(day, format="long", locale=cldr) for day in (start, end))
        return local_digits(_joined(first, last, cldr), locale)
    parts = zip((start, end), patterns, strict=True)
    text = "".join(babel_date(day, format=pattern, locale=cldr) for day, pattern in parts)
    return local_digits(text, locale)


@lru_cache(maxsize=1024)
def _long_patterns(cldr_id: str, differs: str) -> tuple[str, str] | None:
    """CLDR's two patterns of a time between days, with the months written out.

    UTS 35 part 4, 2.6.2.2: there are none for long months, but those for short ones are adapted.
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
    """`dMy`: the fields of a pattern in their order, without what stands between quotes."""
    bare = re.sub(r"'[^']*'", "", pattern).replace("L", "M")
    return re.sub(r"(.)\1+", r"\1", re.sub(r"[^yMd]", "", bare))


def _order(fields: str) -> str:
    """The order of the fields in the half that has them all: the last of them, or the first."""
    return fields[-3:] if len(set(fields[-3:])) == 3 else fields[:3]


def _words(pattern: str) -> frozenset[str]:
    return frozenset(re.findall(r"[^\W\d_yMLd]+", pattern.replace("'", " ")))
