"""Texts in lists: what is added or deleted gives no text another one's translation."""

from __future__ import annotations

import json
import os
from itertools import permutations
from pathlib import Path

import polib
import pytest

from tests.sites import build_site, page, run_command, write_site

SITE = """\
# content/site.yml
source: fr
# content/countries/lu.yml
locales: [fr, de]
contacts:
{contacts}
links:
{links}
# content/faq/categories.yml
data: {{fr: Données, de: Daten}}
# content/faq/data/which.yml
question: {{fr: "Lesquelles ?", de: Welche?}}
answer: {{fr: Noms., de: Namen.}}
updated: 2022-07-01
corrections:
{corrections}
overrides:
  lu:
    answer: {{fr: Autres., de: Andere.}}
    updated: 2022-07-02
    corrections:
{overriding}
# status/outage/incident.yml
title: {{fr: Panne, de: Ausfall}}
started: 2022-07-01
# status/outage/2022-07-02.yml
status: investigating
published: 2022-07-02
text: {{fr: Texte., de: Text.}}
corrections:
{corrections}
"""
CONTACTS = (
    "  - {email: a@example.org, purposes: [{fr: Factures, de: Rechnungen}], note: {fr: U, de: V}}",
    "  - {email: a@example.org, purposes: [{fr: Autres, de: Andere}, {fr: Factures, de: Kosten}]}",
    "  - {post: {fr: Par courrier, de: Per Brief}, purposes: [{fr: Données, de: Daten}]}",
)
LINKS = (
    "  - {title: {fr: Un, de: Eins}, url: 'https://example.org/1'}",
    "  - {title: {fr: Deux, de: Zwei}, url: {fr: 'https://example.org/fr', de: 'https://example.org/de'}}",
)
CORRECTIONS = (
    "{at: 2022-07-05, note: {fr: Première., de: Erste.}}",
    "{at: 2022-07-05, note: {fr: Deuxième., de: Zweite.}}",
    "{at: 2022-07-06, note: {fr: Troisième., de: Dritte.}}",
)


def _site(
    root: Path,
    contacts: tuple[str, ...] = CONTACTS,
    links: tuple[str, ...] = LINKS,
    corrections: tuple[str, ...] = CORRECTIONS,
) -> Path:
    text = SITE.format(
        contacts="\n".join(contacts),
        links="\n".join(links),
        corrections="\n".join(f"  - {line}" for line in corrections),
        overriding="\n".join(f"      - {line}" for line in corrections),
    )
    return write_site(root, text)


def _run(root: Path, *arguments: str, code: int = 0) -> str:
    result = run_command("translations", "-f", str(root / "mkdocs.yml"), *arguments)
    assert result.exit_code == code, result.output
    return result.output


def _stale(root: Path) -> list[str]:
    result = run_command("check", "-f", str(root / "mkdocs.yml"), "--format", "json")
    found = json.loads(result.stdout)
    assert not [problem for problem in found if problem["severity"] == "error"]
    return [p["file"] for p in found if p["code"] == "stale-translation"]


@pytest.mark.parametrize("is_locked_by_position", [False, True])
def test_no_order_and_no_deletion_makes_a_translation_stale(
    is_locked_by_position: bool, tmp_path: Path
) -> None:
    root = _site(tmp_path)
    _run(root, "lock")
    if is_locked_by_position:
        _lock_by_position(root)
    for contacts in (*permutations(CONTACTS), CONTACTS[1:], CONTACTS[:1]):
        assert _stale(_site(root, contacts=contacts)) == [], contacts
    for corrections in (*permutations(CORRECTIONS), CORRECTIONS[1:], CORRECTIONS[::2]):
        assert _stale(_site(root, corrections=corrections)) == [], corrections
    assert _stale(_site(root, links=LINKS[::-1])) == []
    new = "{at: 2022-07-07, note: {fr: Nouvelle., de: Neue.}}"
    first = "  - {form: 'https://example.org', purposes: [{fr: Avant, de: Vorher}]}"
    _site(root, contacts=(first, *CONTACTS), corrections=(new, *CORRECTIONS))
    assert _stale(root) == []
    assert "stale" not in _run(root, "lock")


def _lock_by_position(root: Path) -> None:
    """Write the lock as it was before texts in lists were known by what they say."""
    path = root / "content/translations.lock"
    lock = json.loads(path.read_text("utf-8"))
    for entry, locked in lock.items():
        counted: dict[str, int] = {}
        for key in list(locked):
            shape, mark, _ = key.partition("~")
            if mark:
                first, _, rest = shape.rpartition("corrections.")
                number = counted[shape] = counted.get(shape, -1) + 1
                old = f"{first}corrections.{number}.{rest}" if first or rest == "note" else ""
                if shape.startswith("contacts"):
                    old = f"contacts.{number}.{shape.partition('.')[2]}"
                if shape.startswith("links"):
                    old = f"links.{number}.{shape.partition('.')[2]}"
                locked[old] = locked.pop(key)
        assert not any("~" in key for key in locked), entry
    path.write_text(json.dumps(lock), "utf-8")


