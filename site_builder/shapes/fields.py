"""The types of single fields: texts, dates, ids, lists.

Each error has the code of its check, a message and a hint. The rules are in docs/formats.md.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from difflib import get_close_matches
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from babel.core import get_global
from pydantic import Discriminator, PlainValidator, Tag
from pydantic_core import PydanticCustomError

from site_builder.markdown.comments import without_comments
from site_builder.model.characters import hidden_character
from site_builder.model.country import GROUP
from site_builder.model.date import ImpossibleDate, NotADate, Precision, WrittenDate, parse_date
from site_builder.model.fact import Percentage
from site_builder.model.locale import is_locale, meant_locale
from site_builder.model.message import Message, told
from site_builder.model.names import country_named, locale_named
from site_builder.reading.document import Quoted
from site_builder.shapes.forms import form
from site_builder.shapes.meant_words import in_another_form, meant_word
from site_builder.shapes.repairs import date_hint, impossible_date


def shape_error(code: str, message: Message, hint: Message) -> PydanticCustomError:
    """Return an error with its check, its message and what to write instead."""
    return PydanticCustomError(code, "{message}", {"message": message, "hint": hint})


def describe(value: object) -> str:
    """Describe a value in words, for “... is expected here, not ...”."""
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if isinstance(value, int | Decimal):
        return told("the number %(number)s", number=str(value))
    if isinstance(value, str):
        return told("the text “%(text)s”", text=shorten(value))
    return told("a list") if isinstance(value, list) else told("a map")


def shorten(text: str) -> str:
    """Return a text on one line, cut to 40 characters."""
    line = " ".join(text.split())
    return line if len(line) <= 40 else line[:39] + "…"


def did_you_mean(word: str, known: list[str], otherwise: Message) -> Message:
    """A hint that names the nearest known word, otherwise something else to write."""
    same = in_another_form(word, known)
    if same is not None:
        return told("Write `%(text)s`.", text=same)
    near = nearest_word(word, known)
    return told("Did you mean `%(name)s`?", name=near) if near else otherwise


def nearest_word(word: str, known: list[str]) -> str | None:
    """The known word that was probably meant; None if none comes to mind."""
    meant = in_another_form(word, known) or meant_word(word, known)
    near = [meant] if meant else get_close_matches(word, known, n=1, cutoff=0.6)
    return near[0] if near else None


def wrong_type(expected: Message, value: object, hint: Message) -> PydanticCustomError:
    """Return the error that one type was expected and another value was found."""
    return shape_error("wrong-type", expected_message(expected, value), hint)


def expected_message(expected: Message, value: object) -> Message:
    """Say that one type was expected and another value was found."""
    if value is None:
        return (
            told("This text is empty.")
            if expected == "A text"
            else told("%(expected)s is missing here.", expected=expected)
        )
    return told(
        "%(expected)s is expected here, not %(found)s.", expected=expected, found=describe(value)
    )


# Characters that show nothing: spaces, zero-width marks, and characters for private use.
_NOT_SEEN = re.compile(
    r"[\s\x00-\x1f\x7f-\x9f\xad\u180e\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\ue000-\uf8ff]"
)


def _plain_text(value: object) -> str:
    if not isinstance(value, str):
        hint = told("Write a single text, in quotes if it starts with `[` or `{`.")
        if isinstance(value, int | Decimal | bool):
            text = str(value).lower() if isinstance(value, bool) else str(value)
            hint = told('Put it in quotes: `"%(text)s"`.', text=text)
        elif value is None:
            hint = told("Write the text, or delete the line.")
        raise wrong_type(told("A text"), value, hint)
    text = without_comments(str(value)).strip()
    if not _NOT_SEEN.sub("", text):
        raise wrong_type(told("A text"), None, told("Write the text, or delete the line."))
    return text


def _entry_id(value: object) -> str:
    """Return an id. An update's id may be a bare year, which YAML reads as a number."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return _plain_text(value)


def _locale(value: object) -> str:
    if isinstance(value, str) and is_locale(value):
        return str(value)
    text = str(value)
    repaired = meant_locale(text) or locale_named(text)
    hint = (
        told("Write `%(text)s`.", text=repaired)
        if repaired
        else told("Write a code such as `fr` or `de-AT`.")
    )
    raise shape_error(
        "unknown-locale",
        told("“%(text)s” is not a valid language code.", text=shorten(text)),
        hint,
    )


