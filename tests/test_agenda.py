"""What appears, changes or runs out when: for a person at night, a program and a calendar."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, get_args

import icalendar
import pytest
import vobject
from pydantic import BaseModel

from site_builder.build.moment import CLOCK
from site_builder.model.agenda import Kind, What
from site_builder.model.date import WrittenDate
from site_builder.shapes import contacts, entries, site_files
from tests.conftest import ROOT
from tests.sites import MKDOCS, build_site, everything, run_command, write_site

COUNTRIES = """\
# content/site.yml
time_zone: Europe/Luxembourg
# content/countries/lu.yml
locales: [en]
# content/countries/jp.yml
locales: [en]
# content/faq/categories.yml
data: Data
"""
OUTAGE = """\
# status/outage/incident.yml
title: Outage
started: 2026-11-01
"""
AT = "2026-11-27 01:00"
DOCS = (ROOT / "docs/agenda.md").read_text("utf-8")


def _run(root: Path, text: str, *options: str, at: str = AT) -> str:
    write_site(root, text)
    config = str(root / "mkdocs.yml")
    result = run_command("agenda", "-f", config, "--at", at, *options)
    assert result.exit_code == 0, result.output
    return result.stdout


def _json(root: Path, text: str, at: str = AT) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(_run(root, text, "--format", "json", at=at))
    return told


def _items(root: Path, text: str, at: str = AT) -> list[tuple[str, str, str]]:
    told = _json(root, text, at)["items"]
    return [(item["at"], item["kind"], item["file"]) for item in told]


def _update(name: str, lines: str) -> str:
    return f"# status/outage/{name}.yml\nstatus: monitoring\ntext: Text\n{lines}\n"


def test_the_agenda_is_told_in_plain_words(tmp_path: Path) -> None:
    text = (
        COUNTRIES
        + OUTAGE
        + _update("2026-11-25", "published: 2026-11-25 10:00\nnext_update: 2026-11-26")
        + _update("2026-11-28", "published: 2026-11-28 08:30\ncountries: [lu]")
        + _update("2026-11-29", "published: 2026-11-29\ndraft: true")
        + """\
