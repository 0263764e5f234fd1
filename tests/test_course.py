"""Pictures of states over time say what the texts said, and no more."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from lxml.html import fromstring

from site_builder.checking.examine import examine
from site_builder.editions.course import DAYS, courses_of, histories_of
from site_builder.editions.edition import Selection
from site_builder.editions.selection import select
from site_builder.model.country import CountryId
from site_builder.model.service import State
from tests.sites import build_site, page, write_site

SITE = """\
# content/countries/lu.yml
locales: [en]
time_zone: UTC
# content/services.yml
web: {name: Web}
mail: {name: Mail}
# status/outage/incident.yml
title: Outage
started: 2022-07-01
services: {web: major_outage}
# status/outage/2022-07-11.yml
status: monitoring
published: 2022-07-11
services: {web: degraded_performance}
text: Better.
# status/outage/2022-07-21.yml
status: resolved
published: 2022-07-21
services: {web: {state: operational, since: SINCE}}
text: Good.
"""


def _selection(root: Path, text: str, at: datetime) -> Selection:
    catalogue = examine(write_site(root, text), at).catalogue
    return select(catalogue, catalogue.countries[CountryId("lu")], at)


def _at(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}T12:00").replace(tzinfo=UTC)


def _stretches(selection: Selection) -> list[tuple[str, str, str]]:
    shown = selection.incidents[0]
    courses = courses_of(shown, selection.catalogue.services)
    return [
        (stretch.state.name, f"{stretch.start:%m-%d}", f"{stretch.end:%m-%d}")
        for course in courses
        for stretch in course.stretches
    ]


@pytest.mark.parametrize(
    ("since", "expected"),
    [
        (
            "2022-07-21",
            [
                ("major_outage", "07-01", "07-11"),
                ("degraded_performance", "07-11", "07-21"),
                ("operational", "07-21", "07-21"),
            ],
        ),
        # A later text about an earlier day replaces what was said of the days since.
        ("2022-07-05", [("major_outage", "07-01", "07-05"), ("operational", "07-05", "07-21")]),
        # “July” is drawn in the middle of what it can mean: the 1st to the 21st.
        (
            "2022-07",
            [
                ("major_outage", "07-01", "07-11"),
                ("degraded_performance", "07-11", "07-11"),
                ("operational", "07-11", "07-21"),
            ],
        ),
    ],
)
def test_a_course_has_each_state_from_its_date_on(
    since: str, expected: list[tuple[str, str, str]], tmp_path: Path
) -> None:
    text = SITE.replace("SINCE", since)
    assert _stretches(_selection(tmp_path, text, _at("2022-12-31"))) == expected


def test_a_course_ends_with_the_newest_statement_and_not_today(tmp_path: Path) -> None:
    text = SITE.replace("SINCE", "2022-07-21")
    early = _selection(tmp_path, text, _at("2022-07-15"))
    assert _stretches(early)[-1] == ("degraded_performance", "07-11", "07-11")


def _days(selection: Selection) -> dict[str, list[State | None]]:
    return {history.service.id: list(history.days) for history in histories_of(selection)}


def test_a_history_of_days_has_the_worst_of_each_day_and_holds_the_last(tmp_path: Path) -> None:
    text = SITE.replace("SINCE", "2022-07-21")
    days = _days(_selection(tmp_path, text, _at("2022-07-25")))
    assert set(days) == {"web"}
    assert len(days["web"]) == DAYS
    assert days["web"][: DAYS - 25] == [None] * (DAYS - 25)
    assert days["web"][DAYS - 25 : DAYS - 15] == [State.major_outage] * 10
    assert days["web"][DAYS - 15 : DAYS - 5] == [State.degraded_performance] * 10
    assert days["web"][DAYS - 5 :] == [State.operational] * 5


def test_maintenance_is_in_the_history_on_its_own_days(tmp_path: Path) -> None:
    text = SITE.replace("SINCE", "2022-07-21") + (
        "# status/work/maintenance.yml\ntitle: Work\nstarts: 2022-07-23 08:00\n"
        "ends: 2022-07-24 08:00\nservices: [web]\n"
    )
    days = _days(_selection(tmp_path, text, _at("2022-07-25")))["web"]
    assert days[-5:] == [
        State.operational,
        State.operational,
        State.under_maintenance,
        State.under_maintenance,
        State.operational,
    ]


def test_the_picture_is_readable_as_a_table(tmp_path: Path) -> None:
    site = build_site(write_site(tmp_path, SITE.replace("SINCE", "2022-07-21")))
    document = fromstring(page(site, "lu/en/incidents/outage"))
    [row] = document.xpath("//figure//tbody/tr")
    assert row.xpath("th")[0].text_content() == "Web"
    assert [item.text_content() for item in row.xpath(".//li")] == [
        "Not working (since Jul 1, 2022)",
        "Limited (since Jul 11, 2022)",
        "Working normally (since Jul 21, 2022)",
    ]
    assert not document.xpath('//figure//svg[not(ancestor-or-self::*[@aria-hidden="true"])]')
