"""The first screen of a phone has the answers that readers come for, without scrolling."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import OpenTab, Site
from tests.browser.readers import Reader

HEIGHT = 740
EDITIONS = ["lu/fr", "lu/de", "lu/en-GB", "de/de", "be/fr", "nl/nl"]
_BOTTOMS = """(selectors) => selectors.flatMap((selector) =>
  [...document.querySelectorAll(selector)].map((element) =>
    [selector, Math.round(element.getBoundingClientRect().bottom)]))"""
_ROWS = """() => new Set([...document.querySelectorAll(
  ".md-header .site-name, .md-header summary, .search-link, .tabs__link")]
  .filter((element) => element.checkVisibility())
  .map((element) => Math.round(element.getBoundingClientRect().top / 20))).size"""


def _open(site: Site, edition: str, read_as: OpenTab, width: int = 360) -> Page:
    tab = read_as(Reader(width))
    tab.page.set_viewport_size({"width": width, "height": HEIGHT})
    return tab.open(f"{site.url}{edition}/")


@pytest.mark.parametrize("edition", EDITIONS)
def test_state_advice_and_buttons_are_on_the_first_screen(
    edition: str, shipped_site: Site, read_as: OpenTab
) -> None:
    page = _open(shipped_site, edition, read_as)
    parts = ["h1", ".tallies", ".advice", ".button", ".latest"]
    found = page.evaluate(_BOTTOMS, parts)
    assert {name for name, _ in found} >= {"h1", ".tallies", ".advice", ".latest", ".button"}
    assert [place for place in found if place[1] > HEIGHT] == []


@pytest.mark.parametrize("width", [320, 360, 414])
def test_the_header_of_a_phone_has_two_rows(
    width: int, shipped_site: Site, read_as: OpenTab
) -> None:
    page = _open(shipped_site, "lu/fr", read_as, width)
    assert page.evaluate(_ROWS) == 2
    header = page.locator(".tabs").bounding_box()
    name = page.locator(".site-name").bounding_box()
    assert header is not None
    assert name is not None
    assert header["y"] + header["height"] - name["y"] <= 100


def test_what_readers_tap_is_large_enough(shipped_site: Site, read_as: OpenTab) -> None:
    page = _open(shipped_site, "lu/fr", read_as)
    small = page.evaluate(
        """() => [...document.querySelectorAll(
          ".button, .tabs__link, .search-link, .switch summary, .contact a, .heading a")]
          .filter((element) => element.checkVisibility())
          .map((element) => [element.textContent, element.getBoundingClientRect().height])
          .filter(([, height]) => height < 43.9)"""
    )
    assert small == []


def test_the_search_of_a_phone_opens_behind_its_icon(shipped_site: Site, read_as: OpenTab) -> None:
    page = _open(shipped_site, "lu/fr", read_as)
    icon = page.get_by_role("button", name="Rechercher")
    box = page.get_by_role("searchbox")
    assert not box.is_visible()
    icon.click()
    assert box.is_visible()
    assert box.evaluate("(element) => element === document.activeElement")
    assert icon.get_attribute("aria-expanded") == "true"
    icon.click()
    assert not box.is_visible()


def test_without_scripts_the_icon_leads_to_the_questions(
    shipped_site: Site, read_as: OpenTab
) -> None:
    tab = read_as(Reader(360, has_javascript=False))
    page = tab.open(f"{shipped_site.url}lu/fr/")
    page.locator(".search-link").click()
    assert page.url.endswith("/lu/fr/faq/")
