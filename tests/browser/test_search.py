"""The search box, its keys and results: `search.js` and `search_*.js` in `assets/script/`."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import OpenTab, ServeSite, Site
from tests.browser.readers import Reader

SITE = """\
# content/countries/lu.yml
locales: [de, fr]
# content/faq/categories.yml
data: {de: Daten}
# content/faq/data/which.yml
question: {de: Welche Daten wurden veröffentlicht?}
answer: {de: Der Datensatz enthält <b>Namen</b> & Adressen.}
updated: 2022-07-26
# content/faq/data/bills.yml
question: {de: Was kosten die Abrechnungen?}
answer: {de: Nichts.}
updated: 2022-07-26
# content/faq/data/french.yml
source: fr
question: {fr: Quelle panne ?}
answer: {fr: Une panne des compteurs.}
updated: 2022-07-26
# content/faq/data/long.yml
question: {de: Was ist lang?}
answer: {de: LONG}
updated: 2022-07-26
# content/faq/data/solid.yml
question: {de: Ohne Leerzeichen?}
answer: {de: SOLID-Zielwort}
updated: 2022-07-26
""".replace("SOLID", "x" * 400).replace("LONG", " ".join(["Zähler"] * 60))
RESULT = ".search__item"
COUNT = ".search__meta"
SORRY = "Die Suche ist derzeit nicht verfügbar."


@pytest.fixture(scope="module")
def indexed(serve_site: ServeSite) -> Iterator[Site]:
    """Four questions in German and one that is in French only."""
    with serve_site(SITE, "lu/de") as site:
        yield site


def _open(site: Site, read_as: OpenTab, path: str = "", reader: Reader | None = None) -> Page:
    page = read_as(reader or Reader(width=375)).open(f"{site.url}{site.edition}/{path}")
    return _unfolded(page)


def _unfolded(page: Page) -> Page:
    """The page with its search box, which a narrow screen shows once somebody asks for it."""
    icon = page.locator(".search-link")
    expect(icon).to_have_attribute("aria-expanded", "false")
    if icon.is_visible():
        icon.click()
    return page


def test_a_search_finds_words_in_all_their_forms_and_goes_on_offline(
    shipped_site: Site, read_as: OpenTab
) -> None:
    page = _open(shipped_site, read_as)
    box = page.get_by_role("searchbox")
    box.fill("veröffentlichter Datensatz")
    results = page.locator(RESULT)
    expect(results).not_to_have_count(0)
    page.context.set_offline(True)
    box.fill("Abrechnungen")
    expect(page.locator(f"{RESULT} mark").first).to_be_visible()
    page.context.set_offline(False)
    box.press("Enter")
    page.keyboard.press("Enter")
    expect(page).not_to_have_url(f"{shipped_site.url}{shipped_site.edition}/")
    assert page.locator("h1").count() == 1


@pytest.mark.parametrize("width", [360, 700, 768, 959, 1280])
def test_the_first_result_can_be_seen_and_pressed(
    width: int, shipped_site: Site, read_as: OpenTab
) -> None:
    page = _open(shipped_site, read_as, reader=Reader(width=width))
    page.get_by_role("searchbox").fill("Daten")
    first = page.locator(f"{RESULT} a").first
    expect(first).to_be_in_viewport(ratio=1)
    assert first.evaluate(
        """link => {
          const { left, top, width, height } = link.getBoundingClientRect();
          return link.contains(document.elementFromPoint(left + width / 2, top + height / 2));
        }"""
    )
    box = page.get_by_role("searchbox").bounding_box()
    output = page.locator(".search__output").bounding_box()
    assert box is not None
    assert output is not None
    assert output["y"] >= box["y"] + box["height"]
    assert output["x"] >= 0
    assert output["x"] + output["width"] <= width


def test_a_result_leads_to_its_question(indexed: Site, read_as: OpenTab) -> None:
    page = _open(indexed, read_as)
    page.get_by_role("searchbox").fill("abrechnung")
    expect(page.locator(COUNT)).to_have_text("Treffer: 1")
    page.locator(RESULT).get_by_role("link").click()
    expect(page).to_have_url(f"{indexed.url}lu/de/faq/#bills")


@pytest.mark.parametrize("typed", ["veroffentlicht", "VERÖFFENTLICHT", "datensatz:^~*+-'"])
def test_accents_cases_and_signs_do_not_matter(typed: str, indexed: Site, read_as: OpenTab) -> None:
    page = _open(indexed, read_as)
    page.get_by_role("searchbox").fill(typed)
    expect(page.locator(RESULT).filter(has_text="Datensatz")).to_have_count(1)


def test_texts_are_shown_as_they_are_written(indexed: Site, read_as: OpenTab) -> None:
    page = _open(indexed, read_as)
    page.get_by_role("searchbox").fill("Adressen")
    expect(page.locator(RESULT)).to_contain_text("<b>Namen</b> & Adressen")
    expect(page.locator(f"{RESULT} mark")).to_have_text(["Adressen"])
    expect(page.locator(f"{RESULT} b")).to_have_count(0)


def test_an_excerpt_ends_after_a_whole_mark(indexed: Site, read_as: OpenTab) -> None:
    page = _open(indexed, read_as)
    page.get_by_role("searchbox").fill("Zähler")
    result = page.locator(RESULT).filter(has_text="Was ist lang?")
    expect(result.locator("mark").first).to_have_text("Zähler")
    shown = result.locator(".search__text").last.inner_text()
    assert re.fullmatch(r"(Zähler ?)+", shown)
    assert len(shown) < 60 * len("Zähler ")


def test_an_excerpt_shows_what_was_found_in_a_text_without_spaces(
    indexed: Site, read_as: OpenTab
) -> None:
    page = _open(indexed, read_as)
    page.get_by_role("searchbox").fill("Zielwort")
    expect(page.locator(f"{RESULT} mark")).to_have_text(["Zielwort"])


def test_a_text_of_another_language_says_so(indexed: Site, read_as: OpenTab) -> None:
    page = _open(indexed, read_as)
    page.get_by_role("searchbox").fill("compteurs")
    result = page.locator(RESULT)
    expect(result.locator(".search__title")).to_have_attribute("lang", "fr")
    expect(result.locator(".search__text").last).to_have_attribute("lang", "fr")
    expect(result.locator(".search__text").first).to_contain_text("Deutsch")


def test_a_search_that_finds_nothing_says_so(indexed: Site, read_as: OpenTab) -> None:
    page = _open(indexed, read_as)
    box = page.get_by_role("searchbox")
    box.fill("Abrechnung")
    expect(page.locator(RESULT)).to_have_count(1)
    box.fill("qqqq")
    expect(page.locator(COUNT)).to_have_text("Nichts gefunden")
    expect(page.locator(RESULT)).to_have_count(0)
    box.fill("")
    expect(page.locator(".search__output")).to_be_hidden()


def test_who_types_on_gets_the_answer_to_the_last_question(indexed: Site, read_as: OpenTab) -> None:
    page = _open(indexed, read_as)
    page.get_by_role("searchbox").press_sequentially("Datensatz")
    page.get_by_role("searchbox").fill("Abrechnungen")
    expect(page.locator(RESULT)).to_have_text([re.compile("Was kosten")])


def test_a_search_without_a_connection_says_so(indexed: Site, read_as: OpenTab) -> None:
    page = read_as(Reader()).open(f"{indexed.url}lu/de/")
    expect(page.get_by_role("searchbox")).to_be_visible()
    sorry = page.locator(COUNT, has_text=SORRY)
    page.context.set_offline(True)
    page.get_by_role("searchbox").fill("Daten")
    expect(sorry).to_be_visible()
    page.context.set_offline(False)
    page.get_by_role("searchbox").fill("Datensatz")
    expect(page.locator(RESULT)).not_to_have_count(0)
    expect(sorry).to_be_hidden()


@pytest.mark.parametrize("missing", ["search.json", r"javascripts/search\."])
def test_a_search_without_all_of_its_files_says_so_and_tries_again(
    missing: str, indexed: Site, read_as: OpenTab
) -> None:
    tab = read_as(Reader())
    tab.page.clock.install()
    page = tab.open(f"{indexed.url}lu/de/")
    sorry = page.locator(COUNT, has_text=SORRY)

    def refuse(route: Route) -> None:
        route.abort()

    pattern = re.compile(missing)
    page.context.route(pattern, refuse)
    with page.expect_request(pattern):
        page.get_by_role("searchbox").fill("Daten")
    page.wait_for_load_state("networkidle")
    page.clock.run_for(60_000)
    expect(sorry).to_be_visible()
    page.context.unroute(pattern, refuse)
    page.get_by_role("searchbox").fill("Datensatz")
    expect(page.locator(RESULT)).not_to_have_count(0)
    expect(sorry).to_be_hidden()


def test_with_the_keyboard_alone_one_gets_to_a_question(indexed: Site, read_as: OpenTab) -> None:
    page = _open(indexed, read_as, reader=Reader())
    page.keyboard.press("/")
    page.keyboard.type("Abrechnungen")
    expect(page.get_by_role("searchbox")).to_have_value("Abrechnungen")
    expect(page.locator(RESULT)).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator(".search__link")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".search__output")).to_be_hidden()
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("!")
    expect(page.locator(RESULT)).to_be_visible()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{indexed.url}lu/de/faq/#bills")


def test_a_slash_is_a_slash_where_one_writes(indexed: Site, read_as: OpenTab) -> None:
    page = _open(indexed, read_as, "faq/", Reader())
    page.get_by_role("searchbox", name="Suchen").press_sequentially("a/b")
    expect(page.get_by_role("searchbox", name="Suchen")).to_have_value("a/b")


def test_a_shortcut_of_the_browser_stays_its_own(indexed: Site, read_as: OpenTab) -> None:
    page = _open(indexed, read_as, reader=Reader())
    expect(page.get_by_role("searchbox")).to_be_visible()
    for shortcut in ("Control+/", "Meta+/"):
        page.keyboard.press(shortcut)
        expect(page.get_by_role("searchbox")).not_to_be_focused()


def test_a_click_outside_closes_the_results(indexed: Site, read_as: OpenTab) -> None:
    page = _open(indexed, read_as, reader=Reader())
    page.get_by_role("searchbox").fill("Abrechnungen")
    expect(page.locator(RESULT)).to_be_visible()
    page.locator("h1").click(position={"x": 4, "y": 4})
    expect(page.locator(".search__output")).to_be_hidden()


def test_a_service_and_a_contact_are_found_at_their_places(
    shipped_site: Site, read_as: OpenTab
) -> None:
    page = read_as(Reader(width=375)).open(f"{shipped_site.url}{shipped_site.edition}/")
    for typed, place in (
        ("Webportal", "services/#service-web-portal"),
        ("Telefon", "contact/#phone"),
    ):
        _unfolded(page).get_by_role("searchbox").fill(typed)
        page.locator(f'{RESULT} a[href$="{place}"]').click()
        expect(page).to_have_url(f"{shipped_site.url}{shipped_site.edition}/{place}")
        expect(page.locator(f"[id='{place.partition('#')[2]}']")).to_be_in_viewport()


def test_a_search_that_finds_nothing_leads_on(shipped_site: Site, read_as: OpenTab) -> None:
    page = _open(shipped_site, read_as)
    page.get_by_role("searchbox").fill("qqqq")
    expect(page.locator(".search__hint")).to_have_text("Diese Seiten helfen vielleicht weiter:")
    help = page.locator(".search__help a")
    expect(help.first).to_have_text("Kontakt")
    expect(help.nth(1)).to_have_attribute("href", re.compile(r"/faq/#what-happened$"))
    page.keyboard.press("Enter")
    expect(help.first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{shipped_site.url}{shipped_site.edition}/contact/")


def test_the_arrows_go_through_the_results_and_back(indexed: Site, read_as: OpenTab) -> None:
    page = _open(indexed, read_as, reader=Reader())
    box = page.get_by_role("searchbox")
    box.fill("Daten oder Abrechnungen")
    links = page.locator(f"{RESULT} a")
    expect(links).to_have_count(2)
    for key, place in (
        ("ArrowDown", links.nth(0)),
        ("ArrowDown", links.nth(1)),
        ("ArrowDown", links.nth(1)),
        ("ArrowUp", links.nth(0)),
        ("ArrowUp", box),
    ):
        page.keyboard.press(key)
        expect(place).to_be_focused()
    expect(box).to_have_value("Daten oder Abrechnungen")


def test_the_number_of_results_is_announced_after_a_pause(indexed: Site, read_as: OpenTab) -> None:
    page = _open(indexed, read_as)
    status = page.locator(".search [role=status]")
    expect(status).to_be_empty()
    page.get_by_role("searchbox").press_sequentially("Datensatz")
    expect(status).to_have_text("Treffer: 1")
    page.get_by_role("searchbox").fill("qqqq")
    expect(status).to_have_text("Nichts gefunden")


def test_who_leaves_the_box_closes_the_results_and_who_returns_sees_them(
    indexed: Site, read_as: OpenTab
) -> None:
    page = _open(indexed, read_as, reader=Reader())
    page.get_by_role("searchbox").fill("Datensatz")
    expect(page.locator(RESULT)).to_be_visible()
    page.locator("h1 ~ * a, main a").first.focus()
    expect(page.locator(".search__output")).to_be_hidden()
    page.get_by_role("searchbox").focus()
    expect(page.locator(RESULT)).to_be_visible()


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Uebertragung", "services/#service-data-transmission"),
        ("veröfentlicht", "faq/#which-data"),
        ("146000", "faq/#which-data"),
        ("kundendatensätze", "faq/#which-data"),
        ("jahresabrechnungn", "services/#service-billing"),
    ],
)
def test_what_is_typed_in_a_hurry_is_found(
    typed: str, expected: str, shipped_site: Site, read_as: OpenTab
) -> None:
    page = _open(shipped_site, read_as)
    page.get_by_role("searchbox").fill(typed)
    expect(page.locator(f'{RESULT} a[href$="{expected}"]')).to_be_visible()


KINDS = """\
# content/countries/lu.yml
locales: [de]
contacts:
  - email: help@example.org
    purposes: [{de: Portal}]
