"""Promised dates that pass after the build: `assets/script/overdue.js`."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenTab, ServeSite
from tests.browser.readers import Reader

SITE = """\
# content/countries/group.yml
locales: [en]
time_zone: America/New_York
# status/outage/incident.yml
title: Outage
started: 2022-07-01
# status/outage/2022-07-02.yml
status: investigating
published: 2022-07-02
text: Text
next_update: 2022-07-05 18:00
"""
_PROMISED = "Next update expected by Jul 5, 2022, 6:00 PM."
_OVERDUE = "The next update was due by Jul 5, 2022, 6:00 PM and is overdue."


@pytest.mark.parametrize(
    ("moment", "said"),
    [("2022-07-05T21:59:00Z", _PROMISED), ("2022-07-05T22:00:01Z", _OVERDUE)],
)
@pytest.mark.parametrize("path", ["", "incidents/outage/"])
def test_a_promise_is_overdue_on_time(
    path: str, moment: str, said: str, serve_site: ServeSite, read_as: OpenTab
) -> None:
    with serve_site(SITE, "group/en", "2022-07-03") as site:
        tab = read_as(Reader(time_zone="America/New_York"))
        tab.page.clock.set_fixed_time(moment)
        page = tab.open(f"{site.url}group/en/{path}")
        expect(page.locator("[data-due]")).to_have_text(said)


def test_a_page_that_stays_open_says_so_when_the_time_comes(
    serve_site: ServeSite, read_as: OpenTab
) -> None:
    with serve_site(SITE, "group/en", "2022-07-03") as site:
        tab = read_as(Reader(time_zone="America/New_York"))
        tab.page.clock.install(time="2022-07-05T20:00:00Z")
        page = tab.open(f"{site.url}group/en/")
        expect(page.locator("[data-due]")).to_have_text(_PROMISED)
        page.clock.fast_forward("02:00:05")
        expect(page.locator("[data-due]")).to_have_text(_OVERDUE)


def test_without_script_the_promise_is_the_absolute_time(
    serve_site: ServeSite, read_as: OpenTab
) -> None:
    with serve_site(SITE, "group/en", "2022-07-03") as site:
        page = read_as(Reader(has_javascript=False)).open(f"{site.url}group/en/")
        expect(page.locator("[data-due]")).to_have_text(_PROMISED)
