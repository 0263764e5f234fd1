"""`site-builder undo`: back to what was published at a time, without losing anything."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from click.testing import Result

from tests.sites import OUTAGE, run_command, write_site


def git(root: Path, *arguments: str, at: str = "") -> str:
    environment = {
        "PATH": "/usr/bin:/bin:/usr/local/bin",
        "HOME": str(root),
        "GIT_AUTHOR_DATE": at,
        "GIT_COMMITTER_DATE": at,
    }
    command = ["git", "-C", str(root), "-c", "user.name=A", "-c", "user.email=a@b.lu", *arguments]
    done = subprocess.run(
        command, env=environment, capture_output=True, text=True, check=True, encoding="utf-8"
    )
    return done.stdout


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site below a repository, with commits of 10:00, 11:00 and 12:00 UTC."""
    for name in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{name}_NAME", "A")
        monkeypatch.setenv(f"GIT_{name}_EMAIL", "a@b.lu")
    git(tmp_path, "init", "--quiet")
    root = tmp_path / "site"
    root.mkdir()
    write_site(root, OUTAGE)
    (root / "notes.txt").write_text("one")
    _commit(tmp_path, "First statement", "2026-11-25T10:00:00Z")
    update = root / "status/outage/2022-07-26.yml"
    update.write_text(update.read_text("utf-8").replace("Texte", "Faux"), "utf-8")
    (root / "content/pages").mkdir()
    (root / "content/pages/é.fr.md").write_text("---\ntitle: Nouveau\n---\nx\n", "utf-8")
    (root / "notes.txt").write_text("two")
    _commit(tmp_path, "A mistake", "2026-11-25T11:00:00Z")
    (root / "content/countries/lu.yml").unlink()
    (root / "content/countries/de.yml").write_text("locales: [de]\n")
    _commit(tmp_path, "Another", "2026-11-25T12:00:00Z")
    return root


def _commit(repository: Path, message: str, at: str) -> None:
    git(repository, "add", "-A")
    git(repository, "commit", "--quiet", "-m", message, at=at)


def undo(site: Path, to: str, *options: str) -> Result:
    return run_command("undo", "-f", str(site / "mkdocs.yml"), "--to", to, *options)


def test_the_files_are_back_in_a_new_commit(site: Path) -> None:
    result = undo(site, "2026-11-25 10:30", "--yes")
    assert result.exit_code == 0, result.output
    assert "Back to “First statement”" in result.stdout
    for line in ("lu.yml: back", "de.yml: removed", "é.fr.md: removed", "07-26.yml: as before"):
        assert f"{line}\n" in result.stdout
    assert "Texte" in (site / "status/outage/2022-07-26.yml").read_text("utf-8")
    assert (site / "content/countries/lu.yml").is_file()
    assert not (site / "content/pages/é.fr.md").exists()
    # Only the site's own files go back.
    assert (site / "notes.txt").read_text() == "two"
    assert git(site, "log", "--format=%s").splitlines()[1:] == [
        "Another",
        "A mistake",
        "First statement",
    ]
    git(site, "revert", "--no-edit", "HEAD")
    assert "Faux" in (site / "status/outage/2022-07-26.yml").read_text("utf-8")


def test_without_a_yes_nothing_changes(site: Path) -> None:
    before = git(site, "rev-parse", "HEAD")
    result = undo(site, "2026-11-25 10:30")
    assert result.exit_code == 1
    assert "Nothing has changed." in result.stderr
    assert git(site, "rev-parse", "HEAD") == before
    assert git(site, "status", "--porcelain") == ""


def test_what_is_not_committed_is_not_thrown_away(site: Path) -> None:
    (site / "status/outage/2022-07-27.yml").write_text("mine")
    result = undo(site, "2026-11-25 10:30", "--yes")
    assert result.exit_code == 1
    assert "status/outage/2022-07-27.yml" in result.stderr
    assert (site / "status/outage/2022-07-27.yml").read_text() == "mine"


@pytest.mark.parametrize(
    ("to", "said"),
    [
        ("2026-11-25 09:00", "no commit that is so old"),
        ("2026-11-25 13:00", "No file of the site has changed since then."),
    ],
)
def test_times_that_lead_nowhere_are_said(to: str, said: str, site: Path) -> None:
    result = undo(site, to, "--yes")
    assert result.exit_code == 1
    assert said in result.stderr


def test_without_git_it_says_so(tmp_path: Path) -> None:
    result = undo(write_site(tmp_path, OUTAGE), "2026-11-25", "--yes")
    assert result.exit_code == 1
    assert "not a git repository" in result.stderr
