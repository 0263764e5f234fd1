"""Opening hours as people write them, in the form that files have."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from site_builder.model.entry_id import as_id
from site_builder.model.locale import LocaleId, babel_locale
from site_builder.model.names import SPOKEN

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_ALWAYS = re.compile(
    r"24\s?h?\s?/\s?7(?:\s?j)?|24\s?/\s?24|24 ?h(?:ours|eures|oras)?", re.IGNORECASE
)
_CLOCK = r"(\d{1,2})(?:\s?h\s?(\d{2})?|[:.](\d{2}))?\s?(?:uhr|uur)?\s?([ap])?\.?(?:m\b\.?)?"
_TO = r"\s*(?:-|–|—|to|bis|until|till|à|a las|a|tot|do|às|alle)\s*"
_RANGE = re.compile(rf"(?<![\d/]){_CLOCK}{_TO}{_CLOCK}\s?(?:uhr|uur)?", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*(?:-|–|—|\bto\b|\bbis\b|\bau\b|\bà\b|\ba\b|\bt/m\b|\btot\b|\bdo\b)\s*")
_WEEKDAYS = """
weekdays werktags werktage wochentags jours-ouvrables en-semaine laborables dias-laborables
werkdagen doordeweeks giorni-feriali dias-uteis dni-robocze
"""
_EVERY_DAY = """
daily every-day taeglich taglich jeden-tag tous-les-jours todos-los-dias cada-dia dagelijks
elke-dag tutti-i-giorni todos-os-dias codziennie
"""
_IDLE = re.compile(r"\b(?:from|von|du|de|del|van|dal|od|le|les|los|of|um|ab|het|die|der)\b|[.:]")
_AND = re.compile(r"\s*(?:,|;|&|\+|\b(?:und|and|et|y|en|e|i)\b)\s*")


def meant_hours(text: str) -> str | None:
    """Opening hours such as `lun-ven 9h-12h, 14h-17h` in schema.org's form; None if unclear."""
    if _ALWAYS.fullmatch(text.strip()):
        return "Mo-Su 00:00-24:00"
    rules: list[str] = []
    days, position = "", 0
    for found in _RANGE.finditer(text):
        between = text[position : found.start()]
        position = found.end()
        named = _days(between)
        if named is None:
            return None
        days = named or days
        times = [_clock(*found.group(i, i + 1, i + 2, i + 3)) for i in (1, 5)]
        if not days or None in times:
            return None
        rules.append(f"{days} {times[0]}-{times[1]}")
    return ", ".join(rules) if rules and not text[position:].strip(" .;,") else None


def meant_times(text: str) -> str | None:
    """The times alone of hours that name no days: `08:00-17:00` of `8-17`."""
    hours = meant_hours(f"Mo {text.strip()}")
    return hours.removeprefix("Mo ") if hours and ", " not in hours else None


def _clock(hour: str, minute: str | None, other: str | None, half: str | None) -> str | None:
    number = int(hour)
    if half:
        number = number % 12 + (12 if half.lower() == "p" else 0)
    return f"{number:02}:{minute or other or '00'}" if number <= 24 else None


def _days(text: str) -> str | None:
    """Days with names in some language, as `Mo-Fr,Su`; empty if there are none."""
    if as_id(text) in _WEEKDAYS.split():
        return "Mo-Fr"
    if as_id(text) in _EVERY_DAY.split():
        return "Mo-Su"
    plain = _IDLE.sub(" ", text.lower()).strip(" ,;&+|")
    if not as_id(plain):
        return ""
    ranges = []
    for part in _AND.split(plain):
        ends = [_day(name) for name in _BETWEEN.split(part.strip())]
        if not 1 <= len(ends) <= 2 or None in ends:
            return None
        ranges.append("-".join(DAYS[end] for end in ends if end is not None))
    return ",".join(ranges)


def _day(name: str) -> int | None:
    """The number of a day by its name or the beginning of it, Monday is 0."""
    id = as_id(name)
    names = _names()
    if id in names:
        return names[id]
    found = {day for known, day in names.items() if len(id) >= 2 and known.startswith(id)}
    return found.pop() if len(found) == 1 else None


@cache
def _names() -> Mapping[str, int]:
    """The days by their names in several languages, without accents (CLDR)."""
    names = {day.lower(): i for i, day in enumerate(DAYS)}
    for name, number in _cldr():
        names.setdefault(as_id(name), number)
    return names


def _cldr() -> Iterator[tuple[str, int]]:
    for width in ("wide", "abbreviated", "short"):
        for locale in SPOKEN:
            for context in babel_locale(LocaleId(locale)).days.values():
                for number, name in context.get(width, {}).items():
                    yield name, number
