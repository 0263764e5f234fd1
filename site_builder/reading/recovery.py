"""What is whole in a YAML text that is broken somewhere: its top-level keys, each read alone.

A mistake in one line must not hide the others of the file. What cannot be told for certain is left
out: a quotation mark that is never closed can make a text look like keys.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from site_builder.model.problem import Finding, Place
from site_builder.reading.document import Cut, KeyPath, Positions, SourceSpan

if TYPE_CHECKING:
    from site_builder.reading.yaml import YamlResult

_KEY = re.compile(r"^[^\W\d_][^:\n#\"'{}\[\]]*:(?=[ \t]|$)", re.MULTILINE)
_ANCHOR = re.compile(r"(?:^|[\s\[,])[&*]\w", re.MULTILINE)
_MOST_KEYS = 200
"""Each is read again; a file with more is a list of names, and one mistake hides less of it."""


@dataclass(frozen=True, slots=True)
class Whole:
    """The keys that can be read. `doubtful` are those that may be part of a text.

    `syntax` are more mistakes of the same kind as the first, if they are certain.
    """

    value: dict[str, Any]
    positions: Positions
    doubtful: frozenset[str]
    syntax: tuple[Finding, ...]
    duplicates: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Broken:
    """The first mistake: what is said of it, and the lines (from 0) where it begins and shows."""

    finding: Finding
    begins: int
    shows: int


@dataclass(frozen=True, slots=True)
class _Block:
    """A top-level key with its value: `line` counts from 0, `start` in characters."""

    text: str
    line: int
    start: int


def whole_keys(
    text: str, broken: Broken, read: Callable[[str, int, int], YamlResult]
) -> Whole | None:
    """Return what is whole in a text; `read` reads a part of it, from a line and an offset on."""
    blocks = _blocks(text)
    if not 1 < len(blocks) <= _MOST_KEYS:
        return None
    results = [read(block.text, block.line, block.start) for block in blocks]
    hit = max((i for i, block in enumerate(blocks) if block.line <= broken.begins), default=-1)
    is_certain = (
        hit >= 0
        and _shows_within(blocks, hit, broken)
        and not any(result.syntax for result in results[:hit])
        and broken.finding.place in {found.place for found in results[hit].syntax}
    )
    value: dict[str, Any] = {}
    spans: dict[KeyPath, SourceSpan] = {}
    keys: dict[KeyPath, Place] = {}
    cuts: dict[KeyPath, Cut] = {}
    doubtful: set[str] = set()
    syntax: list[Finding] = []
    duplicates: list[Finding] = []
    for i, result in enumerate(results):
        if i == hit:
            continue
        if result.syntax and is_certain and not _ANCHOR.search(text):
            syntax += result.syntax
        if result.syntax or not isinstance(result.value, dict) or result.value.keys() & value:
            continue
        value |= result.value
        spans |= {path: span for path, span in result.positions.values.items() if path}
        keys |= result.positions.keys
        cuts |= result.positions.cuts
        duplicates += result.duplicates
        if i > hit and not is_certain:
            doubtful |= result.value.keys()
    positions = Positions(spans, keys, cuts)
    return Whole(value, positions, frozenset(doubtful), tuple(syntax), tuple(duplicates))


def _shows_within(blocks: list[_Block], hit: int, broken: Broken) -> bool:
    """Whether the mistake shows within the block in which it begins."""
    return hit + 1 == len(blocks) or broken.shows < blocks[hit + 1].line


def _blocks(text: str) -> list[_Block]:
    starts = [match.start() for match in _KEY.finditer(text)]
    return [
        _Block(text[start:end], text.count("\n", 0, start), start)
        for start, end in pairwise([*starts, len(text)])
    ]