# content/countries/jp.yml
locales: [en]
contacts: [{phone: +81 3 1234 5678, purposes: [Hotline], until: 2026-11-30}]
"""
    )
    told = _run(tmp_path, text)
    assert told in DOCS
    assert told == (
        "Agenda as of Fri 27 Nov 2026, 01:00 CET (times are in Europe/Luxembourg)\n"
        "\n"
        "Overdue (1):\n"
        "  Thu 26 Nov 2026, 23:59 CET  overdue: Next update of “Outage” was due  "
        "status/outage/2026-11-25.yml\n"
        "\n"
        "Ahead (2):\n"
        "  Sat 28 Nov 2026, 08:30 CET  Update of “Outage” appears (for lu)  "
        "status/outage/2026-11-28.yml\n"
        "  Mon 30 Nov 2026, 15:59 CET  Contact by phone “+81 3 1234 5678” for jp expires "
        "(Mon 30 Nov 2026, 23:59 JST in Asia/Tokyo)  content/countries/jp.yml (contact 1)\n"
        "\n"
        "Without a date (1):\n"
        "  Update of “Outage” is a draft  status/outage/2026-11-29.yml\n"
        "\n"
        "Next build due: Fri 27 Nov 2026, 16:00 CET (a new day begins in Asia/Tokyo)\n"
    )


def test_a_site_with_nothing_ahead_still_says_when_its_pages_change(tmp_path: Path) -> None:
    text = "# content/countries/lu.yml\nlocales: [fr]\n"
    assert _run(tmp_path, text) == (
        "Agenda as of Fri 27 Nov 2026, 01:00 UTC (times are in UTC)\n"
        "\n"
        "Nothing is overdue, ahead or a draft.\n"
        "Next build due: Fri 27 Nov 2026, 23:00 UTC (a new day begins in Europe/Luxembourg)\n"
    )
    told = _json(tmp_path, text)
    assert told == {
        "at": "2026-11-27T01:00:00+00:00",
        "time_zone": "UTC",
        "next_build": "2026-11-27T23:00:00+00:00",
        "next_build_reason": "new day",
        "items": [],
    }


def test_json_has_these_keys(tmp_path: Path) -> None:
    text = (
        COUNTRIES + OUTAGE + _update("2026-11-27", "published: 2026-11-27 15:00\ncountries: [jp]")
    )
    assert _json(tmp_path, text) == {
        "at": "2026-11-27T01:00:00+01:00",
        "time_zone": "Europe/Luxembourg",
        "next_build": "2026-11-27T07:00:00+01:00",
        "next_build_reason": "date",
        "items": [
            {
                "id": "status/outage/2026-11-27/appears",
                "at": "2026-11-27T07:00:00+01:00",
                "kind": "appears",
                "what": "update",
                "overdue": False,
                "text": "Update of “Outage” appears",
                "file": "status/outage/2026-11-27.yml",
                "part": "",
                "countries": ["jp"],
                "date": "2026-11-27T15:00+09:00",
                "time_zone": "Asia/Tokyo",
            }
        ],
    }


def test_the_keys_of_json_are_documented(tmp_path: Path) -> None:
    told = _json(tmp_path, EVERYTHING)
    rows = re.findall(r"^\| `(\w+)` \|", DOCS, re.MULTILINE)
    assert rows == [*told, *told["items"][0]]
    for name, values in (("kind", get_args(Kind)), ("what", get_args(What))):
        (row,) = re.findall(rf"^\| `{name}` \|(.+)\|$", DOCS, re.MULTILINE)
        assert set(re.findall(r"`(\w+)`", row)) == set(values)


def test_a_promise_is_due_until_an_update_keeps_it(tmp_path: Path) -> None:
    """What is scheduled counts: the update of the 28th keeps one promise and makes another."""
    first = COUNTRIES + OUTAGE + _update("2026-11-25", "as_of: 2026-11-25\nnext_update: 2026-11-29")
    due = ("2026-11-29T23:59:59+01:00", "due", "status/outage/2026-11-25.yml")
    assert _items(tmp_path, first) == [due]
    then = _update("2026-11-28", "as_of: 2026-11-28\nnext_update: 2026-12-01 12:00")
    assert _items(tmp_path, first + then) == [
        ("2026-11-28T00:00:00+01:00", "appears", "status/outage/2026-11-28.yml"),
        ("2026-12-01T12:00:00+01:00", "due", "status/outage/2026-11-28.yml"),
    ]
    late = _update("2026-11-28", "as_of: 2026-11-30")
    assert due in _items(tmp_path, first + late)
    solved = "# status/outage/2026-11-26.yml\nstatus: resolved\nas_of: 2026-11-26\ntext: Text\n"
    (tmp_path / "status/outage/2026-11-28.yml").unlink()
    assert _items(tmp_path, first + solved) == []


def test_a_promise_is_open_where_no_newer_update_shows(tmp_path: Path) -> None:
    text = (
        COUNTRIES
        + OUTAGE
        + _update("2026-11-25", "as_of: 2026-11-25\nnext_update: 2026-11-26 18:00")
        + _update("2026-11-26", "as_of: 2026-11-26\ncountries: [lu]")
    )
    (item,) = _json(tmp_path, text)["items"]
    assert (item["overdue"], item["countries"]) == (True, ["jp"])
    assert item["text"] == "Next update of “Outage” was due"


def test_a_promise_that_another_scheduled_update_keeps_never_comes_due(tmp_path: Path) -> None:
    text = (
        COUNTRIES
        + OUTAGE
        + _update("2026-11-25", "as_of: 2026-11-25\nnext_update: 2026-11-29")
        + _update("2026-11-28", "as_of: 2026-11-28\nnext_update: 2026-12-10")
        + _update("2026-12-05", "as_of: 2026-12-05")
    )
    assert [kind for _, kind, _ in _items(tmp_path, text)] == ["appears", "appears"]


def test_a_promise_of_maintenance_that_is_to_come_can_be_overdue(tmp_path: Path) -> None:
    text = (
        COUNTRIES
        + WORKS
        + """\
