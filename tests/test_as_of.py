"""What readers saw at a moment, built again from git and the log."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from site_builder.build.past import Work, rebuild
from site_builder.notary.leaves import BadLeaf, Leaf
from site_builder.notary.log import log_of, read_log
from site_builder.notary.past import leaves_until
from site_builder.publish.attesting import content_of
from site_builder.publish.tree import files_in
from tests.sites import AT, MKDOCS, OUTAGE, build_site, run_command, write_site
from tests.test_notary import ABROAD, KEY, LOG, SIGNER, pem

EDITIONS = ("de/de", "lu/fr")
NOBODY = ("-c", "user.name=A", "-c", "user.email=a@b.lu")


def git(root: Path, *arguments: str) -> str:
    ran = subprocess.run(
        ["git", "-C", str(root), *NOBODY, *arguments], check=True, capture_output=True, text=True
    )
    return ran.stdout.strip()


def commit(root: Path, at: str, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("GIT_COMMITTER_DATE", f"{at}T12:00:00Z")
    git(root, "add", "-A")
    git(root, "commit", "-q", "--allow-empty", "-m", at)
    return git(root, "rev-parse", "HEAD")


def keep(site: Path, folder: Path) -> dict[str, bytes]:
    """The files of the editions of a published site, as readers saw them."""
    shutil.copytree(site, folder)
    return pages(folder)


def pages(site: Path) -> dict[str, bytes]:
    return {
        path: (site / path).read_bytes()
        for path in files_in(site)
        if not path.startswith((LOG, ".site-builder"))
    }


def as_of(root: Path, moment: str, *options: str) -> tuple[int, str]:
    order = ("as-of", moment, str(root / "then"), "-f", str(root / "mkdocs.yml"), *options)
    result = run_command(*order)
    return result.exit_code, result.output


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site of two editions in git, with a key; the folder is inside its repository."""
    root = tmp_path / "info"
    root.mkdir()
    write_site(root, OUTAGE + ABROAD)
    config = MKDOCS.replace("- site_builder", "- site_builder: {notary: {key: notary.pem}}")
    (root / "mkdocs.yml").write_text(config)
    (root / "notary.pem").write_bytes(pem(KEY))
    (root / ".gitignore").write_text("/site/\n/.cache/\n/notary.pem\n/then/\n")
    git(tmp_path, "init", "-q")
    commit(tmp_path, "2022-12-28", monkeypatch)
    return root


