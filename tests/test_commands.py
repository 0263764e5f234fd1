"""The commands, as the people at the desk use them."""

from __future__ import annotations

import json
import os
import subprocess
import tomllib
from pathlib import Path

import click
import pytest

from site_builder.cli import main
from tests.conftest import ROOT
from tests.sites import COMMAND, OUTAGE, build_site, everything, page, run_command, write_site

NEW = ("--name", "Aqua", "--country", "group=en")
BROKEN = OUTAGE.replace("published", "publishd").replace("status:", "state:")


def test_check_lists_every_problem_as_json(tmp_path: Path) -> None:
    root = write_site(tmp_path, BROKEN)
    result = run_command("check", "-f", str(root / "mkdocs.yml"), "--format", "json")
    assert result.exit_code == 1
    assert json.loads(result.stdout) == [
        {
            "code": "unknown-key",
            "severity": "error",
            "file": "status/outage/2022-07-26.yml",
            "line": 1,
            "column": 1,
            "message": "Unknown key “state”.",
            "hint": "Did you mean `status`?",
        },
        {
            "code": "unknown-key",
            "severity": "error",
            "file": "status/outage/2022-07-26.yml",
            "line": 2,
            "column": 1,
            "message": "Unknown key “publishd”.",
            "hint": "Did you mean `published`?",
        },
    ]


def test_check_of_a_sound_site_prints_an_empty_list(tmp_path: Path) -> None:
    root = write_site(tmp_path, OUTAGE)
    result = run_command("check", "-f", str(root / "mkdocs.yml"), "--format", "json")
    assert (result.exit_code, json.loads(result.stdout)) == (0, [])


def test_check_annotates_for_github(tmp_path: Path) -> None:
    root = write_site(tmp_path, BROKEN)
    result = run_command("check", "-f", str(root / "mkdocs.yml"), "--format", "github")
    assert result.stdout.splitlines()[1] == (
        "::error file=status/outage/2022-07-26.yml,line=2,col=1,title=unknown-key::"
        "Unknown key “publishd”. Did you mean `published`?"
    )


def test_a_warning_fails_only_a_strict_check(tmp_path: Path) -> None:
    root = write_site(tmp_path, OUTAGE + "# content/notes.txt\nremember\n")
    config = str(root / "mkdocs.yml")
    assert run_command("check", "-f", config).exit_code == 0
    assert run_command("check", "-f", config, "--strict").exit_code == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "-f", "nowhere.yml"],
        ["check", "--format", "xml"],
        ["build", "-f", "nowhere.yml"],
        ["build", "--at", "yesterday"],
        ["bild"],
    ],
)
def test_misuse_exits_with_two(arguments: list[str]) -> None:
    result = run_command(*arguments)
    assert result.exit_code == 2
    assert "Traceback" not in result.output


def test_a_broken_file_leaves_the_published_site_as_it_was(tmp_path: Path) -> None:
    root = write_site(tmp_path, OUTAGE)
    before = everything(build_site(root))
    write_site(root, BROKEN)
    result = run_command("build", "-f", str(root / "mkdocs.yml"))
    assert result.exit_code == 1
    assert "Nothing was published: the site's files have 2 errors." in result.output
    assert "Did you mean `published`?" in result.output
    assert everything(root / "site") == before
    assert not (root / ".site.new").exists()


def test_a_link_in_the_place_of_the_site_is_refused(tmp_path: Path) -> None:
    root = write_site(tmp_path, OUTAGE)
    (root / "elsewhere").mkdir()
    (root / "site").symlink_to(root / "elsewhere")
    result = run_command("build", "-f", str(root / "mkdocs.yml"))
    assert result.exit_code == 1
    assert "is a link. Publish to the folder itself." in result.output


def test_without_site_url_there_is_a_word_and_no_feed(tmp_path: Path) -> None:
    root = write_site(tmp_path, OUTAGE)
    config = root / "mkdocs.yml"
    config.write_text(config.read_text().replace("site_url", "# site_url"))
    result = run_command("build", "-f", str(config))
    assert "no `site_url`, so there are no feeds" in result.output
    assert not list((root / "site").rglob("*.rss"))


def test_outputs_can_be_chosen(tmp_path: Path) -> None:
    root = write_site(tmp_path, OUTAGE)
    config = root / "mkdocs.yml"
    config.write_text(
        config.read_text().replace("- site_builder", "- site_builder: {outputs: [pages]}")
    )
    assert not list(build_site(root).rglob("*.rss"))


