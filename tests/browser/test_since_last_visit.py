"""What came since the last visit: `assets/script/since-last-visit.js` and `storage.js`."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenTab, ServeSite, Site
from tests.browser.readers import Reader, Tab
from tests.sites import build_site

NO_UPDATES = """\
# content/countries/group.yml
locales: [en]
# status/outage/incident.yml
title: Outage
started: 2022-07-01
"""
SITE = (
    NO_UPDATES
    + """\
# status/outage/2022-07-02.yml
status: investigating
published: 2022-07-02
title: The first
text: Text
# status/outage/2022-07-04.yml
status: identified
published: 2022-07-04
title: The second
text: Text
# status/outage/2022-07-06.yml
status: monitoring
published: 2022-07-06
title: The third
text: Text
"""
)


def _open(site: Site, tab: Tab) -> Page:
    # Builds of the same second look alike to a browser that asks whether its copy is current.
    session = tab.page.context.new_cdp_session(tab.page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    return tab.open(f"{site.url}group/en/")


def _build(site: Site, at: str) -> None:
    """Publish the site as it is at another time."""
    build_site(site.folder.parent, at)


def _new(page: Page) -> list[str]:
    return page.locator(".new + a").all_inner_texts()


def test_an_entry_since_the_last_visit_is_marked_once(
    serve_site: ServeSite, read_as: OpenTab
) -> None:
    with serve_site(SITE, "group/en", "2022-07-05") as site:
        page = _open(site, read_as(Reader()))
        assert _new(page) == []
        page.reload()
        assert _new(page) == []
        expect(page.locator(".since-last-visit")).to_be_hidden()

        _build(site, "2022-07-07")
        page.reload()
        expect(page.locator(".new")).to_have_text("New")
        assert _new(page) == ["The third"]
        line = page.locator(".since-last-visit")
        expect(line).to_have_text("New since your last visit: The third · Changes")
        line.get_by_role("link", name="The third").click()
        expect(page).to_have_url(f"{site.url}group/en/incidents/outage/#2022-07-06")

        page.goto(f"{site.url}group/en/")
        assert _new(page) == []


def test_what_a_reader_has_seen_is_not_new_when_it_comes_back(
    serve_site: ServeSite, read_as: OpenTab
) -> None:
    with serve_site(SITE, "group/en", "2022-07-07") as site:
        page = _open(site, read_as(Reader()))
        _build(site, "2022-07-05")
        page.reload()
        expect(page.locator(".entry")).not_to_contain_text(["The third"])
        assert _new(page) == []
        _build(site, "2022-07-07")
        page.reload()
        expect(page.get_by_role("link", name="The third").first).to_be_visible()
        assert _new(page) == []


def test_the_first_entry_is_new_to_a_reader_who_saw_none(
    serve_site: ServeSite, read_as: OpenTab
) -> None:
    with serve_site(SITE, "group/en", "2022-07-01 12:00") as site:
        page = _open(site, read_as(Reader()))
        assert page.locator("[data-key]").count() == 0
        _build(site, "2022-07-03")
        page.reload()
        expect(page.locator(".new")).to_have_count(1)
        assert _new(page) == ["The first"]


def test_a_memory_that_others_wrote_is_no_memory(serve_site: ServeSite, read_as: OpenTab) -> None:
    with serve_site(SITE, "group/en", "2022-07-05") as site:
        tab = read_as(Reader())
        page = _open(site, tab)
        for written in ('{"a": 1}', "[", "null", '"2022"'):
            page.evaluate(
                "text => localStorage.setItem(`seen:${location.pathname}`, text)", written
            )
            page.reload()
            assert _new(page) == [], written
        assert tab.complaints == []


def test_a_browser_that_remembers_nothing_shows_the_page(
    serve_site: ServeSite, read_as: OpenTab
) -> None:
    with serve_site(SITE, "group/en", "2022-07-05") as site:
        tab = read_as(Reader())
        tab.page.add_init_script(
            "Object.defineProperty(window, 'localStorage', { get() { throw new Error('no'); } });"
        )
        page = _open(site, tab)
        page.reload()
        assert _new(page) == []
        expect(page.get_by_role("searchbox")).to_be_visible()
        assert tab.complaints == []
