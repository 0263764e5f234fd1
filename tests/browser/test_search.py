"""The search box, its keys and results: `search*.js` in `assets/script/`."""

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
RESULT = ".md-search-result__item"


@pytest.fixture(scope="module")
def indexed(serve_site: ServeSite) -> Iterator[Site]:
    """Four questions in German and one that is in French only."""
    with serve_site(SITE, "lu/de") as site:
        yield site


def _open(site: Site, read_as: OpenTab, path: str = "", reader: Reader | None = None) -> Page:
    return read_as(reader or Reader(width=375)).open(f"{site.url}{site.edition}/{path}")


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


@pytest.mark.parametrize("width", [360, 700, 1280])
def test_results_of_a_search_stand_below_the_box(
    width: int, shipped_site: Site, read_as: OpenTab
) -> None:
    page = _open(shipped_site, read_as, reader=Reader(width=width))
    page.get_by_role("searchbox").fill("Daten")
    result = page.locator(RESULT).first
    expect(result).to_be_in_viewport(ratio=1)
    box = page.get_by_role("searchbox").bounding_box()
    output = page.locator(".md-search__output").bounding_box()
    assert box is not None
    assert output is not None
    assert output["y"] >= box["y"] + box["height"]


def test_a_result_leads_to_its_question(indexed: Site, read_as: OpenTab) -> None:
    page = _open(indexed, read_as)
    page.get_by_role("searchbox").fill("abrechnung")
    expect(page.get_by_text("Treffer: 1")).to_be_visible()
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
    expect(page.locator(RESULT)).to_contain_text("‹b›Namen‹/b› & Adressen")
    expect(page.locator(f"{RESULT} mark")).to_have_text(["Adressen"])
    expect(page.locator(f"{RESULT} b")).to_have_count(0)


def test_an_excerpt_ends_after_a_whole_mark(indexed: Site, read_as: OpenTab) -> None:
    page = _open(indexed, read_as)
    page.get_by_role("searchbox").fill("Zähler")
    result = page.locator(RESULT).filter(has_text="Was ist lang?")
    expect(result.locator("mark").first).to_have_text("Zähler")
    shown = result.locator(".md-search-result__text").last.inner_text()
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
    expect(result.locator(".md-search-result__title")).to_have_attribute("lang", "fr")
    expect(result.locator(".md-search-result__text").last).to_have_attribute("lang", "fr")
    expect(result.locator(".md-search-result__text").first).to_contain_text("Deutsch")


def test_a_search_that_finds_nothing_says_so(indexed: Site, read_as: OpenTab) -> None:
    page = _open(indexed, read_as)
    box = page.get_by_role("searchbox")
    box.fill("Abrechnung")
    expect(page.locator(RESULT)).to_have_count(1)
    box.fill("qqqq")
    expect(page.get_by_text("Nichts gefunden")).to_be_visible()
    expect(page.locator(RESULT)).to_have_count(0)
    box.fill("")
    expect(page.locator(".md-search__output")).to_be_hidden()


def test_who_types_on_gets_the_answer_to_the_last_question(indexed: Site, read_as: OpenTab) -> None:
    page = _open(indexed, read_as)
    page.get_by_role("searchbox").press_sequentially("Datensatz")
    page.get_by_role("searchbox").fill("Abrechnungen")
    expect(page.locator(RESULT)).to_have_text([re.compile("Was kosten")])


def test_a_search_without_a_connection_says_so(indexed: Site, read_as: OpenTab) -> None:
    page = _open(indexed, read_as)
    sorry = page.get_by_text("Die Suche ist derzeit nicht verfügbar.")
    page.context.set_offline(True)
    page.get_by_role("searchbox").fill("Daten")
    expect(sorry).to_be_visible()
    page.context.set_offline(False)
    page.get_by_role("searchbox").fill("Datensatz")
    expect(page.locator(RESULT)).not_to_have_count(0)
    expect(sorry).to_be_hidden()


