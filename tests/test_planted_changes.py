"""Silent changes and lost addresses, planted in the case and in the example of 22 countries.

Each is found with its place, what was there before and who could see it. Nothing else is.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from site_builder.checking.examine import examine
from site_builder.checking.rules import silent_change, would_vanish
from site_builder.editions.selection import build_editions
from site_builder.model.problem import Problem
from site_builder.model.seen import NEVER_PUBLIC, EditionRecord
from site_builder.pages.voice import Voice
from site_builder.record.compared import compare
from site_builder.record.since_published import WrittenRecords, compare_site
from tests.conftest import ROOT, copy_example, copy_shipped

AT = datetime(2026, 11, 30, tzinfo=UTC)
ATTACK = "status/2022-07-25-cyber-attack"
INCIDENT = "status/2026-10-27-data-incident"
OUTAGE = "status/2026-10-12-cloud-outage"


@dataclass(frozen=True, slots=True)
class Planted:
    """An edit of a file, or its deletion if `old` is empty; where and what the message must say."""

    file: str
    old: str
    new: str
    place: str
    said: tuple[str, ...]


WHICH = "content/faq/data/which-data.yml"
ABOUT = f"{ATTACK}/2022-09-28.fr.md"
CASE = (
    Planted(
        "content/facts.yml", "146000", "164000", WHICH, ("A figure", "“146\u202f000” has become")
    ),
    Planted(ABOUT, "as_of: 2022-09-28", "as_of: 2022-09-27", ABOUT, ("A date", "(lu/fr")),
    Planted(
        ABOUT, "phone: degraded", "phone: partial", ABOUT, ("The state of a service", "(lu/fr")
    ),
    Planted(
        f"{ATTACK}/2022-08-22.yml", "", "", f"{ATTACK}/2022-08-22", ("2022-08-22 is public in",)
    ),
    Planted(WHICH, "", "", "content/faq/data/which-data", ("faq/data/which-data is public in",)),
    Planted(
        "content/countries/nl.yml",
        "locales: [nl, en-GB]",
        "locales: [nl]",
        "content/countries/nl.yml",
        ("The edition nl/en-GB is public",),
    ),
)
CREDIT = "content/faq/heating/credit.yml"
NEWS = f"{INCIDENT}/2026-11-11.yml"
EXAMPLE = (
    Planted("content/facts.yml", "97 %", "79 %", f"{OUTAGE}/", ("A figure", "has become")),
    Planted(CREDIT, "Januarrechnung", "Februarrechnung", CREDIT, ("The words", "de/de")),
    Planted(NEWS, "passwords: none", "passwords: some", NEWS, ("“none” has become “some”", "ch/")),
    Planted(
        f"{INCIDENT}/2026-11-13-switzerland.yml",
        "",
        "",
        f"{INCIDENT}/2026-11-13-switzerland",
        ("2026-11-13-switzerland is public in ch/de",),
    ),
    Planted(
        f"{OUTAGE}/2026-10-15-brazil.yml",
        "countries:",
        "draft: true\ncountries:",
        f"{OUTAGE}/2026-10-15-brazil.yml",
        ("2026-10-15-brazil is public in br/pt-BR",),
    ),
    Planted(
        "content/countries/il.yml",
        "locales: [he, ar]",
        "locales: [he]",
        "content/countries/il.yml",
        ("The edition il/ar is public",),
    ),
)


def _found(root: Path, planted: Planted) -> list[Problem]:
    before = WrittenRecords.of(examine(root, AT).catalogue, AT)
    path = root / planted.file
    if planted.old:
        text = path.read_text("utf-8")
        assert planted.old in text
        path.write_text(text.replace(planted.old, planted.new), "utf-8")
    else:
        path.unlink()
    examined = examine(root, AT)
    examined = replace(examined, compared=compare_site(examined.catalogue, AT, before))
    checks = (silent_change.CHECK, would_vanish.CHECK)
    return [problem for check in checks for problem in check.problems(examined)]


def _is_told(problems: list[Problem], planted: Planted) -> bool:
    return any(
        problem.place.file.startswith(planted.place)
        and all(words in problem.message for words in planted.said)
        for problem in problems
    )


@pytest.mark.parametrize("planted", CASE)
def test_what_is_planted_in_the_case_is_found(planted: Planted, tmp_path: Path) -> None:
    copy_shipped(tmp_path)
    problems = _found(tmp_path, planted)
    assert _is_told(problems, planted), [(p.place.file, p.message) for p in problems]


@pytest.mark.parametrize("planted", EXAMPLE)
def test_what_is_planted_in_the_example_is_found(planted: Planted, tmp_path: Path) -> None:
    root = tmp_path / "nordlicht"
    copy_example(root)
    problems = _found(root, planted)
    assert _is_told(problems, planted), [(p.place.file, p.message) for p in problems]


@pytest.mark.parametrize("site", [".", "examples/nordlicht", "examples/postwherry"])
def test_time_alone_changes_nothing_silently(site: str) -> None:
    """What appears, is answered, superseded or corrected as days pass is no change of a text."""
    catalogue = examine(ROOT / site, AT).catalogue
    dates = [update.released.start for i in catalogue.incidents for update in i.updates]
    dates += [question.updated.start for question in catalogue.questions]
    known: dict[str, EditionRecord] = {}
    moments = sorted({date + timedelta(days=1) for date in dates if date < AT})
    some = moments[:: max(1, len(moments) // 12)]
    for at in (*some, AT, AT + timedelta(days=900)):
        for edition in build_editions(catalogue, at):
            compared = compare(Voice.of(edition), known.get(edition.address, NEVER_PUBLIC))
            assert compared.silent == ()
            assert compared.gone == ()
            known[edition.address] = compared.record
    assert len(known) > 3