# status/works/2026-11-20.yml
status: scheduled
published: 2026-11-20
next_update: 2026-11-25
text: Text
"""
    )
    told = _json(tmp_path, text)["items"]
    assert [(item["kind"], item["overdue"]) for item in told] == [
        ("due", True),
        ("starts", False),
        ("ends", False),
    ]
    config = str(tmp_path / "mkdocs.yml")
    result = run_command("check", "-f", config, "--at", AT, "--format", "json")
    (problem,) = json.loads(result.stdout)
    assert (problem["code"], problem["line"]) == ("promise-past", 3)
    assert "overdue" in (build_site(tmp_path, AT) / "lu/en/incidents/works/index.html").read_text()


def test_a_promise_of_the_base_holds_where_a_country_only_changes_the_question(
    tmp_path: Path,
) -> None:
    text = (
        COUNTRIES
        + """\
# content/faq/data/which.yml
question: Which?
answer: We do not know yet.
updated: 2026-11-20
answer_by: 2026-11-28
overrides: {jp: {question: Which here?, updated: 2026-11-21}}
"""
    )
    (item,) = _json(tmp_path, text)["items"]
    assert (item["part"], item["countries"]) == ("", ["jp", "lu"])


def test_a_contact_is_ahead_of_its_end_to_its_last_second(tmp_path: Path) -> None:
    contact = """\
# content/countries/lu.yml
locales: [en]
contacts: [{phone: +352 1234, purposes: [Hotline], until: 2026-11-27}]
"""
    expires = ("2026-11-27T23:59:59+01:00", "expires", "content/countries/lu.yml")
    for moment, items in (("22:59:59Z", [expires]), ("23:00:00Z", [])):
        assert _items(tmp_path, COUNTRIES + contact, at=f"2026-11-27T{moment}") == items


def test_all_commands_tell_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A build reads what changed only, and one with nothing to do reads nothing."""
    monkeypatch.setenv(CLOCK, "2031-01-17T00:00Z")
    write_site(tmp_path, EVERYTHING)
    config = ("-f", str(tmp_path / "mkdocs.yml"))
    whole = run_command("agenda", *config).stdout.splitlines()
    rows = [line for line in whole if line.startswith("  ")]
    assert any("contact" in row for row in rows)
    told = _short(run_command("check", *config).stdout)
    assert [row.split() for row in told[1:-1]] == [row.split() for row in rows]
    assert told[-1] == whole[-1]
    # After a comment, one unit is read again, and all others are taken over.
    for touched in (None, "status/a/incident.yml", "content/countries/lu.yml", "content/facts.yml"):
        if touched is not None:
            with (tmp_path / touched).open("a", encoding="utf-8") as file:
                file.write("# A comment\n")
        for _ in range(2):
            assert _short(run_command("build", *config).stderr) == told


@pytest.mark.parametrize(
    ("overdue", "ahead", "shown"),
    [
        (9, 9, (4, 4)),
        (9, 1, (7, 1)),
        (2, 9, (2, 6)),
        (9, 0, (8, 0)),
        (0, 9, (0, 8)),
        (1, 1, (1, 1)),
    ],
)
def test_the_short_agenda_has_room_for_what_comes_next(
    overdue: int, ahead: int, shown: tuple[int, int], tmp_path: Path
) -> None:
    text = COUNTRIES + "".join(
        f"# content/faq/data/a{i}.yml\nquestion: A{i}?\nanswer: A\nupdated: 2026-11-20\n"
        "answer_by: 2026-11-25\n"
        for i in range(overdue)
    )
    text += "".join(
        f"# content/faq/data/b{i}.yml\nquestion: B{i}?\nanswer: B\nupdated: 2026-11-28\n"
        for i in range(ahead)
    )
    write_site(tmp_path, text)
    result = run_command("check", "-f", str(tmp_path / "mkdocs.yml"), "--at", AT)
    told = _short(result.stdout)
    assert (
        sum("was due" in line for line in told),
        sum("appears" in line for line in told),
    ) == shown
    left = overdue + ahead - sum(shown)
    assert (f"  … and {left} more: site-builder agenda" in told) == (left > 0)