@pytest.mark.parametrize("is_locked_by_position", [False, True])
@pytest.mark.parametrize(
    ("old", "new", "count"),
    [
        ("fr: Première.", "fr: Tout autre.", 3),
        ("fr: Données, de: Daten}]}", "fr: Tout autre, de: Daten}]}", 1),
        ("fr: Par courrier", "fr: Tout autre", 1),
        ("fr: Deux,", "fr: Tout autre,", 1),
    ],
)
def test_a_changed_source_in_a_list_makes_its_own_translation_stale(
    old: str, new: str, count: int, is_locked_by_position: bool, tmp_path: Path
) -> None:
    root = _site(tmp_path)
    _run(root, "lock")
    if is_locked_by_position:
        _lock_by_position(root)
    # Whatever else is added in front of it.
    contacts = ("  - {form: 'https://example.org', purposes: [{fr: A, de: B}]}", *CONTACTS)
    _site(
        root,
        tuple(line.replace(old, new) for line in contacts),
        tuple(line.replace(old, new) for line in LINKS),
        tuple(line.replace(old, new) for line in CORRECTIONS),
    )
    assert len(_stale(root)) == count
    # It stays so until somebody looks at it, as any other text.
    assert _run(root, "lock").count("  stale in German: ") == count
    assert len(_stale(root)) == count
    assert "older than" not in page(build_site(root), "lu/fr/faq")
    _run(root, "lock", "--accept", "all")
    assert _stale(root) == []


@pytest.mark.parametrize("ids", ["as exported", "by position"])
def test_work_comes_back_to_its_own_text_whatever_was_added_meanwhile(
    ids: str, tmp_path: Path
) -> None:
    bare = tuple(
        line.replace(", de: Erste.", "").replace(", de: Zweite.", "") for line in CORRECTIONS
    )
    root = _site(tmp_path, corrections=bare)
    path = root / "site.de.po"
    _run(root, "export", "--to", "de", "-o", str(path))
    catalogue = polib.pofile(str(path))
    work = {"Première.": "Erste.", "Deuxième.": "Zweite."}
    positions = {"Première.": 0, "Deuxième.": 1}
    assert len(catalogue) == 6
    assert len({entry.msgctxt for entry in catalogue}) == 6
    for entry in catalogue:
        entry.msgstr = work[entry.msgid]
        if ids == "by position":
            place = f"corrections.{positions[entry.msgid]}.note"
            entry.msgctxt = entry.msgctxt.partition("~")[0].replace("corrections.note", place)
    catalogue.save()
    new = "{at: 2022-07-07, note: {fr: Nouvelle.}}"
    _site(root, corrections=(new, *bare[::-1]))
    assert "6 written, 0 refused" in _run(root, "import", str(path))
    for name in ("content/faq/data/which.yml", "status/outage/2022-07-02.yml"):
        text = (root / name).read_text("utf-8")
        assert "Première., de: Erste." in text
        assert "Deuxième., de: Zweite." in text
        assert "{fr: Nouvelle.}" in text
    assert _stale(root) == []


@pytest.mark.parametrize("ids", ["as exported", "by position"])
def test_work_on_a_text_in_a_list_that_has_changed_is_refused(ids: str, tmp_path: Path) -> None:
    bare = (CORRECTIONS[0].replace(", de: Erste.", ""),)
    root = _site(tmp_path, corrections=bare)
    path = root / "site.de.po"
    _run(root, "export", "--to", "de", "-o", str(path))
    catalogue = polib.pofile(str(path))
    for entry in catalogue:
        entry.msgstr = "Erste."
        if ids == "by position":
            entry.msgctxt = entry.msgctxt.partition("~")[0].replace(
                "corrections.", "corrections.0."
            )
    catalogue.save()
    _site(root, corrections=(bare[0].replace("Première.", "Tout autre."),))
    before = (root / "status/outage/2022-07-02.yml").read_bytes()
    said = _run(root, "import", str(path), code=1)
    assert "3 refused" in said
    assert "The source has changed since the export, or the text no longer exists." in said
    assert (root / "status/outage/2022-07-02.yml").read_bytes() == before


@pytest.mark.parametrize("kind", ["folder", "pipe", "link", "nested", "latin", "list", "numbers"])
def test_a_lock_that_is_none_is_said(kind: str, tmp_path: Path) -> None:
    root = _site(tmp_path)
    lock = root / "content/translations.lock"
    data = {
        "nested": b"[" * 100_000,
        "latin": b"\xe9",
        "list": b"[]",
        "numbers": b'{"a": {"b": {"c": 1}}}',
    }
    if kind == "folder":
        lock.mkdir()
    elif kind == "pipe":
        os.mkfifo(lock)
    elif kind == "link":
        lock.symlink_to("/dev/zero")
    else:
        lock.write_bytes(data[kind])
    for command in (["check"], ["build"], ["translations", "lock"], ["translations"]):
        result = run_command(command[0], "-f", str(root / "mkdocs.yml"), *command[1:])
        assert result.exit_code == 1, command
        assert "content/translations.lock:1:1" in result.output
        assert "Restore the file from git" in result.output
