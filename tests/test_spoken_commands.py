"""No English reaches somebody who asked for another language, whatever command they use.

Each message is marked as it is said. What is left without a mark must be the content of the site, a
name or a part of a command.
"""

from __future__ import annotations

import ast
import importlib
import re
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from site_builder.cli import main
from site_builder.commands import click_words
from site_builder.hosts.preview_server import PreviewServer
from site_builder.hosts.problem_panel import failure_panel, problem_panel
from site_builder.language import speech
from site_builder.language.speech import Speech
from site_builder.model.message import Message
from tests.conftest import ROOT
from tests.sites import OUTAGE, problems_of, write_site

_MARKED = re.compile("⟦[^⟦⟧]*⟧")
# Lines of files that a problem shows, and the mark below them.
_QUOTED = re.compile(r"^ *(\d+ \||\||-->).*$", re.MULTILINE)
_USAGE = re.compile(r"(?<=⟦Utilisation\xa0:⟧).*")
_NAMES = {"OPTIONS", "COMMAND", "ARGS", "CODE", "FOLDER", "ENTRY", "PLACE", "FILE", "SMS", "CEST"}
BROKEN = OUTAGE.replace("published", "publishd")
PROMISED = OUTAGE + "next_update: 2022-07-27\n"
# A public key that belongs to nobody.
KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
PO = """\
msgid ""
msgstr "Language: de\\n"

msgctxt "status/none#title"
msgid "Fin"
msgstr "Ende"
"""


@pytest.fixture
def marked(monkeypatch: pytest.MonkeyPatch) -> None:
    said = speech._said

    def marked(message: Message, language: str) -> str:
        return f"⟦{said(message, language)}⟧"

    monkeypatch.setattr(speech, "_said", marked)


def unmarked_words(text: str) -> set[str]:
    """Return the words of a text that no message has said."""
    text = _USAGE.sub("", text)
    while _MARKED.search(text):
        text = _MARKED.sub(" ", text)
    words = re.split(r"\s+", re.sub("`[^`]*`", "", _QUOTED.sub("", text)))
    bare = (word.strip("[]().:,…*") for word in words)
    return {word for word in bare if word.isalpha() and len(word) > 2} - _NAMES


def _site(root: Path, text: str) -> Path:
    write_site(root, text)
    git = ["git", "-C", str(root), "-c", "user.name=A", "-c", "user.email=a@b.lu"]
    for arguments in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "Premier texte"]):
        subprocess.run([*git, *arguments], check=True)
    return root


