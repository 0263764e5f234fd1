"""Files of translators: damage is refused with its place, what is accepted arrives whole."""

from __future__ import annotations

import os
import re
import stat
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import polib
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from site_builder.checking.examine import examine
from site_builder.translations.texts import translatables
from tests.sites import AT, run_command, write_site

SITE = """\
# content/site.yml
source: fr
# content/countries/lu.yml
locales: [fr, en]
contacts:
  # One for all.
  - {email: a@example.org, purposes: [{fr: Factures}, {fr: Données}], note: {fr: Une note.}}
# content/facts.yml
people: {value: {fr: beaucoup}}
# content/pages/about.fr.md
---
title: À propos
---

Un texte.
# content/faq/categories.yml
data:
  fr: Données   # the only one
# content/faq/data/which.fr.md
---
question: Premiers {people} mots
updated: 2022-07-03
corrections:
  - at: 2022-07-04
    note: {fr: Une erreur.}
---

Oui.
# status/outage/incident.yml
title: {fr: Panne}
started: 2022-07-01
# status/outage/2022-07-02.yml
# What we know.
status: investigating   # for now
published: 2022-07-02
title: {fr: 'Premier'}
text:
  fr: >-
    Une phrase.
"""

COMMAND = [sys.executable, "-m", "site_builder", "translations"]


def _run(root: Path, *arguments: str) -> tuple[int, str]:
    result = run_command("translations", "-f", str(root / "mkdocs.yml"), *arguments)
    assert "Traceback" not in result.output
    assert "bug" not in result.output
    return result.exit_code, result.output


def _export(root: Path, form: str = "po", name: str = "", *options: str) -> Path:
    path = root / (name or f"site.en.{'po' if form == 'po' else 'xlf'}")
    code, said = _run(root, "export", "--to", "en", "--format", form, "-o", str(path), *options)
    assert code == 0, said
    return path


def _sources(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for folder in ("content", "status")
        for path in (root / folder).rglob("*")
        if path.is_file()
    }


def _english(root: Path) -> dict[str, str | None]:
    examined = examine(root, AT)
    assert examined.reading.syntax == examined.reading.duplicates == examined.reading.types == ()
    return {t.id: t.text.by_locale.get("en") for t in translatables(examined)}  # type: ignore[call-overload]


def _fill(path: Path, work: Mapping[str, str] | str) -> None:
    """Write a translation of each text by the French one, or the same for all."""
    catalogue = polib.pofile(str(path))
    for entry in catalogue:
        if isinstance(work, str):
            entry.msgstr = f"{work} {{people}}" if "{people}" in entry.msgid else work
        else:
            entry.msgstr = work.get(entry.msgid, "")
    catalogue.save()


def _instead(old: bytes, new: bytes) -> Callable[[bytes], bytes]:
    def change(data: bytes) -> bytes:
        assert old in data
        return data.replace(old, new, 1)

    return change


