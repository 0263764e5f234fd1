"""Whatever happens around a command, it ends with one line and leaves the published site alone."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.sites import build_site, everything, run_command, write_site

SITE = """\
# content/countries/lu.yml
locales: [fr]
time_zone: Europe/Luxembourg
# status/outage/incident.yml
title: {fr: "Pannę"}
started: 2022-07-25
# status/outage/2022-07-26.yml
status: investigating
published: 2022-07-26 10:00
text: {fr: Texte}
# content/notes.txt
remember
"""
COMMANDS = {
    "check": ["check"],
    "build": ["build"],
    "json": ["check", "--format", "json"],
    "translations": ["translations"],
    "announce": ["announce", "--since", "2022-07-01"],
    "messages": ["announce", "--since", "2022-07-01", "--format", "json"],
    "new": ["new", "started", "--name", "Aqua", "--country", "lu=fr"],
    "help": ["--help"],
}


def _run(
    root: Path, *arguments: str, environment: Mapping[str, str] | None = None, shell: str = ""
) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own; `shell` is what follows it on the line."""
    command = [sys.executable, "-m", "site_builder", *arguments]
    line = ["sh", "-c", f'"$@" {shell}', "sh", *command]
    return subprocess.run(
        line,
        cwd=root,
        env={**os.environ, **(environment or {})},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def _is_one_line(error: str) -> bool:
    return error.startswith("Error: ") and error.count("\n") == 1


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
@pytest.mark.parametrize("name", COMMANDS)
def test_every_encoding_can_be_written(name: str, encoding: str, tmp_path: Path) -> None:
    root = write_site(tmp_path, SITE)
    done = _run(root, *COMMANDS[name], environment={"PYTHONIOENCODING": encoding})
    assert "Traceback" not in done.stderr
    if name == "announce" and encoding != "utf-8":
        assert done.returncode == 1
        assert done.stdout == ""
        assert "The message of lu/fr cannot be printed in " in done.stderr
        assert "which has no " in done.stderr
        assert "Set `PYTHONIOENCODING=utf-8`" in done.stderr
        return
    assert done.returncode == 0, done.stderr
    if name in ("json", "messages"):
        assert "Pannę" in json.dumps(json.loads(done.stdout), ensure_ascii=False) or name == "json"


def test_signs_become_plain_and_letters_are_written_as_escapes(tmp_path: Path) -> None:
    root = write_site(tmp_path, SITE.replace("published", "publishdę"))
    done = _run(root, "check", environment={"PYTHONIOENCODING": "ascii"})
    assert 'Unknown key "publishd\\u0119"' in done.stdout


@pytest.mark.parametrize("name", COMMANDS)
def test_a_full_disk_under_standard_output_is_one_line(name: str, tmp_path: Path) -> None:
    root = write_site(tmp_path, SITE)
    done = _run(root, *COMMANDS[name], shell=">/dev/full")
    assert "Traceback" not in done.stderr
    if name != "build":
        assert done.returncode == 1
        assert done.stderr.endswith(
            "Error: No space left on device. Free some space and run the command again.\n"
        )
    assert _run(root, "check", shell=">/dev/full 2>/dev/full").returncode == 1


@pytest.mark.parametrize("shell", ["2>&1 | head -c 1", ">&- 2>&-", ">&-", "2>&-"])
@pytest.mark.parametrize("name", COMMANDS)
def test_output_that_nobody_reads_is_no_failure(name: str, shell: str, tmp_path: Path) -> None:
    done = _run(write_site(tmp_path, SITE), *COMMANDS[name], shell=shell)
    assert "Traceback" not in done.stdout + done.stderr
    assert "Exception ignored" not in done.stdout + done.stderr
    assert "BrokenPipe" not in done.stdout + done.stderr


def test_a_bug_is_one_line_that_says_where_to_report_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*arguments: object) -> None:
        raise KeyError("a\nb\x1b")

    monkeypatch.setattr("site_builder.commands.check.find_problems", broken)
    arguments = ("check", "-f", str(write_site(tmp_path, SITE) / "mkdocs.yml"))
    result = run_command(*arguments)
    assert result.exit_code == 1
    assert result.output.count("\n") == 1
    assert (
        "Error: This is a bug in site-builder: KeyError: 'a\\nb\\x1b' (check.py:" in result.stderr
    )
    assert "Please report it" in result.stderr
    assert "Traceback" in run_command(*arguments, "--debug").stderr
    assert "Traceback" in run_command("--debug", *arguments).stderr


