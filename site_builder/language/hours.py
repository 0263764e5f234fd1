"""Opening hours: schema.org's notation in, the locale's own words out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time

from babel.dates import format_time

from site_builder.language.digits import local_digits
from site_builder.language.numbers import format_list
from site_builder.model.locale import LocaleId, babel_locale

_DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_RULE = re.compile(
    r"(?P<days>[A-Z][a-z](?:[-,][A-Z][a-z])*) (?P<opens>\d{2}:\d{2})-(?P<closes>\d{2}:\d{2})",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Hours:
    """Ranges of days, Monday is 0, that are open from `opens` to `closes`."""

    days: tuple[tuple[int, int], ...]
    opens: time
    closes: time


def parse_hours(text: str) -> tuple[Hours, ...]:
    """Read `Mo-Fr 08:00-17:00`, several of them separated by `, ` or `; `.

    Source: schema.org, openingHours. Raises ValueError for anything else.
    """
    return tuple(_rule(part) for part in re.split(r"[,;] +", text.strip()))


def _rule(text: str) -> Hours:
    match = _RULE.fullmatch(text.strip())
    if match is None:
        raise ValueError(text)
    ranges = []
    for part in match["days"].split(","):
        first, _, last = part.partition("-")
        ranges.append((_DAYS.index(first), _DAYS.index(last or first)))
    return Hours(tuple(ranges), _time(match["opens"]), _time(match["closes"]))


def _time(text: str) -> time:
    # schema.org ends a day that continues to midnight at 24:00.
    return time(0, 0) if text == "24:00" else time.fromisoformat(text)


def open_days(text: str) -> frozenset[int]:
    """Return the weekdays with opening hours, Monday is 0; all of them if they cannot be parsed."""
    try:
        rules = parse_hours(text)
    except ValueError:
        return frozenset(range(7))
    ranges = [days for rule in rules for days in rule.days]
    return frozenset(
        (first + i) % 7 for first, last in ranges for i in range((last - first) % 7 + 1)
    )


def format_hours(text: str, locale: LocaleId) -> str:
    """Return the hours with the locale's names of days and its times; as written if unparsable."""
    try:
        rules = parse_hours(text)
    except ValueError:
        return text
    cldr = babel_locale(locale)
    names = cldr.days["format"]["abbreviated"]
    shown = []
    for rule in rules:
        days = [
            names[first] if first == last else f"{names[first]}–{names[last]}"
            for first, last in rule.days
        ]
        opens, closes = (
            local_digits(format_time(clock, format="short", locale=cldr), locale)
            for clock in (rule.opens, rule.closes)
        )
        shown.append(f"{format_list(days, locale)} {opens}–{closes}")
    return format_list(shown, locale)
