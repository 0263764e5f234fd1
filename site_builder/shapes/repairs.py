"""Guess what a value in the wrong form was meant to be, so that a hint can show it."""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from functools import cache

from site_builder.model.date import WrittenDate, parse_date
from site_builder.model.entry_id import as_id
from site_builder.model.locale import LocaleId, babel_locale, is_locale, meant_locale
from site_builder.model.message import Message, any_of, told
from site_builder.model.names import SPOKEN, locale_named
from site_builder.reading.syntax.repairs import single_quoted

# Words before and after a time of day, and the names of offsets that mean one thing only.
_AT = r"(?:at|a las|à|um|om|alle|às|o)"
_O_CLOCK = r"(?:uhr|uur|horas|heures)"
_OFFSETS = {
    "UTC": "Z",
    "GMT": "Z",
    "WET": "Z",
    "WEST": "+01:00",
    "CET": "+01:00",
    "MEZ": "+01:00",
    "CEST": "+02:00",
    "MESZ": "+02:00",
    "EET": "+02:00",
    "EEST": "+03:00",
}
_TIME = re.compile(
    rf"[T\s,]*(?:{_AT}\s+)?(?P<hour>\d{{1,2}})"
    r"(?:(?:[:.]|\s?h\s?)(?P<minute>\d{2})|\s?h|(?=\s?[ap]m)|(?=\s?uhr|\s?uur))"
    rf"(?::\d{{2}})?(?:\s*{_O_CLOCK})?\s*(?P<half>[ap])?\.?(?:m\.?)?"
    rf"(?:\s*(?P<offset>Z|{'|'.join(_OFFSETS)}|[+-]\d{{2}}:?\d{{2}}))?$",
    re.IGNORECASE | re.ASCII,
)
_MONTH = r"(?P<month>[^\W\d_]{3,})"
_DATES = (
    re.compile(r"(?P<year>\d{4})[-/. ](?P<month>\d{1,2})[-/. ](?P<day>\d{1,2})\b", re.ASCII),
    re.compile(r"(?P<day>\d{1,2})[-/. ]{1,2}(?P<month>\d{1,2})[-/. ]{1,2}(?P<year>\d{4})\b"),
    re.compile(
        r"(?:\w+,? +)?(?P<day>\d{1,2})(?:st|nd|rd|th|er|º)?\.?[ -]+(?:de +|of +)?"
        rf"{_MONTH}\.?,?[ -]+(?:de +|del +)?(?P<year>\d{{4}})\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"{_MONTH}\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>\d{{4}})\b",
        re.IGNORECASE,
    ),
)
_FORMS = told(
    "Write a date such as `2022`, `2022-09`, `2022-09-28` or `2022-09-28 "
    "10:00`, with or without an offset such as `+02:00`."
)
_MONTHS = (
    told("January"),
    told("February"),
    told("March"),
    told("April"),
    told("May"),
    told("June"),
    told("July"),
    told("August"),
    told("September"),
    told("October"),
    told("November"),
    told("December"),
)
_PARTS = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:(?:T|\s+)(\d{2}):(\d{2}))?)?)?", re.ASCII)


def date_hint(text: str) -> Message:
    """Return a hint for text that is not in the form of a date."""
    if clock := clock_of(text):
        return told("Write the date too, such as `2022-09-28 %(clock)s`.", clock=clock)
    choices = [f"`{choice}`" for choice in meant_dates(text)]
    return told("Write %(choices)s.", choices=any_of(choices)) if choices else _FORMS


def meant_dates(text: str) -> list[str]:
    """Return the dates that a text in another form can mean, the likeliest first."""
    for form in _DATES:
        match = form.match(text.strip())
        if match is None:
            continue
        rest = text.strip()[match.end() :]
        clock = clock_of(rest)
        if rest and clock is None:
            return []
        time = f" {clock}" if clock else ""
        month = match["month"] if match["month"].isdecimal() else _month_named(match["month"])
        if month is None:
            return []
        pairs = [(month, match["day"])]
        if form is _DATES[1] and "." not in match[0]:
            # 03/04/2022 is 3 April in Europe and 4 March in the USA.
            pairs.append((match["day"], month))
        dates = [f"{match['year']}-{m:0>2}-{d:0>2}{time}" for m, d in pairs]
        return [date for date in dict.fromkeys(dates) if _is_date(date)]
    return []


@cache
def _month_names() -> Mapping[str, str]:
    """The months by their names in several languages, without accents (CLDR)."""
    names: dict[str, str] = {}
    for locale in SPOKEN:
        months = babel_locale(LocaleId(locale)).months
        for number, name in (
            *months["format"]["wide"].items(),
            *months["stand-alone"]["wide"].items(),
        ):
            names.setdefault(as_id(name), f"{number:02}")
    return names