def _short(output: str) -> list[str]:
    """The agenda at the end of what a command says."""
    lines = output[output.index("Agenda (") :].splitlines()
    return lines[: 1 + next(i for i, line in enumerate(lines) if line.startswith("Next build"))]


def test_a_country_has_its_own_answer_and_promise(tmp_path: Path) -> None:
    text = (
        COUNTRIES
        + """\
# content/faq/data/which.yml
question: Which?
answer: We do not know yet.
updated: 2026-11-20
answer_by: 2026-11-28
overrides:
  jp: {answer: These., updated: 2026-11-27 12:00, answer_by: 2026-12-24}
"""
    )
    told = _json(tmp_path, text)["items"]
    assert [(i["at"], i["text"], i["part"], i["countries"]) for i in told] == [
        ("2026-11-27T04:00:00+01:00", "Answer for jp to “Which?” appears", "answer for jp", ["jp"]),
        ("2026-11-28T23:59:59+01:00", "Fuller answer to “Which?” is due", "", ["lu"]),
        ("2026-12-24T15:59:59+01:00", "Fuller answer to “Which?” is due", "answer for jp", ["jp"]),
    ]


def test_facts_change_for_those_who_see_them(tmp_path: Path) -> None:
    text = (
        COUNTRIES
        + """\
# content/facts.yml
affected: {values: [{from: 2026-11-01, value: 146000}, {from: 2026-12-01, value: 150000}]}
# content/countries/jp.yml
locales: [en]
facts:
  affected: {values: [{from: 2026-11-01, value: 12 %}, {from: 2026-12-01, value: 13 %}]}
"""
    )
    told = _json(tmp_path, text)["items"]
    assert [(i["at"], i["text"], i["file"], i["countries"]) for i in told] == [
        (
            "2026-11-30T16:00:00+01:00",
            "Fact “affected” for jp changes to “13%”",
            "content/countries/jp.yml",
            ["jp"],
        ),
        (
            "2026-12-01T00:00:00+01:00",
            "Fact “affected” changes to “150,000”",
            "content/facts.yml",
            ["lu"],
        ),
    ]


def test_a_fact_that_no_country_sees_is_left_out(tmp_path: Path) -> None:
    own = "facts: {affected: 7}\n"
    text = f"""\
# content/facts.yml
affected: {{values: [{{from: 2026-11-01, value: 1}}, {{from: 2026-12-01, value: 2}}]}}
# content/countries/lu.yml
locales: [en]
{own}"""
    assert _items(tmp_path, text) == []
    assert len(_items(tmp_path, text.replace(own, ""))) == 1


WORKS = """\
# status/works/maintenance.yml
title: Works
starts: 2026-12-01 22:00
ends: 2026-12-02 02:00
services: []
published: 2026-11-20
"""


@pytest.mark.parametrize(
    ("update", "left"),
    [
        ("", ["starts", "ends"]),
        ("status: cancelled\npublished: 2026-11-26", []),
        ("status: cancelled\npublished: 2026-11-30", ["appears"]),
        ("status: completed\npublished: 2026-12-02 01:00", ["starts", "appears"]),
        ("status: cancelled\npublished: 2026-11-30\ndraft: true", ["starts", "ends", "draft"]),
    ],
)
def test_maintenance_starts_and_ends_unless_it_is_closed(
    update: str, left: list[str], tmp_path: Path
) -> None:
    text = COUNTRIES + WORKS
    if update:
        text += f"# status/works/2026-11-26.yml\ntext: Text\n{update}\n"
    assert [kind for _, kind, _ in _items(tmp_path, text)] == left


