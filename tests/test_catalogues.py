"""The interface's catalogues are complete and format like their originals."""

from __future__ import annotations

import gettext
import re
import subprocess
import sys
from itertools import combinations
from pathlib import Path

import pytest
from babel import Locale
from babel.messages.pofile import read_po

from tests.conftest import ROOT

CATALOGUES = sorted((ROOT / "locales").glob("*/LC_MESSAGES/messages.po"))


def _read(path: Path) -> dict[str, tuple[tuple[str, ...], bool]]:
    """Each message with its translations: one, or one for each plural form."""
    with open(path, "rb") as file:
        return {_forms(m.id)[0]: (_forms(m.string), m.fuzzy) for m in read_po(file) if m.id}


def _forms(text: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text or ())


# Larger numbers have forms of their own in some languages ("un million de jours"), which no count
# of days or updates reaches.
_NUMBERS = range(1000)


def _numbers_of_forms(path: Path) -> list[set[int]]:
    """The numbers that each plural form is for, as gettext reads the header."""
    with open(path, "rb") as file:
        catalogue = read_po(file)
    chosen = gettext.c2py(catalogue.plural_expr)
    numbers: list[set[int]] = [set() for _ in range(catalogue.num_plurals)]
    for number in _NUMBERS:
        numbers[chosen(number)].add(number)
    return numbers


@pytest.mark.parametrize("path", CATALOGUES, ids=[path.parts[-3] for path in CATALOGUES])
def test_a_catalogue_is_complete_and_keeps_placeholders(path: Path) -> None:
    template = _read(ROOT / "locales/messages.pot")
    translated = _read(path)
    assert translated.keys() == template.keys()
    numbers = _numbers_of_forms(path)
    for message, (forms, is_fuzzy) in translated.items():
        assert not is_fuzzy, message
        placeholders = sorted(re.findall(r"%\(\w+\)s", message))
        for index, text in enumerate(forms):
            assert text, message
            found = sorted(re.findall(r"%\(\w+\)s", text))
            # A dual or a singular may say its number in words: nothing else is counted with it.
            is_alone = len(forms) > 1 and len(numbers[index]) == 1
            assert found == placeholders or (is_alone and [*found, "%(count)s"] == placeholders)


def test_the_template_has_every_phrase_of_the_code(tmp_path: Path) -> None:
    fresh = tmp_path / "messages.pot"
    subprocess.run(
        [
            *(sys.executable, "-m", "babel.messages.frontend", "-q", "extract", "-F", "babel.cfg"),
            *("-k", "say", "-k", "phrase", "-k", "mark", "-k", "plural:1,2", "-o", str(fresh), "."),
        ],
        cwd=ROOT,
        check=True,
    )
    assert _read(fresh).keys() == _read(ROOT / "locales/messages.pot").keys()


@pytest.mark.parametrize("path", CATALOGUES, ids=[path.parts[-3] for path in CATALOGUES])
def test_a_catalogue_has_the_plural_forms_of_its_language(path: Path) -> None:
    """CLDR's groups of numbers, whatever the order of the forms."""
    name = path.parts[-3]
    # Portuguese is written as in Portugal, where nothing is plural: "0 dias".
    rule = Locale.parse({"pt": "pt_PT"}.get(name, name)).plural_form
    groups: dict[str, set[int]] = {}
    for number in _NUMBERS:
        groups.setdefault(rule(number), set()).add(number)
    assert sorted(map(sorted, _numbers_of_forms(path))) == sorted(map(sorted, groups.values()))
    with open(path, "rb") as file:
        catalogue = read_po(file)
    for message in catalogue:
        if message.id and message.pluralizable:
            assert len(message.string or ()) == catalogue.num_plurals, message.id
    done = subprocess.run(["msgfmt", "-c", "-o", "/dev/null", str(path)], capture_output=True)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("path", CATALOGUES, ids=[path.parts[-3] for path in CATALOGUES])
def test_a_catalogue_has_no_blanks_of_its_maker_in_its_header(path: Path) -> None:
    head, _, _ = path.read_text("utf-8").partition("\n\n")
    assert not re.search("FULL NAME|FIRST AUTHOR|EMAIL@ADDRESS|LL@li.org|YEAR", head)


def test_every_language_of_the_european_union_is_there_and_those_of_its_neighbours() -> None:
    union = "bg cs da de el es et fi fr ga hr hu it lt lv mt nl pl pt ro sk sl sv"
    others = "nb is lb tr uk ru ar he zh zh_Hant ja"
    assert {path.parts[-3] for path in CATALOGUES} == {*union.split(), *others.split()}


def test_no_catalogue_has_the_phrases_of_another_language() -> None:
    everyone = {path.parts[-3]: _read(path) for path in CATALOGUES}
    for (one, its), (other, others) in combinations(everyone.items(), 2):
        same = sum(forms == others[message][0] for message, (forms, _) in its.items())
        # Chinese in both scripts, and Danish and Norwegian, have short words in common.
        assert same < len(its) / 3, f"{one} and {other} have {same} phrases in common"
