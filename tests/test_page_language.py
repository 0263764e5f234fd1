"""A page is in the language of its words; texts in another one say so."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from lxml.html import HtmlElement, fromstring

from tests.sites import build_site, page, problems_of, words, write_site

SITE = """\
# content/site.yml
source: en
name: {en: Status, sq: Gjendja}
audiences: {tenants: {en: Tenants, sq: Qiramarrës}}
# content/countries/al.yml
locales: [sq]
contacts:
  - {email: a@example.org, purposes: [{sq: Faturat}, {sq: Matësit}], subject: {sq: Tema}}
# content/countries/ir.yml
locales: [fa]
# content/countries/at.yml
locales: [de-AT]
# content/countries/group.yml
locales: [en]
# content/facts.yml
files: 146000
day: 2022-07-03
# content/services.yml
web: {name: {en: Portal, sq: Portali, fa: درگاه, de: Portal}}
mail: {name: Mail}
# content/faq/categories.yml
data: {en: Data, sq: Të dhënat}
# content/faq/data/which.yml
question: {en: "Which?", sq: "Cilat?"}
answer: {en: "Some: {files}.", sq: "Disa: {files}."}
updated: 2022-07-03
audiences: [tenants]
# status/outage/incident.yml
title: {en: Outage, sq: Ndërprerje, fa: قطعی, de: Ausfall}
started: 2022-07
former: [old]
services: {web: major_outage, mail: partial_outage}
# status/outage/2022-07-05.yml
status: monitoring
published: 2022-07-05
next_update: 2022-07-06
text:
  en: One of {files} on {day}
  sq: Një nga {files} më {day}
  de: Eines von {files} am {day}
# status/outage/2022-07-06.yml
status: monitoring
published: 2022-07-06
text: {en: Two}
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_site(write_site(tmp_path_factory.mktemp("languages"), SITE))


def _language(element: HtmlElement) -> str:
    """The language in which a reader's program reads an element aloud."""
    return str(element.xpath("ancestor-or-self::*[@lang][1]/@lang")[0])


def _languages_of(html: str, text: str) -> set[str]:
    found = fromstring(html).xpath("//body//*[contains(text(), $text)]", text=text)
    assert found, text
    return {_language(element) for element in found}


def test_a_page_without_words_of_its_own_language_is_in_english(site: Path) -> None:
    for address in ("al/sq", "al/sq/faq", "al/sq/lite", "al/sq/strip", "ir/fa/incidents/outage"):
        document = fromstring(page(site, address))
        assert document.get("lang") == "en", address
        assert document.get("dir") == "ltr", address


def test_texts_are_in_the_language_of_their_edition_and_say_so(site: Path) -> None:
    html = page(site, "al/sq/incidents/outage")
    for text in ("Ndërprerje", "Një nga", "Portali", "Gjendja"):
        assert _languages_of(html, text) == {"sq"}, text
    for text in ("Monitoring", "Not working", "Not yet available in Albanian; shown in En"):
        assert _languages_of(html, text) == {"en"}, text
    assert _languages_of(html, "Two") == {"en"}
    for address, text in (
        ("contact", "Faturat"),
        ("contact", "Tema"),
        ("faq", "Qiramarrës"),
        ("feeds", "Portali"),
        ("incidents/old", "Ndërprerje"),
    ):
        assert _languages_of(page(site, f"al/sq/{address}"), text) == {"sq"}, address


def test_a_text_without_a_language_counts_as_one_in_the_editions(site: Path) -> None:
    assert _languages_of(page(site, "al/sq/services"), "Mail") == {"sq"}


def test_texts_from_right_to_left_keep_their_direction(site: Path) -> None:
    [title] = fromstring(page(site, "ir/fa/incidents/outage")).xpath("//h1")
    assert (title.get("lang"), title.get("dir")) == ("fa", "rtl")


def test_numbers_and_dates_are_written_in_the_language_around_them(site: Path) -> None:
    shown = words(page(site, "al/sq/incidents/outage"))
    assert "Një nga 146 000 më 3 korrik 2022" in shown
    assert "started July 2022" in shown
    assert "Statement of Jul 5, 2022" in shown