def test_times_on_both_sides_of_a_change_of_the_clocks(tmp_path: Path) -> None:
    text = (
        COUNTRIES
        + OUTAGE.replace("2026-11-01", "2026-10-01")
        + _update("2026-10-25", "published: 2026-10-25 02:30 +02:00")
        + _update("2026-10-25-2", "published: 2026-10-25 02:30 +01:00")
        + _update("2027-03-28", "published: 2027-03-28 03:00")
    )
    told = _run(tmp_path, text, at="2026-10-25 02:10 +02:00")
    assert re.findall(r"^  (.*?)  Update", told, re.MULTILINE) == [
        "Sun 25 Oct 2026, 02:30 CEST",
        "Sun 25 Oct 2026, 02:30 CET ",
        "Sun 28 Mar 2027, 03:00 CEST",
    ]
    assert "Next build due: Sun 25 Oct 2026, 02:30 CEST\n" in told
    told_then = _json(tmp_path, text, at="2026-10-25 02:30 +02:00")
    assert told_then["next_build"] == "2026-10-25T02:30:01+02:00"
    told_then = _json(tmp_path, text, at="2026-10-25 02:31 +02:00")
    assert told_then["next_build"] == "2026-10-25T02:30:00+01:00"


# Every date that a file may have, as the agenda has it.
DATED = {
    ("MaintenanceShape", "published"): "2031-01-02",
    ("MaintenanceShape", "starts"): "2031-01-03T10:00+01:00",
    ("MaintenanceShape", "ends"): "2031-01-04T10:00+01:00",
    ("UpdateShape", "published"): "2031-01-05",
    ("UpdateShape", "as_of"): "2031-01-06",
    ("UpdateShape", "next_update"): "2031-01-07",
    ("CorrectionShape", "at"): "2031-01-08",
    ("IncidentShape", "started"): "2031-01-09",
    ("QuestionShape", "published"): "2031-01-10",
    ("QuestionShape", "answer_by"): "2031-01-11",
    ("OverrideShape", "published"): "2031-01-12",
    ("OverrideShape", "updated"): "2031-01-13",
    ("OverrideShape", "answer_by"): "2031-01-14",
    ("QuestionShape", "updated"): "2031-01-15",
    ("PageShape", "published"): "2031-01-16",
    ("FactVersionShape", "from"): "2031-01-17",
    ("ContactShape", "from"): "2031-01-18",
    ("ContactShape", "until"): "2031-01-19",
    ("RetiredShape", "at"): "2031-01-20",
}
NOT_ON_THE_AGENDA = {
    ("StateShape", "since"): "when a state began, which appears with its update",
    ("FactShape", "as_of"): "a note for the team; no page shows it",
    ("FactShape", "value"): "a date that texts show; it changes nothing when it comes",
    ("FactVersionShape", "value"): "the same",
    ("FactsShape", "root"): "the same",
    ("CountryShape", "facts"): "the same",
    ("CountryShape", "holidays"): "closed days show for two weeks: each new day is a build",
    ("HolidayShape", "date"): "the same",
    ("ApprovalShape", "at"): "when somebody approved a text, which no page shows",
    **{
        (shape, "minor"): "when a typing error was corrected, which no page shows"
        for shape in (
            "IncidentShape",
            "MaintenanceShape",
            "UpdateShape",
            "QuestionShape",
            "OverrideShape",
            "PageShape",
            "CountryShape",
        )
    },
    ("RequiredApprovalsShape", "since"): "from when on approvals count, for the check alone",
}
EVERYTHING = """\
# content/site.yml
time_zone: Europe/Luxembourg
# content/countries/lu.yml
locales: [en]
contacts: [{post: "Box 1", from: 2031-01-18, until: 2031-01-19}]
# content/facts.yml
count: {values: [{from: 2026-01-01, value: 1}, {from: 2031-01-17, value: 2}]}
# content/retired.yml
faq/data/b: {at: 2031-01-20}
# content/faq/categories.yml
data: Data
# content/faq/data/a.yml
question: A?
answer: A
updated: 2026-11-01
published: 2031-01-10
answer_by: 2031-01-11
# content/faq/data/b.yml
question: B?
answer: B
updated: 2031-01-15
overrides: {lu: {answer: B, updated: 2026-11-01, published: 2031-01-12, answer_by: 2031-01-14}}
# content/faq/data/c.yml
question: C?
answer: C
updated: 2026-11-01
overrides: {lu: {answer: C, updated: 2031-01-13}}
# content/pages/about.en.md
---
title: About
published: 2031-01-16
---
Text
# status/works/maintenance.yml
title: Works
starts: 2031-01-03 10:00
ends: 2031-01-04 10:00
services: []
published: 2031-01-02
# status/a/incident.yml
title: A
started: 2026-11-01
# status/a/2031-01-05.yml
status: monitoring
published: 2031-01-05
text: Text
corrections: [{at: 2031-01-08, note: Note}]
# status/a/2031-01-06.yml
status: monitoring
as_of: 2031-01-06
next_update: 2031-01-07
text: Text
# status/b/incident.yml
title: B
started: 2031-01-09
# status/b/2031.yml
status: monitoring
published: 2031
text: Text
"""


