"""Phrases of texts that sound like facts and are none, by language."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from site_builder.markdown.comments import masked

_DATA = Path(__file__).with_name("hedges.toml")
# What others said is quoted as they said it.
_QUOTED = re.compile(
    r"“[^”]*”|„[^“”]*[“”]|«[^»]*»|»[^«]*«|\"[^\"\n]*\"|^[ ]{0,3}>.*$", re.MULTILINE
)
_SENTENCE = re.compile(r"[.!?]\s|\n\s*\n|\n\s*[-*|]")
_FIGURE = re.compile(r"\d|\{[a-z]")
_NUMBERS = "how-many"


@dataclass(frozen=True, slots=True)
class Hedge:
    """A phrase at an offset of a text, its kind, and the source of why it misleads."""

    phrase: str
    offset: int
    kind: str
    source: str


@dataclass(frozen=True, slots=True)
class _Kind:
    name: str
    source: str
    phrases: Mapping[str, re.Pattern[str]]


def hedges_in(text: str, language: str) -> Iterator[Hedge]:
    """Yield the hedges of a text in a language, such as `fr`.

    What is quoted is left out, and so is a vague number with a figure in the same sentence.
    """
    plain = None
    for kind in _kinds():
        pattern = kind.phrases.get(language)
        if pattern is None or not pattern.search(text):
            continue
        if plain is None:
            plain = _QUOTED.sub(_blank, masked(text, "comment", "open", "code"))
        for found in pattern.finditer(plain):
            if kind.name != _NUMBERS or not _FIGURE.search(_sentence(text, found.start())):
                yield Hedge(found[0], found.start(), kind.name, kind.source)


def languages() -> frozenset[str]:
    """Return the languages that phrases are known in."""
    return frozenset(language for kind in _kinds() for language in kind.phrases)


def _blank(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", found[0])


def _sentence(text: str, offset: int) -> str:
    """Return the sentence around an offset."""
    before = [match.end() for match in _SENTENCE.finditer(text, 0, offset)]
    after = _SENTENCE.search(text, offset)
    return text[before[-1] if before else 0 : after.start() if after else len(text)]


@cache
def _kinds() -> tuple[_Kind, ...]:
    data = tomllib.loads(_DATA.read_text("utf-8"))
    return tuple(
        _Kind(
            name,
            kind["source"],
            {key: _pattern(phrases) for key, phrases in kind.items() if key != "source"},
        )
        for name, kind in data.items()
    )


def _pattern(phrases: list[str]) -> re.Pattern[str]:
    either = "|".join(f"(?:{phrase})" for phrase in phrases)
    # Elided articles end within a word: `d'`.
    spaced = either.replace(" ", r"\s+").replace("'", "['’]")
    return re.compile(rf"\b(?:{spaced})", re.IGNORECASE)
