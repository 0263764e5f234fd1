"""Sign-off: `approve`, what `check` refuses without it, and `proof`."""

from __future__ import annotations

import io
import subprocess
import zipfile
from pathlib import Path

import pytest
from docx import Document
from lxml.html import fromstring

from site_builder.language.word_marks import marked_words
from tests.sites import build_site, run_command, write_site

SITE = """\
# content/site.yml
time_zone: Europe/Luxembourg
approvals: {kinds: [update], countries: [lu], since: 2022-07-26}
# content/countries/lu.yml
locales: [fr, de]
# content/countries/be.yml
locales: [nl]
# content/countries/il.yml
locales: [he]
# status/outage/incident.yml
title: {fr: Panne, de: Störung}
started: 2022-07-20
# status/outage/2022-07-20.yml
status: investigating
published: 2022-07-20
text: {fr: Avant que la règle existe.}
# status/outage/2022-07-27.yml
published: 2022-07-27
countries: [be]
source: fr
text: {fr: Pour la Belgique seule.}
# status/outage/2022-07-28.yml
published: 2022-07-28 09:00
text:
  fr: Douze maisons sont sans eau <b>.
  he: שתים עשרה
"""
UPDATE = "status/outage/2022-07-28.yml"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1659088800")
    for name in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{name}_NAME", "A")
        monkeypatch.setenv(f"GIT_{name}_EMAIL", "a@b.lu")
    return write_site(tmp_path, SITE)


def codes(site: Path) -> list[str]:
    lines = run_command("check", "-f", str(site / "mkdocs.yml")).stdout.splitlines()
    return [line for line in lines if "[not-approved]" in line or line.startswith(" --> ")]


def approve(site: Path, entry: str, by: str = "Legal") -> str:
    result = run_command("approve", "-f", str(site / "mkdocs.yml"), entry, "--by", by)
    assert result.exit_code == 0, result.output
    return result.stdout


def change(site: Path, old: str, new: str, file: str = UPDATE) -> None:
    text = (site / file).read_text("utf-8")
    assert old in text
    (site / file).write_text(text.replace(old, new), "utf-8")


def test_only_what_the_site_requires_needs_an_approval(site: Path) -> None:
    said = codes(site)
    assert [line for line in said if "not-approved" in line] == [
        "error[not-approved]: Nobody has approved this text."
    ]
    assert any(UPDATE in line for line in said)


@pytest.mark.parametrize("entry", [UPDATE, "outage/2022-07-28", "./" + UPDATE])
def test_an_approval_holds_until_the_text_changes(entry: str, site: Path) -> None:
    approve(site, entry)
    assert "not-approved" not in " ".join(codes(site))
    # Comments, quotes and order say nothing else.
    change(site, "published: 2022-07-28 09:00", "# A comment.\npublished: '2022-07-28 09:00'")
    assert "not-approved" not in " ".join(codes(site))
    change(site, "Douze", "Vingt")
    assert "error[not-approved]: This text has changed since “Legal” approved it." in codes(site)
    approve(site, entry, "Management")
    assert "not-approved" not in " ".join(codes(site))
    assert (site / UPDATE).read_text("utf-8").count("digest:") == 2


def test_a_draft_needs_none_and_keeps_its_approval_when_it_goes_out(site: Path) -> None:
    change(site, "published: 2022-07-28", "draft: true\npublished: 2022-07-28")
    assert "not-approved" not in " ".join(codes(site))
    approve(site, UPDATE)
    change(site, "draft: true\n", "")
    assert "not-approved" not in " ".join(codes(site))


def test_a_build_refuses_what_was_not_approved_also_when_the_rule_is_new(site: Path) -> None:
    rule = "approvals: {kinds: [update], countries: [lu], since: 2022-07-26}\n"
    change(site, rule, "", "content/site.yml")
    build_site(site)
    change(site, "time_zone", f"{rule}time_zone", "content/site.yml")
    result = run_command("build", "-f", str(site / "mkdocs.yml"))
    assert result.exit_code == 1
    assert "Nobody has approved this text." in result.stderr


def test_who_approved_is_never_published(site: Path) -> None:
    approve(site, UPDATE, "Zacharias from Legal")
    built = build_site(site)
    for path in built.rglob("*"):
        if path.is_file():
            assert b"Zacharias" not in path.read_bytes(), path