def test_each_moment_gives_the_bytes_of_that_day(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = keep(build_site(root, "2022-12-28", "--new-log"), root.parent / "first")
    update = root / "status/outage/2022-12-29.yml"
    update.write_text("status: identified\npublished: 2022-12-29\ntext: {fr: Cause}\n")
    made = commit(root, "2022-12-29", monkeypatch)
    second = keep(build_site(root, "2022-12-29"), root.parent / "second")
    update.write_text(update.read_text().replace("Cause", "Autre cause"))
    (root / "content/countries/de.yml").unlink()
    commit(root, "2022-12-30", monkeypatch)
    build_site(root, "2022-12-30")
    assert first != second

    code, said = as_of(root, "2022-12-29")
    assert code == 0, said
    assert pages(root / "then") == second
    assert said == (
        f"de/de: byte for byte as published 2022-12-29T23:59:59Z, from commit {made[:12]}\n"
        f"lu/fr: byte for byte as published 2022-12-29T23:59:59Z, from commit {made[:12]}\n"
        f"Everything else: byte for byte as published 2022-12-29T23:59:59Z, from commit "
        f"{made[:12]}\n"
        f"Wrote {root / 'then'}: every file is byte for byte as it was published.\n"
    )
    # The person's own files, and those that they have not committed, are as they were.
    assert "Autre cause" in update.read_text()
    assert git(root, "status", "--porcelain") == ""
    checked = subprocess.run(
        ["sha256sum", "--check", "--quiet", f"{LOG}/files/lu/fr.sha256"], cwd=root / "then"
    )
    assert checked.returncode == 0

    shutil.rmtree(root / "then")
    assert as_of(root, "2022-12-28")[0] == 0
    assert pages(root / "then") == first
    code, said = as_of(root, "2022-12-28")
    assert (code, "is not empty. Name an empty or new folder." in said) == (2, True)
    shutil.rmtree(root / "then")
    assert as_of(root, "2022-12-01") == (
        1,
        "Error: Nothing was published at that moment: the log has no entry that is so old.\n",
    )
    assert not (root / "then").exists()


def leaves(root: Path) -> tuple[Leaf, ...]:
    return read_log(lambda path: content_of(root / "site" / LOG / path), SIGNER.verifier).leaves


def put_log(root: Path, leaves: Sequence[Leaf]) -> None:
    """Put a log of other entries in the place of the published one."""
    shutil.rmtree(root / "site" / LOG)
    for path, content in log_of(leaves, SIGNER).files.items():
        (root / "site" / LOG / path).parent.mkdir(parents=True, exist_ok=True)
        (root / "site" / LOG / path).write_bytes(content)


def edit(root: Path, country: str, locale: str) -> None:
    """Change a text that only one edition shows."""
    text = f"locales: [{locale}]\nlinks: [{{title: Info, url: 'https://example.org/info'}}]\n"
    (root / f"content/countries/{country}.yml").write_text(text)


def test_editions_of_different_builds_come_from_their_own_commits(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = git(root, "rev-parse", "HEAD")
    first = keep(build_site(root, "2022-12-28", "--new-log"), root.parent / "first")
    edit(root, "lu", "fr")
    edit(root, "de", "de")
    two = commit(root, "2022-12-29", monkeypatch)
    second = keep(build_site(root, "2022-12-29"), root.parent / "second")
    # As if only one of the two editions had been published from the second commit.
    put_log(root, [leaf for leaf in leaves(root) if (leaf.edition, leaf.commit) != ("de/de", two)])
    code, said = as_of(root, "2022-12-29")
    assert code == 0, said
    assert f"de/de: byte for byte as published 2022-12-28T23:59:59Z, from commit {one[:12]}" in said
    assert f"lu/fr: byte for byte as published 2022-12-29T23:59:59Z, from commit {two[:12]}" in said
    for path, content in pages(root / "then").items():
        assert content == (first if path.startswith("de/de/") else second)[path]
    assert pages(root / "then").keys() == second.keys()


def test_the_newest_build_gives_the_unchanged_editions_too(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_site(root, "2022-12-28", "--new-log")
    edit(root, "lu", "fr")
    commit(root, "2022-12-29", monkeypatch)
    site = build_site(root, "2022-12-29")
    built: list[str] = []

    def build(files: Path, at: datetime, target: Path) -> None:
        built.append(f"{at:%Y-%m-%d}")
        shutil.copytree(site, target, ignore=shutil.ignore_patterns(".well-known"))

    scratch, target = root.parent / "scratch", root.parent / "target"
    scratch.mkdir()
    work = Work(root=root, scratch=scratch, target=target, build=build, editions=EDITIONS)
    rebuilt = rebuild(work, leaves_until(leaves(root), AT))
    assert {each.leaf.built[:10] for each in rebuilt} == {"2022-12-28", "2022-12-29"}
    assert [each.wrong for each in rebuilt] == [None] * 3
    assert built == ["2022-12-29"]


def test_a_commit_is_entered_only_if_everything_is_committed(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # No build reads these.
    (root / "content/.hidden").touch()
    (root / "status/outage/2022-07-26.yml~").touch()
    (root / "other.txt").touch()
    build_site(root, "2022-12-28", "--new-log")
    edit(root, "lu", "fr")
    build_site(root, "2022-12-29")
    (root / ".gitignore").write_text("/site/\n/.cache/\n/notary.pem\n/content/countries/be.yml\n")
    edit(root, "be", "nl")
    commit(root, "2022-12-30", monkeypatch)
    build_site(root, "2022-12-30")
    assert {(leaf.built[:10], leaf.commit is None) for leaf in leaves(root)} == {
        ("2022-12-28", False),
        ("2022-12-29", True),
        ("2022-12-30", True),
    }
    code, said = as_of(root, "2022-12-29")
    assert code == 1
    assert "lu/fr: not as published 2022-12-29T23:59:59Z. Its entry names no commit, and" in said
    assert "de/de: byte for byte as published 2022-12-28T23:59:59Z" in said


def test_the_own_templates_of_a_site_must_be_committed_too(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = root / "mkdocs.yml"
    config.write_text(
        config.read_text().replace("name: material", "name: material\n  custom_dir: own")
    )
    (root / "own").mkdir()
    (root / "own/main.html").write_text('{% extends "base.html" %}')
    commit(root, "2022-12-28", monkeypatch)
    build_site(root, "2022-12-28", "--new-log")
    assert all(leaf.commit for leaf in leaves(root))
    assert as_of(root, "2022-12-28")[0] == 0
    (root / "own/main.html").write_text('{% extends "base.html" %}<!-- changed -->')
    edit(root, "lu", "fr")
    git(root, "add", "content")
    git(root, "commit", "-q", "-m", "Only the texts")
    build_site(root, "2022-12-29")
    assert leaves(root)[-1].commit is None


def test_entries_of_earlier_versions_are_rebuilt_from_the_last_commit(root: Path) -> None:
    then = keep(build_site(root, "2022-12-28", "--new-log"), root.parent / "copy")
    put_log(root, [Leaf(leaf.edition, leaf.built, leaf.files) for leaf in leaves(root)])
    code, said = as_of(root, "2022-12-31")
    assert code == 0, said
    assert pages(root / "then") == then


BROKEN = {
    "another version": (
        {"builder": "0.0.9+0123456789ab", "files": "0" * 64},
        "lu/fr: not as published 2022-12-28T23:59:59Z. Another version of site-builder, of Python "
        "or of a package built it: 0.0.9+0123456789ab. This is ",
    ),
    "the same version": ({"files": "0" * 64}, "depends on something that is not in the commit"),
    "no version": ({"builder": None, "files": "0" * 64}, "does not name the version"),
    "no such commit": (
        {"commit": "0" * 40, "files": "0" * 64},
        f"lu/fr: not as published 2022-12-28T23:59:59Z. Its entry names the commit {'0' * 40}, "
        "which this repository does not have. Fetch the whole history",
    ),
    "no commit at all": ({"commit": "--output=x"}, "Error: The log has an entry that site-builder"),
    "more than a commit": (
        {"commit": f"--output={'0' * 40}"},
        "Error: The log has an entry that site-builder cannot read.",
    ),
    "a name after it": (
        {"commit": f"{'0' * 40}^{{tree}}"},
        "Error: The log has an entry that site-builder cannot read.",
    ),
    "a path": ({"commit": "../../../../etc/passwd"}, "Error: The log has an entry that"),
    "no moment": ({"built": "soon"}, "Error: The log has an entry that site-builder cannot read."),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_wrong_entry_is_said_in_one_line(root: Path, case: str) -> None:
    build_site(root, "2022-12-28", "--new-log")
    changes, reason = BROKEN[case]
    put_log(
        root,
        [
            replace(leaf, **changes) if leaf.edition == "lu/fr" else leaf  # type: ignore[arg-type]
            for leaf in leaves(root)
        ],
    )
    code, said = as_of(root, "2022-12-31")
    assert (code, reason in said) == (1, True), said
    assert "Traceback" not in said
    if reason.startswith("Error"):
        assert said.count("\n") == 1
        assert not (root / "then").exists()
    else:
        assert "de/de: byte for byte as published" in said


def test_files_that_no_longer_build_are_said(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build_site(root, "2022-12-28", "--new-log")
    (root / "mkdocs.yml").unlink()
    bad = commit(root, "2022-12-29", monkeypatch)
    git(root, "checkout", "-q", "HEAD~1", "--", ".")
    put_log(root, [replace(leaf, commit=bad) for leaf in leaves(root)])
    code, said = as_of(root, "2022-12-31")
    assert (code, said.count("could not be built again: its commit has no mkdocs.yml.")) == (1, 3)


def test_without_a_log_nothing_is_proved(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / "mkdocs.yml").write_text(MKDOCS)
    made = commit(root, "2022-12-28", monkeypatch)
    then = keep(build_site(root, "2022-12-28"), root.parent / "copy")
    edit(root, "lu", "fr")
    commit(root, "2022-12-29", monkeypatch)
    code, said = as_of(root, "2022-12-28")
    assert code == 1
    assert pages(root / "then") == then
    assert f"from commit {made[:12]}, the last one before that moment." in said
    assert "There is no log of what was published in" in said
    assert "its digest would prove every byte" in said
    # What is yet to come is never in it.
    update = root / "status/outage/2022-12-30.yml"
    update.write_text("status: identified\npublished: 2022-12-30\ntext: {fr: Secret}\n")
    commit(root, "2022-12-28", monkeypatch)
    monkeypatch.setenv("SITE_BUILDER_CLOCK", "2022-12-29T12:00Z")
    shutil.rmtree(root / "then")
    assert as_of(root, "2100-01-01")[0] == 1
    assert not any(b"Secret" in content for content in pages(root / "then").values())
    shutil.rmtree(root / "then")
    code, said = as_of(root, "2022-12-01")
    assert (code, said) == (
        1, "Error: The site has no commit that is so old. Name a later time.\n"
    )  # fmt: skip


def test_the_log_may_be_in_a_copy_and_the_key_in_a_file(root: Path) -> None:
    then = keep(build_site(root, "2022-12-28", "--new-log"), root.parent / "copy")
    shutil.rmtree(root / "site")
    (root / "notary.pem").unlink()
    options = ("--site", str(root.parent / "copy"), "--key", str(SIGNER.verifier))
    code, said = as_of(root, "2022-12-31", *options)
    assert code == 0, said
    assert pages(root / "then") == then
    (root.parent / "copy" / LOG / "tile/0/000.p/3").unlink()
    shutil.rmtree(root / "then")
    code, said = as_of(root, "2022-12-31", *options)
    assert (code, said) == (1, f"Error: {LOG}/tile/0/000.p/3 is missing.\n")


def test_entries_with_and_without_an_origin_are_read() -> None:
    old = b'{"built":"2022-12-28T23:59:59Z","edition":"lu/fr","files":"0"}'
    assert Leaf.parse(old) == Leaf("lu/fr", "2022-12-28T23:59:59Z", "0")
    new = Leaf("lu/fr", "2022-12-28T23:59:59Z", "0", "1" * 40, "0.1.0")
    assert Leaf.parse(new.as_bytes()) == new
    for more in (b',"commit":null}', b',"commit":1}', b',"other":"x"}'):
        with pytest.raises(BadLeaf):
            Leaf.parse(old[:-1] + more)


def test_a_site_with_a_record_is_built_as_often_as_it_was(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (root / "content/site.yml").write_text("record: true\n")
    commit(root, "2022-12-28", monkeypatch)
    build_site(root, "2022-12-28", "--new-log")
    update = root / "status/outage/2022-07-26.yml"
    text = update.read_text("utf-8").replace("Texte", "Autre texte")
    note = "corrections: [{at: 2022-12-29, note: {fr: Une erreur.}}]\n"
    update.write_text(text + note)
    commit(root, "2022-12-29", monkeypatch)
    then = keep(build_site(root, "2022-12-29"), root.parent / "then")
    assert any(b"<del>" in content for content in then.values())
    (root / "status/outage/2022-12-30.yml").write_text(
        "status: resolved\npublished: 2022-12-30\ntext: {fr: Fini}\n"
    )
    commit(root, "2022-12-30", monkeypatch)
    build_site(root, "2022-12-30")
    code, output = as_of(root, "2022-12-29")
    assert code == 0, output
    assert pages(root / "then") == then
