"""`site-builder add`: files of new entries, and changes of entries."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import Result

from tests.sites import run_command, write_site

SITE = """\
# content/site.yml
time_zone: Europe/Luxembourg
source: fr
# content/countries/lu.yml
# Luxembourg first.
locales: [fr, de-LU]   # two
# content/countries/pt.yml
locales: [pt]
time_zone: Europe/Lisbon
# content/services.yml
portal: {name: {fr: Portail}}
mail: {name: {fr: E-mail}}
# content/faq/categories.yml
data: {fr: Vos données}
# content/faq/data/known.yml
question: {fr: Connu ?}
answer: {fr: Oui.}
updated: 2026-11-01
# status/outage/incident.yml
title: {fr: Panne}
started: 2026-11-01
services: {portal: major_outage}
# status/outage/2026-11-01.yml
status: identified
published: 2026-11-01 09:00
services: {portal: partial_outage, mail: operational}
text: {fr: Texte}
# status/outage/2026-11-02.yml
published: 2026-11-02 09:00
text: {fr: Texte}
"""
NOON = "1794308400"
"""10 November 2026, 11:00 in UTC, 12:00 in Luxembourg, 11:00 in Lisbon, in seconds since 1970."""


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", NOON)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return write_site(tmp_path, SITE)


def add(root: Path, *arguments: str) -> Result:
    return run_command("add", "-f", str(root / "mkdocs.yml"), *arguments)


def added(root: Path, *arguments: str) -> list[str]:
    """The files that a command wrote or changed."""
    result = add(root, *arguments)
    assert result.exit_code == 0, result.output
    return re.findall(r"^(?:Wrote|Changed) (.*)$", result.stdout, re.MULTILINE)


def value(root: Path, path: str) -> Any:
    return yaml.safe_load((root / path).read_text("utf-8"))


def problems(root: Path) -> set[str]:
    result = run_command("check", "-f", str(root / "mkdocs.yml"), "--format", "json")
    return {f"{p['code']} {p['file']}" for p in json.loads(result.stdout)}


def test_an_update_starts_from_the_one_before(site: Path) -> None:
    assert added(site, "update") == ["status/outage/2026-11-10.yml"]
    update = value(site, "status/outage/2026-11-10.yml")
    assert update["draft"] is True
    assert update["status"] == "identified"
    assert str(update["published"]) == "2026-11-10 12:00"
    assert update["services"] == {"portal": "partial_outage", "mail": "operational"}
    assert list(update["text"]) == ["fr", "de", "pt"]
    assert problems(site) == set()


def test_updates_of_one_day_are_numbered(site: Path) -> None:
    names = [added(site, "update")[0] for _ in range(3)]
    assert names[1:] == ["status/outage/2026-11-10-2.yml", "status/outage/2026-11-10-3.yml"]
    (site / "status/outage/2026-11-10-9.fr.md").write_text("x", "utf-8")
    assert added(site, "update", "outage") == ["status/outage/2026-11-10-10.yml"]


def test_an_update_of_one_country_has_its_time_and_its_languages(site: Path) -> None:
    incident = site / "status/outage/incident.yml"
    incident.write_text("countries: [pt]\n" + incident.read_text("utf-8").replace("fr:", "pt:"))
    added(site, "update")
    update = value(site, "status/outage/2026-11-10.yml")
    assert str(update["published"]) == "2026-11-10 11:00"
    assert list(update["text"]) == ["pt"]


def test_the_hour_that_comes_twice_has_its_offset(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1792892700")
    (path,) = added(site, "update")
    assert "published: 2026-10-25 02:45 +01:00\n" in (site / path).read_text("utf-8")
    assert not [p for p in problems(site) if p.startswith("local-time")]


@pytest.mark.parametrize("pack", [None, "cyber-attack", "closing"])
def test_a_statement_is_an_incident_with_the_six_parts(pack: str | None, site: Path) -> None:
    files = added(site, "statement", *(["--pack", pack] if pack else []))
    folder = pack or "incident"
    assert sorted(files) == [f"status/{folder}/2026-11-10.yml", f"status/{folder}/incident.yml"]
    assert value(site, files[0])["draft"] is True
    text = value(site, f"status/{folder}/2026-11-10.yml")["text"]
    assert {"fr", "de"} <= set(text)
    assert text["fr"].count("**") == 10
    assert problems(site) == set()
    again = added(site, "statement", *(["--pack", pack] if pack else []))
    assert f"status/{folder}-2/incident.yml" in again


def test_other_entries_are_drafts_that_pass(site: Path) -> None:
    assert added(site, "question", "data/¿Qué pasó?") == ["content/faq/data/que-paso.yml"]
    assert list(value(site, "content/faq/data/que-paso.yml")["question"]) == ["fr", "de", "pt"]
    window = ["--starts", "2026-12-01 22:00", "--ends", "2026-12-02", "--service", "portal"]
    assert added(site, "maintenance", "Straße", *window) == ["status/strasse/maintenance.yml"]
    assert str(value(site, "status/strasse/maintenance.yml")["starts"]) == "2026-12-01 22:00"
    assert added(site, "country", "be=fr,nl") == ["content/countries/be.yml"]
    assert added(site, "country", "Spanien=Spanish", "--time-zone", "Europe/Madrid")
    assert problems(site) == set()


def test_a_language_goes_to_the_others_and_comments_stay(site: Path) -> None:
    assert added(site, "language", "lu", "en") == ["content/countries/lu.yml"]
    text = (site / "content/countries/lu.yml").read_text("utf-8")
    assert text == "# Luxembourg first.\nlocales: [fr, de-LU, en] # two\n"


@pytest.mark.parametrize(
    "entry", ["status/outage/2026-11-01.yml", "outage/2026-11-01", "./status/outage/2026-11-01.yml"]
)
def test_a_correction_is_added_to_the_entry(entry: str, site: Path) -> None:
    added(site, "correction", entry, "--note", "Douze, pas vingt et un.")
    added(site, "correction", entry, "--note", "Treize.")
    notes = value(site, "status/outage/2026-11-01.yml")["corrections"]
    assert [note["note"] for note in notes] == [
        {"fr": "Douze, pas vingt et un."},
        {"fr": "Treize."},
    ]
    assert str(notes[0]["at"]) == "2026-11-10 12:00"


def test_a_correction_of_markdown_goes_above_its_text(site: Path) -> None:
    path = site / "content/faq/data/long.fr.md"
    path.write_text("---\nquestion: Long ?\nupdated: 2026-11-01\n---\n\nOui : [x](contact)\n")
    assert added(site, "correction", "content/faq/data/long.fr.md", "--note", "x: y") == [
        "content/faq/data/long.fr.md"
    ]
    assert path.read_text("utf-8").endswith("---\n\nOui : [x](contact)\n")
    assert "note:\n    fr: 'x: y'\n" in path.read_text("utf-8")
    assert problems(site) == set()


def test_a_correction_without_a_note_has_gaps(site: Path) -> None:
    result = add(site, "correction", "faq/data/known")
    assert "3 gaps to fill in" in result.stdout
    assert problems(site) == {"placeholder content/faq/data/known.yml"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["update", "outag"], "Unknown incident “outag”. Did you mean `outage`?"),
        (["question", "dat/x"], "has no category “dat”. Did you mean `data`?"),
        (["question", "data/known"], "content/faq/data/known.yml exists already."),
        (["question", "data/数据"], "“数据” is not a valid name."),
        (["statement", "--id", "outage"], "status/outage/ exists."),
        (["country", "lu=fr"], "content/countries/lu.yml exists already."),
        (["country", "es=es"], "several time zones"),
        (["language", "lu", "fr"], "lu has French already."),
        (["language", "be", "fr"], "`site-builder add country be=fr`"),
        (["language", "lu", "frensh"], "“frensh” is not a language."),
        (["correction", "faq/data/known", "--claim", "taken"], "`--claim data-taken=some`"),
        (["correction", "faq/data/known", "--country", "lu"], "Leave out `--country`"),
        (["correction", "outage/2026-11-3"], "Did you mean `outage/2026-11-0"),
        (
            ["maintenance", "x", "--starts", "2027", "--ends", "2026", "--service", "portal"],
            "must end after it starts",
        ),
        (
            ["maintenance", "x", "--starts", "2026", "--ends", "2027", "--service", "porta"],
            "Did you mean `portal`?",
        ),
    ],
)
def test_what_cannot_be_added_is_said(arguments: list[str], said: str, site: Path) -> None:
    before = {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}
    result = add(site, *arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert result.stderr.count("\n") == 1
    assert {path: path.read_bytes() for path in site.rglob("*") if path.is_file()} == before


def test_with_several_open_incidents_it_asks_which(site: Path) -> None:
    added(site, "statement", "--id", "second")
    assert added(site, "update") == ["status/outage/2026-11-10.yml"]
    path = site / "status/second/incident.yml"
    path.write_text(path.read_text("utf-8").replace("draft: true\n", ""), "utf-8")
    result = add(site, "update")
    assert result.exit_code == 2
    assert "Several incidents are open: outage, second." in result.stderr


def test_the_editor_gets_the_file_and_mistakes_are_said_after_it(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = site / "editor.sh"
    editor.write_text('#!/bin/sh\nsed -i "s/status: identified/status: identifed/" "$1"\n')
    editor.chmod(0o755)
    monkeypatch.setenv("EDITOR", str(editor))
    result = add(site, "update", "--edit")
    assert "“identifed”" in result.stdout
    assert "status/outage/2026-11-10.yml:2:9" in result.stdout