def test_no_date_that_a_file_may_have_is_forgotten(tmp_path: Path) -> None:
    fields = set(_dated_fields())
    assert fields == {*DATED, *NOT_ON_THE_AGENDA}
    told = {item["date"] for item in _json(tmp_path, EVERYTHING)["items"]}
    assert {field for field, date in DATED.items() if date not in told} == set()


def _dated_fields() -> Iterator[tuple[str, str]]:
    modules = (contacts, entries, site_files)
    for shape in (value for module in modules for value in vars(module).values()):
        if isinstance(shape, type) and issubclass(shape, BaseModel) and "[" not in shape.__name__:
            for name, field in shape.model_fields.items():
                if _holds_date(field.annotation, *field.metadata):
                    yield shape.__name__, field.alias or name


def _holds_date(*parts: Any) -> bool:
    """Whether a value of a type may be a date; those of facts are only known when they are read."""
    return any(
        part is WrittenDate
        or getattr(getattr(part, "func", None), "__name__", "") == "_fact_scalar"
        or _holds_date(*get_args(part), *getattr(part, "__metadata__", ()))
        for part in parts
        if not (isinstance(part, type) and issubclass(part, BaseModel))
    )


def _calendar(root: Path, text: str, at: str = AT) -> list[Any]:
    write_site(root, text)
    config = str(root / "mkdocs.yml")
    result = run_command("agenda", "-f", config, "--at", at, "--format", "ics")
    assert result.exit_code == 0, result.output
    content = result.stdout_bytes
    assert content.count(b"\r\n") == content.count(b"\n")
    others = getattr(vobject.readOne(content.decode()), "vevent_list", [])
    events: list[Any] = list(icalendar.Calendar.from_ical(content).walk("VEVENT"))
    assert [str(e["UID"]) for e in events] == [other.uid.value for other in others]
    for event, other in zip(events, others, strict=True):
        assert event["DTSTART"].dt == other.dtstart.value
    return events