def _date(value: object) -> WrittenDate:
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    if not isinstance(text, str):
        raise wrong_type(told("A date"), value, told("Write `2022-09-28`, or `2022-09-28 10:00`."))
    try:
        return parse_date(text)
    except NotADate:
        message = hidden_character(text) or told(
            "“%(text)s” is not a valid date.", text=shorten(text)
        )
        raise shape_error("impossible-date", message, date_hint(text)) from None
    except ImpossibleDate:
        raise shape_error("impossible-date", *impossible_date(text)) from None


def _moment(value: object) -> WrittenDate:
    date = _date(value)
    if date.clock is None:
        hint = told("Add the time: `%(day)s 22:00`.", day=date.day.isoformat())
        raise wrong_type(told("A date with a time"), value, hint)
    return date


def _day(value: object) -> WrittenDate:
    date = _date(value)
    if date.precision is not Precision.DAY:
        hint = told("Write `%(text)s`.", text=date.day.isoformat())
        if date.precision is not Precision.MOMENT:
            hint = told("Write the full date, such as `%(day)s`.", day=date.day.isoformat())
        raise wrong_type(told("A date without a time"), value, hint)
    return date


def _holiday(value: object) -> str | WrittenDate:
    """Return `public` or a day."""
    if isinstance(value, str) and not re.search(r"\d", value):
        if value == "public":
            return "public"
        hint = did_you_mean(
            value, ["public"], told("Write `public`, or a date such as `2026-12-24`.")
        )
        raise shape_error(
            "unknown-value",
            told("“%(text)s” is not a valid holiday.", text=shorten(value)),
            hint,
        )
    return _day(value)


def _postcode(value: object) -> str:
    """Return a postcode. Numbers are refused, because they may have lost a leading zero."""
    if isinstance(value, int) and not isinstance(value, bool):
        hint = told('Put it in quotes, including any leading zero: `"%(text)s"`.', text=str(value))
        raise wrong_type(told("A text"), value, hint)
    return _plain_text(value)


def _boolean(value: object) -> bool:
    if isinstance(value, bool):
        return value
    raise wrong_type(
        told("`true` or `false`"), value, told("Write `true` or `false`, without quotes.")
    )


def _number(value: object) -> float:
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return float(value)
    raise wrong_type(told("A number"), value, told("Write a number such as `10`, without quotes."))


def zone_named(text: str) -> ZoneInfo | None:
    """Return the time zone of this name in CLDR; None if there is none."""
    names = get_global("zone_territories"), get_global("zone_aliases")
    if text != "UTC" and not any(text in known for known in names):
        return None
    try:
        return ZoneInfo(text)
    except (KeyError, OSError, ValueError):
        # CLDR's `Etc/Unknown`, for one, has no rules.
        return None


def _zone(value: object) -> ZoneInfo:
    text = _plain_text(value)
    if zone := zone_named(text):
        return zone
    known = sorted(filter(zone_named, get_global("zone_territories")))
    hint = did_you_mean(text, known, told("Write a name such as `Europe/Luxembourg`."))
    raise shape_error(
        "unknown-value",
        told("Unknown time zone “%(name)s”.", name=shorten(text)),
        hint,
    )


# Codes in CLDR that ISO 3166-1 only reserves.
_NOT_ISO = frozenset(("ac", "cp", "cq", "dg", "ea", "eu", "ic", "ta", "un", "xk", "zz"))


def is_country(text: str) -> bool:
    """Return whether this is an ISO 3166-1 alpha-2 code in lower case, or `group`."""
    territories = get_global("territory_languages")
    return text == GROUP or (
        re.fullmatch("[a-z]{2}", text) is not None
        and text.upper() in territories
        and text not in _NOT_ISO
    )


def _country_code(value: object) -> str:
    text = _plain_text(value)
    if text.lower() == GROUP or not is_country(text.lower()):
        message = told("“%(text)s” is not a valid country code.", text=shorten(text))
        code = country_named(text)
        hint = (
            told("Write `%(text)s`.", text=code)
            if code
            else told("Write its two-letter code, such as `lu`.")
        )
        raise shape_error("unknown-value", message, hint)
    return text.upper()