def test_a_regional_form_keeps_speaking_its_own_language(site: Path) -> None:
    document = fromstring(page(site, "at/de-AT/incidents/outage"))
    assert document.get("lang") == "de-AT"
    assert "Eines von 146.000 am 3. Juli 2022" in document.text_content()


def test_programs_are_told_the_language_of_the_edition(site: Path) -> None:
    document = fromstring(page(site, "al/sq/incidents/outage"))
    [data] = document.xpath('//script[@type="application/ld+json"]')
    assert json.loads(data.text)["inLanguage"] == "sq-AL"
    assert "sq-AL" in document.xpath("//link[@rel='alternate']/@hreflang")
    feed: dict[str, Any] = json.loads((site / "al/sq/feed.json").read_text("utf-8"))
    assert feed["language"] == "sq-AL"
    entry = next(e["content_html"] for e in feed["items"] if "Një nga" in e["content_html"])
    assert _languages_of(f"<html lang='sq'><body>{entry}", "Published") == {"en"}
    assert _languages_of(f"<html lang='sq'><body>{entry}", "Një nga") == {"sq"}


def test_a_country_is_named_at_the_root_in_its_own_language(site: Path) -> None:
    html = page(site, "")
    assert _languages_of(html, "Shqipëri") == {"sq"}
    assert _languages_of(html, "ایران") == {"fa"}


def test_who_has_no_words_in_nynorsk_speaks_bokmal(tmp_path: Path) -> None:
    site = "# content/countries/no.yml\nlocales: [nn]\n"
    [problem] = problems_of(tmp_path, site)
    assert problem.message == (
        "The user interface is not available in Norwegian Nynorsk (no: shown in Norwegian Bokmål)."
    )
    assert fromstring(page(build_site(tmp_path), "no/nn")).get("lang") == "nb"


def test_the_shell_speaks_the_language_of_the_page(tmp_path: Path) -> None:
    text = "# content/countries/ie.yml\nlocales: [ga]\n# content/countries/mt.yml\nlocales: [mt]\n"
    site = build_site(write_site(tmp_path, text))
    for address in ("ie/ga", "mt/mt"):
        document = fromstring(page(site, address))
        shell = [
            *document.xpath("//a[@class='md-skip']/text()"),
            *document.xpath("//nav/@aria-label"),
            *document.xpath("//input/@placeholder"),
        ]
        assert len(shell) == 4, address
        english = {"Skip to content", "Main navigation", "Footer", "Search"}
        assert not english & {word.strip() for word in shell}, address


def test_a_page_without_words_of_its_own_speaks_the_next_language_of_its_country(
    tmp_path: Path,
) -> None:
    text = "# content/countries/al.yml\nlocales: [it, sq, de-AT, fr]\n"
    site = build_site(
        write_site(tmp_path, text + "# content/countries/ke.yml\nlocales: [he, sw]\n")
    )
    assert fromstring(page(site, "al/sq")).get("lang") == "de-AT"
    assert "Zum Inhalt" in words(page(site, "al/sq"))
    document = fromstring(page(site, "ke/sw"))
    assert (document.get("lang"), document.get("dir")) == ("he", "rtl")
    feed = json.loads((site / "al/sq/feed.json").read_text("utf-8"))
    assert feed["language"] == "sq-AL"


def test_one_warning_names_every_language_without_an_interface(tmp_path: Path) -> None:
    text = """\
        # content/countries/al.yml
        locales: [it, sq]
        # content/countries/mk.yml
        locales: [mk, sq]
        # content/countries/rs.yml
        locales: [sr-Latn]
        """
    [problem] = problems_of(tmp_path, text)
    assert (problem.code, problem.severity, problem.place.file, problem.place.line) == (
        "no-interface",
        "warning",
        "content/countries/al.yml",
        1,
    )
    assert problem.message == (
        "The user interface is not available in Albanian (al: shown in Italian), Macedonian "
        "(mk: shown in English), Albanian (mk: shown in English), Serbian (Latin) (rs: shown in "
        "English)."
    )


