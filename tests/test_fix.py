"""`check --fix`: what is certain is repaired, everything else is left to people."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sites import MKDOCS, run_command
from tests.test_mistakes import MISTAKES, SITE

UPDATE = "status/outage/2026-11-25.yml"


def _write(root: Path, changes: dict[str, bytes]) -> str:
    (root / "mkdocs.yml").write_text(MKDOCS, "utf-8")
    for name, text in {**{n: t.encode() for n, t in SITE.items()}, **changes}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text)
    return str(root / "mkdocs.yml")


def test_several_mistakes_of_a_file_are_repaired_at_once(tmp_path: Path) -> None:
    text = (
        "# Ours.\r\nestado: investigating\r\npublished: 25 novembre 2026   # in the morning\r\n"
        "services: {portal: Partial Outage}\r\ntext:\r\n  fr: Texte\r\n  ES: 'Tex''to'\r\n"
    )
    text = text.replace("estado", "Status")
    config = _write(tmp_path, {UPDATE: text.encode()})
    result = run_command("check", "-f", config, "--fix")
    assert result.exit_code == 0, result.output
    assert "Fixed 4 of 4 problems." in result.stderr
    assert "-published: 25 novembre 2026   # in the morning" in result.stderr
    assert "+published: 2026-11-25   # in the morning" in result.stderr
    assert (tmp_path / UPDATE).read_bytes().decode() == (
        "# Ours.\r\nstatus: investigating\r\npublished: 2026-11-25   # in the morning\r\n"
        "services: {portal: partial_outage}\r\ntext:\r\n  fr: Texte\r\n  es: 'Tex''to'\r\n"
    )


@pytest.mark.parametrize(
    ("right", "written"),
    [
        # The state of a service, the year of a month, and the order of day and month: who knows?
        ("portal: partial_outage", "portal: down"),
        ("2026-11-25 10:00", "03/04/2026"),
        ("2026-11-25 10:00", "hoy"),
        ("status: investigating", "status: resuelto"),
        ("fr: Texte", "fr: '[site](www.aqua.lu)'"),
        ("fr: Texte", "fr: Un <b>texte</b>"),
    ],
)
def test_what_only_people_know_is_left(right: str, written: str, tmp_path: Path) -> None:
    text = SITE[UPDATE].replace(right, written)
    assert text != SITE[UPDATE]
    config = _write(tmp_path, {UPDATE: text.encode()})
    result = run_command("check", "-f", config, "--fix")
    assert "Fixed" not in result.stderr
    assert (tmp_path / UPDATE).read_text("utf-8") == text


def test_nothing_changes_without_it(tmp_path: Path) -> None:
    text = SITE[UPDATE].replace("status:", "Status:").encode()
    config = _write(tmp_path, {UPDATE: text})
    assert run_command("check", "-f", config).exit_code == 1
    assert (tmp_path / UPDATE).read_bytes() == text


@pytest.mark.parametrize(("file", "right", "written", "code", "repair"), MISTAKES)
def test_a_repair_never_makes_it_worse(
    file: str, right: str, written: str, code: str, repair: str, tmp_path: Path
) -> None:
    text = SITE[file].replace(right, written)
    config = _write(tmp_path, {file: text.encode()})
    result = run_command("check", "-f", config, "--fix")
    after = (tmp_path / file).read_text("utf-8")
    if after == text:
        assert "Fixed" not in result.stderr
    else:
        assert repair in after
        assert run_command("check", "-f", config).exit_code == 0
