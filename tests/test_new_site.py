"""`site-builder new`: a stand-by site that says nothing yet."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest
import yaml

from site_builder.starter.packs import LANGUAGES, PACKS
from tests.sites import COMMAND, build_site, page, run_command, words

AQUA = ("--name", "Aqua Works", "--country", "lu=fr,de", "--country", "be=fr,nl")


def started(folder: Path, *options: str) -> Path:
    result = run_command("new", str(folder), *(options or AQUA))
    assert result.exit_code == 0, result.output
    return folder


def check(folder: Path) -> list[dict[str, object]]:
    result = run_command("check", "-f", str(folder / "mkdocs.yml"), "--format", "json")
    problems: list[dict[str, object]] = json.loads(result.stdout)
    return problems


@pytest.mark.parametrize("pack", [None, *PACKS])
def test_a_new_site_passes_and_publishes_no_gap(pack: str | None, tmp_path: Path) -> None:
    folder = started(tmp_path / "site", *AQUA, *(["--pack", pack] if pack else []))
    assert check(folder) == []
    site = build_site(folder, "2030-01-01T00:00Z")
    pages = [p for p in site.rglob("*") if p.suffix in (".html", ".md", ".json")]
    assert pages
    assert not [p for p in pages if "[[" in p.read_text("utf-8")]
    assert "Aqua Works" in words(page(site, "be/nl"))
    assert "site_url" not in yaml.safe_load((folder / "mkdocs.yml").read_text("utf-8"))


@pytest.mark.parametrize(
    "countries",
    [
        ["lu=fr,de,en"],
        ["pt=pt"],
        ["group=ja"],
        ["il=he", "ae=ar,en"],
        ["at=de-AT", "ch=de-CH,fr-CH,it-CH"],
        ["al=sq"],
        ["Österreich=Deutsch", "NLD=Dutch", "cz=čeština"],
    ],
)
def test_any_country_and_language_will_do(countries: Sequence[str], tmp_path: Path) -> None:
    options = [part for country in countries for part in ("--country", country)]
    zone = ("--time-zone", "pt=Europe/Lisbon") if "pt=pt" in countries else ()
    folder = started(
        tmp_path / "site", "--name", "x", *options, *zone, "--contact", "a@b.lu", "--pack", "outage"
    )
    assert {problem["code"] for problem in check(folder)} <= {"no-interface"}
    build_site(folder, "2030-01-01T00:00Z")
    result = run_command("build", "-f", str(folder / "mkdocs.yml"), "--drafts")
    assert result.exit_code == 0, result.output


def test_a_name_may_have_any_characters(tmp_path: Path) -> None:
    name = "Š\"koda\" # 1: <b>&amp;</b> {fact} 'x' \\n"
    folder = started(tmp_path / "site", "--name", name, "--country", "lu=fr")
    assert yaml.safe_load((folder / "mkdocs.yml").read_text("utf-8"))["site_name"] == name
    assert name in words(page(build_site(folder, "2030-01-01T00:00Z"), "lu/fr"))


def test_answers_reach_the_files(tmp_path: Path) -> None:
    options = ["--address", "status.aqua.lu", "--contact", "help@aqua.lu"]
    options += ["--contact", "be=012 34 56 78", "--host", "github"]
    folder = started(tmp_path / "site", *AQUA, *options)
    mkdocs = yaml.safe_load((folder / "mkdocs.yml").read_text("utf-8"))
    assert mkdocs["site_url"] == "https://status.aqua.lu/"
    lu, be = (
        yaml.safe_load((folder / f"content/countries/{id}.yml").read_text("utf-8"))
        for id in ("lu", "be")
    )
    assert lu["time_zone"] == "Europe/Luxembourg"
    assert [contact.get("email") for contact in lu["contacts"]] == ["help@aqua.lu"]
    assert [contact.get("phone") for contact in be["contacts"]] == [None, "012 34 56 78"]
    assert lu["contacts"][0]["purposes"] == [{"fr": "Questions", "de": "Fragen"}]
    assert yaml.safe_load((folder / ".github/workflows/status.yml").read_text("utf-8"))["jobs"]
    assert check(folder) == []


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--country", "lu=fr"], '--name "Aqua Works"'),
        (["--name", "x"], "--country lu=fr,de"),
        (["--name", "x", "--country", "lu"], "“lu” names no language."),
        (["--name", "x", "--country", "xx=fr"], "“xx” is not a country."),
        (["--name", "x", "--country", "lu=klingonish"], "“klingonish” is not a language."),
        (["--name", "x", "--country", "lu=fr", "--country", "lu=de"], "names lu again"),
        (["--name", "x", "--country", "es=es"], "`--time-zone es=Europe/Madrid`"),
        (
            ["--name", "x", "--country", "es=es", "--time-zone", "es=Mars/Olympus"],
            "“Mars/Olympus” is not a time zone of es. Choose one of `Europe/Madrid`",
        ),
        (["--name", "x", "--country", "lu=fr", "--time-zone", "Europe/Madrid"], "names no country"),
        ([*AQUA, "--address", "javascript:alert(1)"], "is not a web address"),
        ([*AQUA, "--address", "ftp://x.lu"], "is not a web address"),
        ([*AQUA, "--contact", "call us"], "neither an e-mail address nor a telephone number"),
        ([*AQUA, "--contact", "02 123 45 67"], "Begin a number with `+`"),
    ],
)
def test_what_cannot_be_used_is_named(options: list[str], said: str, tmp_path: Path) -> None:
    result = run_command("new", str(tmp_path / "site"), *options)
    assert result.exit_code == 2
    assert said in result.stderr
    assert result.stderr.count("\n") == 1
    assert not (tmp_path / "site").exists()


def test_every_pack_is_a_folder_with_texts_in_every_language() -> None:
    folder = Path(__file__).parent.parent / "site_builder/starter/packs"
    assert {path.name for path in folder.iterdir()} == {"shared", *PACKS}
    for path in folder.rglob("*.yml"):
        for text in _texts(yaml.safe_load(path.read_text("utf-8"))):
            assert set(text) == set(LANGUAGES), path
            gaps = {locale: len(re.findall(r"\[\[", value)) for locale, value in text.items()}
            assert len(set(gaps.values())) == 1, (path, gaps)


def _texts(value: object) -> list[dict[str, str]]:
    if isinstance(value, list):
        return [text for item in value for text in _texts(item)]
    if not isinstance(value, dict):
        return []
    if set(value) & set(LANGUAGES):
        return [value]
    return [text for item in value.values() for text in _texts(item)]


def test_a_pack_is_drafts_only(tmp_path: Path) -> None:
    folder = started(tmp_path / "site", *AQUA, "--pack", "cyber-attack")
    questions = sorted((folder / "content/faq").glob("*/*.yml"))
    assert len(questions) >= 8
    for path in (*questions, folder / "status/cyber-attack/incident.yml"):
        assert yaml.safe_load(path.read_text("utf-8"))["draft"] is True, path


def test_a_statement_with_gaps_is_not_published(tmp_path: Path) -> None:
    folder = started(tmp_path / "site", *AQUA, "--pack", "cyber-attack")
    for path in (folder / "status/cyber-attack").iterdir():
        text = path.read_text("utf-8").replace("draft: true\n", "")
        path.write_text(text, "utf-8")
    problems = check(folder)
    gaps = [problem for problem in problems if problem["code"] == "placeholder"]
    # The parts of a first message, in two languages at least.
    assert len(gaps) >= 12
    result = run_command("build", "-f", str(folder / "mkdocs.yml"))
    assert result.exit_code == 1
    assert not (folder / "site").exists()


def test_on_a_terminal_it_asks(tmp_path: Path) -> None:
    answers = "\n".join(
        [
            "",
            "Aqua Works",
            "Atlantis",
            "Luxembourg",
            "fr,klingonish",
            "fr,de",
            "es",
            "7",
            "1",
            "",
            "",
            "status.aqua.lu",
            "nobody",
            "help@aqua.lu",
            "cyber-attack",
            "",
        ]
    )
    said = _on_a_terminal(["new", "site"], answers + "\n", tmp_path)
    assert "“Atlantis” is not a country." in said
    assert "“klingonish” is not a language." in said
    assert "“7” is not one of them." in said
    assert "“nobody” is neither" in said
    assert "&& site-builder ready" in said
    folder = tmp_path / "site"
    spain = yaml.safe_load((folder / "content/countries/es.yml").read_text("utf-8"))
    assert spain["locales"] == ["es"]
    assert spain["time_zone"] == "Europe/Madrid"
    assert (folder / "status/cyber-attack/incident.yml").is_file()
    assert check(folder) == []


def _on_a_terminal(arguments: list[str], typed: str, folder: Path) -> str:
    """What a command says on a terminal to somebody who types."""
    main, end = pty.openpty()
    environment = {**os.environ, "TERM": "dumb", "LC_ALL": "C.UTF-8"}
    with subprocess.Popen(
        [*COMMAND, *arguments], stdin=end, stdout=end, stderr=end, cwd=folder, env=environment
    ) as process:
        os.close(end)
        os.write(main, typed.encode())
        said = b""
        while True:
            try:
                read = os.read(main, 4096)
            except OSError:
                break
            if not read:
                break
            said += read
    os.close(main)
    assert process.returncode == 0, said.decode()
    return said.decode()
