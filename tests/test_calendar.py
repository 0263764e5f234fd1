"""The calendar of an edition, read back by two programs that know nothing of each other."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
import vobject

from tests.sites import build_site, everything, write_site

LUXEMBOURG = ZoneInfo("Europe/Luxembourg")
SITE = """\
# content/countries/lu.yml
locales: [fr, de]
time_zone: Europe/Luxembourg
# content/services.yml
portal: {name: {fr: Portail, de: Portal}}
# status/works/maintenance.yml
title: {fr: Travaux, de: Arbeiten}
starts: 2023-01-10 08:00
ends: 2023-01-10 12:00
services: [portal]
published: 2022-12-01
"""
UPDATE = """\
# status/works/2022-12-20.yml
status: scheduled
published: 2022-12-20 10:00
text: {fr: On se prépare., de: Wir bereiten uns vor.}
"""
OUTAGE = """\
# status/outage/incident.yml
title: {fr: Panne, de: Ausfall}
started: 2022-12-01
# status/outage/2022-12-02.yml
status: investigating
published: 2022-12-02
text: {fr: Texte, de: Text}
next_update: 2023-01-05
"""
QUESTION = """\
# content/faq/categories.yml
data: {fr: Données}
# content/faq/data/which.yml
question: {fr: Lesquelles ?, de: Welche?}
answer: {fr: On ne sait pas., de: Wir wissen es nicht.}
updated: 2022-12-02
answer_by: 2023-02
"""


def _bytes(root: Path, text: str = SITE, edition: str = "lu/fr", at: str = "2022-12-31") -> bytes:
    return (build_site(write_site(root, text), at) / edition / "maintenance.ics").read_bytes()


def test_maintenance_at_a_time_that_occurs_twice_starts_at_the_right_one(tmp_path: Path) -> None:
    text = SITE.replace("2023-01-10 08:00", "2023-10-29 02:30 +01:00")
    event = _event(_bytes(tmp_path, text.replace("2023-01-10 12:00", "2023-10-29 05:00")))
    assert event["DTSTART"].dt == datetime(2023, 10, 29, 1, 30, tzinfo=UTC)


def _events(content: bytes) -> list[Any]:
    return list(icalendar.Calendar.from_ical(content).walk("VEVENT"))


def _event(content: bytes) -> Any:
    [event] = _events(content)
    return event


def _lines(content: bytes) -> list[bytes]:
    """RFC 5545 3.1: lines end with CRLF and are not longer than 75 octets."""
    assert content.endswith(b"\r\n")
    lines = content[:-2].split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    return lines


def test_a_window_is_one_instant_in_the_zone_of_the_country(tmp_path: Path) -> None:
    content = _bytes(tmp_path)
    starts, ends = datetime(2023, 1, 10, 7, tzinfo=UTC), datetime(2023, 1, 10, 11, tzinfo=UTC)
    assert b"DTSTART;TZID=Europe/Luxembourg:20230110T080000" in _lines(content)
    event = _event(content)
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (starts, ends)
    other = vobject.readOne(content.decode()).vevent
    assert (other.dtstart.value, other.dtend.value) == (starts, ends)


def test_a_window_says_what_it_is_in_the_language_of_the_edition(tmp_path: Path) -> None:
    content = _bytes(tmp_path, SITE + UPDATE, "lu/de")
    event = _event(content)
    assert event["SUMMARY"] == "Arbeiten"
    assert event["SUMMARY"].params["LANGUAGE"] == "de-LU"
    address = "https://status.example.org/info/lu/de/incidents/works/"
    assert event["URL"] == address
    assert event["CATEGORIES"].cats == ["Geplante Wartung"]
    assert (
        event["DESCRIPTION"].split("\n\n")
        == [
            "Geplant",
            "Portal",
            "Mitteilung vom 20. Dezember 2022 um 10:00 Mitteleuropäische Zeit",
            "Wir bereiten uns vor.",
            address,
        ]
        or "Wir bereiten uns vor." in event["DESCRIPTION"]
    )
    calendar = icalendar.Calendar.from_ical(content)
    assert calendar["NAME"] == calendar["X-WR-CALNAME"] == "Example – Luxemburg"
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT1H" in _lines(content)


def test_a_new_title_changes_the_title_only(tmp_path: Path) -> None:
    before = _lines(_bytes(tmp_path))
    after = _lines(_bytes(tmp_path, SITE.replace("fr: Travaux", "fr: Chantier")))
    assert set(before) ^ set(after) == {
        b"SUMMARY;LANGUAGE=fr-LU:Travaux",
        b"SUMMARY;LANGUAGE=fr-LU:Chantier",
    }


def test_an_id_survives_a_new_folder_and_a_new_address(tmp_path: Path) -> None:
    before = _event(_bytes(tmp_path))
    moved = SITE.replace("status/works/", "status/upgrade/") + "former: [works]\n"
    (tmp_path / "status/works/maintenance.yml").unlink()
    write_site(tmp_path, moved)
    config = (tmp_path / "mkdocs.yml").read_text("utf-8")
    (tmp_path / "mkdocs.yml").write_text(config.replace("example.org", "example.net"), "utf-8")
    after = _event((build_site(tmp_path) / "lu/fr/maintenance.ics").read_bytes())
    assert before["UID"] == after["UID"]
    assert after["URL"] == "https://status.example.net/info/lu/fr/incidents/upgrade/"


def test_updates_and_corrections_raise_the_sequence(tmp_path: Path) -> None:
    correction = "corrections: [{at: 2022-12-21 09:00, note: {fr: Non, de: Nein}}]\n"
    found = [_event(_bytes(tmp_path, text)) for text in (SITE, SITE + UPDATE)]
    found.append(_event(_bytes(tmp_path, SITE + UPDATE + correction)))
    assert [event["SEQUENCE"] for event in found] == [0, 1, 2]
    assert [event["LAST-MODIFIED"].dt for event in found] == [
        datetime(2022, 11, 30, 23, tzinfo=UTC),
        datetime(2022, 12, 20, 9, tzinfo=UTC),
        datetime(2022, 12, 21, 8, tzinfo=UTC),
    ]
    assert len({event["UID"] for event in found}) == 1


def test_cancelled_maintenance_stays_and_says_so(tmp_path: Path) -> None:
    assert _event(_bytes(tmp_path))["STATUS"] == "CONFIRMED"
    cancelled = _bytes(tmp_path, SITE + UPDATE.replace("scheduled", "cancelled"))
    assert _event(cancelled)["STATUS"] == "CANCELLED"
    assert _event(cancelled)["DESCRIPTION"].startswith("Annulée\n")
    assert vobject.readOne(cancelled.decode()).vevent.status.value == "CANCELLED"


def test_what_is_promised_is_an_event(tmp_path: Path) -> None:
    content = _bytes(tmp_path, SITE + OUTAGE + QUESTION)
    update, window, answer = _events(content)
    assert update["DTSTART"].dt == date(2023, 1, 5)
    assert update["SUMMARY"] == "Prochaine mise à jour : Panne"
    assert update["STATUS"] == "TENTATIVE"
    assert update["URL"].endswith("/lu/fr/incidents/outage/#2022-12-02")
    assert update["DESCRIPTION"].startswith(
        "Prochaine mise à jour annoncée (au plus tard\u00a0: 5 janvier 2023)."
    )
    assert window["SUMMARY"] == "Travaux"
    # A promise for February is due when February ends.
    assert answer["DTSTART"].dt == date(2023, 2, 28)
    assert answer["SUMMARY"] == "Réponse plus complète : Lesquelles ?"
    assert answer["URL"].endswith("/lu/fr/faq/#which")
    others = vobject.readOne(content.decode()).vevent_list
    assert [other.summary.value for other in others] == [
        event["SUMMARY"] for event in (update, window, answer)
    ]


def test_a_promise_with_a_time_is_one_instant(tmp_path: Path) -> None:
    timed = OUTAGE.replace("2023-01-05", "2023-07-05 18:00 +00:00")
    event = _events(_bytes(tmp_path, SITE + timed))[-1]
    assert event["DTSTART"].dt == datetime(2023, 7, 5, 18, tzinfo=UTC)
    assert event["DTSTART"].dt.utcoffset() == datetime(2023, 7, 5, tzinfo=LUXEMBOURG).utcoffset()


def test_a_kept_promise_is_gone_and_a_new_one_moves_the_event(tmp_path: Path) -> None:
    newer = """\