def _month_named(name: str) -> str | None:
    """Return the number of a month by its name or the beginning of it."""
    known, id = _month_names(), as_id(name)
    if id in known:
        return known[id]
    found = {number for month, number in known.items() if len(id) >= 3 and month.startswith(id)}
    return found.pop() if len(found) == 1 else None


def clock_of(text: str) -> str | None:
    """Return a time of day such as `9h00` or `9:30 pm` in the form `09:00`."""
    match = _TIME.fullmatch(text.strip())
    if match is None:
        return None
    hour, half = int(match["hour"]), (match["half"] or "").lower()
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    offset = (match["offset"] or "").upper()
    offset = _OFFSETS.get(offset, offset)
    space = " " if offset.startswith(("+", "-")) else ""
    return f"{hour:02}:{match['minute'] or '00'}{space}{offset}" if hour < 24 else None


def impossible_date(text: str) -> tuple[Message, Message]:
    """Return the message and the hint for a date whose form is right but that does not exist."""
    message = told("“%(text)s” does not exist.", text=text)
    match = _PARTS.match(text.strip())
    year, month, day, hour, minute = (int(part or 0) for part in (match.groups() if match else ()))
    if not 1000 <= year <= 9998:
        return message, told("Write a year from 1000 to 9998.")
    if month > 12 and 1 <= day <= 12:
        return message, told(
            "Write the month first: `%(year)s-%(day)s-%(month)s`.",
            year=str(year),
            day=f"{day:02}",
            month=f"{month:02}",
        )
    if not 1 <= month <= 12:
        return message, told("Write a month from 01 to 12.")
    days = calendar.monthrange(year, month)[1]
    if not 1 <= day <= days:
        return told(
            "“%(text)s” does not exist: %(month)s %(year)s has %(days)s days.",
            text=text,
            month=_MONTHS[month - 1],
            year=str(year),
            days=days,
        ), told("Write a day from 01 to %(days)s.", days=days)
    if (hour, minute) == (24, 0):
        following = parse_date(f"{year}-{month:02}-{day:02}").day + timedelta(days=1)
        return message, told(
            "Write midnight as the start of the next day: `%(day)s 00:00`.", day=str(following)
        )
    return message, told(
        "Write an hour from 00 to 23, minutes from 00 to 59, and an offset up to 14:00."
    )


def _is_date(text: str) -> bool:
    try:
        return isinstance(parse_date(text), WrittenDate)
    except ValueError:
        return False


# What to write for some missing keys.
EXAMPLES = {
    "as_of": "2026-11-25",
    "at": "2026-11-25 09:00",
    "ends": "2026-11-25 23:00",
    "from": "2026-11-25",
    "locales": "[en]",
    "started": "2026-11-25 09:00",
    "starts": "2026-11-25 22:00",
    "updated": "2026-11-25",
    "url": "https://example.org/",
}

# An item of each list of maps; `{}` is the value written in its place.
_ITEMS = {
    "corrections": "{{at: 2026-11-25 09:00, note: {}}}",
    "links": "{{title: ..., url: {}}}",
    "subscribe": "{{title: ..., url: {}}}",
    "values": "{{from: 2026-11-25, value: {}}}",
}


def list_hint(name: str, value: object) -> Message | None:
    """Return a hint for a single value instead of a list; None if the general hint fits."""
    if name == "locales" and isinstance(value, str):
        ids = [_locale_for(word) for word in re.split(r"[\s,;]+", value) if word]
        return (
            told("Write `[%(items)s]`.", items=", ".join(filter(None, ids)))
            if ids and all(ids)
            else None
        )
    item = item_form(name, value)
    return told("Write a list: `[%(item)s]`.", item=item) if item else None


def item_form(name: str, value: object) -> str | None:
    """Return the map to write for a single value in a list of maps."""
    if not isinstance(value, str | int | Decimal) or isinstance(value, bool):
        return None
    written = single_quoted(" ".join(value.split())) if isinstance(value, str) else str(value)
    if name == "contacts":
        channel = (
            "email" if "@" in written else "phone" if written.strip("'+")[:1].isdigit() else ""
        )
        return f"{{{channel or 'form'}: {written}}}"
    return _ITEMS[name].format(written) if name in _ITEMS else None


def _locale_for(word: str) -> str | None:
    return word if is_locale(word) else meant_locale(word) or locale_named(word)