# Each command with what somebody may write, right and wrong; `-f` is added.
RUNS: dict[str, Sequence[tuple[str, Sequence[str]]]] = {
    "build": [(OUTAGE, []), (BROKEN, []), (PROMISED, ["--at", "2022-08-01"])],
    "serve": [(OUTAGE, ["--host", "no such machine"]), (OUTAGE, ["--port", "x"])],
    "check": [(BROKEN, []), (PROMISED, ["--at", "2022-08-01"]), (OUTAGE, ["--at", "soon"])],
    "explain": [(OUTAGE, ["no-such-code"])],
    "agenda": [(PROMISED, ["--at", "2022-08-01"]), (BROKEN, []), (OUTAGE, [])],
    "preview": [(OUTAGE, ["--zip", "review.zip"]), (OUTAGE, ["--zip", "mkdocs.yml"])],
    "ready": [(OUTAGE, []), (BROKEN, [])],
    "new": [(OUTAGE, ["taken"]), (OUTAGE, ["fresh"]), (OUTAGE, []), (OUTAGE, ["x", "--pack", "y"])],
    "add statement": [(OUTAGE, ["--no-edit"]), (OUTAGE, ["--id", "outage", "--no-edit"])],
    "add update": [(OUTAGE, ["--no-edit"]), (OUTAGE, ["other", "--no-edit"])],
    "add question": [(OUTAGE, ["data/which", "--no-edit"]), (OUTAGE, ["which"])],
    "add maintenance": [(OUTAGE, ["router"]), (OUTAGE, ["router", "--starts", "x"])],
    "add correction": [(OUTAGE, ["nowhere.yml"]), (OUTAGE, ["status/outage/2022-07-26.yml"])],
    "add change": [(OUTAGE, ["nowhere.yml"]), (OUTAGE, ["status/outage/2022-07-26.yml"])],
    "add minor": [(OUTAGE, ["outage"]), (OUTAGE, ["outage", "--country", "lu"])],
    "retire": [(OUTAGE, ["outage", "--no-edit"]), (OUTAGE, ["outage", "--at", "x"])],
    "add country": [(OUTAGE, ["be=fr,nl", "--no-edit"]), (OUTAGE, ["zz=fr"])],
    "add language": [(OUTAGE, ["lu", "de"]), (OUTAGE, ["lu", "zz"]), (OUTAGE, ["lu"])],
    "undo": [(OUTAGE, ["--to", "2000-01-01"]), (OUTAGE, ["--to", "2100-01-01"]), (OUTAGE, [])],
    "approve": [(OUTAGE, ["nowhere.yml", "--by", "A"]), (OUTAGE, ["nowhere.yml"])],
    "proof": [(OUTAGE, ["--all"]), (OUTAGE, ["-o", "proof.pdf"]), (OUTAGE, ["--since", "v9"])],
    "verify": [
        (OUTAGE, ["taken"]),
        (OUTAGE, ["taken", "--key", "nothing"]),
        (OUTAGE, []),
        (OUTAGE, ["nowhere"]),
        (OUTAGE, ["http://status.example.org/"]),
        (OUTAGE, ["http://127.0.0.1:1/", "--key", KEY]),
    ],
    "as-of": [
        (OUTAGE, ["2022-12-31", "then"]),
        (OUTAGE, ["2022-12-31", "taken"]),
        (OUTAGE, ["soon", "then"]),
    ],
    "hosting": [
        (OUTAGE, ["nginx", "-o", "site.conf"]),
        (OUTAGE, ["caddy", "-o", "site.conf", "--check"]),
        (OUTAGE, ["apache", "--check"]),
        (OUTAGE, ["netlify", "--listen", "everywhere"]),
        (OUTAGE, ["nginx", "--folder", "a\nb"]),
        (OUTAGE, ["nginx", "-f", "taken/mkdocs.yml"]),
        (BROKEN, ["nginx"]),
        (OUTAGE, ["iis"]),
    ],
    "schema": [(OUTAGE, []), (OUTAGE, ["--check"])],
    "announce": [
        (OUTAGE, ["--since", "2022-07-01", "--edition", "be/fr"]),
        (OUTAGE, ["--since", "v9"]),
        (OUTAGE, ["--since", "2022-12-01"]),
        (OUTAGE, ["--since", "2022-07-01", "--send", "nothing", "--format", "short"]),
        (OUTAGE, []),
    ],
    "translations": [(OUTAGE, []), (OUTAGE, ["none"]), (BROKEN, ["lock", "--accept", "x"])],
    "translations lock": [(OUTAGE, []), (OUTAGE, ["--accept", "x"])],
    "translations export": [(OUTAGE, ["--to", "de"]), (OUTAGE, ["--to", "?"]), (OUTAGE, [])],
    "translations import": [(OUTAGE, ["work.de.po"]), (OUTAGE, ["mkdocs.yml", "--to", "de"])],
}


def _commands(command: click.Command, name: str = "") -> Iterator[str]:
    if isinstance(command, click.Group):
        context = click.Context(command)
        for each in command.list_commands(context):
            found = command.get_command(context, each)
            assert found is not None
            yield from _commands(found, f"{name} {each}".strip())
    if name and (not isinstance(command, click.Group) or command.invoke_without_command):
        yield name


def test_every_command_is_walked() -> None:
    assert sorted(_commands(main)) == sorted(RUNS)


@pytest.mark.parametrize("name", RUNS)
def test_no_command_says_an_english_word_to_a_french_reader(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, marked: None
) -> None:
    for i, (text, arguments) in enumerate(RUNS[name]):
        root = tmp_path / str(i)
        (root / "taken").mkdir(parents=True)
        (root / "taken/file.txt").touch()
        (root / "work.de.po").write_text(PO)
        _site(root, text)
        monkeypatch.chdir(root)
        monkeypatch.setenv("SOURCE_DATE_EPOCH", "1672531200")
        first, *others = name.split()
        result = CliRunner().invoke(main, [first, *others, *arguments, "--language=fr"])
        assert result.exception is None or isinstance(result.exception, SystemExit)
        assert unmarked_words(result.output) == set(), (arguments, result.output)
        assert "⟦" in result.output, (arguments, result.output)


