"""The interface's catalogues are complete and format like their originals."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from tests.conftest import ROOT

CATALOGUES = sorted((ROOT / "locales").glob("*/LC_MESSAGES/messages.po"))


def _read(path: Path) -> dict[str, tuple[tuple[str, ...], bool]]:
    """Each message with its translations: one, or one for each plural form."""
    with open(path, "rb") as file:
        return {_forms(m.id)[0]: (_forms(m.string), m.fuzzy) for m in read_po(file) if m.id}


def _forms(text: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text or ())


@pytest.mark.parametrize("path", CATALOGUES, ids=[path.parts[-3] for path in CATALOGUES])
def test_a_catalogue_is_complete_and_keeps_placeholders(path: Path) -> None:
    template = _read(ROOT / "locales/messages.pot")
    translated = _read(path)
    assert translated.keys() == template.keys()
    for message, (forms, is_fuzzy) in translated.items():
        assert not is_fuzzy, message
        placeholders = sorted(re.findall(r"%\(\w+\)s", message))
        for text in forms:
            assert text, message
            assert sorted(re.findall(r"%\(\w+\)s", text)) == placeholders


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


def test_there_is_a_catalogue_for_every_language_of_the_case() -> None:
    assert {path.parts[-3] for path in CATALOGUES} >= {"fr", "de", "nl", "nb"}