# status/outage/2022-12-20.yml
status: monitoring
published: 2022-12-20
text: {fr: Texte, de: Text}
"""
    alone = SITE.partition("# status")[0] + OUTAGE
    first = _event(_bytes(tmp_path, alone))
    assert _events(_bytes(tmp_path, alone + newer)) == []
    second = _event(_bytes(tmp_path, f"{alone}{newer}next_update: 2023-01-09\n"))
    assert first["UID"] == second["UID"]
    assert (first["SEQUENCE"], second["SEQUENCE"]) == (1, 2)
    assert second["DTSTART"].dt == date(2023, 1, 9)
    resolved = newer.replace("monitoring", "resolved")
    assert _events(_bytes(tmp_path, f"{alone}{resolved}next_update: 2023-01-09\n")) == []


def test_a_broken_promise_stays_and_says_so(tmp_path: Path) -> None:
    alone = SITE.partition("# status")[0] + OUTAGE
    event = _event(_bytes(tmp_path, alone, at="2023-03-01"))
    assert event["DTSTART"].dt == date(2023, 1, 5)
    assert "Elle est en retard." in event["DESCRIPTION"]


@pytest.mark.parametrize(
    "text",
    [
        SITE.replace("published: 2022-12-01", "published: 2023-01-02"),
        SITE + "draft: true\n",
        SITE.replace("published:", "countries: [group]\npublished:")
        + "# content/countries/group.yml\nlocales: [fr]\n",
        SITE.partition("# status")[0],
    ],
    ids=["future", "draft", "elsewhere", "none"],
)
def test_what_is_not_out_is_not_in_the_calendar(tmp_path: Path, text: str) -> None:
    content = _bytes(tmp_path, text)
    assert "Travaux" not in content.decode()
    assert _events(content) == []
    # RFC 5545 3.6: at least one component.
    [component] = icalendar.Calendar.from_ical(content).subcomponents
    assert component.name == "VTIMEZONE"
    assert vobject.readOne(content.decode()).vtimezone.tzid.value == "Europe/Luxembourg"


def test_maintenance_is_kept_for_a_year_after_its_end(tmp_path: Path) -> None:
    assert _events(_bytes(tmp_path, at="2024-01-10 10:59"))
    assert not _events(_bytes(tmp_path, at="2024-01-11 00:01"))


def test_a_calendar_holds_the_newest_200_events(tmp_path: Path) -> None:
    works = "".join(
        f"# status/w{day:03}/maintenance.yml\ntitle: W{day:03}\nservices: [portal]\n"
        f"starts: 2023-{1 + day // 28:02}-{1 + day % 28:02} 08:00\n"
        f"ends: 2023-{1 + day // 28:02}-{1 + day % 28:02} 09:00\n"
        for day in range(210)
    )
    content = _bytes(tmp_path, SITE.partition("# status")[0] + works)
    assert [str(e["SUMMARY"]) for e in _events(content)] == [f"W{d:03}" for d in range(10, 210)]


def test_the_clock_is_not_in_a_calendar(tmp_path: Path) -> None:
    text = SITE.replace("published: 2022-12-01", "published: 2022-12") + OUTAGE + QUESTION
    first = _bytes(tmp_path, text, at="2022-12-15")
    assert first == _bytes(tmp_path, text, at="2022-12-16 11:11")
    assert all(
        event["DTSTAMP"].dt <= datetime(2022, 12, 15, tzinfo=UTC) for event in _events(first)
    )


def test_what_nobody_dated_has_no_invented_date(tmp_path: Path) -> None:
    unsaid = _bytes(tmp_path, SITE.replace("published: 2022-12-01", ""))
    assert _event(unsaid)["DTSTAMP"].dt.year == 1970
    assert "LAST-MODIFIED" not in _event(unsaid)


@pytest.mark.parametrize("at", ["2022-12-31", "2023-01-10 07:30", "2024-02-01"])
def test_a_later_build_gives_what_a_first_one_does(tmp_path: Path, at: str) -> None:
    for name in ("warm", "cold"):
        (tmp_path / name).mkdir()
        write_site(tmp_path / name, SITE + UPDATE + OUTAGE + QUESTION)
    build_site(tmp_path / "warm", "2022-12-30")
    assert everything(build_site(tmp_path / "warm", at)) == everything(
        build_site(tmp_path / "cold", at)
    )


def test_long_texts_survive_folding(tmp_path: Path) -> None:
    arabic = "صيانة مخططة للخوادم، وقد تتعطل الخدمة؛ " * 12
    german = "Größere Störung; Überprüfung, „Maßnahmen“ \\ 😀 " * 12
    text = f"""\
