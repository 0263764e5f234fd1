"""The example of 22 countries: every situation of languages, as its readers meet it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml.html import HtmlElement, fromstring

from site_builder.checking.rules.reserved_page import reserved_names
from tests.conftest import ROOT
from tests.sites import page, run_command, words

OUTAGE, DATA = "incidents/2026-10-12-cloud-outage", "incidents/2026-10-27-data-incident"


def _editions(example: Path) -> set[str]:
    return {p.parent.relative_to(example).as_posix() for p in example.glob("*/*/index.html")}


def _page(example: Path, address: str) -> HtmlElement:
    return fromstring(page(example, address))


def test_it_has_22_countries_and_20_languages(example: Path) -> None:
    editions = _editions(example)
    assert len({edition.split("/")[0] for edition in editions} - {"group"}) == 22
    assert len({edition.split("/")[1] for edition in editions}) >= 20


def test_its_only_warnings_are_the_stale_translation() -> None:
    result = run_command(
        "check", "-f", str(ROOT / "examples/nordlicht/mkdocs.yml"), "--at", "2026-11-30"
    )
    assert set(re.findall(r"^\w+\[([\w-]+)\]", result.stdout, re.MULTILINE)) == {
        "stale-translation"
    }
    assert "0 errors" in result.stdout


def test_each_country_speaks_its_languages(example: Path) -> None:
    for edition in _editions(example):
        html = _page(example, edition)
        assert html.get("lang") == edition.split("/")[1]
        assert (html.xpath("string(//body/@dir)") == "rtl") == (
            edition.split("/")[1] in ("he", "ar")
        )


@pytest.mark.parametrize(
    ("edition", "shown"),
    [
        ("group/en", "146,000"),
        ("group/fr", "146 000"),
        ("group/de", "146.000"),
        ("de/de", "52.000"),
        ("ch/de", "8.800"),
        ("il/he", "400"),
    ],
)
def test_a_figure_is_written_as_its_country_does(edition: str, shown: str, example: Path) -> None:
    assert shown in words(page(example, f"{edition}/{DATA}"))


def test_a_regional_form_has_its_own_words_and_its_parents_without_a_notice(
    example: Path,
) -> None:
    text = words(page(example, "at/de-AT/faq"))
    assert "Jänner" in text
    assert "Noch nicht verfügbar" not in text
    assert "Jänner" not in words(page(example, "de/de/faq"))


def test_a_missing_translation_is_shown_in_its_source_with_a_notice(example: Path) -> None:
    html = _page(example, f"tr/tr/{OUTAGE}")
    [body] = html.xpath('//article//article[@id="2026-10-12-cause"]//div[@class="text"]')
    assert body.get("lang") == "en"
    notices = html.xpath('//article//article[@id="2026-10-12-cause"]//p[@class="fallback"]/text()')
    assert any("İngilizce" in notice for notice in notices)


def test_left_to_right_stands_right_in_a_right_to_left_page(example: Path) -> None:
    html = _page(example, f"il/he/{DATA}")
    assert html.xpath("string(//body/@dir)") == "rtl"
    [body] = html.xpath('//article//article[@id="2026-11-18"]//div[@class="text"]')
    assert (body.get("lang"), body.get("dir")) == ("en", "ltr")


def test_a_country_in_which_nothing_happened_says_so(example: Path) -> None:
    text = words(page(example, "tw/zh-Hant"))
    assert "目前沒有事件公告。" in text
    assert not list((example / "tw/zh-Hant/incidents").glob("*outage*"))


@pytest.mark.parametrize("edition", ["de/de", "fr/fr", "at/de-AT"])
def test_the_stale_answer_has_the_current_source_beside_it(edition: str, example: Path) -> None:
    html = _page(example, f"{edition}/faq")
    [current] = html.xpath('//article//article[@id="what-to-do"]//details[@class="current"]')
    assert "the code from our letter" in current.text_content()


def test_everything_that_a_reader_sees_has_its_language(example: Path) -> None:
    """No Latin sentence stands in a Hebrew page without saying so."""
    html = _page(example, f"il/he/{OUTAGE}")
    for element in html.xpath("//article//*[text()][not(ancestor-or-self::*[@aria-hidden])]"):
        own = "".join(element.xpath("text()"))
        if len(re.findall(r"[A-Za-z]{3,}", own)) > 6:
            assert element.xpath("ancestor-or-self::*[@lang][1]/@lang") == ["en"], own


def test_the_folders_that_the_builder_makes_are_the_reserved_names(
    example: Path, history: Path, shipped: Path
) -> None:
    made: set[str] = set()
    for site in (example, history, shipped):
        for edition in site.glob("*/*/lite"):
            folders = {path.name for path in edition.parent.iterdir() if path.is_dir()}
            made |= folders - {"about", "imprint"}
    assert made == reserved_names()