def test_markdown_is_approved_in_its_source(site: Path) -> None:
    folder = site / "status/outage"
    (folder / "2022-07-29.fr.md").write_text("---\npublished: 2022-07-29\n---\n\nUn.\n", "utf-8")
    (folder / "2022-07-29.de.md").write_text("Eins.\n", "utf-8")
    approve(site, "status/outage/2022-07-29.de.md")
    approve(site, UPDATE)
    assert "not-approved" not in " ".join(codes(site))
    change(site, "Eins.", "Zwei.", "status/outage/2022-07-29.de.md")
    assert "not-approved" in " ".join(codes(site))


def test_an_unknown_entry_names_the_nearest(site: Path) -> None:
    result = run_command(
        "approve", "-f", str(site / "mkdocs.yml"), "status/outage/2022-07-29.yml", "--by", "x"
    )
    assert result.exit_code == 2
    assert "Did you mean `status/outage/2022-07-2" in result.stderr


def _commit(site: Path) -> None:
    for arguments in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "x"]):
        subprocess.run(["git", "-C", str(site), *arguments], check=True, capture_output=True)


def _proof(site: Path, *options: str, name: str = "proof.html") -> bytes:
    output = site / name
    result = run_command("proof", "-f", str(site / "mkdocs.yml"), "-o", str(output), *options)
    assert result.exit_code == 0, result.output
    return output.read_bytes()


def test_a_proof_shows_what_has_changed_in_every_language(site: Path) -> None:
    _commit(site)
    change(site, "Douze maisons", "Vingt maisons")
    (site / "content/pages").mkdir()
    (site / "content/pages/new.fr.md").write_text("---\ntitle: N\ndraft: true\n---\nx\n", "utf-8")
    page = fromstring(_proof(site).decode())
    assert [h.text for h in page.findall(".//h2")] == ["content/pages/new.fr.md", UPDATE]
    update = page.findall(".//section")[1]
    assert [e.text for e in update.findall(".//ins")] == ["Vingt"]
    assert [e.text for e in update.findall(".//del")] == ["Douze"]
    heads = [e.text for e in update.findall(".//th")]
    cells = [e.text_content() for e in update.findall(".//td")]
    shown = dict(zip(heads, cells, strict=True))
    assert shown["French"] == "DouzeVingt maisons sont sans eau <b>."
    assert (shown["German"], shown["Dutch"]) == ("missing", "missing")
    assert update.xpath(".//td[@lang='he']/@dir") == ["rtl"]
    assert "be, il, lu" in update.text_content()
    assert "Thu 28 Jul 2022, 09:00 CEST" in update.text_content()
    assert "A draft: it does not appear." in page.findall(".//section")[0].text_content()


def test_a_proof_of_everything_needs_no_repository(site: Path) -> None:
    approve(site, UPDATE)
    page = fromstring(_proof(site, "--all").decode())
    assert len(page.findall(".//section")) == 4
    assert page.findall(".//section//ins") == []
    assert "Approved as it is: Legal, 2022-07-29 12:00." in page.text_content()
    result = run_command("proof", "-f", str(site / "mkdocs.yml"), "-o", str(site / "p.html"))
    assert result.exit_code == 1
    assert "`--all`" in result.stderr
    assert not (site / "p.html").exists()


def test_a_proof_for_word_marks_the_same(site: Path) -> None:
    _commit(site)
    change(site, "Douze maisons", "Vingt maisons")
    content = _proof(site, name="proof.docx")
    assert zipfile.ZipFile(io.BytesIO(content)).testzip() is None
    document = Document(io.BytesIO(content))
    runs = [
        run
        for table in document.tables
        for row in table.rows
        for cell in row.cells
        for paragraph in cell.paragraphs
        for run in paragraph.runs
    ]
    assert [run.text for run in runs if run.font.strike] == ["Douze"]
    assert [run.text for run in runs if run.font.underline] == ["Vingt"]
    assert "missing" in [run.text for run in runs]


@pytest.mark.parametrize(
    ("old", "new", "marked"),
    [
        ("", "a b", [("a b", "new")]),
        ("a b", "", [("a b", "gone")]),
        ("a b c", "a x c", [("a ", "same"), ("b", "gone"), ("x", "new"), (" c", "same")]),
        (
            "数据已丢失",
            "数据未丢失",
            [("数据", "same"), ("已", "gone"), ("未", "new"), ("丢失", "same")],
        ),
    ],
)
def test_words_are_compared(old: str, new: str, marked: list[tuple[str, str]]) -> None:
    assert [(words.text, words.mark) for words in marked_words(old, new)] == marked