# content/countries/de.yml
locales: [de, ar]
# content/services.yml
portal: {{name: P}}
# status/works/maintenance.yml
title: {{de: '{german.strip()}', ar: '{arabic.strip()}'}}
starts: 2023-01-10 08:00
ends: 2023-01-10 12:00
services: [portal]
"""
    for edition, title in (("de/de", german), ("de/ar", arabic)):
        content = _bytes(tmp_path, text, edition)
        _lines(content)
        assert _event(content)["SUMMARY"] == title.strip()
        assert vobject.readOne(content.decode()).vevent.summary.value == title.strip()


def test_a_text_is_plain_and_cannot_end_its_line(tmp_path: Path) -> None:
    text = (
        SITE.replace("fr: Travaux", r'fr: "Tra\u2028vaux\nSTATUS:CANCELLED"')
        + "text:\n  fr: |\n    Voir *la* [liste](https://example.org/?a=1&b=2) &\n    la suite.\n\n"
        "    - un\n    - [deux](services)\n  de: Text\n"
    )
    write_site(tmp_path, text)
    config = (tmp_path / "mkdocs.yml").read_text("utf-8")
    config = config.replace("- site_builder", "- site_builder: {outputs: [calendar]}")
    (tmp_path / "mkdocs.yml").write_text(config, "utf-8")
    content = (build_site(tmp_path) / "lu/fr/maintenance.ics").read_bytes()
    _lines(content)
    event = _event(content)
    assert event["SUMMARY"] == "Tra vaux STATUS:CANCELLED"
    assert event["STATUS"] == "CONFIRMED"
    assert (
        "Voir la liste (https://example.org/?a=1&b=2) & la suite.\n\n- un\n"
        "- deux (https://status.example.org/info/lu/fr/services/)\n\n"
    ) in event["DESCRIPTION"]


def test_a_site_without_address_has_a_calendar_without_links(tmp_path: Path) -> None:
    write_site(tmp_path, SITE + "text: {fr: 'Voir [ici](services).', de: Text}\n")
    config = (tmp_path / "mkdocs.yml").read_text("utf-8")
    lines = [line for line in config.splitlines(True) if not line.startswith("site_url")]
    (tmp_path / "mkdocs.yml").write_text("".join(lines), "utf-8")
    event = _event((build_site(tmp_path) / "lu/fr/maintenance.ics").read_bytes())
    assert "URL" not in event
    assert event["DESCRIPTION"].endswith("Voir ici.")


def test_a_time_zone_begins_its_times_at_the_moments_it_does(tmp_path: Path) -> None:
    content = _bytes(tmp_path, SITE.replace("2023-01-10", "2023-07-10"))
    zone: Any = icalendar.Calendar.from_ical(content).walk("VTIMEZONE")[0]
    # RFC 5545 3.6.5: an onset is written in the time that held before it.
    assert [(part.name, part["DTSTART"].dt) for part in zone.subcomponents] == [
        ("STANDARD", datetime(2023, 1, 1)),
        ("DAYLIGHT", datetime(2023, 3, 26, 2)),
        ("STANDARD", datetime(2023, 10, 29, 3)),
    ]
    # The library keeps the first zone of a name that it has read in this process.
    vars(vobject.icalendar)["__tzidMap"].pop("Europe/Luxembourg", None)
    other = vobject.readOne(content.decode()).vevent
    assert other.dtstart.value == datetime(2023, 7, 10, 6, tzinfo=UTC)


def test_every_calendar_of_the_shipped_site_parses(shipped: Path) -> None:
    calendars = sorted(shipped.glob("*/*/maintenance.ics"))
    assert len(calendars) == len(list(shipped.glob("*/*/index.html")))
    for path in calendars:
        content = path.read_bytes()
        _lines(content)
        events = _events(content)
        others = getattr(vobject.readOne(content.decode()), "vevent_list", [])
        assert [str(e["UID"]) for e in events] == [other.uid.value for other in others]
        assert all(event["DTSTAMP"].dt <= datetime(2022, 12, 31, tzinfo=UTC) for event in events)
