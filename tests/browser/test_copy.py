"""Buttons that copy links and addresses: `assets/script/copy.js`."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenTab, ServeSite, Site
from tests.browser.readers import Reader, Tab

SITE = """\
# content/countries/group.yml
locales: [en]
contacts:
  - email: billing@example.org
    purposes: [{en: Bills}]
  - post: {name: The company, street: 1 High Street, postcode: "1234", city: Town, country: lu}
    purposes: [{en: Letters}]
# status/outage/incident.yml
title: Outage
started: 2022-07-01
# status/outage/2022-07-02.yml
status: monitoring
published: 2022-07-02
title: It costs $& and %s
text: Text
"""


@pytest.fixture(scope="module")
def copied(serve_site: ServeSite) -> Iterator[Site]:
    """One update and two contacts."""
    with serve_site(SITE, "group/en") as site:
        yield site


def _open(site: Site, tab: Tab, path: str = "") -> Page:
    tab.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    return tab.open(f"{site.url}group/en/{path}")


def _clipboard(page: Page) -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))


def test_the_link_of_an_update_can_be_copied(copied: Site, read_as: OpenTab) -> None:
    page = _open(copied, read_as(Reader()))
    button = page.locator(".entry").get_by_role("button")
    expect(button).to_have_accessible_name("Copy link: It costs $& and %s")
    button.click()
    expect(button).to_have_text("Copied")
    assert _clipboard(page) == f"{copied.url}group/en/incidents/outage/#2022-07-02"


def test_a_copy_is_told_each_time(copied: Site, read_as: OpenTab) -> None:
    tab = read_as(Reader())
    tab.page.clock.install()
    page = _open(copied, tab)
    button = page.locator(".entry").get_by_role("button")
    told = page.locator(".unseen[role=status][data-enhanced]")
    for _ in range(2):
        button.click()
        expect(told).to_have_text("Copied")
        page.clock.run_for(2000)
        expect(button).to_have_text("Copy link")
        # A screen reader tells a change, so the same words again are not told.
        expect(told).to_have_text("")
    button.click()
    page.clock.run_for(1500)
    button.click()
    page.clock.run_for(1500)
    expect(button).to_have_text("Copied")


def test_addresses_can_be_copied(copied: Site, read_as: OpenTab) -> None:
    page = _open(copied, read_as(Reader()), "contact/")
    mail = page.locator(".contact").filter(has_text="Bills")
    assert str(mail.get_by_role("link").get_attribute("href")).startswith("mailto:billing@")
    mail.get_by_role("button").click()
    expect(mail.get_by_role("button")).to_have_text("Copied")
    assert _clipboard(page) == "billing@example.org"
    post = page.locator(".contact").filter(has_text="Letters")
    post.get_by_role("button").click()
    expect(post.get_by_role("button")).to_have_text("Copied")
    lines = _clipboard(page).splitlines()
    assert lines[0] == "The company"
    assert "1 High Street" in lines


def test_nothing_is_offered_without_a_clipboard(copied: Site, read_as: OpenTab) -> None:
    tab = read_as(Reader())
    tab.page.add_init_script("delete Navigator.prototype.clipboard;")
    page = _open(copied, tab)
    expect(page.get_by_role("searchbox")).to_be_visible()
    expect(page.locator(".copy")).to_have_count(0)
    assert tab.complaints == []


def test_a_refused_copy_does_not_say_that_it_was_made(copied: Site, read_as: OpenTab) -> None:
    tab = read_as(Reader())
    tab.page.add_init_script(
        "Clipboard.prototype.writeText = () => Promise.reject(new DOMException('no'));"
    )
    page = _open(copied, tab)
    button = page.locator(".entry").get_by_role("button")
    button.click()
    page.wait_for_load_state("networkidle")
    expect(button).to_have_text("Copy link")
    expect(page.locator(".unseen[role=status][data-enhanced]")).to_have_text("")
