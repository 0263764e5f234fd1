"""Links into closed parts of a page open them: `assets/script/open-target.js`."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenTab, ServeSite, Site
from tests.browser.readers import Reader

SITE = """\
# content/countries/group.yml
locales: [en]
# status/outage/incident.yml
title: Outage
started: 2022-07-01
""" + "".join(
    f"""\
# status/outage/2022-{7 + i // 20:02}-{1 + i % 20:02}.yml
status: monitoring
published: 2022-{7 + i // 20:02}-{1 + i % 20:02}
text: |
  Text number {i}.

  #### Übersicht {i}

  More.
"""
    for i in range(40)
)
OLD = "2022-07-03"
# Chromium opens what a link leads to by itself. Here the address changes without that.
_GO = """hash => {
  history.pushState(null, "", hash);
  dispatchEvent(new HashChangeEvent("hashchange"));
}"""


@pytest.fixture(scope="module")
def months(serve_site: ServeSite) -> Iterator[Site]:
    """Forty updates, most of them in months that are closed."""
    with serve_site(SITE, "group/en") as site:
        yield site


def _open(site: Site, read_as: OpenTab, anchor: str = "") -> Page:
    return read_as(Reader(375)).open(f"{site.url}group/en/incidents/outage/{anchor}")


def test_a_link_to_an_old_update_opens_its_month(months: Site, read_as: OpenTab) -> None:
    assert _open(months, read_as).locator(".entry:visible").count() == 10
    expect(_open(months, read_as, f"#{OLD}").locator(f"[id='{OLD}']")).to_be_in_viewport()


@pytest.mark.parametrize("anchor", [OLD, f"{OLD}/title"])
def test_a_change_of_the_address_opens_what_it_leads_to(
    anchor: str, months: Site, read_as: OpenTab
) -> None:
    page = _open(months, read_as)
    target = page.locator(f"[id='{anchor}']")
    expect(target).to_be_hidden()
    page.evaluate(_GO, f"#{anchor}")
    expect(target).to_be_in_viewport()
    assert page.locator("details[open]").count() == 1


def test_a_letter_may_be_written_in_percent(months: Site, read_as: OpenTab) -> None:
    page = _open(months, read_as)
    heading = page.get_by_text("Übersicht 2", exact=True)
    anchor = heading.get_attribute("id")
    assert anchor
    assert not anchor.isascii()
    page.evaluate(_GO, f"#{anchor}")
    assert "%" in page.evaluate("location.hash")
    expect(heading).to_be_in_viewport()


@pytest.mark.parametrize("anchor", ["#%", "#%E0%A4%A", "#", "#nothing/here", "#constructor"])
def test_an_address_that_leads_nowhere_does_no_harm(
    anchor: str, months: Site, read_as: OpenTab
) -> None:
    tab = read_as(Reader(375))
    page = tab.open(f"{months.url}group/en/incidents/outage/{anchor}")
    # What comes after it still starts.
    expect(page.get_by_role("button", name="Search", exact=True)).to_be_visible()
    assert page.locator("details[open]").count() == 0
    page.evaluate(_GO, "#%")
    assert tab.complaints == []
