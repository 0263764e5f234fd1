"""What the site claims of services and incidents is what its texts say, and nothing more."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import feedparser
import pytest
from lxml.html import HtmlElement, fromstring

from site_builder.checking.problem_text import render_problem, source_line
from tests.sites import build_site, page, problems_of, words, write_site

GROUND = """\
# content/countries/lu.yml
locales: [en]
time_zone: UTC
# content/services.yml
portal: {name: Portal}
mail: {name: Mail}
"""


def _update(incident: str, id: str, **keys: str) -> str:
    lines = "".join(f"{key}: {value}\n" for key, value in keys.items())
    return f"# status/{incident}/{id}.yml\n{lines}text: {incident} {id} says this.\n"


def _incident(id: str, started: str, services: str = "{portal: major_outage}") -> str:
    return (
        f"# status/{id}/incident.yml\ntitle: Outage {id}\nstarted: {started}\n"
        f"services: {services}\n"
    )


MARCH = _incident("march", "2022-03-01 08:00") + _update(
    "march",
    "2022-03-01",
    status="resolved",
    published="2022-03-01 10:00",
    services="{portal: operational}",
)
AUGUST = _incident("august", "2026-08-01 10:00") + _update(
    "august",
    "2026-08-02",
    status="resolved",
    published="2026-08-02 12:00",
    services="{portal: operational}",
)


def _built(root: Path, text: str, at: str = "2026-11-25 12:00") -> Path:
    return build_site(write_site(root, GROUND + text), at)


def _api(site: Path, name: str) -> Any:
    return json.loads((site / f"lu/en/api/v2/{name}.json").read_text("utf-8"))


def _services(site: Path) -> list[str]:
    document = fromstring(page(site, "lu/en/services"))
    return [" ".join(item.text_content().split()) for item in document.find_class("service")]


def _days(site: Path) -> list[str]:
    document = fromstring(page(site, "lu/en/services"))
    return [
        " ".join(item.text_content().split()) for item in document.xpath("//*[@class='days']/li")
    ]


def test_a_service_works_since_the_end_of_the_newest_incident_that_hit_it(tmp_path: Path) -> None:
    site = _built(tmp_path, MARCH + AUGUST)
    end = "Aug 2, 2026, 12:00 PM"
    assert _services(site) == [f"Portal Working normally since {end}"]
    [portal] = _api(site, "components")["components"]
    assert portal["updated_at"] == "2026-08-02T12:00:00.000+00:00"


def test_the_bars_hold_what_was_said_before_and_between_incidents(tmp_path: Path) -> None:
    site = _built(tmp_path, MARCH + AUGUST, "2026-09-01 12:00")
    assert _days(site) == ["PortalNot working: 2 days and Working normally: 88 days"]
    # Long after the last word on it, and before the first.
    shutil.rmtree(tmp_path / "status/august")
    assert _days(build_site(tmp_path, "2026-09-01 12:00")) == ["PortalWorking normally: 90 days"]
    assert _days(build_site(tmp_path, "2022-03-05 12:00")) == [
        "PortalNot working: 1 day and Working normally: 4 days"
    ]


@pytest.mark.parametrize(
    ("started", "ended", "said"),
    [
        ("2026-08-01 10:00", "2026-08-02 12:00", "August 1 – 2, 2026 (26 hours)"),
        (
            "2026-08-01 10:00",
            "2026-08-01 12:05",
            "August 1, 2026, 10:00 AM – 12:05 PM UTC (2 hours and 5 minutes)",
        ),
        ("2026-08-01 10:00", "2026-08-09 12:05", "August 1 – 9, 2026 (8 days and 2 hours)"),
        ("2026-11-20 23:00", "2026-11-24 01:00", "November 20 – 24, 2026 (3 days and 2 hours)"),
        # Only days are known: nobody knows how many hours.
        ("2026-08-01", "2026-08-02", "August 1 – 2, 2026 (2 days)"),
        ("2026-08-01", "2026-08-01", "August 1, 2026"),
        ("2026-08-01 10:00", "2026-08-01", "August 1, 2026"),
        ("2026-07", "2026-08-02", "July 2026 – August 2, 2026"),
        ("2026-07-25", "2026-08", "July 25, 2026 – August 2026"),
    ],
)
def test_a_resolved_incident_says_when_it_began_and_ended_and_how_long_it_lasted(
    started: str, ended: str, said: str, tmp_path: Path
) -> None:
    text = _incident("x", started, "{}")
    text += _update("x", "2026-08-01-end", status="resolved", published=ended)
    site = _built(tmp_path, text)
    assert said in words(feedparser.parse(site / "lu/en/feed.rss").entries[0].summary)
    # Pages name the zone of their times once, and their dates are short.
    said = said.replace("August 1, 2026, 10", "Aug 1, 2026, 10").replace(" UTC", "")
    said = said.replace("– August 2,", "– Aug 2,").replace("July 25,", "Jul 25,")
    assert f"Resolved {said} Updates" in words(page(site, "lu/en/incidents/x"))
    for html in (page(site, "lu/en/lite"), page(site, "lu/en/history")):
        assert said in words(html)
    for twin in ("incidents/x/index.md", "index.md"):
        assert said in " ".join((site / "lu/en" / twin).read_text("utf-8").split())


def test_ten_updates_of_one_day_are_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    text = _incident("x", "2026-11-25")
    for number in range(1, 11):
        text += _update("x", f"2026-11-25-{number}", published="2026-11-25", **_of(number))
    site = _built(tmp_path, text)
    assert _services(site) == ["Portal Working normally since Nov 25, 2026"]
    assert _api(site, "summary")["incidents"] == []
    [incident] = _api(site, "incidents")["incidents"]
    assert incident["status"] == "resolved"
    expected = [f"x 2026-11-25-{number} says this." for number in range(10, 0, -1)]
    assert [update["body"] for update in incident["incident_updates"]] == expected
    for feed in ("feed.rss", "history.atom"):
        entries = feedparser.parse(site / "lu/en" / feed).entries
        shown = [words(entry.summary) for entry in entries]
        assert [said in text for text, said in zip(shown, expected, strict=True)] == [True] * 10
    sections = fromstring(page(site, "lu/en/incidents/x")).xpath("//article//article/@id")
    assert sections == [f"2026-11-25-{number}" for number in range(10, 0, -1)]


def _of(number: int) -> dict[str, str]:
    if number == 10:
        return {"status": "resolved", "services": "{portal: operational}"}
    return {"status": "investigating"}


OPEN = {"status": "investigating", "published": "2026-11-25"}
END = {"status": "resolved", "services": "{portal: operational}"}


def test_which_of_two_updates_is_newer_is_asked_and_never_guessed(tmp_path: Path) -> None:
    text = _incident("x", "2026-11-24") + _update("x", "2026-11-25", **OPEN)
    text += _update("x", "2026-11-25-end", **END, published="2026-11-25 15:00")
    [problem] = problems_of(tmp_path, GROUND + text)
    assert render_problem(problem, source_line(tmp_path, problem.place)) == (
        "error[which-is-newer]: This update contradicts “2026-11-25-end”, and "
        "their dates do not show which one is newer.\n"
        " --> status/x/2026-11-25.yml:2:12\n"
        "  |\n"
        "2 | published: 2026-11-25\n"
        "  |            ^^^^^^^^^^\n"
        "  = hint: Write the time in both, such as `published: 2026-11-25 "
        "09:00`. Or number the files: `2026-11-25-1`, `2026-11-25-2`. Or name "
        "the older update in the newer one: `supersedes: 2026-11-25-end`."
    )


@pytest.mark.parametrize(
    ("first", "second"),
    [
        # The number says it, also where only one of the two has a time.
        (("2026-11-25", OPEN), ("2026-11-25-2", {**END, "published": "2026-11-25 15:00"})),
        (("2026-11-25-9", OPEN), ("2026-11-25-10", {**END, "published": "2026-11-25"})),
        # They are about the same day, and went out one after the other.
        (
            ("2026-11-25-b", {**OPEN, "as_of": "2026-11-25", "published": "2026-11-25 09:00"}),
            ("2026-11-25-a", {**END, "published": "2026-11-25 15:00"}),
        ),
        (
            ("2026-11-25-b", OPEN),
            (
                "2026-11-25-a",
                {**END, "published": "2026-11-25 15:00", "supersedes": "2026-11-25-b"},
            ),
        ),
        # Two moments that are the same are ordered by their ids.
        (
            ("2026-11-25-2", {**OPEN, "published": "2026-11-25 09:00"}),
            ("2026-11-25-10", {**END, "published": "2026-11-25 09:00"}),
        ),
        # What contradicts nothing needs no order: no status of its own.
        (("2026-11-24", OPEN | {"published": "2026-11-24"}), ("2026-11-25", END | OPEN)),
    ],
)
def test_numbers_dates_of_publication_and_supersedes_say_which_is_newer(
    first: tuple[str, dict[str, str]], second: tuple[str, dict[str, str]], tmp_path: Path
) -> None:
    text = _incident("x", "2026-11-24") + _update("x", first[0], **first[1])
    text += _update("x", second[0], **second[1])
    assert problems_of(tmp_path, GROUND + text) == ()
    site = build_site(tmp_path, "2026-11-26")
    sections = fromstring(page(site, "lu/en/incidents/x")).xpath("//article//article/@id")
    assert sections == [second[0], first[0]]


def test_updates_of_different_countries_need_no_order(tmp_path: Path) -> None:
    text = "# content/countries/de.yml\nlocales: [de]\n" + _incident("x", "2026-11-24", "{}")
    text += _update("x", "2026-11-25", **OPEN, countries="[lu]")
    text += _update("x", "2026-11-25-de", **(OPEN | {"status": "resolved"}), countries="[de]")
    assert [p for p in problems_of(tmp_path, GROUND + text) if p.is_error] == []


def test_an_update_without_a_status_keeps_the_one_before_and_says_none(tmp_path: Path) -> None:
    text = _incident("x", "2026-11-24 08:00")
    text += _update("x", "2026-11-24", status="identified", published="2026-11-24 09:00")
    text += _update("x", "2026-11-24-2", published="2026-11-24 10:00")
    site = _built(tmp_path, text)
    newest, oldest = fromstring(page(site, "lu/en/incidents/x")).xpath("//article//article")
    assert newest.find_class("status") == []
    assert [e.text_content() for e in oldest.find_class("status")] == ["Cause identified"]
    [incident] = _api(site, "incidents")["incidents"]
    assert [u["status"] for u in incident["incident_updates"]] == ["identified", "identified"]
    assert incident["status"] == "identified"


def test_the_status_is_that_of_the_updates_that_a_country_shows(tmp_path: Path) -> None:
    text = "# content/countries/de.yml\nlocales: [de]\n" + _incident("x", "2026-11-24", "{}")
    text += _update("x", "2026-11-24", status="investigating", published="2026-11-24")
    text += _update("x", "2026-11-25", status="resolved", published="2026-11-25", countries="[lu]")
    text += _update("x", "2026-11-26", published="2026-11-26")
    site = _built(tmp_path, text, "2026-11-27")
    assert "Resolved" in words(page(site, "lu/en/incidents/x"))
    german = json.loads((site / "de/de/api/v2/incidents.json").read_text("utf-8"))["incidents"]
    assert [incident["status"] for incident in german] == ["investigating"]


def test_the_first_update_that_a_country_shows_needs_a_status(tmp_path: Path) -> None:
    text = "# content/countries/de.yml\nlocales: [de]\n" + _incident("x", "2026-11-24", "{}")
    text += _update("x", "2026-11-24", **OPEN, countries="[lu]").replace("11-25", "11-24")
    text += _update("x", "2026-11-25", published="2026-11-25")
    [problem] = [p for p in problems_of(tmp_path, GROUND + text) if p.is_error]
    assert problem.code == "missing-status"
    assert problem.message == "This update needs a status: it is the first one shown in de."


def test_a_postmortem_keeps_an_incident_resolved_and_does_not_move_its_end(
    tmp_path: Path,
) -> None:
    report = _update("august", "2026-09-15", status="postmortem", published="2026-09-15 09:00")
    site = _built(tmp_path, AUGUST + report)
    shown = words(page(site, "lu/en/incidents/august"))
    assert "Resolved August 1 – 2, 2026 (26 hours) Updates" in shown
    assert "Statement of Sep 15, 2026, 9:00 AM Incident review" in shown
    [incident] = _api(site, "incidents")["incidents"]
    assert incident["status"] == "postmortem"
    assert incident["resolved_at"] == "2026-08-02T12:00:00.000+00:00"
    assert "There are no open incidents." in words(page(site, "lu/en"))
    # The picture ends with the outage, not with the report.
    [end] = fromstring(page(site, "lu/en/incidents/august")).xpath(
        "//figure//*[@class='axis']/*[last()]/text()"
    )
    assert end == "Aug 2"
    again = report.replace("postmortem", "investigating")
    assert "Outage august" in words(page(_built(tmp_path, AUGUST + again), "lu/en"))


def test_a_postmortem_of_what_was_never_resolved_is_an_error(tmp_path: Path) -> None:
    text = _incident("x", "2026-11-24") + _update("x", "2026-11-25", **OPEN)
    text += _update("x", "2026-11-26", status="postmortem", published="2026-11-26")
    assert [p.code for p in problems_of(tmp_path, GROUND + text)] == ["early-postmortem"]


def test_home_shows_the_newest_statement_of_each_open_incident_worst_first(
    tmp_path: Path,
) -> None:
    text = _incident("slow", "2026-11-20", "{mail: degraded_performance}")
    text += _update("slow", "2026-11-25", status="monitoring", published="2026-11-25 11:00")
    text += _incident("down", "2026-11-20")
    text += _update("down", "2026-11-21", status="investigating", published="2026-11-21 09:00")
    text += _update("down", "2026-11-22", status="identified", published="2026-11-22 09:00")
    # Announced with a day only, on a day with a crisis: in a place of its own.
    text += (
        "# status/work/maintenance.yml\ntitle: New cables\nstarts: 2026-12-01 08:00\n"
        "ends: 2026-12-01 09:00\nservices: [mail]\npublished: 2026-11-25\n"
    )
    text += _update("work", "2026-11-25", status="scheduled", published="2026-11-25")
    site = _built(tmp_path, text)
    document = fromstring(page(site, "lu/en"))
    assert document.xpath("//article//article/@id") == ["down/2026-11-22", "slow/2026-11-25"]
    shown = words(page(site, "lu/en"))
    down, slow, work = (shown.index(name) for name in ("down 2026-11-22", "slow 2026", "New cab"))
    assert down < slow
    assert work < down
    assert "Last updated: Nov 25, 2026, 11:00 AM" in shown
    lite = words(page(site, "lu/en/lite"))
    assert lite.index("down 2026-11-22 says") < lite.index("slow 2026-11-25 says")


def test_maintenance_under_way_says_so_in_its_own_place(tmp_path: Path) -> None:
    text = MARCH + (
        "# status/work/maintenance.yml\ntitle: New cables\nstarts: 2026-11-25 08:00\n"
        "ends: 2026-11-25 18:00\nservices: [portal]\n"
    )
    text += _update("work", "2026-11-25", published="2026-11-25 09:00")
    site = _built(tmp_path, text)
    shown = words(page(site, "lu/en"))
    assert "Planned maintenance New cablesIn progress · Nov 25, 2026" in shown
    assert "work 2026-11-25 says this." in shown
    # The newest word on the incidents stays where it was.
    assert "march 2022-03-01 says this." in shown
    # Back to what was said before; that it is over, only the clock says.
    later = build_site(tmp_path, "2026-11-26")
    assert _services(later) == ["Portal Working normally since Nov 25, 2026, 6:00 PM"]
    assert "The planned time has passed" in words(page(later, "lu/en/incidents/work"))
    [work] = _api(later, "scheduled-maintenances")["scheduled_maintenances"]
    assert (work["status"], work["resolved_at"]) == ("completed", "2026-11-25T18:00:00.000+00:00")


def _blocks(site: Path, incident: str) -> list[HtmlElement]:
    found: list[HtmlElement] = fromstring(page(site, f"lu/en/incidents/{incident}")).xpath(
        "//div[@class='lane']//*[local-name()='line']"
    )
    return found


def test_the_picture_of_a_short_outage_shows_its_end(tmp_path: Path) -> None:
    text = AUGUST.replace("2026-08-02 12:00", "2026-08-01 12:00")
    site = _built(tmp_path, text)
    drawn = [(b.get("class"), b.get("x1"), b.get("x2")) for b in _blocks(site, "august")]
    assert drawn == [
        ("block--major_outage", "0.00%", "96.00%"),
        ("block--operational", "96.00%", "100.00%"),
    ]


def test_a_service_left_down_on_purpose_is_a_warning_and_stays_down(tmp_path: Path) -> None:
    left = AUGUST.replace("{portal: operational}", "{portal: degraded_performance}")
    problems = problems_of(tmp_path, GROUND + left)
    assert [(p.code, p.severity) for p in problems] == [("left-down", "warning")]
    site = build_site(tmp_path, "2026-11-25 12:00")
    assert "Portal Limited since Aug 2, 2026" in _services(site)[0]
    assert _api(site, "components")["components"][0]["status"] == "degraded_performance"
    forgotten = AUGUST.replace("services: {portal: operational}\n", "")
    [problem] = problems_of(tmp_path, GROUND + forgotten)
    assert (problem.code, problem.severity) == ("resolved-but-down", "error")


def test_maintenance_to_come_changes_todays_state(tmp_path: Path) -> None:
    text = AUGUST + (
        "# status/work/maintenance.yml\ntitle: New cables\nstarts: 2027-01-25 08:00\n"
        "ends: 2027-01-25 18:00\nservices: [portal]\npublished: 2026-11-01\n"
    )
    for at in ("2026-11-25 12:00", "2027-01-25 10:00", "2027-03-01"):
        [work] = _api(_built(tmp_path, text, at), "scheduled-maintenances")[
            "scheduled_maintenances"
        ]
        [change] = work["incident_updates"][0]["affected_components"]
        assert (change["old_status"], change["new_status"]) == ("operational", "under_maintenance")


def test_a_state_without_a_beginning_is_as_of_its_text(tmp_path: Path) -> None:
    text = _incident("x", "2026-11-20 08:00", "{mail: operational}")
    text += _update(
        "x",
        "2026-11-22",
        status="monitoring",
        published="2026-11-22",
        services="{portal: partial_outage}",
    )
    said = ["Portal Partly working as of Nov 22, 2026"]
    mail = "Mail Working normally as of Nov 20, 2026, 8:00 AM"
    assert _services(_built(tmp_path, text)) == [*said, mail]
    shown = words(page(_built(tmp_path, text), "lu/en/incidents/x"))
    assert "Partly working as of Nov 22, 2026" in shown
    assert "Working normally since" not in shown
    # A change from a state that was known, and a beginning that is written.
    text += _update(
        "x",
        "2026-11-23",
        published="2026-11-23",
        services="{portal: operational, mail: {state: operational, since: 2026-11-01}}",
    )
    assert _services(_built(tmp_path, text)) == [
        "Portal Working normally since Nov 23, 2026",
        "Mail Working normally since Nov 1, 2026",
    ]


@pytest.mark.parametrize(
    "other",
    [
        # What one incident says is over, or planned, is no word on another one.
        _incident("over", "2026-11-21 08:00", "{mail: operational}")
        + _update("over", "2026-11-21", status="monitoring", published="2026-11-21 09:00"),
        "# status/work/maintenance.yml\ntitle: New cables\nstarts: 2026-11-25 08:00\n"
        "ends: 2026-11-25 18:00\nservices: [mail]\n",
        # Nor is it, while the cause is looked for, that one service works.
        "# status/dark/2026-11-21.yml\npublished: 2026-11-21 09:00\n"
        "services: {mail: operational}\ntext: Mail is not hit.\n",
    ],
)
def test_an_incident_that_names_no_service_is_not_said_to_be_over(
    other: str, tmp_path: Path
) -> None:
    dark = "# status/dark/incident.yml\ntitle: In the dark\nstarted: 2026-11-20 08:00\n"
    dark += _update("dark", "2026-11-20", status="investigating", published="2026-11-20 09:00")
    site = _built(tmp_path, dark + other)
    for address in ("lu/en", "lu/en/lite"):
        assert "We are responding to an incident." in words(page(site, address)), address
        assert "work again" not in words(page(site, address)), address
    assert _api(site, "status")["status"]["indicator"] == "minor"
