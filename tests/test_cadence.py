"""The next update, promised by the site's cadence."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sites import build_site, page, problems_of, words, write_site

SITE = """\
# content/countries/lu.yml
locales: [en]
time_zone: Europe/Luxembourg
# content/site.yml
cadence: {investigating: 4 h, identified: 2d}
# status/outage/incident.yml
title: Outage
started: 2022-07-01
# status/outage/2022-07-02.yml
status: investigating
published: 2022-07-02 09:00
text: Text
"""
NEXT = "# status/outage/2022-07-03.yml\npublished: 2022-07-03 23:00\ntext: More\n"


def _promised(root: Path, text: str) -> str:
    site = build_site(write_site(root, text), "2022-07-03 23:30")
    said = words(page(site, "lu/en"))
    return said.partition("Next update expected by ")[2].partition(".")[0]


@pytest.mark.parametrize(
    ("update", "promised"),
    [
        # Without a status of its own it is still being investigated.
        (NEXT, "Jul 4, 2022, 3:00 AM"),
        (f"{NEXT}status: identified\n", "Jul 5, 2022, 11:00 PM"),
        (f"{NEXT}status: monitoring\n", ""),
        (f"{NEXT}status: resolved\n", ""),
        (f"{NEXT}next_update: 2022-07-09\n", "Jul 9, 2022"),
        # Of a day without a time nobody knows the hour.
        (NEXT.replace(" 23:00", ""), "Jul 4, 2022"),
        (NEXT.replace(" 23:00", "") + "status: identified\n", "Jul 5, 2022"),
    ],
)
def test_an_update_promises_the_next_one(update: str, promised: str, tmp_path: Path) -> None:
    assert _promised(tmp_path, SITE + update) == promised


def test_without_a_cadence_nothing_is_promised(tmp_path: Path) -> None:
    text = SITE.replace("cadence: {investigating: 4 h, identified: 2d}", "name: Example")
    assert _promised(tmp_path, text + NEXT) == ""


def test_a_promise_of_the_cadence_that_is_not_kept_is_reported(tmp_path: Path) -> None:
    [problem] = problems_of(tmp_path, SITE)
    assert (problem.code, problem.place.file) == ("promise-past", "status/outage/2022-07-02.yml")


@pytest.mark.parametrize("length", ["4", "four hours", "0 h", "4 weeks", "-1 d", "4h 30m"])
def test_a_length_that_cannot_be_read_says_what_to_write(length: str, tmp_path: Path) -> None:
    text = SITE.replace("4 h", length)
    [problem] = [p for p in problems_of(tmp_path, text) if p.place.file == "content/site.yml"]
    assert problem.place.line == 1
    assert "`4 h`, `2 d`" in problem.hint


def test_a_closed_status_has_no_cadence(tmp_path: Path) -> None:
    problems = problems_of(tmp_path, SITE.replace("identified:", "resolved:"))
    [problem] = [p for p in problems if p.place.file == "content/site.yml"]
    assert "resolved" in problem.message
