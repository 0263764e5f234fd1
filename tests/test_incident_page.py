"""The page of an incident: what is promised, how long it lasted, its earlier updates."""

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
# status/outage/incident.yml
title: Outage
started: 2026-11-01 08:00
services: {portal: major_outage}
"""


def _update(id: str, published: str, status: str = "identified", more: str = "") -> str:
    head = f"# status/outage/{id}.yml\npublished: {published}\nstatus: {status}\n"
    return f"{head}{more}text: This is {id}.\n"


def test_a_promise_is_on_the_page_of_its_incident(tmp_path: Path) -> None:
    promised = _update("2026-11-02", "2026-11-02 09:00", more="next_update: 2026-11-05 12:00\n")
    write_site(tmp_path, GROUND + promised)
    for at, said in (
        ("2026-11-03", "Next update expected by Nov 5, 2026, 12:00 PM"),
        ("2026-11-06", "The next update was due by Nov 5, 2026, 12:00 PM"),
    ):
        site = build_site(tmp_path, at)
        assert said in words(page(site, "lu/en/incidents/outage"))
        assert said in (site / "lu/en/incidents/outage/index.md").read_text("utf-8")
    write_site(tmp_path, _update("2026-11-05", "2026-11-05 09:00"))
    kept = build_site(tmp_path, "2026-11-06")
    assert "promised" not in words(page(kept, "lu/en/incidents/outage"))


def _folds(site: Path) -> list[str]:
    document = fromstring(page(site, "lu/en/incidents/outage"))
    return [" ".join(s.text_content().split()) for s in document.xpath("//details/summary")]


def test_earlier_updates_of_a_day_shown_above_do_not_begin_it(tmp_path: Path) -> None:
    of_a_day = "".join(
        _update(f"2026-11-02-{hour}", f"2026-11-02 {hour}:00") for hour in range(10, 23)
    )
    site = build_site(write_site(tmp_path, GROUND + of_a_day), "2026-11-25")
    assert _folds(site)[-1:] == ["Earlier updates 3 updates"]
    assert "Nov 2, 2026" not in " ".join(_folds(site))


def test_earlier_updates_of_other_days_have_their_names(tmp_path: Path) -> None:
    ground = GROUND.replace("2026-11-01", "2026-09-01")
    text = _update("2026-09-02", "2026-09-02 09:00") + _update("2026-10-02", "2026-10-02 09:00")
    text += "".join(_update(f"2026-11-{day}", f"2026-11-{day} 09:00") for day in range(10, 21))
    site = build_site(write_site(tmp_path, ground + text), "2026-11-25")
    assert _folds(site)[-3:] == [
        "Nov 10, 2026 1 update",
        "Oct 2, 2026 1 update",
        "Sep 2, 2026 1 update",
    ]


def test_a_postmortem_does_not_move_the_end_that_search_engines_read(tmp_path: Path) -> None:
    back = "services: {portal: operational}\n"
    text = _update("2026-11-02", "2026-11-02 09:00", "resolved", back)
    text += _update("2026-11-09", "2026-11-09 09:00", "postmortem")
    site = build_site(write_site(tmp_path, GROUND + text), "2026-11-25")
    [data] = fromstring(page(site, "lu/en/incidents/outage")).xpath(
        "//script[@type='application/ld+json']/text()"
    )
    assert json.loads(data)["coverageEndTime"] == "2026-11-02T09:00+00:00"
