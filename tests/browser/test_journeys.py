"""What readers come for, step by step as they would go."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import OpenTab, Site
from tests.browser.readers import Reader
from tests.browser.server import serve
from tests.sites import build_site, write_site

LONG = "".join(
    f"""\
# status/outage/2022-{7 + i // 20:02}-{1 + i % 20:02}.yml
status: monitoring
published: 2022-{7 + i // 20:02}-{1 + i % 20:02} 10:00
text: Text number {i}.
"""
    for i in range(40)
)
SITE = (
    """\
# content/countries/lu.yml
locales: [fr]
time_zone: Europe/Luxembourg
# content/faq/categories.yml
data: Données
# content/faq/data/which.yml
question: Quelles données ?
answer: Aucune n’a été publiée.
updated: 2022-07-26
audiences: [managers]
# content/site.yml
audiences: {managers: Je gère des immeubles}
# content/faq/data/when.yml
question: Quand ?
answer: Bientôt.
updated: 2022-07-26
# status/outage/incident.yml
title: Panne
started: 2022-07-01
"""
    + LONG
)


@pytest.fixture(scope="module")
def small_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """One edition with forty updates, each at a moment, and two questions, one for an audience."""
    folder = build_site(write_site(tmp_path_factory.mktemp("small"), SITE))
    with serve(folder, "/") as url:
        yield Site(url, folder, "lu/fr")


def _open(site: Site, read_as: OpenTab, path: str = "", reader: Reader | None = None) -> Page:
    return read_as(reader or Reader(width=375)).open(f"{site.url}{site.edition}/{path}")


def test_a_tenant_finds_out_whether_she_is_affected(shipped_site: Site, read_as: OpenTab) -> None:
    page = _open(shipped_site, read_as)
    page.get_by_role("navigation").get_by_role("link", name="Fragen").click()
    page.get_by_label("Frage finden").fill("betroffen")
    expect(page.locator(".entry:visible")).not_to_have_count(0)
    expect(page.get_by_role("heading", name="Bin ich betroffen")).to_be_visible()
    page.get_by_label("Frage finden").fill("zzz")
    expect(page.get_by_text("Zu Ihrer Suche gibt es keine Fragen.")).to_be_visible()
    expect(page.locator(".entry:visible")).to_have_count(0)


def test_a_filter_compares_letters_without_accents(small_site: Site, read_as: OpenTab) -> None:
    page = _open(small_site, read_as, "faq/")
    page.get_by_label("Trouver une question").fill("bientot")
    expect(page.locator(".entry:visible h3")).to_have_text("Quand ?")


def test_a_manager_reads_the_questions_for_managers(small_site: Site, read_as: OpenTab) -> None:
    page = _open(small_site, read_as, "faq/")
    page.get_by_role("link", name="Je gère des immeubles").click()
    expect(page).to_have_url(re.compile(r"/faq/for/managers/$"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Je gère des immeubles")
    assert page.locator(".entry").count() > 0


@pytest.mark.parametrize("width", [320, 1280])
def test_a_reader_changes_country_and_language(
    width: int, shipped_site: Site, read_as: OpenTab
) -> None:
    page = _open(shipped_site, read_as, "services/", Reader(width=width))
    page.locator(".switch summary").click()
    page.locator(".switch").get_by_role("link", name="norsk bokmål").click()
    expect(page).to_have_url(re.compile(r"/no/nb/services/$"))
    assert page.locator("html").get_attribute("lang") == "nb"


def test_a_subscriber_finds_the_feed(shipped_site: Site, read_as: OpenTab) -> None:
    page = _open(shipped_site, read_as)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("contentinfo").get_by_role("link", name="Meldungen abonnieren").click()
    page.get_by_role("button", name="Kopieren").first.click()
    address = page.evaluate("navigator.clipboard.readText()")
    assert address == "https://status.example.org/lu/de/feed.rss"
    assert (shipped_site.folder / "lu/de/feed.rss").is_file()


def test_a_search_finds_words_in_all_their_forms_and_goes_on_offline(
    shipped_site: Site, read_as: OpenTab
) -> None:
    page = _open(shipped_site, read_as)
    box = page.get_by_role("searchbox")
    box.fill("veröffentlichter Datensatz")
    results = page.locator(".md-search-result__item")
    expect(results).not_to_have_count(0)
    page.context.set_offline(True)
    box.fill("Abrechnungen")
    expect(page.locator(".md-search-result__item mark").first).to_be_visible()
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
    result = page.locator(".md-search-result__item").first
    expect(result).to_be_in_viewport(ratio=1)
    box = page.get_by_role("searchbox").bounding_box()
    output = page.locator(".md-search__output").bounding_box()
    assert box is not None
    assert output is not None
    assert output["y"] >= box["y"] + box["height"]


def test_a_search_without_a_connection_says_so(shipped_site: Site, read_as: OpenTab) -> None:
    page = _open(shipped_site, read_as)
    page.context.set_offline(True)
    page.get_by_role("searchbox").fill("Daten")
    expect(page.get_by_text("Die Suche ist derzeit nicht verfügbar.")).to_be_visible()
    page.context.set_offline(False)
    page.get_by_role("searchbox").fill("Datenschutz")
    expect(page.get_by_text("Die Suche ist derzeit nicht verfügbar.")).to_be_hidden()


def test_the_link_of_an_update_can_be_copied(shipped_site: Site, read_as: OpenTab) -> None:
    page = _open(shipped_site, read_as)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    entry = page.locator(".entry").first
    entry.get_by_role("button", name="Kopieren").click()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(shipped_site.url)
    assert "/incidents/" in copied
    assert "#" in copied
    expect(page.get_by_role("status").filter(has_text="Kopiert")).to_have_count(1)


def test_an_address_can_be_copied_called_and_written_to(
    shipped_site: Site, read_as: OpenTab
) -> None:
    page = read_as(Reader()).open(f"{shipped_site.url}lu/de/contact/")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    card = page.locator(".contact").filter(has_text="Billing@ista.lu")
    assert str(card.get_by_role("link").get_attribute("href")).startswith("mailto:Billing@ista.lu")
    card.get_by_role("button").click()
    assert page.evaluate("navigator.clipboard.readText()") == "Billing@ista.lu"


def test_what_came_since_the_last_visit_is_marked(shipped_site: Site, read_as: OpenTab) -> None:
    page = _open(shipped_site, read_as)
    expect(page.locator(".new")).to_have_count(0)
    page.reload()
    expect(page.locator(".new")).to_have_count(0)
    page.evaluate(
        """() => {
          const key = `seen:${location.pathname}`;
          const seen = JSON.parse(localStorage.getItem(key));
          localStorage.setItem(key, JSON.stringify(seen.slice(1)));
        }"""
    )
    page.reload()
    expect(page.locator(".new")).to_have_count(1)
    expect(page.locator(".since-last-visit")).to_contain_text("Neu seit Ihrem letzten Besuch:")


def test_a_moment_is_told_in_the_readers_own_time_too(small_site: Site, browser: Browser) -> None:
    context = browser.new_context(timezone_id="America/New_York")
    page = context.new_page()
    page.goto(f"{small_site.url}lu/fr/incidents/outage/")
    moment = page.locator("time.moment").first
    expect(moment.locator(".moment__own")).to_be_hidden()
    moment.focus()
    expect(moment.locator(".moment__own")).to_be_visible()
    assert "04:00" in moment.inner_text()
    context.close()


def test_a_link_to_an_old_update_opens_its_month(small_site: Site, read_as: OpenTab) -> None:
    page = _open(small_site, read_as, "incidents/outage/")
    assert page.locator(".entry:visible").count() == 10
    page = _open(small_site, read_as, "incidents/outage/#2022-07-03")
    expect(page.locator('[id="2022-07-03"]')).to_be_in_viewport()


def test_the_situation_fits_one_sheet_of_paper(
    shipped_site: Site, read_as: OpenTab, tmp_path: Path
) -> None:
    page = _open(shipped_site, read_as, reader=Reader())
    data = page.pdf(format="A4")
    assert len(re.findall(rb"/Type\s*/Page\b", data)) == 1
    page.emulate_media(media="print")
    expect(page.locator(".printed-from")).to_have_text("https://status.example.org/lu/de/")
    expect(page.get_by_role("searchbox")).to_be_hidden()


def test_with_the_keyboard_alone_one_gets_to_a_question(
    shipped_site: Site, read_as: OpenTab
) -> None:
    page = _open(shipped_site, read_as, reader=Reader())
    page.keyboard.press("/")
    page.keyboard.type("Kosten")
    expect(page.locator(".md-search-result__item").first).to_be_visible()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.className") == "md-search-result__link"
    page.keyboard.press("Escape")
    expect(page.locator(".md-search__output")).to_be_hidden()
    expect(page.get_by_role("searchbox")).to_be_focused()


def test_without_scripts_one_gets_from_the_root_to_an_answer(
    shipped_site: Site, read_as: OpenTab
) -> None:
    reader = Reader(width=320, has_javascript=False)
    page = read_as(reader).open(shipped_site.url)
    page.get_by_role("listitem").filter(has_text="Luxemb").get_by_role(
        "link", name="Deutsch"
    ).click()
    page.get_by_role("navigation").get_by_role("link", name="Fragen").click()
    page.locator(".contents a").first.click()
    assert page.locator(".entry:target").count() == 1