SCRIPTS = """\
# content/site.yml
source: sr
# content/countries/rs.yml
locales: [sr-Latn, sr]
# content/countries/tw.yml
locales: [zh-Hant-HK, zh-TW]
# content/countries/cn.yml
locales: [zh, zh-Hans]
time_zone: Asia/Shanghai
# content/countries/me.yml
locales: [sr-Cyrl-ME]
# content/countries/au.yml
locales: [en-AU]
time_zone: Australia/Sydney
# content/countries/mx.yml
locales: [es-MX]
time_zone: America/Mexico_City
# content/countries/ao.yml
locales: [pt-AO]
# content/countries/no.yml
locales: [nb, nn]
# content/facts.yml
day: 2022-07-03
# status/outage/incident.yml
title: {sr-Cyrl: Прекид, zh-Hans: 中断, en-001: Outage, es-419: Corte, pt-PT: Falha, no: Feil}
started: 2022-07-05
# status/outage/2022-07-05.yml
status: monitoring
published: 2022-07-05
text: {sr: "Ћирилица {day}", zh: 简体, zh-Hant: 繁體, en: Text, es: Texto, pt: Texto, nb: Tekst}
"""


@pytest.fixture(scope="module")
def scripts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_site(write_site(tmp_path_factory.mktemp("scripts"), SCRIPTS))


@pytest.mark.parametrize(
    ("edition", "title", "text"),
    [
        ("rs/sr", "sr-Cyrl", "sr"),
        ("me/sr-Cyrl-ME", "sr-Cyrl", "sr"),
        ("tw/zh-TW", None, "zh-Hant"),
        ("tw/zh-Hant-HK", None, "zh-Hant"),
        ("cn/zh", "zh-Hans", "zh"),
        ("cn/zh-Hans", "zh-Hans", "zh"),
        ("au/en-AU", "en-001", "en"),
        ("mx/es-MX", "es-419", "es"),
        ("ao/pt-AO", "pt-PT", "pt"),
        ("no/nb", "no", "nb"),
        ("no/nn", "no", None),
        ("rs/sr-Latn", None, None),
    ],
)
def test_a_text_serves_readers_of_its_language_in_its_script(
    scripts: Path, edition: str, title: str | None, text: str | None
) -> None:
    document = fromstring(page(scripts, f"{edition}/incidents/outage"))
    [heading] = document.xpath("//h1")
    [body] = document.xpath("//div[@class='text']")
    # Without one that serves, the original in Cyrillic is shown, and the page says so.
    assert _language(heading) == (title or "sr-Cyrl")
    assert _language(body) == (text or "sr")
    # One notice is enough for a page that is in another language as a whole.
    notices = document.xpath("//p[@class='fallback']")
    assert len(notices) == (title is None or text is None)


def test_a_notice_tells_two_scripts_of_a_language_apart(scripts: Path) -> None:
    shown = words(page(scripts, "rs/sr-Latn/incidents/outage"))
    assert "Not yet available in Serbian (Latin); shown in Serbian (Cyrillic)." in shown


def test_dates_in_a_text_are_in_its_script(scripts: Path) -> None:
    assert "Ћирилица 3. јул 2022." in page(scripts, "rs/sr-Latn/incidents/outage")
    assert "Ћирилица 3. јул 2022." in page(scripts, "rs/sr/incidents/outage")


def test_a_source_in_another_script_is_missing(tmp_path: Path) -> None:
    text = SCRIPTS.replace("source: sr\n", "source: sr-Latn\n")
    missing = {p.place.file for p in problems_of(tmp_path, text) if p.code == "missing-source"}
    assert missing == {"status/outage/incident.yml", "status/outage/2022-07-05.yml"}


def test_every_page_has_its_direction_on_its_root_element(tmp_path: Path) -> None:
    text = """\
        # content/countries/il.yml
        locales: [he]
        # content/countries/group.yml
        locales: [en]
        # status/outage/incident.yml
        title: {en: Outage}
        started: 2022-07
        former: [old]
        """
    site = build_site(write_site(tmp_path, text))
    found = {
        str(path.relative_to(site)): fromstring(path.read_bytes()).get("dir")
        for path in site.rglob("*.html")
    }
    kinds = {"index.html", "404.html", "il/he/lite/index.html", "il/he/strip/index.html"}
    assert kinds < found.keys()
    assert found == {path: "rtl" if path.startswith("il/") else "ltr" for path in found}
