"""The result of reading: one document for each entry, from one file or several."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Literal

from site_builder.model.message import Message
from site_builder.model.problem import Place

Kind = Literal[
    "site",
    "services",
    "facts",
    "claims",
    "retired",
    "categories",
    "country",
    "incident",
    "maintenance",
    "update",
    "question",
    "page",
]

KeyPath = tuple[str | int, ...]


class Quoted(str):
    """A YAML string in quotes or a block scalar: never a number or a date."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class SourceSpan:
    """The place of a value: `start` and `end` are offsets into the source's text."""

    place: Place
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Cut:
    """A comment that may be the rest of a text. `repair` shows how to make it part of the text."""

    place: Place
    text: str
    repair: Message


@dataclass(frozen=True, slots=True)
class Positions:
    """The places of a document's values and of their keys.

    `cuts` are the comments right after values that are not in quotes.
    """

    values: Mapping[KeyPath, SourceSpan]
    keys: Mapping[KeyPath, Place]
    cuts: Mapping[KeyPath, Cut] = field(default_factory=dict)

    def value(self, path: KeyPath) -> Place | None:
        """Return the place of the value at a path, or of the nearest value around it."""
        span = self.span(path)
        return span.place if span else None

    def span(self, path: KeyPath) -> SourceSpan | None:
        """Return the nearest span at or around a path."""
        for length in range(len(path), -1, -1):
            if path[:length] in self.values:
                return self.values[path[:length]]
        return None

    def key(self, path: KeyPath) -> Place | None:
        """Return the place of the key of the value at a path."""
        return self.keys.get(path) or self.value(path)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """An entry as plain values. `owner` is an update's incident or a question's category.

    `sources` are the texts of its files by name.
    """

    kind: Kind
    id: str
    owner: str
    file: str
    value: Mapping[str, Any]
    positions: Positions
    sources: Mapping[str, str]

    def place(self, *path: str | int) -> Place:
        """Return the place of a value, or of the whole file if the value is not written."""
        return self.positions.value(path) or Place(self.file)

    def key_place(self, *path: str | int) -> Place:
        """Return the place of a value's key, or of the whole file if the value is not written."""
        return self.positions.key(path) or Place(self.file)

    def words(self, *path: str) -> list[tuple[int, str]]:
        """Return the strings of a list with their indexes; empty if there is no list."""
        value: Any = self.value
        for part in path:
            value = value.get(part) if isinstance(value, Mapping) else None
        items = value if isinstance(value, list) else []
        return [(i, str(item)) for i, item in enumerate(items) if isinstance(item, str)]

    def at(self, path: KeyPath, value: str, token: str, offset: int) -> Place:
        """Return the place of a token at an offset of the text at a path."""
        span = self.positions.span(path)
        if span is not None:
            source = self.sources[span.place.file]
            in_value, in_source = _aligned(source, span.start, span.end, value)
            if in_value:
                line = bisect_right(in_value, offset) - 1
                position = in_source[line] + offset - in_value[line]
                if source.startswith(token, position):
                    return place_at(span.place.file, source, position, len(token))
        # Escapes and folded lines: the token is counted in both.
        return self.inside(path, token, value.count(token, 0, offset))

    def inside(self, path: KeyPath, token: str, occurrence: int = 0) -> Place:
        """Return the place of the nth occurrence of some characters within a text value."""
        span = self.positions.span(path)
        if span is None:
            return Place(self.file)
        source = self.sources[span.place.file]
        offsets = _offsets(source, token, span.start, span.end)
        if occurrence >= len(offsets):
            return span.place
        return place_at(span.place.file, source, offsets[occurrence], len(token))


@dataclass(frozen=True, slots=True)
class Fragment:
    """What is whole of a broken file, as a document. `doubtful` keys may be part of a text."""

    document: Document
    doubtful: frozenset[str]


@lru_cache(maxsize=16)
def _offsets(source: str, token: str, start: int, end: int) -> tuple[int, ...]:
    """Return the offsets of a token in a range; cached, because checks ask in order."""
    found = []
    offset = source.find(token, start, end)
    while offset >= 0:
        found.append(offset)
        offset = source.find(token, offset + 1, end)
    return tuple(found)


@lru_cache(maxsize=16)
def _aligned(
    source: str, start: int, end: int, value: str
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return where stretches of a text begin in it and in its source; nothing if the two differ.

    Counting again for each token would take quadratic time if there are thousands.
    """
    found = source.find(value, start, end)
    if found >= 0:
        return (0,), (found,)
    # A block scalar: below its first line, the lines of the text with an indentation.
    in_value, in_source = [], []
    offset, position = 0, source.find("\n", start, end) + 1
    for line in value.split("\n"):
        after = source.find("\n", position, end)
        written = source[position : after if after >= 0 else end].rstrip()
        if position == 0 or not written.endswith(line.rstrip()):
            return (), ()
        in_value.append(offset)
        in_source.append(position + len(written) - len(line.rstrip()))
        offset += len(line) + 1
        position = after + 1
    return tuple(in_value), tuple(in_source)


@lru_cache(maxsize=16)
def _line_starts(source: str) -> list[int]:
    return [0, *(match.end() for match in re.finditer("\n", source))]


def place_at(file: str, source: str, offset: int, length: int = 1) -> Place:
    """Return the place of an offset into a source whose line ends are `\\n`."""
    starts = _line_starts(source)
    line = bisect_right(starts, offset)
    return Place(file, line, offset - starts[line - 1] + 1, max(1, length))