def _answered(monkeypatch: pytest.MonkeyPatch, arguments: list[str], answers: str) -> Result:
    for module in ("new", "undo"):
        monkeypatch.setattr(f"site_builder.commands.{module}.is_terminal", lambda: True)
    return CliRunner().invoke(main, [*arguments, "--language=fr"], input=answers)


def test_the_questions_of_new_are_asked_in_the_language(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, marked: None
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1672531200")
    answers = ("", "AB", "zz", "es", "9", "2", "", "group", "", "", "x", "", "", "7", "1", "")
    result = _answered(monkeypatch, ["new", "site"], "\n".join((*answers, "")))
    assert result.exit_code == 0, result.output
    # Answers, zones, and what is made of names that mean the same everywhere.
    allowed = {"outage", "supplier", "closing", "nothing", "github", "gitlab", "group"}
    assert unmarked_words(result.output) <= allowed
    assert "Langues (⟦Espagne⟧), celle par défaut en premier" in result.output


def test_undo_asks_in_the_language_and_takes_its_yes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{name}_NAME", "A")
        monkeypatch.setenv(f"GIT_{name}_EMAIL", "a@b.lu")
    for answer, code in (("", 1), ("non", 1), ("o", 0)):
        root = tmp_path / (answer or "none")
        root.mkdir()
        monkeypatch.setenv("GIT_COMMITTER_DATE", "2022-12-01T10:00:00Z")
        _site(root, OUTAGE)
        (root / "content/new.yml").touch()
        (root / "content/countries/lu.yml").unlink()
        monkeypatch.setenv("GIT_COMMITTER_DATE", "2022-12-01T12:00:00Z")
        subprocess.run(["git", "-C", str(root), "add", "-A"], check=True)
        subprocess.run(["git", "-C", str(root), "commit", "-qm", "Faute"], check=True)
        monkeypatch.chdir(root)
        result = _answered(monkeypatch, ["undo", "--to", "2022-12-01 11:00 +00:00"], f"{answer}\n")
        assert result.exit_code == code, result.output
        french = (
            "Retour à «\xa0Premier texte\xa0», enregistré le jeu. 1 déc. 2022, 10:00 UTC\xa0:\n"
            "  content/countries/lu.yml\xa0: rétabli\n"
            "  content/new.yml\xa0: supprimé\n"
            "Revenir en arrière\xa0? (oui/non)"
        )
        assert result.output.startswith(french)


@pytest.mark.parametrize(
    ("arguments", "file", "said"),
    [
        (["statement"], "status/incident/2023-01-01.yml", "# Quand ce communiqué paraît."),
        (["statement", "--pack", "outage", "--id", "x"], "status/x/incident.yml", "# Le début, "),
        (["update"], "status/outage/2023-01-01.yml", "[[Texte en français]]"),
        (["update"], "status/outage/2023-01-01.yml", "# Quand vous en publierez davantage"),
        (
            ["correction", "status/outage/2022-07-26.yml"],
            "status/outage/2022-07-26.yml",
            "[[Ce qui était faux",
        ),
    ],
)
def test_comments_and_gaps_that_add_writes_are_in_the_language(
    arguments: list[str], file: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(write_site(tmp_path, OUTAGE))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1672531200")
    result = CliRunner().invoke(main, ["add", *arguments, "--no-edit", "--language=fr"])
    written = (tmp_path / file).read_text("utf-8")
    assert said in written, result.output
    assert not re.search("# (When|As it)|in French", written)


def test_the_proof_is_in_the_language(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, marked: None
) -> None:
    root = _site(tmp_path, OUTAGE)
    monkeypatch.chdir(root)
    arguments = ["proof", "--all", "--at", "2022-12-31", "--language=fr"]
    assert CliRunner().invoke(main, arguments).exit_code == 0
    page = (root / "proof.html").read_text("utf-8")
    body = re.sub("<[^>]*>", " ", page.partition("<body>")[2]).replace("&nbsp;", " ")
    # The texts themselves, and their keys.
    assert unmarked_words(body) == {"Panne", "Texte", "title", "text"}
    assert '<html lang="fr">' in page


def test_the_panel_of_the_preview_is_in_the_language(tmp_path: Path, marked: None) -> None:
    problems = problems_of(tmp_path, BROKEN) * 30
    panels = (problem_panel(problems, tmp_path, Speech("fr")), failure_panel("", Speech("fr")))
    for panel in panels:
        text = re.sub("<style>.*?</style>|<[^>]*>", "\n", panel, flags=re.DOTALL)
        assert unmarked_words(text.replace("&gt;", ">")) == set()
        assert 'lang="fr"' in panel


def test_the_preview_refuses_strange_names_in_the_language(tmp_path: Path) -> None:
    server = PreviewServer(
        lambda: None, "127.0.0.1", 0, str(tmp_path), "/", lambda: "", Speech("de")
    )
    try:
        said = server.serve_request({"HTTP_HOST": "evil.example"}, lambda *_: None)
        assert b"".join(said).startswith("Diese Vorschau zeigt Entwürfe".encode())
    finally:
        server.server_close()


# Words of `--help`, which stays English, and of programs that use click, not of people.
_UNSAID = (
    "deprecated", "Deprecat", "Positional", "Options", "Commands", "Show ", "env var", "default:",
    "(dynamic)", "Could not determine", "No options defined", "Arguments take", "Name '",
    "Boolean option", "Invalid start", "Value must be", "Takes {nargs}", "Repeat for", "The two",
    "Error: The two", "Press any", "Unknown color", "Choice(", "{len_type}", "{value!r} does not",
    "{value!r} is not a valid boolean", "{value!r} is not a valid UUID", "d",
)  # fmt: skip


def test_what_click_says_by_itself_is_translated() -> None:
    known = {sentence.template for sentence in click_words.SENTENCES}
    for name in click_words.MODULES:
        module = importlib.import_module(f"click.{name}")
        assert module.__file__ is not None
        for node in ast.walk(ast.parse(Path(module.__file__).read_text("utf-8"))):
            asks = isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("_", "ngettext")
            if asks and isinstance(node, ast.Call) and isinstance(node.args[0], ast.Constant):
                said = str(node.args[0].value)
                assert said in known or said.startswith(_UNSAID), said


def test_click_is_as_before_after_a_command(tmp_path: Path) -> None:
    before = [importlib.import_module(f"click.{name}")._ for name in click_words.MODULES]
    CliRunner().invoke(main, ["check", "--no-such-option", "--language=fr"])
    after = [importlib.import_module(f"click.{name}")._ for name in click_words.MODULES]
    assert before == after


def test_no_error_is_made_of_text_that_cannot_be_translated() -> None:
    sources = sorted((ROOT / "site_builder").rglob("*.py"))
    trees = {path: ast.parse(path.read_text("utf-8")) for path in sources}
    said = {"UsageError", "ClickException", "BadParameter", "tell", "echo", "prompt", "confirm"}
    for tree in trees.values():
        said |= {
            node.name
            for node in ast.walk(tree)
            if isinstance(node, ast.ClassDef)
            and any("Error" in ast.unparse(b) or "Exception" in ast.unparse(b) for b in node.bases)
        }
    for path, tree in trees.items():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            texts = [a for a in node.args if name in said and _is_english(a)]
            assert not texts, f"{path}:{node.lineno}: {ast.unparse(texts[0])}"


def _is_english(argument: ast.expr) -> bool:
    """Return whether an argument has two words of a sentence."""
    if isinstance(argument, ast.JoinedStr):
        parts = [str(p.value) for p in argument.values if isinstance(p, ast.Constant)]
    else:
        parts = [str(argument.value)] if isinstance(argument, ast.Constant) else []
    return any(re.search("[A-Za-z]{2,} [a-z]{2,}", part) for part in parts)


@pytest.mark.parametrize("place", [0, 1, 3, 6])
def test_the_language_may_stand_anywhere_before_a_command_of_a_group(
    place: int, tmp_path: Path
) -> None:
    write_site(tmp_path, OUTAGE)
    arguments = ["add", "-f", str(tmp_path / "mkdocs.yml"), "language", "lu", "it"]
    arguments.insert(place, "--language=de")
    result = CliRunner().invoke(main, arguments)
    assert result.output.startswith("Geändert: content/countries/lu.yml\n")