def test_a_calendar_has_an_event_for_each_date(tmp_path: Path) -> None:
    told = [item for item in _json(tmp_path, EVERYTHING)["items"] if item["at"]]
    events = _calendar(tmp_path, EVERYTHING)
    assert [event["DTSTART"].dt.isoformat() for event in events] == [item["at"] for item in told]
    assert [str(event["SUMMARY"]) for event in events] == [item["text"] for item in told]
    assert len({str(event["UID"]) for event in events}) == len(events)
    assert {event["DTSTAMP"].dt.isoformat() for event in events} == {"2026-11-27T00:00:00+00:00"}


def test_a_calendar_without_events_can_be_read_too(tmp_path: Path) -> None:
    assert _calendar(tmp_path, COUNTRIES) == []


def test_an_event_moves_with_its_date_and_is_not_one_of_another_site(tmp_path: Path) -> None:
    text = COUNTRIES + OUTAGE + _update("2026-11-28", "published: 2026-11-28 10:00")
    (one,) = _calendar(tmp_path, text)
    (moved,) = _calendar(tmp_path, text.replace("28 10:00", "30 12:00"))
    assert moved["UID"] == one["UID"]
    assert moved["DTSTART"].dt - one["DTSTART"].dt == timedelta(days=2, hours=2)
    config = MKDOCS.replace("status.example.org", "status.example.com")
    (elsewhere,) = _calendar(tmp_path, f"{text}# mkdocs.yml\n{config}")
    assert elsewhere["UID"] != one["UID"]


def test_an_event_keeps_its_id_when_its_entry_is_renamed(tmp_path: Path) -> None:
    text = COUNTRIES + OUTAGE
    lines = "published: 2026-11-28 10:00"
    (one,) = _calendar(tmp_path, text + _update("2026-11-28", lines))
    (tmp_path / "status/outage/2026-11-28.yml").unlink()
    renamed = _update("2026-11-28-portal", f"{lines}\nformer: [2026-11-28]")
    (other,) = _calendar(tmp_path, text + renamed)
    assert other["UID"] == one["UID"]


@pytest.mark.parametrize("zone", ["UTC", "America/St_Johns", "Europe/Dublin", "Asia/Kathmandu"])
def test_events_are_in_the_zone_of_the_site(zone: str, tmp_path: Path) -> None:
    vars(vobject.icalendar)["__tzidMap"].pop(zone, None)
    text = EVERYTHING.replace("Europe/Luxembourg", zone)
    told = [item["at"] for item in _json(tmp_path, text)["items"] if item["at"]]
    events = _calendar(tmp_path, text)
    assert [event["DTSTART"].dt.isoformat() for event in events] == told


def test_an_event_at_a_time_that_occurs_twice_is_at_the_right_one(tmp_path: Path) -> None:
    text = COUNTRIES + OUTAGE.replace("2026-11-01", "2026-10-01")
    for number, offset in enumerate(("+02:00", "+01:00"), 1):
        text += _update(f"2026-10-25-{number}", f"published: 2026-10-25 02:30 {offset}")
    events = _calendar(tmp_path, text, at="2026-10-24")
    assert [event["DTSTART"].dt.isoformat() for event in events] == [
        "2026-10-25T00:30:00+00:00",
        "2026-10-25T01:30:00+00:00",
    ]


def test_an_overdue_promise_says_so_in_a_calendar(tmp_path: Path) -> None:
    promise = _update("2026-11-25", "as_of: 2026-11-25\nnext_update: 2026-11-26")
    (event,) = _calendar(tmp_path, COUNTRIES + OUTAGE + promise)
    assert event["SUMMARY"] == "Overdue: Next update of “Outage” was due"


ODD = """\
# status/outage/incident.yml
title: "A\\u202Eb\\u2028c, d; \\\\n"
started: 2026-11-01
"""


def test_characters_that_act_are_shown_as_what_they_are(tmp_path: Path) -> None:
    text = COUNTRIES + ODD + _update("2026-11-28", "published: 2026-11-28 10:00")
    line = next(line for line in _run(tmp_path, text).splitlines() if "appears" in line)
    assert "Update of “A\\u202eb c, d; \\n” appears" in line
    (event,) = _calendar(tmp_path, text)
    assert event["SUMMARY"] == "Update of “A\\u202eb c, d; \\n” appears"