@pytest.mark.parametrize("error", [MemoryError(), OSError("odd"), OSError(13, "No", "x\n")])
def test_what_the_system_refuses_is_one_line(
    error: Exception, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*arguments: object) -> None:
        raise error

    monkeypatch.setattr("site_builder.commands.check.find_problems", refused)
    monkeypatch.setattr("site_builder.commands.building.build_site", refused)
    for command in ("check", "build"):
        result = run_command(command, "-f", str(write_site(tmp_path, SITE) / "mkdocs.yml"))
        assert result.exit_code == 1
        assert _is_one_line(result.stderr), result.stderr
        assert "None" not in result.stderr
        assert "bug" not in result.stderr


def test_a_folder_that_was_removed_is_said(tmp_path: Path) -> None:
    root = tmp_path / "gone"
    root.mkdir()
    for command in (["check"], ["new", "x", "--name", "x", "--country", "lu=fr"], ["build"]):
        root.mkdir(exist_ok=True)
        line = ["sh", "-c", 'rmdir "$PWD"; exec "$@"', "sh", sys.executable, "-m", "site_builder"]
        done = subprocess.run(
            [*line, *command],
            cwd=root,
            env=os.environ | {"PYTHONPATH": str(Path(__file__).parent.parent)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 1
        assert done.stderr == "Error: The current folder no longer exists. Change to another one.\n"


def _many(root: Path) -> Path:
    """A site whose build takes a while."""
    write_site(root, SITE)
    update = (root / "status/outage/2022-07-26.yml").read_text("utf-8")
    for number in range(400):
        folder = root / f"status/outage-{number}"
        folder.mkdir()
        shutil.copy(root / "status/outage/incident.yml", folder)
        (folder / "2022-07-26.yml").write_text(update, "utf-8")
    return root


def _stop_build(root: Path, number: signal.Signals) -> tuple[int, str]:
    """Send a signal to a build as soon as it makes files."""
    process = subprocess.Popen(
        [sys.executable, "-m", "site_builder", "build"],
        cwd=root,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        # A terminal sends Ctrl-C to the workers too.
        start_new_session=True,
    )
    while not (root / ".site.new").exists() and process.poll() is None:
        time.sleep(0.001)
    if process.poll() is None:
        os.killpg(process.pid, number) if number == signal.SIGINT else process.send_signal(number)
    _, said = process.communicate(timeout=60)
    return process.returncode, said


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_build_that_is_stopped_leaves_the_old_site_and_nothing_else(
    number: signal.Signals, tmp_path: Path
) -> None:
    root = write_site(tmp_path, SITE)
    before = everything(build_site(root))
    names = {path.name for path in root.iterdir()}
    _many(root)
    for _ in range(5):
        code, said = _stop_build(root, number)
        if code != 0:
            break
        # The build was quicker than the signal.
        shutil.rmtree(root / "site")
        build_site(root, "2022-07-01")
        before = everything(root / "site")
    assert code == 128 + number, said
    name = "Ctrl-C" if number == signal.SIGINT else number.name
    assert said.strip() == f"Stopped by {name}."
    assert everything(root / "site") == before
    assert {path.name for path in root.iterdir()} <= names | {".site.lock"}


def test_a_worker_that_is_killed_for_memory_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_site(tmp_path, SITE)
    before = everything(build_site(root))
    parent = os.getpid()

    def killed(*arguments: object) -> None:
        if os.getpid() != parent:
            os.kill(os.getpid(), signal.SIGKILL)

    from site_builder.system.parallel import in_parallel

    def stage(*arguments: object) -> None:
        in_parallel(lambda i: killed(), 2)

    monkeypatch.setattr("site_builder.build.driver.stage", stage)
    result = run_command("build", "-f", str(root / "mkdocs.yml"))
    assert result.exit_code == 1
    assert _is_one_line(result.stderr)
    assert "was killed by SIGKILL. Probably memory ran out" in result.stderr
    assert "The published site is unchanged." in result.stderr
    assert everything(root / "site") == before
