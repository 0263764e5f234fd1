"""Dates and times as CLDR writes them, as precise as they are known."""

from __future__ import annotations

from datetime import date, datetime, tzinfo
from functools import lru_cache
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
def format_date(value: Date, locale: LocaleId, zone: tzinfo) -> str:
    """`2022`, `August 2022`, `28 September 2022` or that with the time and zone, in `zone`."""
    if value.moment is not None:
        return format_moment(value.moment, locale, zone)
    if value.precision is Precision.YEAR:
        return format_year(value.day.year, locale)
    if value.precision is Precision.MONTH:
        return format_month(value.day.year, value.day.month, locale)
    day = babel_date(value.day, format="long", locale=babel_locale(locale))
    return local_digits(day, locale)


def format_moment(moment: datetime, locale: LocaleId, zone: tzinfo) -> str:
    """Return a time with its zone's name, because readers may be in another zone."""
    cldr = babel_locale(locale)
    local = moment.astimezone(zone)
    day = babel_date(local.date(), format="long", locale=cldr)
    return local_digits(in_day(day, format_clock(local, locale), locale), locale)


@lru_cache(maxsize=65536)
def format_time_of_day(moment: datetime, locale: LocaleId, zone: tzinfo) -> str:
    """Return the time with its zone's name, next to a day that is written already."""
    return local_digits(format_clock(moment.astimezone(zone), locale), locale)


def in_day(day: str, time: str, locale: LocaleId) -> str:
    """Return a time of a day with the day, in the order of the language."""
    glue = str(get_datetime_format("long", locale=babel_locale(locale))).replace("'", "")
    return glue.replace("{1}", day).replace("{0}", time)


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
