"""Dates after “since” and “until”, which in some languages change the name of a month.

CLDR has two forms of a month's name: the one of a date (“28 września”, the genitive) and the one
that stands alone (“wrzesień”). After “since”, many Slavic and Baltic languages need the first one
for a month too. The cases that CLDR lacks are here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, tzinfo
from functools import lru_cache
from typing import Literal

from babel.core import Locale
from babel.dates import format_date as babel_date

from site_builder.language.dates import format_date
from site_builder.language.digits import local_digits
from site_builder.model.date import Date, Precision
from site_builder.model.locale import LocaleId, babel_locale

Word = Literal["since", "until"]

# CLDR's name in a date is the genitive that both words need. (“Until” is “until the end of”.)
_GENITIVE_OF_CLDR = frozenset(("be", "bs", "cs", "hr", "lt", "pl", "ru", "sk", "uk"))
_SLOVENE = (
    "januarja februarja marca aprila maja junija julija avgusta septembra oktobra novembra decembra"
)
_LATVIAN = (
    "janvāra februāra marta aprīļa maija jūnija jūlija augusta septembra oktobra novembra decembra"
)
_LATVIAN_DATIVE = (
    "janvārim februārim martam aprīlim maijam jūnijam jūlijam augustam septembrim oktobrim "
    "novembrim decembrim"
)
# The names of the months in a day: from January on, in the case that the word needs.
_IN_DAYS: Mapping[tuple[str, Word], str] = {
    ("sl", "since"): _SLOVENE,
    ("sl", "until"): _SLOVENE,
    ("lv", "since"): _LATVIAN,
    ("lv", "until"): _LATVIAN_DATIVE,
    ("et", "since"): (
        "jaanuarist veebruarist märtsist aprillist maist juunist juulist augustist septembrist "
        "oktoobrist novembrist detsembrist"
    ),
    ("et", "until"): (
        "jaanuarini veebruarini märtsini aprillini maini juunini juulini augustini septembrini "
        "oktoobrini novembrini detsembrini"
    ),
}
# The ending that the name of a month takes if it has no day: what is cut off, and what is added.
_ENDINGS: Mapping[tuple[str, Word], tuple[str, str]] = {
    ("el", "since"): ("ς", ""),
    ("el", "until"): ("ς", ""),
    ("fi", "since"): ("", "sta"),
    ("fi", "until"): ("", "hun"),
    ("hu", "until"): ("", "ig"),
}
# “Līdz septembra beigām”: the end of a month takes the genitive, unlike a day.
_IN_MONTHS: Mapping[tuple[str, Word], str] = {**_IN_DAYS, ("lv", "until"): _LATVIAN}
_LENITED = "BCDFGMPST"


@lru_cache(maxsize=65536)
def format_date_after(
    word: Word, value: Date, locale: LocaleId, zone: tzinfo, *, has_zone: bool = True
) -> str:
    """Return a date as `format_date` does, in the form that it has after a word."""
    cldr = babel_locale(locale)
    if value.precision is Precision.MONTH:
        return local_digits(_month(word, value.day, cldr), locale)
    text = format_date(value, locale, zone, has_zone=has_zone)
    names = _IN_DAYS.get((cldr.language, word))
    if names is None or value.precision is Precision.YEAR:
        return text
    day = value.shown_day(zone)
    return _renamed(text, cldr.months["format"]["wide"][day.month], names.split()[day.month - 1])


def _month(word: Word, day: date, cldr: Locale) -> str:
    language = cldr.language
    pattern = cldr.datetime_skeletons["yMMMM"].pattern
    if language in _GENITIVE_OF_CLDR:
        pattern = pattern.replace("LLLL", "MMMM")
    text: str = babel_date(day, format=pattern, locale=cldr)
    name = cldr.months["stand-alone"]["wide"][day.month]
    if (names := _IN_MONTHS.get((language, word))) is not None:
        return _renamed(text, name, names.split()[day.month - 1])
    if (ending := _ENDINGS.get((language, word))) is not None:
        return _renamed(text, name, name.removesuffix(ending[0]) + ending[1])
    if language == "ga" and word == "since" and name[0] in _LENITED:
        return _renamed(text, name, f"{name[0]}h{name[1:]}")
    return text


def _renamed(text: str, name: str, new: str) -> str:
    """Return the text with another form of a whole word; short forms stay as they are."""
    return re.sub(rf"\b{re.escape(name)}\b", new, text)
