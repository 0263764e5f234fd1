"""Messages of the checker in the languages in which the builder speaks."""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from site_builder.language.speech import LANGUAGES, VARIABLE, Speech, speech_of
from site_builder.model.message import Message, all_of, in_turn, told, told_of_many
from site_builder.system.packing import packing_of
from tests.conftest import ROOT
from tests.sites import COMMAND, OUTAGE, problems_of, run_command, write_site
from tests.test_checks import examples

TEMPLATE = ROOT / "locales/problems.pot"
OTHERS = [language for language in LANGUAGES if language != "en"]
CATALOGUES = [ROOT / f"locales/{language}/LC_MESSAGES/problems.po" for language in OTHERS]
SOURCES = sorted((ROOT / "site_builder").rglob("*.py"))
BROKEN = OUTAGE.replace("published", "publishd").replace("status:", "state:")
GERMAN = """\
Fehler[unknown-key]: Unbekannter Schlüssel „state“.
 --> status/outage/2022-07-26.yml:1:1
  |
1 | state: investigating
  | ^^^^^
  = Hinweis: Meinten Sie `status`?

Fehler[unknown-key]: Unbekannter Schlüssel „publishd“.
 --> status/outage/2022-07-26.yml:2:1
  |
2 | publishd: 2022-07-26
  | ^^^^^^^^
  = Hinweis: Meinten Sie `published`?

2 Fehler, 0 Warnungen.
"""
# Anything that makes one of these says something to the people who maintain a site.
_SAYING = {"Finding", "Problem", "problem", "Refused", "NotConfigured", "shape_error", "Fault"}


# The catalogues.


def _read(path: Path) -> dict[str, tuple[str, ...]]:
    with open(path, "rb") as file:
        catalogue = read_po(file)
    assert not any(message.fuzzy for message in catalogue if message.id), path
    return {_forms(m.id)[0]: _forms(m.string) for m in catalogue if m.id}


def _forms(text: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text or ())


def _calls(path: Path, names: set[str]) -> Iterator[ast.Call]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in names:
            yield node


def _makes_messages(path: Path) -> bool:
    text = path.read_text("utf-8")
    return "from site_builder.model.message import" in text or "\ndef told(template" in text


def _templates() -> set[str]:
    found = set()
    for path in filter(_makes_messages, SOURCES):
        for call in _calls(path, {"told", "told_of_many"}):
            texts = call.args[: 2 if getattr(call.func, "id", "") == "told_of_many" else 1]
            for text in texts:
                where = f"{path}:{call.lineno}: write the sentence itself"
                assert isinstance(text, ast.Constant), where
            assert isinstance(texts[0], ast.Constant)
            found.add(str(texts[0].value))
    return found


def test_the_template_has_every_message_of_the_code(tmp_path: Path) -> None:
    fresh = tmp_path / "problems.pot"
    extract = (*(sys.executable, "-m", "babel.messages.frontend", "-q"), "extract")
    keywords = ("--no-default-keywords", "-k", "told", "-k", "told_of_many:1,2")
    subprocess.run(
        [*extract, "-F", "babel.cfg", *keywords, "-o", str(fresh), "."], cwd=ROOT, check=True
    )
    with open(fresh, "rb") as file:
        extracted = {_forms(m.id)[0] for m in read_po(file) if m.id}
    assert extracted == _templates()
    assert extracted == _read_template().keys()


def _read_template() -> dict[str, tuple[str, ...]]:
    with open(TEMPLATE, "rb") as file:
        return {_forms(m.id)[0]: _forms(m.id) for m in read_po(file) if m.id}


def test_no_finding_is_made_of_text_that_cannot_be_translated() -> None:
    for path in SOURCES:
        for call in _calls(path, _SAYING):
            for argument in (*call.args, *(k.value for k in call.keywords)):
                is_text = isinstance(argument, ast.Constant) and " " in str(argument.value)
                assert not isinstance(argument, ast.JoinedStr), f"{path}:{argument.lineno}"
                assert not is_text, f"{path}:{argument.lineno}"


