"""docs/first-night.md, played from the first command to the last."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from datetime import datetime
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.sites import COMMAND, page, words

STEPS = re.compile(
    r"<!-- clock: (.+?) -->|^```(yaml|console)\n(.*?)^```$", re.DOTALL | re.MULTILINE
)


def test_the_first_night_can_be_played(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{name}_NAME", "Press office")
        monkeypatch.setenv(f"GIT_{name}_EMAIL", "press@aqua.lu")
    folder, commands = tmp_path, 0
    for clock, kind, body in STEPS.findall((ROOT / "docs/first-night.md").read_text("utf-8")):
        if clock:
            moment = datetime.strptime(clock, "%Y-%m-%d %H:%M %z")
            monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(moment.timestamp())))
            monkeypatch.setenv("GIT_COMMITTER_DATE", moment.isoformat())
        elif kind == "yaml":
            name, _, content = body.partition("\n")
            path = folder / name.removeprefix("# ")
            # The file is the one that the command before it wrote, or in a folder that is there.
            assert path.parent.is_dir(), path
            path.write_text(content, "utf-8")
        else:
            for line in body.splitlines():
                command, _, expected = line.removeprefix("$ ").partition("   # exit code ")
                if command.startswith("cd "):
                    folder = folder / command.removeprefix("cd ")
                    continue
                commands += 1
                _run(command, folder, int((expected or "0")[0]))
    assert commands > 20
    site = folder / "site"
    assert "Das Kundenportal funktioniert wie gewohnt." in words(page(site, "de/de"))
    assert "keine Daten verloren" in words(page(site, "de/de/faq"))
    incident = words(page(site, "be/nl/incidents/portal"))
    assert "Opgelost" in incident
    assert "102 paiements sont concernés" in words(page(site, "lu/fr/incidents/portal"))


def _run(command: str, folder: Path, expected: int) -> None:
    arguments = shlex.split(command)
    if arguments[0] == "site-builder":
        arguments = [*COMMAND, *arguments[1:]]
    done = subprocess.run(
        arguments, cwd=folder, capture_output=True, text=True, check=False, env=os.environ
    )
    assert done.returncode == expected, f"{command}\n{done.stdout}{done.stderr}"