def one_of(words: tuple[str, ...], what: Message, expected: Message) -> Callable[[object], str]:
    """Return a validator for one of a few words; `what` and `expected` name them
    in messages."""

    def validate(value: object) -> str:
        if isinstance(value, str) and value in words:
            return str(value)
        if not isinstance(value, str):
            raise wrong_type(
                expected,
                value,
                told("Write one of: %(names)s.", names=", ".join(words)),
            )
        hint = did_you_mean(
            value,
            list(words),
            told("Write one of: %(names)s.", names=", ".join(words)),
        )
        message = told("“%(text)s” is not a valid %(what)s.", text=shorten(value), what=what)
        raise shape_error("unknown-value", hidden_character(value) or message, hint)

    return validate


_FACT_PERCENT = re.compile(r"([+-]?\d+)(?:\.(\d+))? ?%", re.ASCII)
_FACT_DATE = re.compile(r"\d{4}-\d{2}.*", re.ASCII)


def is_typed_fact(text: str) -> bool:
    """Return whether text without quotes is a percentage or a date."""
    return bool(_FACT_PERCENT.fullmatch(text) or _FACT_DATE.fullmatch(text))


def _fact_scalar(value: object) -> object:
    """Return a number, percentage, date or text; raise an error for any other type."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal | str):
        raise wrong_type(
            told("A number, percentage, date or text"),
            value,
            told("Write a value such as `1200` or `12.5 %%`."),
        )
    if isinstance(value, Quoted):
        return _plain_text(value)
    if isinstance(value, str):
        percent = _FACT_PERCENT.fullmatch(value)
        if percent:
            places = len(percent[2] or "")
            return Percentage(_countable(Decimal(value.rstrip("% "))), places)
        if _FACT_DATE.fullmatch(value):
            return _date(value)
        return _plain_text(value)
    return _countable(value)


_MOST_DIGITS = 15
"""The digits that programs keep exactly (IEEE 754, 64 bit), on each side of the point."""


def _countable(number: Any) -> Any:
    """Return the number if it can be formatted. Raise an error if it has too many digits."""
    _, digits, exponent = Decimal(number).as_tuple()
    if isinstance(exponent, int):
        whole = len(digits) + exponent
        if whole <= _MOST_DIGITS and -exponent <= _MOST_DIGITS:
            return number
    raise shape_error(
        "fact-value",
        told(
            "A number can have at most %(count)s digits before its point and %(count)s after it.",
            count=_MOST_DIGITS,
        ),
        told("Round it, or put it in quotes to show it as it is written."),
    )


def _scalar_or_map(value: object) -> str:
    return "map" if isinstance(value, dict) else "one"


def _scalar_or_list(value: object) -> str:
    return "list" if isinstance(value, list) else "one"


Word = Annotated[str, PlainValidator(_plain_text)]
PlainText = Annotated[Word, form("plain")]
Hours = Annotated[Word, form("hours")]
EditionName = Annotated[Word, form("edition")]
EntryId = Annotated[str, PlainValidator(_entry_id)]
EntryKey = Annotated[EntryId, form("entry")]
LocaleKey = Annotated[str, PlainValidator(_locale), form("locale")]
TextByLocale = Annotated[dict[LocaleKey, PlainText], form("translations")]
TextShape = Annotated[
    Annotated[PlainText, Tag("one")] | Annotated[TextByLocale, Tag("map")],
    Discriminator(_scalar_or_map),
    form("text"),
]
DateShape = Annotated[WrittenDate, PlainValidator(_date), form("date")]
MomentShape = Annotated[WrittenDate, PlainValidator(_moment), form("moment")]
DayShape = Annotated[WrittenDate, PlainValidator(_day), form("day")]
HolidayWord = Annotated[str | WrittenDate, PlainValidator(_holiday), form("holiday")]
Postcode = Annotated[str, PlainValidator(_postcode), form("plain")]
CountryCode = Annotated[str, PlainValidator(_country_code), form("country-code")]
Flag = Annotated[bool, PlainValidator(_boolean), form("flag")]
Number = Annotated[float, PlainValidator(_number), form("number")]
Zone = Annotated[ZoneInfo, PlainValidator(_zone), form("zone")]
FactScalar = Annotated[Any, PlainValidator(_fact_scalar), form("fact-value")]
FactValueShape = Annotated[
    Annotated[FactScalar, Tag("one")] | Annotated[TextByLocale, Tag("map")],
    Discriminator(_scalar_or_map),
]
