"""`site-builder explain`, and the formats of `check` for programs."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import unquote

import pytest

from site_builder.checking.rules import CHECKS
from tests.sites import OUTAGE, run_command, write_site


@pytest.mark.parametrize("code", ["unknown-key", "error[unknown-key]", "error[unknown-key]:"])
def test_a_code_is_explained_with_examples(code: str) -> None:
    result = run_command("explain", code)
    assert result.exit_code == 0
    assert result.stdout.startswith("unknown-key (error)\n\n")
    assert "Fails:" in result.stdout
    assert "Passes:" in result.stdout


def test_without_a_code_all_are_listed() -> None:
    lines = run_command("explain").stdout.splitlines()
    assert [line.split()[0] for line in lines] == sorted(check.code for check in CHECKS)
    assert all(len(line.split()) > 3 for line in lines)


def test_an_unknown_code_names_the_nearest() -> None:
    result = run_command("explain", "unknown-keys")
    assert result.exit_code == 2
    assert "Did you mean `unknown-key`?" in result.stderr


def test_sarif_points_at_the_characters(tmp_path: Path) -> None:
    """SARIF 2.1.0: one result for each problem, each with the rule that it names."""
    site = OUTAGE.replace("status: investigating", "statuss: investigating")
    root = write_site(tmp_path, site)
    (root / "content/pages").mkdir()
    (root / "content/pages/été 1.fr.md").write_text("---\ntitle: x\n---\n", "utf-8")
    config = str(root / "mkdocs.yml")
    log = json.loads(run_command("check", "-f", config, "--format", "sarif").stdout)
    problems = json.loads(run_command("check", "-f", config, "--format", "json").stdout)
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    found = []
    for result in run["results"]:
        location = result["locations"][0]["physicalLocation"]
        region = location["region"]
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert region["endColumn"] > region["startColumn"]
        assert " " not in location["artifactLocation"]["uri"]
        file = unquote(location["artifactLocation"]["uri"])
        found.append((result["ruleId"], file, region["startLine"], region["startColumn"]))
    assert found == [(p["code"], p["file"], p["line"], p["column"]) for p in problems]
    assert ("unknown-key", "status/outage/2022-07-26.yml", 1, 1) in found
    assert any("été 1" in file for _, file, _, _ in found)
    key = next(r for r in run["results"] if r["ruleId"] == "unknown-key")
    region = key["locations"][0]["physicalLocation"]["region"]
    assert region["endColumn"] - region["startColumn"] == len("statuss")
