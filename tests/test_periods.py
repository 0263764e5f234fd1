"""Begin and end of incidents and of maintenance: said once, and readable for programs."""

from __future__ import annotations

from pathlib import Path

import feedparser
import pytest
from lxml.html import fromstring

from tests.sites import build_site, page, words, write_site

SITE = """\
# content/site.yml
time_zone: America/New_York
# content/countries/lu.yml
locales: [en, de]
time_zone: Europe/Luxembourg
# content/countries/us.yml
locales: [en]
time_zone: America/New_York
# status/short/incident.yml
title: Short
started: 2026-11-11 02:00
countries: all
# status/short/2026-11-11.yml
status: resolved
published: 2026-11-11 10:30
text: Over.
# status/long/incident.yml
title: Long
started: 2026-08-01 10:00
# status/long/2026-08-02.yml
status: resolved
as_of: 2026-08-02 12:00
published: 2026-08-02 12:00
text: Over.
# status/night/maintenance.yml
title: Night
starts: 2026-11-01 00:30
ends: 2026-11-01 03:00
services: []
countries: [us]
# status/cables/maintenance.yml
title: New cables
starts: 2026-11-20 10:00
ends: 2026-11-20 14:00
services: []
published: 2026-11-10
# status/servers/maintenance.yml
title: New servers
starts: 2026-12-03 22:00
ends: 2026-12-04 02:00
services: []
published: 2026-11-10
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("periods")
    return build_site(write_site(root, SITE), "2026-11-19 12:00", "--site-dir", str(root / "site"))


def _times(html: str) -> list[str]:
    return [str(value) for value in fromstring(html).xpath("//main//time/@datetime")]


@pytest.mark.parametrize("address", ["incidents/short", "", "history", "history/2026-11", "lite"])
def test_begin_and_end_are_moments_for_programs(address: str, site: Path) -> None:
    times = _times(page(site, f"us/en/{address}"))
    begin = times.index("2026-11-11T02:00-05:00")
    assert times[begin + 1] == "2026-11-11T10:30-05:00"


@pytest.mark.parametrize("address", ["incidents/cables", "", "history", "lite"])
def test_so_are_those_of_maintenance(address: str, site: Path) -> None:
    times = _times(page(site, f"us/en/{address}"))
    begin = times.index("2026-11-20T10:00-05:00")
    assert times[begin + 1] == "2026-11-20T14:00-05:00"


def test_a_window_within_a_day_says_the_day_once(site: Path) -> None:
    said = "Nov 20, 2026, 10:00 AM – 2:00 PM"
    for address in ("us/en", "us/en/history", "us/en/incidents/cables"):
        assert said in words(page(site, address))
    assert "20. Nov. 2026, 16:00–20:00 Uhr" in words(page(site, "lu/de"))


def test_a_single_time_is_written_as_the_end_of_a_window(site: Path) -> None:
    assert "11. Nov. 2026, 16:30 Uhr" in words(page(site, "lu/de"))


def test_a_window_in_which_the_clock_changes_names_both_zones(site: Path) -> None:
    assert (
        "November 1, 2026, 12:30 AM Eastern Daylight Time "
        "– November 1, 2026, 3:00 AM Eastern Standard Time"
    ) in words(page(site, "us/en/incidents/night"))


def test_maintenance_to_come_stands_above_the_months(site: Path) -> None:
    history = words(page(site, "us/en/history"))
    places = ["Planned maintenance", "New cables", "New servers", "November 2026", "Short"]
    assert sorted(places, key=history.index) == places
    assert history.count("New cables") == 1
    assert "New cables" not in words(page(site, "us/en/history/2026-11"))
    assert not (site / "us/en/history/2026-12").exists()


def test_maintenance_that_has_begun_is_in_its_month(tmp_path: Path) -> None:
    at = ("2026-11-20 12:00", "--site-dir", str(tmp_path / "site"))
    site = build_site(write_site(tmp_path, SITE), *at)
    history = words(page(site, "us/en/history"))
    places = ["Planned maintenance", "New servers", "November 2026", "New cables"]
    assert sorted(places, key=history.index) == places
    assert "New cables" in words(page(site, "us/en/history/2026-11"))


@pytest.mark.parametrize("address", ["", "lite", "history"])
def test_the_end_of_an_incident_is_said_once(address: str, site: Path) -> None:
    shown = words(page(site, f"us/en/{address}"))
    range_said = "Nov 11, 2026, 2:00 – 10:30 AM (8 hours and 30 minutes)"
    assert shown.count(range_said) == 1
    said_of_it = shown.replace(range_said, "").replace("Last updated: Nov 11", "")
    assert "Nov 11" not in said_of_it


def test_the_end_of_an_incident_of_days_is_said_once(site: Path) -> None:
    lite = words(page(site, "us/en/lite"))
    assert "Long: Resolved August 1 – 2, 2026 (26 hours) Over." in lite
    entries = feedparser.parse(site / "us/en/feed.rss").entries
    [told] = [entry.summary for entry in entries if entry.title == "Long: Resolved"]
    assert words(told) == "August 1 – 2, 2026 (26 hours) Over."