BROKEN_PO: dict[str, tuple[Callable[[bytes], bytes], str, str]] = {
    "revision date": (_instead(b"Date: 1970-01", b"Date: 1970-99"), ":5:1", "is not a valid date"),
    "word as date": (
        lambda data: re.sub(rb"Revision-Date: [^\\]*", b"Revision-Date: soon", data),
        ":6:1",
        "“soon” is not a valid date",
    ),
    "bad byte": (
        _instead(b'"Word"', b'"W\xe9rd"'),
        ":10",
        "This byte is not valid UTF-8. Save the file as",
    ),
    "utf-16": (lambda data: data.decode().encode("utf-16"), ":1:1", "This file is UTF-16."),
    "utf-16 bare": (lambda data: data.decode().encode("utf-16-le"), ":", "Save the file as UTF-8."),
    "utf-32": (lambda data: data.decode().encode("utf-32"), ":1:1", "This file is UTF-32."),
    "charset": (_instead(b"=utf-8", b"=iso-8859-1"), ":11:1", "declares the encoding iso-8859-1."),
    "no charset": (_instead(b"=utf-8", b"=klingon"), ":11:1", "declares the encoding klingon."),
    "plural": (_instead(b'msgstr "Word"', b'msgstr[99999999] "Word"'), ":1", "no plural forms"),
    "plural 0": (_instead(b'msgstr "Word"', b'msgstr[0] "Word"'), ":1", "no plural forms"),
    "half": (lambda data: data[: len(data) // 2], ":", "The file ends in the middle of this line."),
    "last quote": (
        lambda data: data[: data.rindex(b'"')],
        ":",
        "The file ends in the middle of this line.",
    ),
    "last text": (lambda data: data[: data.rindex(b"msgstr")], ":", "This entry has no `msgstr`"),
    "last entry": (
        lambda data: data[: data.rindex(b"#.")],
        ":",
        "The file contains only 12 of the 13",
    ),
    "header": (lambda data: data[:300], ":", "The file ends in the middle of this line."),
    "empty": (lambda data: b"", ":1:1", "The file is empty."),
    "words": (lambda data: b"hello\n", ":1:1", "is not valid in a PO file"),
    "nul": (_instead(b"Word", b"W\0rd"), ":", "NUL character"),
    "escape": (_instead(b'"Word"', b'"W\\qrd"'), ":", "Write `\\\\` for a backslash."),
    "quote": (_instead(b'"Word"', b'"W"rd"'), ":", 'Write `\\"`.'),
    "twice": (
        _instead(b'msgstr "Word"', b'msgstr "Word"\nmsgstr "W"'),
        ":",
        "This entry has a second “msgstr”.",
    ),
    "language": (_instead(b"Language: en", b"Language: de"), " says that it is in German", ""),
}


@pytest.mark.parametrize("name", BROKEN_PO)
def test_a_damaged_po_file_is_one_line_with_its_place(name: str, tmp_path: Path) -> None:
    root = write_site(tmp_path, SITE)
    path = _export(root)
    _fill(path, "Word")
    change, place, message = BROKEN_PO[name]
    path.write_bytes(change(path.read_bytes()))
    before = _sources(root)
    code, said = _run(root, "import", str(path))
    assert code == 2
    assert said.startswith(f"Error: {path}")
    assert place in said
    assert message in said
    assert said.count("\n") == 1
    assert _sources(root) == before


@given(st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_po_file_with_any_damage_is_read_whole_or_refused(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    root = write_site(tmp_path_factory.mktemp("site"), SITE)
    path = _export(root)
    _fill(path, "Word")
    content = path.read_bytes()
    start = data.draw(st.integers(0, len(content)))
    length = data.draw(st.integers(0, 40))
    put = data.draw(st.binary(max_size=6))
    path.write_bytes(content[:start] + put + content[start + length :])
    before = _sources(root)
    code, said = _run(root, "import", "--to", "en", str(path))
    if code == 2:
        assert _sources(root) == before
        assert said.count("\n") == 1
    _english(root)


@pytest.mark.parametrize("ends", [b"\n", b"\r\n"])
@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
def test_a_po_file_of_an_editor_of_windows_is_read(bom: bytes, ends: bytes, tmp_path: Path) -> None:
    root = write_site(tmp_path, SITE)
    path = _export(root)
    _fill(path, {"Panne": "Outage"})
    path.write_bytes(bom + path.read_bytes().replace(b"\n", ends))
    assert "1 written, 0 refused" in _run(root, "import", str(path))[1]


def _xliff(root: Path) -> bytes:
    tree = etree.fromstring(_export(root, "xliff").read_bytes())
    for target in tree.iter("{*}target"):
        target.text = "Word"
        target.set("state", "final")
    return bytes(etree.tostring(tree, xml_declaration=True, encoding="UTF-8"))


_BOMB = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
BROKEN_XLIFF: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "bomb": (_instead(b"<xliff", _BOMB + b"<xliff"), "The file has a DOCTYPE declaration"),
    "file": (
        _instead(b"<xliff", b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><xliff'),
        "The file has a DOCTYPE declaration",
    ),
    "parameter": (
        _instead(b"<xliff", b'<!DOCTYPE x [<!ENTITY % a SYSTEM "http://127.0.0.1:1/"> %a;]><xliff'),
        "The file has a DOCTYPE declaration",
    ),
    "dtd": (
        _instead(b"<xliff", b'<!DOCTYPE xliff SYSTEM "http://127.0.0.1:1/x.dtd"><xliff'),
        "The file has a DOCTYPE declaration",
    ),
    "utf-16": (
        lambda data: ("<!DOCTYPE x>" + data.decode()[38:]).encode("utf-16"),
        "The file has a DOCTYPE declaration",
    ),
    "utf-7": (
        lambda data: b'<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE x+AD4-<xliff/>',
        "The file has a DOCTYPE declaration",
    ),
    "half": (lambda data: data[: len(data) // 2], "or is incomplete"),
    "last": (lambda data: data[:-5], "or is incomplete"),
    "encoding": (_instead(b"UTF-8", b"klingon"), "Unsupported encoding"),
    "bad byte": (_instead(b"Une", b"\xff\xfe"), "The file is not valid XML"),
    "empty": (lambda data: b"", "The file is not valid XML"),
    "deep": (lambda data: b"<a>" * 100_000, "The file is not valid XML"),
    "other": (lambda data: b"<html/>", "The file has no `trans-unit`"),
    "entity": (_instead(b"Word", b"&nbsp;"), "The file is not valid XML"),
}


@pytest.mark.parametrize("name", BROKEN_XLIFF)
def test_a_damaged_or_hostile_xliff_file_is_one_line_with_its_place(
    name: str, tmp_path: Path
) -> None:
    root = write_site(tmp_path, SITE)
    path = root / "site.en.xlf"
    change, message = BROKEN_XLIFF[name]
    path.write_bytes(change(_xliff(root)))
    before = _sources(root)
    code, said = _run(root, "import", str(path))
    assert code == 2
    assert re.match(rf"Error: {re.escape(str(path))}:\d+:\d+: the file cannot be read\. ", said)
    assert message in said
    assert said.count("\n") == 1
    assert _sources(root) == before


@pytest.mark.parametrize("id", ["../../evil", "/etc/passwd", "content/../../evil", "\x1b[31m"])
def test_no_file_outside_the_site_is_named_by_a_translators_file(id: str, tmp_path: Path) -> None:
    root = tmp_path / "deep/site"
    root.mkdir(parents=True)
    write_site(root, SITE)
    path = _export(root)
    _fill(path, "Word")
    content = path.read_text("utf-8")
    path.write_text(content.replace('msgctxt "content', f'msgctxt "{id}'), "utf-8")
    files = {file for file in tmp_path.rglob("*") if root not in file.parents}
    code, said = _run(root, "import", str(path))
    assert code == 1
    assert "This text no longer exists." in said or "This text no longer exists" in said
    assert "\x1b" not in said
    assert {file for file in tmp_path.rglob("*") if root not in file.parents} == files
    for locale in ("../x", "en/../../x", "."):
        assert _run(root, "import", str(path), "--to", locale)[0] == 2


@pytest.mark.parametrize("kind", ["pipe", "device", "folder", "missing"])
def test_what_is_no_file_is_not_read(kind: str, tmp_path: Path) -> None:
    root = write_site(tmp_path, SITE)
    path = root / "site.en.po"
    make: dict[str, Callable[[], None]] = {
        "pipe": lambda: os.mkfifo(path),
        "device": lambda: path.symlink_to("/dev/zero"),
        "folder": path.mkdir,
        "missing": lambda: None,
    }
    make[kind]()
    assert _run(root, "import", str(path))[0] in (1, 2)
    if kind == "folder":
        assert _run(root, "export", "--to", "en", "-o", str(path))[0] == 1


_PIECES = st.sampled_from(
    (
        *("a", "? ", "- ", ": ", " #", "#", "{{", "}}", "[", "]", "'", '"', "\\", "%", "@", "`"),
        *(">", "|", "&", "*", "!", "no", "12", "1.5", "~", "null", "—", "<b>", "---", "...", "="),
        *("<<", "?", ",", "数据", "\t", "\n", "\n\n", "  ", "\u00a0", "\x85", "\u2028"),
        *("\x0b", "\x1b", "<!-- x -->"),
    )
)


@given(st.lists(st.lists(_PIECES, min_size=1, max_size=5).map("".join), min_size=13, max_size=13))
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_what_was_accepted_is_what_is_written(
    tmp_path_factory: pytest.TempPathFactory, targets: list[str]
) -> None:
    root = write_site(tmp_path_factory.mktemp("site"), SITE)
    path = _export(root)
    catalogue = polib.pofile(str(path))
    sent = {}
    for entry, target in zip(catalogue, targets, strict=True):
        entry.msgstr = f"{{people}} {target}" if "{people}" in entry.msgid else target
        sent[entry.msgctxt] = entry.msgstr
    catalogue.save()
    code, said = _run(root, "import", str(path))
    assert code in (0, 1), said
    refused = set(re.findall("^refused  (.*)$", said, re.MULTILINE))
    assert (code == 1) == bool(refused)
    arrived = _english(root)
    for id, target in sent.items():
        if id not in refused and target.strip():
            assert arrived[id] == target.strip(), id
        elif target.strip():
            assert arrived[id] is None
    for name, before in _sources(write_site(tmp_path_factory.mktemp("as it was"), SITE)).items():
        for line in before.decode().splitlines():
            if "#" in line:
                assert line in (root / name).read_text("utf-8")


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("Two\u0085lines", "The translation contains the control character U+0085."),
        ("Two\u2028lines", "The translation contains the control character U+2028."),
        ("Two\u000blines", "The translation contains the control character U+000B."),
        ("Some\u001b[31m", "The translation contains the control character U+001B."),
        (
            "Some <!-- lawyers --> words",
            "The translation contains a comment, which readers never see.",
        ),
        ("Two\nlines", "The translation must be on one line."),
    ],
)
def test_a_line_break_that_only_some_programs_know_is_refused(
    target: str, reason: str, tmp_path: Path
) -> None:
    root = write_site(tmp_path, SITE)
    path = _export(root)
    _fill(path, {"Panne": target, "Premier": "First"})
    code, said = _run(root, "import", str(path))
    assert code == 1
    assert f"refused  status/outage/incident#title\n         {reason}" in said
    assert "1 written, 1 refused" in said


@pytest.mark.parametrize("target", ["First {people} words", "? So {people}", "- {people}: #1"])
def test_the_title_of_a_markdown_file_keeps_its_braces(target: str, tmp_path: Path) -> None:
    root = write_site(tmp_path, SITE)
    path = _export(root)
    _fill(path, {"Premiers {people} mots": target})
    assert "1 written, 0 refused" in _run(root, "import", str(path))[1]
    assert _english(root)["content/faq/data/which#question"] == target


def test_a_note_in_front_matter_goes_into_its_own_place(tmp_path: Path) -> None:
    root = write_site(tmp_path, SITE)
    path = _export(root)
    _fill(path, {"Une erreur.": "A mistake."})
    assert "1 written, 0 refused" in _run(root, "import", str(path))[1]
    text = (root / "content/faq/data/which.fr.md").read_text("utf-8")
    assert "    note: {fr: Une erreur., en: A mistake.}\n" in text


@pytest.mark.parametrize("ends", ["\r\n", "\n", "mixed"])
def test_a_file_keeps_its_mode_its_line_ends_and_its_mark(ends: str, tmp_path: Path) -> None:
    root = write_site(tmp_path, SITE)
    path = _export(root)
    _fill(path, "Word" if ends != "mixed" else {"Une phrase.": "A sentence."})
    update = root / "status/outage/2022-07-02.yml"
    for file in (*_sources(root), "content/translations.lock"):
        if not (root / file).exists():
            (root / file).write_bytes(b"{}\n")
        data = (root / file).read_bytes()
        if ends == "mixed":
            data = data.replace(b"\n", b"\r\n", 2)
        else:
            data = data.replace(b"\n", ends.encode())
        (root / file).write_bytes(b"\xef\xbb\xbf" + data.rstrip(b"\r\n"))
        (root / file).chmod(0o664)
    before = update.read_bytes()
    assert "0 refused" in _run(root, "import", str(path))[1]
    for file, data in _sources(root).items():
        if file.endswith((".en.md", ".lock")):
            continue
        assert stat.S_IMODE((root / file).stat().st_mode) == 0o664
        assert data.startswith(b"\xef\xbb\xbf"), file
        if ends != "mixed":
            assert data.count(b"\r\n") == (data.count(b"\n") if ends == "\r\n" else 0), file
    after = update.read_bytes()
    if ends == "mixed":
        assert after == before + b"\n  en: A sentence."
    made = root / "content/pages/about.en.md"
    if made.exists():
        mask = os.umask(0)
        os.umask(mask)
        assert stat.S_IMODE(made.stat().st_mode) == 0o666 & ~mask
    assert not [file for file in root.rglob(".*") if file.is_file()]


@pytest.mark.parametrize("command", ["import", "export", "lock"])
def test_a_full_disk_leaves_every_file_as_it_was(command: str, tmp_path: Path) -> None:
    root = write_site(tmp_path, SITE)
    path = _export(root)
    _fill(path, {"Panne": "Outage", "Premier": "First"})
    before = {file: file.read_bytes() for file in root.rglob("*") if file.is_file()}
    options = {"import": [str(path)], "export": ["--to", "en", "-o", str(path)], "lock": []}
    done = subprocess.run(
        ["sh", "-c", 'ulimit -f 0; exec "$@"', "sh", *COMMAND, command, *options[command]],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr == "Error: File too large.\n"
    assert {file: file.read_bytes() for file in root.rglob("*") if file.is_file()} == before


@pytest.mark.parametrize("form", ["po", "xliff"])
def test_a_second_export_carries_over_what_a_translator_has_done(form: str, tmp_path: Path) -> None:
    root = write_site(tmp_path, SITE)
    path = _export(root, form)
    text = path.read_text("utf-8")
    if form == "po":
        _fill(path, {"Panne": "Outage", "Premier": "First", "Une note.": "A note."})
    else:
        for source, target in (("Panne", "Outage"), ("Premier", "First"), ("Une note.", "A note.")):
            text = re.sub(
                rf'(<source>{source}</source>\s*)<target state="new"(?:/>|></target>)',
                rf'\1<target state="final">{target}</target>',
                text,
            )
        path.write_text(text, "utf-8")
    incident = root / "status/outage/incident.yml"
    incident.write_text(incident.read_text("utf-8").replace("Panne", "Grande panne"), "utf-8")
    code, said = _run(root, "export", "--to", "en", "--format", form, "-o", str(path))
    assert code == 0
    assert "(13 missing, 0 stale, 3 with translations from the earlier file)" in said
    # Work on an older source is kept, but is to be looked at again.
    assert (
        "2 written, 0 refused, 0 unchanged, 11 not translated."
        in _run(root, "import", str(path))[1]
    )
    assert "Outage" in path.read_text("utf-8")
    # What the site has by now need not be in the file any more.
    assert (
        "1 with translations"
        in _run(root, "export", "--to", "en", "--format", form, "-o", str(path))[1]
    )
    assert "Outage" in path.read_text("utf-8")


@pytest.mark.parametrize("kind", ["gone", "damaged", "other language", "words"])
def test_an_export_never_destroys_a_translators_work(kind: str, tmp_path: Path) -> None:
    root = write_site(tmp_path, SITE)
    path = _export(root)
    _fill(path, {"Panne": "Outage", "Premier": "First"})
    if kind == "gone":
        update = root / "status/outage/2022-07-02.yml"
        update.write_text(
            update.read_text("utf-8").replace("title: {fr: 'Premier'}\n", ""), "utf-8"
        )
    elif kind == "damaged":
        path.write_bytes(path.read_bytes()[:-3])
    elif kind == "other language":
        path.write_bytes(path.read_bytes().replace(b"Language: en", b"Language: de"))
    else:
        path.write_text("my notes", "utf-8")
    before = path.read_bytes()
    code, said = _run(root, "export", "--to", "en", "-o", str(path))
    assert code in (1, 2)
    assert said.startswith(f"Error: {path}")
    assert said.count("\n") == 1
    assert path.read_bytes() == before


def test_an_export_goes_through_a_link_and_into_a_pipe(tmp_path: Path) -> None:
    root = write_site(tmp_path, SITE)
    (root / "link.po").symlink_to(root / "real.po")
    _export(root, "po", "link.po")
    assert (root / "link.po").is_symlink()
    assert b"msgctxt" in (root / "real.po").read_bytes()
    done = subprocess.run(
        [*COMMAND, "export", "--to", "en", "-o", "/dev/stdout"],
        cwd=root,
        capture_output=True,
        check=True,
    )
    assert b"msgctxt" in done.stdout
    assert _run(root, "export", "--to", "en", "-o", str(root / "nowhere/site.en.po"))[0] == 1
    assert not (root / "nowhere").exists()