@pytest.mark.parametrize("path", CATALOGUES, ids=OTHERS)
def test_a_catalogue_is_complete_and_keeps_what_is_filled_in_or_pasted(path: Path) -> None:
    template, translated = _read_template(), _read(path)
    assert translated.keys() == template.keys()
    for message, forms in translated.items():
        assert len(forms) == len(template[message]), message
        for form in forms:
            assert form, message
            assert _placeholders(form) == _placeholders(message), form
            assert _pasted(form) == _pasted(message), form
    done = subprocess.run(["msgfmt", "-c", "-o", "/dev/null", str(path)], capture_output=True)
    assert done.returncode == 0, done.stderr


def _placeholders(text: str) -> set[str]:
    return set(re.findall(r"%\(\w+\)s", text))


def _pasted(text: str) -> list[str]:
    return sorted(re.findall(r"`[^`]*`", text))


def test_quotation_marks_are_those_of_the_language() -> None:
    marks = {"de": "„“", "fr": "«»", "es": "«»"}
    for language, path in zip(OTHERS, CATALOGUES, strict=True):
        for forms in _read(path).values():
            found = {mark for form in forms for mark in re.sub("`[^`]*`", "", form)}
            assert found & set("„“”«»‘‚‹›") <= set(marks[language])


@pytest.mark.parametrize("language", OTHERS)
def test_every_check_speaks_every_language(language: str, tmp_path: Path) -> None:
    say = Speech(language).say
    for i, (_, site, published) in enumerate(examples("Fails")):
        root = tmp_path / str(i)
        root.mkdir()
        for problem in problems_of(root, site, published=published):
            assert say(problem.message) != problem.message
            assert say(problem.hint) != problem.hint


# The command.


def _environment(**values: str) -> dict[str, str]:
    foreign = (VARIABLE, "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
    return {k: v for k, v in os.environ.items() if k not in foreign} | values


def _run(root: Path, *arguments: str, **environment: str) -> str:
    done = subprocess.run(
        [*COMMAND, *arguments], cwd=root, env=_environment(**environment), capture_output=True
    )
    return done.stdout.decode() + done.stderr.decode()


def test_check_speaks_the_language_that_is_asked_for(tmp_path: Path) -> None:
    root = write_site(tmp_path, BROKEN)
    assert _run(root, "check", "--language", "de", LANG="C.UTF-8") == GERMAN
    assert _run(root, "--language=de", "check", LANG="C.UTF-8") == GERMAN
    assert _run(root, "check", **{VARIABLE: "de", "LANG": "fr_FR.UTF-8"}) == GERMAN


def test_check_speaks_the_language_of_the_machine(tmp_path: Path) -> None:
    root = write_site(tmp_path, BROKEN)
    french = _run(root, "check", LANG="fr_FR.UTF-8")
    assert french.startswith("erreur[unknown-key]: Clé inconnue\u00a0: «\u00a0state\u00a0».")
    assert french.endswith("2 erreurs, 0 avertissement.\n")


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "es_MX.UTF-8"}, "es"),
        ({"LANG": "fr_FR.UTF-8", "LC_MESSAGES": "de_AT.UTF-8"}, "de"),
        ({"LANG": "fr_FR.UTF-8", "LC_ALL": "en_GB.UTF-8"}, "en"),
        ({"LANG": "en_GB.UTF-8", "LANGUAGE": "pl:fr:de"}, "fr"),
        ({"LANG": "C.UTF-8", "LANGUAGE": "fr"}, "en"),
        ({"LANG": "pl_PL.UTF-8"}, "en"),
        ({"LANG": "de_DE@euro"}, "de"),
        ({VARIABLE: "es", "LANG": "fr_FR.UTF-8"}, "es"),
    ],
)
def test_the_language_is_found_as_gettext_finds_it(
    environment: dict[str, str], language: str
) -> None:
    assert speech_of(environment).language == language


def test_a_language_without_messages_is_refused(tmp_path: Path) -> None:
    result = run_command("check", "--language", "it", "-f", str(tmp_path / "mkdocs.yml"))
    assert result.exit_code == 2
    assert "'it' is not one of 'en', 'fr', 'de', 'es'" in result.output


