"""“Since” and “until” with a day, a month or a year, in the grammar of each language."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from site_builder.language.month_cases import format_date_after
from site_builder.model.date import parse_date
from site_builder.model.locale import LocaleId
from tests.sites import build_site, page, words, write_site

LANGUAGES = (
    "bg cs de el es et fi fr ga hr hu it lt lv mt pl ro ru sk sl tr uk"  # in alphabetical order
)
SITE = f"""\
# content/countries/lu.yml
locales: [{LANGUAGES.replace(" ", ", ")}]
time_zone: Europe/Luxembourg
contacts:
  - {{email: day@example.org, until: 2023-08-28}}
  - {{email: month@example.org, until: 2023-08}}
  - {{email: year@example.org, until: 2023}}
# content/services.yml
day: {{name: Day}}
month: {{name: Month}}
year: {{name: Year}}
# status/outage/incident.yml
title: {{bg: Срив}}
started: 2021-01-01
# status/outage/2022-12-01.yml
status: identified
published: 2022-12-01
services:
  day: {{state: major_outage, since: 2022-03-28}}
  month: {{state: major_outage, since: 2022-03}}
  year: {{state: major_outage, since: 2022}}
text: {{bg: Текст}}
"""
# Written by hand, not by the program: since a month, until a month.
MONTHS = {
    "bg": ("от март 2022 г.", "до края на август 2023 г."),
    "cs": ("od března 2022", "do konce srpna 2023"),
    "de": ("seit März 2022", "bis August 2023"),
    "el": ("από τον Μάρτιο 2022", "έως τον Αύγουστο 2023"),
    "es": ("desde marzo de 2022", "hasta agosto de 2023"),
    "et": ("alates märtsist 2022", "kuni augustini 2023"),
    "fi": ("maaliskuusta 2022 alkaen", "voimassa elokuuhun 2023 asti"),
    "fr": ("depuis mars 2022", "jusqu’en août 2023"),
    "ga": ("ó Mhárta 2022", "go dtí Lúnasa 2023"),
    "hr": ("od ožujka 2022.", "do kraja kolovoza 2023."),
    "hu": ("2022. március óta", "érvényes 2023. augusztusig"),
    "it": ("da marzo 2022", "fino al mese di agosto 2023"),
    "lt": ("nuo 2022 m. kovo", "iki 2023 m. rugpjūčio pabaigos"),
    "lv": ("kopš 2022. g. marta", "līdz 2023. g. augusta beigām"),
    "mt": ("minn Marzu 2022", "sa Awwissu 2023"),
    "pl": ("od marca 2022", "do końca sierpnia 2023"),
    "ro": ("din martie 2022", "până în august 2023"),
    "ru": ("с марта 2022 г.", "до конца августа 2023 г."),
    "sk": ("od marca 2022", "do konca augusta 2023"),
    "sl": ("od marca 2022", "do konca avgusta 2023"),
    "tr": ("Mart 2022 ayından beri", "Ağustos 2023 ayı sonuna kadar"),
    "uk": ("з березня 2022 р.", "до кінця серпня 2023 р."),
}
DAYS = {
    "cs": "do 28. 8. 2023",
    "el": "έως τις 28 Αυγ 2023",
    "es": "hasta el 28 ago 2023",
    "et": "kuni 28. aug 2023",
    "fr": "jusqu’au 28 août 2023",
    "lt": "iki 2023-08-28",
    "lv": "līdz 2023. g. 28. aug.",
    "pl": "do 28 sie 2023",
    "ru": "до 28 авг. 2023 г.",
    "sl": "do 28. avg. 2023",
    "uk": "до 28 серп. 2023 р.",
}
YEARS = {
    "cs": ("od roku 2022", "do konce roku 2023"),
    "fi": ("vuodesta 2022 alkaen", "voimassa vuoteen 2023 asti"),
    "it": ("dal 2022", "fino al 2023"),
    "pl": ("od 2022 r.", "do końca 2023 r."),
    "ru": ("с 2022 года", "до конца 2023 года"),
    "sl": ("od leta 2022", "do konca leta 2023"),
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_site(write_site(tmp_path_factory.mktemp("since"), SITE))


def _read(site: Path, language: str) -> str:
    read = page(site, f"lu/{language}/services") + page(site, f"lu/{language}/contact")
    return words(read)


@pytest.mark.parametrize("language", LANGUAGES.split())
def test_a_month_has_the_case_that_its_word_needs(site: Path, language: str) -> None:
    since, until = MONTHS[language]
    shown = _read(site, language)
    assert since in shown
    assert until in words(page(site, f"lu/{language}/contact"))


@pytest.mark.parametrize("language", DAYS)
def test_a_day_is_said_without_a_colon(site: Path, language: str) -> None:
    assert DAYS[language] in words(page(site, f"lu/{language}/contact"))


@pytest.mark.parametrize(
    ("language", "since", "until"),
    [
        ("et", "28. augustist 2023", "28. augustini 2023"),
        ("fi", "28. elokuuta 2023", "28. elokuuta 2023"),
        ("lv", "2023. gada 28. augusta", "2023. gada 28. augustam"),
        ("pl", "28 sierpnia 2023", "28 sierpnia 2023"),
        ("sl", "28. avgusta 2023", "28. avgusta 2023"),
    ],
)
def test_a_long_day_has_the_case_that_its_word_needs(language: str, since: str, until: str) -> None:
    zone = ZoneInfo("Europe/Luxembourg")
    day = parse_date("2023-08-28").within(zone)
    assert format_date_after("since", day, LocaleId(language), zone) == since
    assert format_date_after("until", day, LocaleId(language), zone) == until


@pytest.mark.parametrize("language", YEARS)
def test_a_year_is_said_as_a_year(site: Path, language: str) -> None:
    since, until = YEARS[language]
    assert since in words(page(site, f"lu/{language}/services"))
    assert until in words(page(site, f"lu/{language}/contact"))