def test_files_with_errors_are_told_beside_the_agenda(tmp_path: Path) -> None:
    broken = _update("2026-11-28", "published: 2026-11-31")
    write_site(tmp_path, COUNTRIES + OUTAGE + broken + _update("2026-11-29", "as_of: 2026-11-29"))
    config = str(tmp_path / "mkdocs.yml")
    result = run_command("agenda", "-f", config, "--at", AT, "--format", "json")
    assert result.exit_code == 1
    files = [item["file"] for item in json.loads(result.stdout)["items"]]
    assert "status/outage/2026-11-29.yml" in files
    assert result.stderr == (
        "The site's files have 1 error, so the agenda may be incomplete. "
        "Run `site-builder check`.\n"
    )


def test_the_agenda_is_coloured_on_a_terminal_only(tmp_path: Path) -> None:
    promise = _update("2026-11-25", "as_of: 2026-11-25\nnext_update: 2026-11-26")
    plain = _run(tmp_path, COUNTRIES + OUTAGE + promise)
    assert "\x1b" not in plain
    command = [sys.executable, "-m", "site_builder", "agenda", "--at", AT]
    environment = {k: v for k, v in os.environ.items() if k != "NO_COLOR"} | {"TERM": "xterm"}
    ours, theirs = pty.openpty()
    with subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=theirs, stderr=theirs):
        os.close(theirs)
        shown = _all_of(ours)
    assert "\x1b[31m\x1b[1m  Thu 26 Nov 2026" in shown
    assert re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", shown).replace("\r", "").strip() == plain.strip()


def _all_of(terminal: int) -> str:
    parts = []
    try:
        while part := os.read(terminal, 65536):
            parts.append(part)
    except OSError:
        # Linux says so when the other end of a terminal is closed.
        pass
    os.close(terminal)
    return b"".join(parts).decode()


TURNING = """\
# content/site.yml
time_zone: Europe/Luxembourg
# content/countries/lu.yml
locales: [en]
contacts: [{phone: +352 1234, purposes: [Hotline], until: 2026-11-27 14:00}]
# content/facts.yml
count: {values: [{from: 2026-01-01, value: 1}, {from: 2026-11-27 15:00, value: 2}]}
# content/faq/categories.yml
data: Data
# content/faq/data/a.yml
question: How many?
answer: "{count} of them."
updated: 2026-11-01
# status/outage/incident.yml
title: Outage
started: 2026-11-01
# status/outage/2026-11-02.yml
status: monitoring
as_of: 2026-11-02
text: Text
next_update: 2026-11-27 16:00
# status/outage/2026-11-28.yml
status: monitoring
published: 2026-11-28
text: Text
"""


def test_no_page_changes_before_the_next_build_is_due(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A build at each moment that the agenda names shows all that the clock changes."""
    monkeypatch.setenv(CLOCK, "2030-01-01T00:00Z")
    at, changed = datetime(2026, 11, 27, 12, tzinfo=UTC), []
    before = None
    while at < datetime(2026, 11, 28, 1, tzinfo=UTC):
        due = datetime.fromisoformat(
            _json(tmp_path, TURNING, f"{at:%Y-%m-%dT%H:%M:%SZ}")["next_build"]
        )
        site = everything(build_site(tmp_path, f"{at:%Y-%m-%dT%H:%M:%SZ}"))
        if before is not None and site != before:
            changed.append(f"{at:%d %H:%M:%S}")
        last = due.astimezone(UTC) - timedelta(seconds=1)
        assert everything(build_site(tmp_path, f"{last:%Y-%m-%dT%H:%M:%SZ}")) == site
        at, before = due.astimezone(UTC), site
    assert changed == ["27 13:00:01", "27 14:00:00", "27 15:00:01", "27 23:00:00"]