@pytest.mark.parametrize("missing", ["search.json", "workers/", "lunr/"])
def test_a_search_without_all_of_its_files_says_so_and_tries_again(
    missing: str, indexed: Site, read_as: OpenTab
) -> None:
    tab = read_as(Reader(width=375))
    tab.page.clock.install()
    page = tab.open(f"{indexed.url}lu/de/")
    sorry = page.get_by_text("Die Suche ist derzeit nicht verfügbar.")

    def refuse(route: Route) -> None:
        route.abort()

    pattern = re.compile(re.escape(missing))
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


def test_an_engine_that_stops_answering_is_started_again(indexed: Site, read_as: OpenTab) -> None:
    tab = read_as(Reader(width=375))
    tab.page.clock.install()
    tab.page.add_init_script(
        """const send = Worker.prototype.postMessage;
        Worker.prototype.postMessage = function (message) {
          if (!window.isDeaf) send.call(this, message);
        };"""
    )
    page = tab.open(f"{indexed.url}lu/de/")
    page.get_by_role("searchbox").fill("Datensatz")
    expect(page.locator(RESULT)).to_have_count(1)
    page.evaluate("window.isDeaf = true")
    page.get_by_role("searchbox").fill("Abrechnungen")
    expect(page.get_by_text("Suche wird geladen")).to_be_visible()
    page.clock.run_for(60_000)
    expect(page.get_by_text("Die Suche ist derzeit nicht verfügbar.")).to_be_visible()
    page.evaluate("window.isDeaf = false")
    page.get_by_role("searchbox").fill("Abrechnung")
    expect(page.locator(RESULT)).to_have_text([re.compile("Was kosten")])


def test_with_the_keyboard_alone_one_gets_to_a_question(indexed: Site, read_as: OpenTab) -> None:
    page = _open(indexed, read_as, reader=Reader())
    page.keyboard.press("/")
    page.keyboard.type("Abrechnungen")
    expect(page.get_by_role("searchbox")).to_have_value("Abrechnungen")
    expect(page.locator(RESULT)).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator(".md-search-result__link")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".md-search__output")).to_be_hidden()
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("!")
    expect(page.locator(RESULT)).to_be_visible()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{indexed.url}lu/de/faq/#bills")


def test_results_that_come_after_enter_keep_the_focus(indexed: Site, read_as: OpenTab) -> None:
    tab = read_as(Reader())
    tab.page.add_init_script(
        """const send = Worker.prototype.postMessage;
        window.held = [];
        Worker.prototype.postMessage = function (message) {
          if (window.isHeld) window.held.push(() => send.call(this, message));
          else send.call(this, message);
        };"""
    )
    page = tab.open(f"{indexed.url}lu/de/")
    box = page.get_by_role("searchbox")
    link = page.locator(".md-search-result__link")
    box.fill("Datensatz")
    expect(link).to_contain_text("Datensatz")
    page.evaluate("window.isHeld = true")
    box.fill("Abrechnungen")
    box.press("Enter")
    expect(link).to_be_focused()
    page.wait_for_function("window.held.length")
    page.evaluate("window.held.forEach((send) => send())")
    expect(link).to_contain_text("Abrechnungen")
    expect(link).to_be_focused()


def test_a_slash_is_a_slash_where_one_writes(indexed: Site, read_as: OpenTab) -> None:
    page = _open(indexed, read_as, "faq/")
    field = page.get_by_label("Frage finden")
    field.press_sequentially("a/b")
    expect(field).to_have_value("a/b")
    page.get_by_role("searchbox", name="Suchen").press_sequentially("a/b")
    expect(page.get_by_role("searchbox", name="Suchen")).to_have_value("a/b")


def test_a_shortcut_of_the_browser_stays_its_own(indexed: Site, read_as: OpenTab) -> None:
    page = _open(indexed, read_as)
    expect(page.get_by_role("searchbox")).to_be_visible()
    for shortcut in ("Control+/", "Meta+/"):
        page.keyboard.press(shortcut)
        expect(page.get_by_role("searchbox")).not_to_be_focused()


def test_a_click_outside_closes_the_results(indexed: Site, read_as: OpenTab) -> None:
    page = _open(indexed, read_as, reader=Reader())
    page.get_by_role("searchbox").fill("Abrechnungen")
    expect(page.locator(RESULT)).to_be_visible()
    page.locator("h1").click()
    expect(page.locator(".md-search__output")).to_be_hidden()
