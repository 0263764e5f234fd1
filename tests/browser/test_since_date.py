"""Changes since a date in the address: `assets/script/since_date.js`."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenTab, ServeSite
from tests.browser.readers import Reader

SITE = """\
# content/countries/group.yml
locales: [en]
# status/outage/incident.yml
title: Outage
started: 2022-07-01
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
_ALL = ["The third", "The second", "The first"]


def _shown(page: Page) -> list[str]:
    page.wait_for_load_state()
    return page.locator(".day:visible li > a:first-of-type").all_inner_texts()


def test_older_changes_are_hidden_and_the_page_says_so(
    serve_site: ServeSite, read_as: OpenTab
) -> None:
    with serve_site(SITE, "group/en") as site:
        page = read_as(Reader()).open(f"{site.url}group/en/changes/?since=2022-07-04")
        assert _shown(page) == ["The third", "The second"]
        said = page.locator(".since-date")
        expect(said).to_have_text("Changes since July 4, 2022 Show all changes")
        said.get_by_role("link", name="Show all changes").click()
        expect(said).to_be_hidden()
        assert _shown(page) == _ALL


def test_a_date_after_the_last_change_says_that_there_is_none(
    serve_site: ServeSite, read_as: OpenTab
) -> None:
    with serve_site(SITE, "group/en") as site:
        page = read_as(Reader()).open(f"{site.url}group/en/changes/?since=2022-07-07")
        assert _shown(page) == []
        expect(page.locator(".since-date")).to_contain_text("No changes since July 7, 2022.")


@pytest.mark.parametrize("since", ["", "yesterday", "2022-02-31", "2022-7-4", "<b>"])
def test_a_date_that_does_not_exist_hides_nothing(
    since: str, serve_site: ServeSite, read_as: OpenTab
) -> None:
    with serve_site(SITE, "group/en") as site:
        page = read_as(Reader()).open(f"{site.url}group/en/changes/?since={since}")
        assert _shown(page) == _ALL
        expect(page.locator(".since-date")).to_be_hidden()


def test_without_script_each_day_has_an_anchor(serve_site: ServeSite, read_as: OpenTab) -> None:
    with serve_site(SITE, "group/en") as site:
        tab = read_as(Reader(has_javascript=False))
        page = tab.open(f"{site.url}group/en/changes/?since=2022-07-04#2022-07-04")
        assert _shown(page) == _ALL
        expect(page.locator(".day:target li")).to_contain_text("The second")
