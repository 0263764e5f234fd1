"""Moments in the reader's own time zone: `assets/script/own-time.js`."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenTab, ServeSite, Site
from tests.browser.readers import Reader

SITE = """\
# content/countries/lu.yml
locales: [en, de]
time_zone: Europe/Luxembourg
# content/countries/in.yml
locales: [en]
time_zone: Asia/Kolkata
# content/countries/ca.yml
locales: [en]
time_zone: America/St_Johns
# content/countries/group.yml
locales: [en]
time_zone: UTC
# status/outage/incident.yml
title: {en: Outage, de: Ausfall}
started: 2022-01-10
# status/outage/2022-01-11.yml
status: investigating
published: 2022-01-11T10:00Z
title: {en: First word, de: Erstes Wort}
text: {en: In winter, de: Im Winter}
# status/outage/2022-07-26.yml
status: monitoring
published: 2022-07-26T10:00Z
title: {en: Second word, de: Zweites Wort}
text: {en: In summer, de: Im Sommer}
"""
PAGE = "incidents/outage/"


@pytest.fixture(scope="module")
def moments(serve_site: ServeSite) -> Iterator[Site]:
    """Two updates at moments, in winter and in summer, in four time zones."""
    with serve_site(SITE, "lu/en") as site:
        yield site


@pytest.mark.parametrize(
    ("edition", "own"),
    [
        ("lu/en", "July 26, 2022 at 6:00 AM in your time zone"),
        ("lu/de", "26. Juli 2022 um 06:00"),
    ],
)
def test_a_moment_tells_the_readers_own_time_when_it_has_the_focus(
    edition: str, own: str, moments: Site, read_as: OpenTab
) -> None:
    page = read_as(Reader(time_zone="America/New_York")).open(f"{moments.url}{edition}/{PAGE}")
    moment = page.locator(".entry").first.locator("time.moment")
    shown = moment.locator(".moment__own")
    expect(shown).to_be_hidden()
    moment.focus()
    expect(shown).to_be_visible()
    assert own in shown.inner_text()
    page.locator("h1").hover()
    moment.blur()
    expect(shown).to_be_hidden()
    moment.hover()
    expect(shown).to_be_visible()


@pytest.mark.parametrize(
    ("edition", "reader_in", "told"),
    [
        ("lu/en", "Europe/Paris", []),
        # Algiers has no summer time.
        ("lu/en", "Africa/Algiers", ["2022-07-26"]),
        ("lu/en", "UTC", ["2022-01-11", "2022-07-26"]),
        ("in/en", "Asia/Kolkata", []),
        ("ca/en", "America/St_Johns", []),
        ("ca/en", "America/Halifax", ["2022-01-11", "2022-07-26"]),
        ("group/en", "Africa/Abidjan", []),
    ],
)
def test_only_moments_of_another_zone_are_told(
    edition: str, reader_in: str, told: list[str], moments: Site, read_as: OpenTab
) -> None:
    page = read_as(Reader(time_zone=reader_in)).open(f"{moments.url}{edition}/{PAGE}")
    page.wait_for_load_state("networkidle")
    assert page.locator(".entry time[datetime*=T]").count() == 2
    found = page.locator(".entry:has(time.moment)").evaluate_all("all => all.map(e => e.id)")
    assert sorted(found) == told


def test_a_day_is_the_same_day_everywhere(moments: Site, read_as: OpenTab) -> None:
    page = read_as(Reader(time_zone="Asia/Tokyo")).open(f"{moments.url}lu/en/{PAGE}")
    day = page.locator("time[datetime='2022-01-10']").first
    expect(page.locator("time.moment")).not_to_have_count(0)
    assert day.get_attribute("tabindex") is None
    expect(day.locator(".moment__own")).to_have_count(0)


def test_a_moment_in_a_link_is_told_beside_it(serve_site: ServeSite, read_as: OpenTab) -> None:
    untitled = "\n".join(line for line in SITE.splitlines() if " word" not in line)
    with serve_site(untitled, "lu/en") as site:
        tab = read_as(Reader(time_zone="America/New_York"))
        page = tab.open(f"{site.url}lu/en/{PAGE}")
        heading = page.locator(".entry h3").first
        expect(heading).to_contain_text("July 26, 2022 at 6:00 AM in your time zone")
        expect(heading.locator("a [tabindex]")).to_have_count(0)


def test_the_age_of_the_newest_text_is_told_by_the_script(moments: Site, read_as: OpenTab) -> None:
    tab = read_as(Reader(time_zone="UTC"))
    tab.page.clock.install(time="2022-07-26T13:30:00Z")
    page = tab.open(f"{moments.url}lu/en/")
    expect(page.locator(".latest")).to_contain_text("3 hours ago")
    quiet = read_as(Reader(has_javascript=False)).open(f"{moments.url}lu/en/")
    assert "ago" not in quiet.locator(".latest").inner_text()