@pytest.mark.parametrize("form", ["json", "sarif", "github"])
def test_programs_get_english_unless_a_language_is_asked_for(form: str, tmp_path: Path) -> None:
    root = write_site(tmp_path, BROKEN)
    assert "Unknown key “state”." in _run(root, "check", "--format", form, LANG="de_DE.UTF-8")
    asked = _run(root, "check", "--format", form, "--language", "de")
    assert "Unbekannter Schlüssel „state“." in asked
    assert "Unknown key" not in asked


def test_json_stays_json_in_another_language(tmp_path: Path) -> None:
    root = write_site(tmp_path, BROKEN)
    listed = json.loads(_run(root, "check", "--format", "json", "--language", "fr"))
    assert listed[0]["hint"] == "Vouliez-vous dire `status`\u00a0?"
    assert listed[0]["code"] == "unknown-key"


def test_a_build_that_fails_says_so_in_the_language(tmp_path: Path) -> None:
    root = write_site(tmp_path, BROKEN)
    said = _run(root, "build", "--language", "es")
    assert "error[unknown-key]: Clave desconocida: «state»." in said
    assert said.endswith("No se publicó nada: los archivos del sitio tienen 2 errores.\n")
    assert "\x1b" not in said


def test_warnings_that_are_remembered_are_said_in_the_language_of_each_build(
    tmp_path: Path,
) -> None:
    root = write_site(tmp_path, OUTAGE.replace("Texte", "Un fichier <b>joint</b>"))
    english = _run(root, "build", LANG="C.UTF-8")
    assert "warning[raw-html]: HTML does not work here: readers see “<b>” as text." in english
    german = _run(root, "build", LANG="de_DE.UTF-8")
    assert (
        "Warnung[raw-html]: HTML funktioniert hier nicht: Zu lesen wäre „<b>“ als Text." in german
    )


def test_fix_repairs_the_same_in_every_language(tmp_path: Path) -> None:
    root = write_site(tmp_path, OUTAGE.replace("2022-07-26\n", "26.7.2022\n"))
    assert "1 von 1 Problemen behoben." in _run(root, "check", "--fix", "--language", "de")
    assert "published: 2022-07-26\n" in (root / "status/outage/2022-07-26.yml").read_text()


def test_ready_and_the_agenda_speak_the_language(tmp_path: Path) -> None:
    root = write_site(tmp_path, OUTAGE + "next_update: 2022-07-27\n")
    assert "manque  Logo\u00a0: Il n’y en a pas." in _run(root, "ready", "--language", "fr")
    agenda = _run(root, "agenda", "--language", "de", "--at", "2022-08-01")
    assert "Überfällig (1):" in agenda
    assert "überfällig: Nächste Meldung zu „Panne“ war fällig" in agenda
    at = ("agenda", "--format", "json", "--at", "2022-08-01")
    assert "Next update of “Panne” was due" in _run(root, *at, LANG="de_DE.UTF-8")
    assert "Nächste Meldung zu „Panne“ war fällig" in _run(root, *at, "--language", "de")


# Messages as values.


def test_a_message_is_its_english_text() -> None:
    message = told("The key “%(key)s” is missing.", key="title")
    assert message == "The key “title” is missing."
    assert json.dumps(message) == '"The key \\u201ctitle\\u201d is missing."'
    assert isinstance(str(ValueError(message)), Message)


def test_a_message_keeps_what_it_was_made_of_in_a_file() -> None:
    inner = told_of_many("%(count)s error", "%(count)s errors", 12345)
    message = in_turn(told("No problems found."), inner, all_of(["a", "b", "c"]))
    packing = packing_of(Message)
    again = packing.unpack(packing.pack(message))
    assert again == message == "No problems found. 12,345 errors a, b and c"
    assert Speech("de").say(again) == "Keine Probleme gefunden. 12.345 Fehler a, b und c"


def test_names_of_languages_are_said_in_the_language(tmp_path: Path) -> None:
    root = write_site(tmp_path, OUTAGE.replace("locales: [fr]", "locales: [fr, gsw]"))
    assert "gsw" in _run(root, "check")
    german = _run(root, "check", "--language", "de")
    assert "Die Oberfläche gibt es nicht in Schweizerdeutsch (lu: angezeigt auf" in german
