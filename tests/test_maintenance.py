"""Maintenance on the pages: its plan, its real end, and what the home page says of it."""

from __future__ import annotations

import json
from pathlib import Path

from lxml.html import fromstring

from tests.sites import build_site, page, words, write_site

GROUND = """\
# content/countries/lu.yml
locales: [en]
time_zone: UTC
# content/services.yml
portal: {name: Portal}
# status/march/incident.yml
title: March
started: 2026-03-01 08:00
# status/march/2026-03-02.yml
status: resolved
published: 2026-03-02 09:00
services: {portal: operational}
text: March is over.
# status/work/maintenance.yml
title: New cables
starts: 2026-11-20 21:00
ends: 2026-11-20 23:00
published: 2026-11-10 09:00
services: [portal]
text: |
  Newsletters wait.

  All else goes out.
"""
BEGUN = """\
# status/work/2026-11-20.yml
status: in_progress
published: 2026-11-20 22:30
text: It takes longer.
"""
DONE = """\
# status/work/2026-11-21.yml
status: completed
published: 2026-11-21 01:30
text: All is done.
"""
PLAN = "Nov 20, 2026, 9:00 – 11:00 PM"
REAL = "Nov 20, 2026, 9:00 PM – Nov 21, 2026, 1:30 AM (4 hours and 30 minutes)"


def _head(site: Path) -> str:
    document = fromstring(page(site, "lu/en/incidents/work"))
    return " ".join(document.find_class("entry__meta")[0].text_content().split())


def _ends(site: Path) -> list[str]:
    lines = (site / "lu/en/maintenance.ics").read_text("utf-8").splitlines()
    return [line.rpartition(":")[2] for line in lines if line.startswith("DTEND")]


def test_maintenance_that_overran_says_when_it_ended(tmp_path: Path) -> None:
    site = build_site(write_site(tmp_path, GROUND + BEGUN + DONE), "2026-11-25")
    assert _head(site) == f"Completed {REAL}"
    assert REAL in words(page(site, "lu/en/history"))
    assert REAL in " ".join((site / "lu/en/incidents/work/index.md").read_text("utf-8").split())
    assert REAL in words((site / "lu/en/lite/index.html").read_text("utf-8"))
    assert _ends(site) == ["20261121T013000Z"]
    api = json.loads((site / "lu/en/api/v2/scheduled-maintenances.json").read_text("utf-8"))
    [work] = api["scheduled_maintenances"]
    assert work["scheduled_until"] == "2026-11-20T23:00:00.000+00:00"
    assert work["resolved_at"] == "2026-11-21T01:30:00.000+00:00"


def test_until_a_text_says_the_end_the_window_is_a_plan(tmp_path: Path) -> None:
    write_site(tmp_path, GROUND + BEGUN)
    before = build_site(tmp_path, "2026-11-20 20:00")
    assert _head(before) == f"Scheduled {PLAN}"
    during = build_site(tmp_path, "2026-11-21 00:30")
    assert _head(during) == f"In progress {PLAN} (planned)"
    assert f"In progress · {PLAN} (planned)" in words(page(during, "lu/en"))
    assert f"In progress · {PLAN} (planned)" in words(page(during, "lu/en/lite"))
    assert _ends(during) == ["20261120T230000Z"]
    (tmp_path / "status/work/2026-11-20.yml").unlink()
    after = build_site(tmp_path, "2026-11-25")
    assert _head(after) == f"The planned time has passed {PLAN} (planned)"


def test_a_word_of_the_next_morning_does_not_prolong_the_window(tmp_path: Path) -> None:
    site = build_site(write_site(tmp_path, GROUND + DONE), "2026-11-25")
    assert _head(site) == f"Completed {PLAN} (2 hours)"
    assert _ends(site) == ["20261120T230000Z"]


def test_a_remark_after_the_window_does_not_hide_the_completion(tmp_path: Path) -> None:
    remark = BEGUN.replace("status: in_progress\n", "").replace("20 22:30", "20 23:30")
    site = build_site(write_site(tmp_path, GROUND + remark + DONE), "2026-11-25")
    assert _head(site) == f"Completed {PLAN} (2 hours)"


def test_home_says_an_update_of_maintenance_once(tmp_path: Path) -> None:
    site = build_site(write_site(tmp_path, GROUND + BEGUN), "2026-11-20 22:45")
    shown = words(page(site, "lu/en"))
    assert shown.count("It takes longer.") == 1
    assert "New cables: In progress" not in shown.partition("Earlier updates")[2]


def test_home_says_an_update_of_maintenance_once_also_if_there_is_no_other(tmp_path: Path) -> None:
    alone = (
        GROUND.partition("# status/march")[0]
        + "# status/work"
        + GROUND.partition("# status/work")[2]
    )
    site = build_site(write_site(tmp_path, alone + BEGUN), "2026-11-20 22:45")
    shown = words(page(site, "lu/en"))
    assert shown.count("It takes longer.") == 1
    assert "There are no updates yet." not in shown


def test_home_says_what_running_maintenance_without_updates_means(tmp_path: Path) -> None:
    write_site(tmp_path, GROUND)
    during = build_site(tmp_path, "2026-11-20 22:45")
    for address in ("lu/en", "lu/en/lite"):
        assert "Newsletters wait. All else goes out." in words(page(during, address)), address
    assert "Newsletters wait." in (during / "lu/en/index.md").read_text("utf-8")
    # Before that the announcement is a link away.
    assert "Newsletters" not in words(page(build_site(tmp_path, "2026-11-20 20:00"), "lu/en"))