def test_source_date_epoch_is_the_moment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = write_site(tmp_path, OUTAGE)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1658700000")  # 24 July 2022
    run_command("build", "-f", str(root / "mkdocs.yml"))
    assert "Texte" not in page(root / "site", "lu/fr")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")
    result = run_command("build", "-f", str(root / "mkdocs.yml"))
    assert result.exit_code == 2
    assert "it must be a number of seconds since 1970" in result.output


def test_new_starts_a_site_that_passes_and_builds(tmp_path: Path) -> None:
    folder = tmp_path / "my-site"
    assert run_command("new", str(folder), *NEW).exit_code == 0
    assert run_command("check", "-f", str(folder / "mkdocs.yml"), "--strict").exit_code == 0
    assert "Aqua" in page(build_site(folder, "2030-01-01T00:00Z"), "group/en")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("full", "full is not empty: it contains one, three, two. Choose a new folder, such as "),
        ("file", "file is a file. Choose a new folder."),
        ("file/below", "file/below: Not a directory."),
        ("pipe", "pipe is a file. Choose a new folder."),
        ("nowhere", "nowhere is a broken link. Choose a new folder."),
        ("x" * 300, "File name too long."),
    ],
)
def test_new_touches_nothing_that_is_there(name: str, said: str, tmp_path: Path) -> None:
    for part in ("full/one", "full/two", "full/three"):
        (tmp_path / part).mkdir(parents=True)
    (tmp_path / "file").write_text("mine", "utf-8")
    (tmp_path / "nowhere").symlink_to(tmp_path / "gone")
    os.mkfifo(tmp_path / "pipe")
    before = sorted(tmp_path.rglob("*"))
    result = run_command("new", str(tmp_path / name), *NEW)
    assert result.exit_code in (1, 2)
    assert result.stderr.startswith(f"Error: {tmp_path}/")
    assert said in result.stderr
    assert result.stderr.count("\n") == 1
    assert sorted(tmp_path.rglob("*")) == before
    assert (tmp_path / "file").read_text("utf-8") == "mine"


def test_new_leaves_no_half_of_a_site_on_a_disk_that_is_full(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for name in ("empty", "fresh"):
        done = subprocess.run(
            # The system refuses every byte that is written to a file.
            ["sh", "-c", 'ulimit -f 0; exec "$@"', "sh", *COMMAND, "new", name, *NEW],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, done.stderr) == (1, "Error: File too large.\n")
        assert list(tmp_path.rglob("*")) == [tmp_path / "empty"]


def test_a_site_says_what_to_run_to_a_builder_that_would_destroy_it(tmp_path: Path) -> None:
    """Zensical reads its own file before mkdocs.yml, and stops where `docs_dir` is missing."""
    run_command("new", str(tmp_path / "site"), *NEW)
    for root in (ROOT, *sorted((ROOT / "examples").iterdir()), tmp_path / "site"):
        project = tomllib.loads((root / "zensical.toml").read_text("utf-8"))["project"]
        assert project["docs_dir"].endswith("Run: site-builder build")
        assert not (root / project["docs_dir"]).exists()
        # If a version of it does not look, it still meets neither the site nor the sources.
        assert project["site_dir"].startswith(".cache/")
        assert project["site_name"]


def test_no_source_file_is_copied(tmp_path: Path) -> None:
    root = write_site(
        tmp_path, OUTAGE + "# content/pages/about.fr.md\n---\ntitle: À propos\n---\n\nTexte\n"
    )
    names = {path.name for path in build_site(root).rglob("*")}
    assert {name for name in names if name.endswith((".md", ".yml"))} == {"index.md"}


def test_help_has_examples() -> None:
    for command in ("build", "serve", "check", "new", "announce"):
        result = run_command(command, "--help")
        assert "Example" in result.output
        assert f"site-builder {command}" in result.output


def test_the_folder_of_the_caller_does_not_matter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_site(tmp_path, OUTAGE)
    monkeypatch.chdir("/")
    assert build_site(root).is_dir()
    assert os.getcwd() == "/"


def test_the_list_of_commands_imports_none_of_them() -> None:
    code = (
        "import sys\nfrom site_builder.cli import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        "names = [n for n in sys.modules if n.startswith('site_builder.commands.')]\n"
        "print(names, file=sys.stderr)"
    )
    done = subprocess.run([*COMMAND[:1], "-c", code], capture_output=True, text=True, check=True)
    assert "site_builder.commands.build'" not in done.stderr
    context = click.Context(main)
    for name in main.list_commands(context):
        command = main.get_command(context, name)
        assert command is not None
        help_of_command = command.get_short_help_str(200)
        beginning = " ".join(help_of_command.split()[:4])
        assert f"{name} " in done.stdout
        assert beginning in done.stdout
