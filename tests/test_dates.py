"""Dates: how they are read, compared and written."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.language.dates import format_date
from site_builder.language.hours import format_hours
from site_builder.language.periods import format_period
from site_builder.model.date import ImpossibleDate, NotADate, parse_date
from site_builder.model.locale import LocaleId, fallback_chain
from site_builder.system.installed import LOCALES

ZONE = ZoneInfo("Europe/Luxembourg")
_WRITTEN = (
    st.dates(min_value=datetime(1000, 1, 1).date(), max_value=datetime(9998, 12, 31).date())
    .map(lambda d: d.isoformat())
    .flatmap(
        lambda day: (
            st.sampled_from([day[:4], day[:7], day])
            | st.times().map(lambda t: f"{day} {t.hour:02}:{t.minute:02}")
        )
    )
)


@given(_WRITTEN)
def test_a_date_covers_its_period_and_is_written_back_as_precisely(text: str) -> None:
    date = parse_date(text).within(ZONE)
    assert date.start <= date.end
    assert date.iso.replace("T", " ").startswith(text)


@given(_WRITTEN, _WRITTEN)
def test_of_two_dates_at_most_one_is_before_the_other(one: str, other: str) -> None:
    a, b = parse_date(one).within(ZONE), parse_date(other).within(ZONE)
    assert not (a.is_before(b) and b.is_before(a))
    assert not a.is_before(a)


@given(st.text(max_size=20))
def test_any_other_text_is_refused(text: str) -> None:
    try:
        parse_date(text)
    except (NotADate, ImpossibleDate):
        return
    assert text.strip()[:4].isdigit()


@pytest.mark.parametrize("text", ["2022-13", "2022-02-30", "2022-09-28 25:00", "0000", "2022-00"])
def test_what_no_calendar_has_is_impossible(text: str) -> None:
    with pytest.raises(ImpossibleDate):
        parse_date(text)


def test_a_moment_without_offset_is_in_the_zone_given() -> None:
    date = parse_date("2022-09-28 10:00").within(ZONE)
    assert date.moment == datetime(2022, 9, 28, 8, tzinfo=UTC)
    assert parse_date("2022-09-28 10:00 +00:00").within(ZONE).moment == date.start + timedelta(
        hours=2
    )


@pytest.mark.parametrize(
    ("text", "locale", "expected"),
    [
        ("2022", "de", "2022"),
        ("2022-08", "fr", "août 2022"),
        ("2022-09-28", "nb", "28. september 2022"),
        ("2022-09-28 10:00", "de", "28. September 2022, 10:00 Uhr Mitteleuropäische Sommerzeit"),
        ("2022-09-28", "ja", "2022年9月28日"),
    ],
)
def test_a_date_is_written_as_its_locale_writes_it(text: str, locale: str, expected: str) -> None:
    assert format_date(parse_date(text).within(ZONE), LocaleId(locale), ZONE) == expected


def test_hours_use_the_words_of_the_locale() -> None:
    assert format_hours("Mo-Fr 08:00-17:00", LocaleId("fr")) == "lun.–ven. 08:00–17:00"


def test_fallback_follows_the_parents_of_cldr() -> None:
    assert fallback_chain(LocaleId("pt-AO")) == ("pt-AO", "pt-PT", "pt")
    assert fallback_chain(LocaleId("nb")) == ("nb", "no")
    assert fallback_chain(LocaleId("zh-Hant")) == ("zh-Hant",)
    assert fallback_chain(LocaleId("zh-TW")) == ("zh-TW", "zh-Hant-TW", "zh-Hant")
    assert fallback_chain(LocaleId("de-AT")) == ("de-AT", "de")


@pytest.mark.parametrize(
    "locale",
    sorted(
        {path.name.replace("_", "-") for path in LOCALES.iterdir() if path.is_dir()}
        | {"am", "en-001", "fa", "zh-Hant-HK"}
    ),
)
def test_times_of_a_day_can_be_said_in_every_language(locale: str) -> None:
    zone = ZoneInfo("Asia/Taipei")
    for first, last in (("09:00", "20:30"), ("18:00", "18:30"), ("00:00", "12:00")):
        start, end = (parse_date(f"2026-08-31 {clock}").within(zone) for clock in (first, last))
        text = "".join(piece for piece, _ in format_period(start, end, LocaleId(locale), zone))
        assert len(text) > 12
