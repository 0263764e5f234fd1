"""What readers come for, step by step as they would go."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

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
    expect(page.locator(".filter__count")).to_have_text("Zu Ihrer Suche gibt es keine Fragen.")
    expect(page.locator(".entry:visible")).to_have_count(0)


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


def test_the_situation_fits_one_sheet_of_paper(
    shipped_site: Site, read_as: OpenTab, tmp_path: Path
) -> None:
    page = _open(shipped_site, read_as, reader=Reader())
    data = page.pdf(format="A4")
    assert len(re.findall(rb"/Type\s*/Page\b", data)) == 1
    page.emulate_media(media="print")
    expect(page.get_by_role("searchbox")).to_be_hidden()


def test_paper_says_whose_it_is_which_edition_and_when(
    shipped_site: Site, read_as: OpenTab
) -> None:
    tab = read_as(Reader())
    page = tab.open(f"{shipped_site.url}lu/de/faq/")
    page.clock.set_fixed_time("2022-12-31T12:00:00Z")
    page.pdf(format="A4")
    [code] = [url for url in tab.requested if url.endswith(".svg")]
    assert code == f"{shipped_site.url}lu/de/poster/code.svg"
    page.emulate_media(media="print")
    for shown in (".site-name", ".md-banner", ".printed-from img"):
        expect(page.locator(shown)).to_be_visible()
    expect(page.locator(".printed-from")).to_contain_text(
        re.compile(
            r"^Luxemburg · Deutsch\s*https://status\.example\.org/lu/de/faq/\s*31\. Dezember 2022"
        )
    )


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
