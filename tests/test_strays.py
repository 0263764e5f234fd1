"""Files that would appear nowhere are named, each with the right repair."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.sites import build_site, problems_of, run_command, write_site

LU = "# content/countries/lu.yml\nlocales: [fr]\n"

CASES = {
    "2026-11-25.yml": "Move it to `status/<incident>/2026-11-25.yml`.",
    "2026-11-25-portal.fr.md": "Move it to `status/<incident>/2026-11-25-portal.fr.md`.",
    "2026-11-25.YML": "Move it to `status/<incident>/2026-11-25.yml`.",
    "incident.yml": "Move it to `status/<incident>/incident.yml`.",
    "facts.yaml": "Move it to `content/facts.yml`.",
    "content/facts.yml.txt": ("To use it, rename it to `facts.yml`. Otherwise delete it."),
    "content/site.YML": "Rename it to `site.yml`.",
    "content/site.yaml": "Rename it to `site.yml`.",
    "content/fact.yml": "Rename it to `facts.yml`.",
    "content/lu.yml": "Move it to `content/countries/lu.yml`.",
    "content/imprint.fr.md": "Move it to `content/pages/imprint.fr.md`.",
    "content/categories.yml": "Move it to `content/faq/categories.yml`.",
    "content/2026-11-25.yml": "Move it to `status/<incident>/2026-11-25.yml`.",
    "content/logo.jpg": ("Save the logo as `content/logo.svg` or `content/logo.png`."),
    "content/Logo.svg": "Rename it to `logo.svg`.",
    "content/faq/which.yml": (
        "Move it into the folder of its category: `content/faq/<category>/which.yml`."
    ),
    "content/faq/data/more/which.yml": "Move it up: `content/faq/data/which.yml`.",
    "content/faqs/data/which.yml": "Rename the folder `content/faqs` to `content/faq`.",
    "content/countries/lu.YML": "Rename it to `lu.yml`.",
    "content/pages/letter.png": (
        "Move it to `content/files/letter.png` and show it with "
        "`![What it shows](files/letter.png)`, or delete it."
    ),
    "status/outage/form.pdf": (
        "Move it to `content/files/form.pdf` and link to it with `[Its title](files/form.pdf)`, or "
        "delete it."
    ),
    "status/outage/photo.heic": (
        "Save it as `content/files/photo.png` and show it with "
        "`![What it shows](files/photo.png)`, or delete it."
    ),
    "status/outage/2026-11-25.yml.txt": (
        "To use it, rename it to `2026-11-25.yml`. Otherwise delete it."
    ),
    "status/outage/2026-11-25.fr.yml": (
        "A YAML file contains all languages: rename it to `2026-11-25.yml`. A "
        "file in one language is Markdown: `2026-11-25.fr.md`."
    ),
    "status/outage/updates/2026-11-25.yml": "Move it up: `status/outage/2026-11-25.yml`.",
    "status/2026-11-25.yml": (
        "Move it into the folder of its incident: `status/<incident>/2026-11-25.yml`."
    ),
    "status/power-cut.yml": (
        "Each incident has its own folder: move it to `status/power-cut/incident.yml`."
    ),
    "status/outage/notes.docx.doc": (
        "Texts must be in `.yml` or `.md` files: copy the text into one, then delete this file."
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_file_that_is_not_read_is_named_with_its_repair(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"")
    [problem] = problems_of(tmp_path, LU)
    assert (problem.code, problem.severity, problem.place.file) == ("stray-file", "warning", name)
    assert problem.hint == CASES[name]


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("status/outage/Incident.yml", "Rename it to `incident.yml`."),
        ("status/outage/2026-11-25.yaml", "Rename it to `2026-11-25.yml`."),
        ("status/outage/2026-11-25.dk.md", "Rename it to `2026-11-25.da.md`."),
        ("content/pages/imprint.cat.md", "Rename it to `imprint.ca.md`."),
    ],
)
def test_a_file_that_is_certainly_meant_is_an_error(name: str, hint: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"")
    [problem] = problems_of(tmp_path, LU)
    assert (problem.code, problem.hint) == ("file-name", hint)


@pytest.mark.parametrize(
    "name", ["README.md", "README.fr.md", "docker-compose.yml", "2026.txt", "notes.md", "ci.yml"]
)
def test_other_files_beside_the_site_are_no_matter_of_ours(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"")
    assert problems_of(tmp_path, LU) == ()


def test_a_folder_in_capitals_is_named(tmp_path: Path) -> None:
    (tmp_path / "Status").mkdir()
    [problem] = problems_of(tmp_path, LU)
    assert (problem.place.file, problem.hint) == ("Status", "Rename it to `status`.")


def test_a_folder_of_content_beside_the_site_is_named(tmp_path: Path) -> None:
    (tmp_path / "faq/data").mkdir(parents=True)
    (tmp_path / "faq/data/which.yml").write_bytes(b"")
    (tmp_path / "files").mkdir()
    [problem] = problems_of(tmp_path, LU)
    assert (problem.place.file, problem.hint) == ("faq", "Move it to `content/faq`.")


def test_every_build_names_a_file_beside_the_site(tmp_path: Path) -> None:
    build_site(write_site(tmp_path, LU))
    (tmp_path / "2026-11-25.yml").write_text("status: resolved\n")
    for _ in range(2):
        result = run_command("build", "-f", str(tmp_path / "mkdocs.yml"), "--at", "2022-12-31")
        assert "stray-file" in result.output
    (tmp_path / "2026-11-25.yml").unlink()
    result = run_command("build", "-f", str(tmp_path / "mkdocs.yml"), "--at", "2022-12-31")
    assert "stray-file" not in result.output


def test_what_is_no_file_is_named_and_never_opened(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    (outside / "b").mkdir(parents=True)
    (tmp_path / "site/status/a").mkdir(parents=True)
    (tmp_path / "site/status/b").symlink_to(outside / "b")
    (tmp_path / "site/status/c").symlink_to(tmp_path / "site/status/a")
    os.mkfifo(tmp_path / "site/status/a/2022-07-29.yml")
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/site/status/a/2022-07-29-caf\xe9.yml")).touch()
    found = {p.place.file: p.message for p in problems_of(tmp_path / "site", LU) if p.is_error}
    assert found == {
        "status/a/2022-07-29-caf\\udce9.yml": "This file name is not valid UTF-8.",
        "status/a/2022-07-29.yml": "This is a link or a device, not a regular file.",
        "status/b": "This link points outside the site's folder.",
        "status/c": "This is a link to a folder. The builder does not follow it.",
    }


def test_a_folder_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "status").write_bytes(b"")
    [problem] = problems_of(tmp_path, LU)
    assert (problem.place.file, problem.severity) == ("status", "error")
    assert problem.message == "This folder cannot be read: Not a directory."
