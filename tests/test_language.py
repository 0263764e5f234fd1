"""The interface's phrases, numbers, facts and hours in the reader's language."""

from __future__ import annotations

from datetime import time
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from babel import Locale, localedata
from hypothesis import given
from hypothesis import strategies as st

from site_builder.language.dates import format_date
from site_builder.language.fact_values import format_fact
from site_builder.language.hours import Hours, format_hours, parse_hours
from site_builder.language.interface import load_interface
from site_builder.language.numbers import format_list
from site_builder.model.date import parse_date
from site_builder.model.fact import FactValue, Percentage
from site_builder.model.locale import LocaleId, direction
from site_builder.model.problem import Place
from site_builder.model.text import Text

ZONE = ZoneInfo("Europe/Luxembourg")
FR, DE, NB = LocaleId("fr"), LocaleId("de"), LocaleId("nb")
THIN, NO_BREAK = "\u202f", "\u00a0"
LETTER = Text(by_locale={FR: "lettre", DE: "Brief"}, source=FR, place=Place("facts.yml"))


@pytest.mark.parametrize("locale", ["en", "en-GB", "sq"])
def test_english_needs_no_catalogue_and_stands_in_for_every_missing_one(locale: str) -> None:
    interface = load_interface(LocaleId(locale))
    assert interface.catalogue_locale == "en"
    assert interface.gettext("%(what)s now", what="Here") == "Here now"


def test_a_region_speaks_by_the_catalogue_of_its_language() -> None:
    interface = load_interface(LocaleId("fr-CA"))
    assert (interface.locale, interface.catalogue_locale) == ("fr-CA", "fr")


def test_norwegian_is_written_as_bokmal() -> None:
    message = "Not yet available in %(wanted)s; shown in %(shown)s."
    said = [load_interface(LocaleId(i)).gettext(message, wanted="a", shown="b") for i in ("no", NB)]
    assert said[0] == said[1] != message % {"wanted": "a", "shown": "b"}


def test_a_count_is_shown_in_the_digits_of_the_locale() -> None:
    interface = load_interface(LocaleId("en"))
    assert interface.ngettext("%(count)s day", "%(count)s days", 1) == "1 day"
    assert interface.ngettext("%(count)s day", "%(count)s days", 1234) == "1,234 days"


@pytest.mark.parametrize(
    ("value", "locale", "expected"),
    [
        (146000, FR, f"146{THIN}000"),
        (146000, LocaleId("nb"), f"146{NO_BREAK}000"),
        (146000, DE, "146.000"),
        (146000, LocaleId("en"), "146,000"),
        (146000, LocaleId("de-CH"), "146’000"),
        (146000, LocaleId("ar-EG"), "١٤٦٬٠٠٠"),
        (146000, LocaleId("fa"), "۱۴۶٬۰۰۰"),
        (parse_date("2022-09-28").within(ZONE), LocaleId("ar-EG"), "٢٨ سبتمبر ٢٠٢٢"),
        (Decimal("1234.50"), DE, "1.234,50"),
        (Percentage(Decimal("12"), 0), FR, f"12{NO_BREAK}%"),
        (Percentage(Decimal("12.50"), 2), DE, f"12,50{NO_BREAK}%"),
        (parse_date("2022-08").within(ZONE), FR, "août 2022"),
        (LETTER, DE, "Brief"),
        (LETTER, NB, "lettre"),
    ],
)
def test_a_fact_is_written_as_its_locale_writes_it(
    value: FactValue, locale: LocaleId, expected: str
) -> None:
    assert format_fact(value, locale, ZONE) == expected


def test_a_day_is_the_same_day_in_every_zone() -> None:
    day = parse_date("2022-09-28").within(ZoneInfo("Pacific/Auckland"))
    assert format_date(day, DE, ZoneInfo("America/Los_Angeles")) == "28. September 2022"


def test_a_moment_is_shown_in_the_zone_of_the_reader() -> None:
    moment = parse_date("2022-09-28 23:30 +00:00").within(ZONE)
    assert format_date(moment, DE, ZONE).startswith("29. September 2022, 01:30 ")


def test_lists_are_joined_as_the_locale_joins_them() -> None:
    assert format_list(["a", "b", "c"], FR) == "a, b et c"


def test_hours_may_have_several_days_and_ranges() -> None:
    assert parse_hours("Mo,We 09:00-12:00; Sa-Su 10:00-24:00") == (
        Hours(((0, 0), (2, 2)), time(9), time(12)),
        Hours(((5, 6),), time(10), time(0)),
    )


@pytest.mark.parametrize(
    "text", ["", "Mo", "8-17", "Mo-Fr 8:00-17:00", "Xx 08:00-17:00", "Mo 08:00-25:00", "Mo 08:00"]
)
def test_hours_in_another_form_are_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - its message is for nobody
        parse_hours(text)


@given(st.text(max_size=30))
def test_hours_that_are_not_understood_are_shown_as_written(text: str) -> None:
    try:
        parse_hours(text)
    except ValueError:
        assert format_hours(text, FR) == text


def test_the_direction_of_every_language_is_the_one_that_cldr_has() -> None:
    for name in localedata.locale_identifiers():
        order = Locale.parse(name).character_order
        expected = "rtl" if order == "right-to-left" else "ltr"
        assert direction(LocaleId(name.replace("_", "-"))) == expected, name