# content/services.yml
portal: {name: {de: Portal}}
# content/faq/categories.yml
data: {de: Daten}
# content/faq/data/portal.yml
question: {de: Portal}
answer: {de: Ja.}
updated: 2022-07-26
# content/pages/about.de.md
---
title: Portal
---
Text
# status/outage/incident.yml
title: {de: Portal}
started: 2022-07-01
# status/outage/2022-07-02.yml
status: monitoring
published: 2022-07-02
services: {portal: operational}
title: {de: Portal kommt zurück}
text: {de: "Es gibt kein Passwort, keine Pforte und kein Tor."}
"""


def test_questions_come_first_then_statements_services_contacts_and_pages(
    serve_site: ServeSite, read_as: OpenTab
) -> None:
    with serve_site(KINDS, "lu/de") as site:
        page = _open(site, read_as)
        page.get_by_role("searchbox").fill("Portal")
        links = page.locator(f"{RESULT} a")
        expect(links).to_have_count(6)
        hrefs = [str(link.get_attribute("href")) for link in links.all()]
        start = f"{site.url}lu/de/"
        assert [href.removeprefix(start) for href in hrefs] == [
            "faq/#portal",
            "incidents/outage/",
            "incidents/outage/#2022-07-02",
            "services/#service-portal",
            "contact/#email",
            "about/",
        ]


def test_all_words_come_before_any_and_the_exact_word_before_a_similar_one(
    indexed: Site, read_as: OpenTab
) -> None:
    page = _open(indexed, read_as)
    links = page.locator(f"{RESULT} a")
    page.get_by_role("searchbox").fill("Leerzeichen Zielwort Daten")
    expect(links.first).to_have_attribute("href", re.compile("faq/#solid$"))
    page.get_by_role("searchbox").fill("Abrechnungen Abrechnungem")
    expect(links.first).to_have_attribute("href", re.compile("faq/#bills$"))
