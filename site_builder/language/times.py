"""Times of day with their zone as CLDR writes them: one, or from one to another."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from babel.core import Locale
from babel.dates import format_time, get_timezone_name

from site_builder.model.locale import LocaleId, babel_locale

_ZONE = "\ue000"
_UTC = "UTC"
# The place of the zone in a pattern, with the brackets that some languages set around it.
_PLACE = re.compile(f"\\s*[(\\[（]?{_ZONE}[)\\]）]?\\s*")


@dataclass(frozen=True, slots=True)
class _Patterns:
    """CLDR's patterns; a range has the two of each field in which its ends may differ first."""

    one: str
    ranges: dict[str, tuple[str, str]]


def format_clock(moment: datetime, locale: LocaleId, *, has_zone: bool = True) -> str:
    """Return “4:05 PM Central European Time”, in the zone of `moment`, or “4:05 PM”."""
    return _written(moment, _patterns(str(babel_locale(locale))).one, locale, has_zone=has_zone)


def format_clocks(
    start: datetime, end: datetime, locale: LocaleId, *, has_zone: bool = True
) -> tuple[str, str] | None:
    """Return the two halves of “10:00 AM – 2:00 PM Central European Time”.

    None if this form is not enough: the zone changes its name in between, or CLDR has no form.
    """
    cldr = babel_locale(locale)
    ranges = _patterns(str(cldr)).ranges
    if not ranges or zone_name(start, locale) != zone_name(end, locale):
        return None
    half = next(
        (field for field in "Ba" if field in ranges and _differ(field, start, end, cldr)), None
    )
    first, last = ranges[half] if half else next(ranges[f] for f in "Hhm" if f in ranges)
    return (
        _written(start, first, locale, has_zone=has_zone),
        _written(end, last, locale, has_zone=has_zone),
    )


def zone_name(moment: datetime, locale: LocaleId) -> str:
    """Return the zone's long name, or UTC's short name if CLDR has it."""
    cldr = babel_locale(locale)
    short: str = get_timezone_name(moment, width="short", locale=cldr)
    return short if short == _UTC else get_timezone_name(moment, width="long", locale=cldr)


def _differ(field: str, start: datetime, end: datetime, cldr: Locale) -> bool:
    return bool(
        format_time(start, field, tzinfo=start.tzinfo, locale=cldr)
        != format_time(end, field, tzinfo=end.tzinfo, locale=cldr)
    )


def _written(moment: datetime, pattern: str, locale: LocaleId, *, has_zone: bool) -> str:
    cldr = babel_locale(locale)
    if not has_zone:
        pattern = _PLACE.sub("", pattern)
    text: str = format_time(moment, pattern, tzinfo=moment.tzinfo, locale=cldr)
    return text.replace(_ZONE, zone_name(moment, locale))


@lru_cache(maxsize=1024)
def _patterns(cldr_id: str) -> _Patterns:
    cldr = Locale.parse(cldr_id)
    short = cldr.time_formats["short"].pattern
    skeleton = "Hmv" if "H" in short else "hmv"
    written = cldr.datetime_skeletons.get(skeleton)
    one = written.pattern if written is not None else f"{short} v"
    ranges = {
        field: (parts[0], parts[1])
        for field, parts in cldr.interval_formats.get(skeleton, {}).items()
        if len(parts) == 2
    }
    # A single time is written like the end of a range if that is complete: in some languages only
    # the range has a word for the time (“16:05 Uhr”).
    whole = set(_fields(one))
    one = next((last for _, last in ranges.values() if set(_fields(last)) == whole), one)
    marked = {field: (_marked(a), _marked(b)) for field, (a, b) in ranges.items()}
    return _Patterns(_marked(one), marked)


def _marked(pattern: str) -> str:
    """Return the pattern with a mark instead of the zone's name."""
    pieces = re.split(r"('[^']*')", pattern)
    return "".join(p if p.startswith("'") else re.sub("v+", _ZONE, p) for p in pieces)


def _fields(pattern: str) -> str:
    return re.sub(r"'[^']*'|[^A-Za-z]", "", pattern)
