"""Dates and times as CLDR writes them, as precise as they are known."""

from __future__ import annotations

from datetime import date, datetime, tzinfo
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo

from babel.core import get_global
from babel.dates import (
    format_date as babel_date,
)
from babel.dates import (
    format_skeleton,
    get_datetime_format,
    get_timezone_location,
    get_timezone_name,
)

from site_builder.language.digits import local_digits
from site_builder.language.times import format_clock, zone_name
from site_builder.model.date import Date, Precision
from site_builder.model.locale import LocaleId, babel_locale


@lru_cache(maxsize=65536)
def format_date(value: Date, locale: LocaleId, zone: tzinfo, *, has_zone: bool = True) -> str:
    """`2022`, `August 2022`, `28 September 2022` or that with the time, in `zone`.

    Without `has_zone`, for pages that name the zone once, a day is `28 Sept 2022` and a time
    `28 Sept 2022, 18:00`.
    """
    if value.moment is not None:
        return format_moment(value.moment, locale, zone, has_zone=has_zone)
    if value.precision is Precision.YEAR:
        return format_year(value.day.year, locale)
    if value.precision is Precision.MONTH:
        return format_month(value.day.year, value.day.month, locale)
    return local_digits(day_of(value.day, locale, is_short=not has_zone), locale)


def format_moment(
    moment: datetime, locale: LocaleId, zone: tzinfo, *, has_zone: bool = True
) -> str:
    """Return a time with its zone's name, because readers may be in another zone; without
    `has_zone`, short and without that name.
    """
    local = moment.astimezone(zone)
    has_zone = has_zone or is_doubled(local)
    day = day_of(local.date(), locale, is_short=not has_zone)
    clock = format_clock(local, locale, has_zone=has_zone)
    return local_digits(in_day(day, clock, locale, is_short=not has_zone), locale)


def is_doubled(local: datetime) -> bool:
    """Return whether a clock shows this time twice, since it was set back."""
    return local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()


def day_of(day: date, locale: LocaleId, *, is_short: bool) -> str:
    """`28 September 2022`, or `28 Sept 2022`."""
    cldr = babel_locale(locale)
    if is_short:
        return str(format_skeleton("yMMMd", day, locale=cldr))
    return babel_date(day, format="long", locale=cldr)


@lru_cache(maxsize=65536)
def format_time_of_day(moment: datetime, locale: LocaleId, zone: tzinfo) -> str:
    """Return the time next to a day that is written already; with its zone if clocks show it
    twice.
    """
    local = moment.astimezone(zone)
    return local_digits(format_clock(local, locale, has_zone=is_doubled(local)), locale)


def in_day(day: str, time: str, locale: LocaleId, *, is_short: bool) -> str:
    """Return a time of a day with the day, in the order of the language."""
    width: Literal["medium", "long"] = "medium" if is_short else "long"
    glue = str(get_datetime_format(width, locale=babel_locale(locale))).replace("'", "")
    return glue.replace("{1}", day).replace("{0}", time)


def format_short(value: Date, locale: LocaleId, zone: tzinfo) -> str:
    """`28 Sept`, `Aug` or `2022`: a date without its time, where the year is written beside it."""
    if value.precision is Precision.YEAR:
        return format_year(value.day.year, locale)
    skeleton = "MMM" if value.precision is Precision.MONTH else "MMMd"
    day = value.shown_day(zone)
    return local_digits(format_skeleton(skeleton, day, locale=babel_locale(locale)), locale)


def format_month(year: int, month: int, locale: LocaleId) -> str:
    """`August 2022`."""
    text = format_skeleton("yMMMM", date(year, month, 1), locale=babel_locale(locale))
    return local_digits(text, locale)


def format_year(year: int, locale: LocaleId) -> str:
    """`2022`, with the locale's digits."""
    text = format_skeleton("y", date(year, 1, 1), locale=babel_locale(locale))
    return local_digits(text, locale)


# Babel keeps one of CLDR's three forms of “Iceland Time”; in these languages that of summer.
_NAMED_FOR_SUMMER = frozenset(("bg", "bs", "gd", "hr", "is", "nn", "ru", "sr"))


@lru_cache(maxsize=1024)
def format_zone(zone: ZoneInfo, locale: LocaleId) -> str:
    """“Central European Time”: the zone's name for the whole year, summer and winter."""
    cldr = babel_locale(locale)
    territory = get_global("zone_territories").get(zone.key)
    if territory not in cldr.territories or zone.key.startswith("Etc/"):
        return zone_name(datetime(2022, 1, 1, tzinfo=zone), locale)
    name: str = get_timezone_name(zone, width="long", locale=cldr)
    if cldr.language in _NAMED_FOR_SUMMER and name == get_timezone_location(zone, locale=cldr):
        return str(get_timezone_location(zone, locale=cldr, return_city=True))
    return name
