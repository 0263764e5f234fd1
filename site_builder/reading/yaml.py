"""Read YAML 1.2 (core schema) with libyaml into plain values, and keep the place of each.

Python's `yaml` reads YAML 1.1; only its syntax is used here. Plain scalars are read according to
YAML 1.2.2, 10.3 Core Schema: `no`, `on`, `12:30` and dates are text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import pairwise
from typing import Any

import yaml

from site_builder.language.cjk import MAY_BE_CJK, joins
from site_builder.model.message import Message, told
from site_builder.model.problem import Finding, Place
from site_builder.reading.cut_texts import Source, cut_after
from site_builder.reading.document import Cut, KeyPath, Positions, Quoted, SourceSpan, place_at
from site_builder.reading.recovery import Broken, Whole, whole_keys
from site_builder.reading.syntax.explain import begins_with, explain

try:
    _Loader: Any = yaml.CSafeLoader
except AttributeError as error:  # pragma: no cover - PyYAML without libyaml
    raise ImportError("PyYAML was built without libyaml; install its binary package") from error

# Aliases repeat values; a file that exceeds this through aliases is an attack or a mistake.
_MOST_NODES = 100_000
_MOST_LEVELS = 100
_LEVELS = re.compile(r"^[ ?-]*", re.MULTILINE)
_BRACKETS = re.compile(r"[\[{]")
# This many characters on both sides distinguish a line end from a space inside a line.
_ENOUGH = 12
_INT = re.compile(r"[-+]?[0-9]+", re.ASCII)
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", re.ASCII)
_ANCHOR = re.compile(r"&([\w-]*)")
_NO_TAGS: Mapping[str, Callable[[Any], Any]] = {}
_NULL = frozenset(("", "~", "null", "Null", "NULL"))
_TRUE = frozenset(("true", "True", "TRUE"))
_FALSE = frozenset(("false", "False", "FALSE"))


class Unfit(ValueError):
    """A tag does not fit its value; `hint` says what to write."""

    def __init__(self, hint: Message) -> None:
        super().__init__(hint)
        self.hint = hint


@dataclass(frozen=True, slots=True)
class YamlResult:
    """`value` is None if the text is empty or broken; `syntax` has the errors."""

    value: Any
    positions: Positions
    syntax: tuple[Finding, ...] = ()
    duplicates: tuple[Finding, ...] = ()
    whole: Whole | None = None
    """What can be read of a text that is broken."""


@dataclass(slots=True, kw_only=True)
class _Walk:
    file: str
    first_line: int
    offset: int
    text: str
    has_other_breaks: bool
    tags: Mapping[str, Callable[[Any], Any]]
    values: dict[KeyPath, SourceSpan] = field(default_factory=dict)
    keys: dict[KeyPath, Place] = field(default_factory=dict)
    syntax: list[Finding] = field(default_factory=list)
    duplicates: list[Finding] = field(default_factory=list)
    cuts: dict[KeyPath, Cut] = field(default_factory=dict)
    open_nodes: set[int] = field(default_factory=set)
    aliases: frozenset[str] | None = None
    count: int = 0

    def place(self, node: yaml.Node) -> Place:
        start, end = node.start_mark, node.end_mark
        if self.has_other_breaks or start.index >= len(self.text):
            index = min(start.index, len(self.text))
            line_end = self.text.find("\n", index) % (len(self.text) + 1)
            place = place_at(self.file, self.text, index, min(end.index, line_end) - index)
            return replace(place, line=place.line + self.first_line - 1)
        length = end.column - start.column if end.line == start.line else 1
        line = start.line + self.first_line
        return Place(self.file, line, start.column + 1, max(1, length))

    def column(self, node: yaml.Node) -> int:
        """Return the column in which a node begins, counted from 0."""
        index = min(node.start_mark.index, len(self.text))
        return index - self.text.rfind("\n", 0, index) - 1

    def is_alias(self, name: str) -> bool:
        """Return whether an alias `*name` refers to the anchor `&name`."""
        if self.aliases is None:
            events = yaml.parse(self.text, Loader=_Loader)
            self.aliases = frozenset(
                str(e.anchor) for e in events if isinstance(e, yaml.AliasEvent)
            )
        return name in self.aliases


def read_yaml(
    text: str,
    file: str,
    first_line: int = 1,
    offset: int = 0,
    tags: Mapping[str, Callable[[Any], Any]] = _NO_TAGS,
) -> YamlResult:
    """Read one YAML document whose line ends are `\\n`.

    `first_line` and `offset` are the start of the document in its file, for front matter. `tags`
    are the tags of other programs, each with a function that converts a value. The function raises
    ValueError, with what to write instead, if the value does not fit.
    """
    # libyaml also ends lines at these three (YAML 1.1, 5.4); editors and our places do not.
    has_other_breaks = any(character in text for character in "\x85\u2028\u2029")
    walk = _Walk(
        file=file,
        first_line=first_line,
        offset=offset,
        text=text,
        has_other_breaks=has_other_breaks,
        tags=tags,
    )
    if _is_deep(text):
        finding = Finding(
            Place(file),
            told("This file has more than %(count)s levels of nesting.", count=_MOST_LEVELS),
            told("Reduce the nesting."),
        )
        return YamlResult(None, Positions({}, {}), (finding,))
    try:
        loader = _Loader(text)
        try:
            node = loader.get_single_node()
        finally:
            loader.dispose()
    except yaml.YAMLError as error:
        finding = explain(error, text, file, first_line)
        broken = _broken(error, finding, finding.place.line - first_line)

        def read(part: str, line: int, start: int) -> YamlResult:
            return read_yaml(part, file, first_line + line, offset + start, tags)

        whole = None if has_other_breaks else whole_keys(text, broken, read)
        if whole is None:
            return YamlResult(None, Positions({}, {}), (finding,))
        syntax = (finding, *whole.syntax)
        return YamlResult(None, Positions({}, {}), syntax, whole.duplicates, whole)
    value = None if node is None else _value(node, (), walk)
    positions = Positions(walk.values, walk.keys, walk.cuts)
    return YamlResult(value, positions, tuple(walk.syntax), tuple(walk.duplicates))


def _broken(error: yaml.YAMLError, finding: Finding, line: int) -> Broken:
    """Return where a mistake begins and shows; `line` is that of its finding."""
    lines = [line]
    if isinstance(error, yaml.MarkedYAMLError):
        lines += [error.problem_mark.line] if error.problem_mark else []
        # libyaml names the start of what it was scanning, and of the whole map otherwise.
        if error.context_mark and "scanning" in (error.context or ""):
            lines.append(error.context_mark.line)
    return Broken(finding, min(lines), max(lines))


def _is_deep(text: str) -> bool:
    """Return whether lists and maps are nested deeper than in any real file.

    libyaml builds nodes recursively, and a stack overflow would kill the process. Reading its
    events needs no recursion.
    """
    # Every level needs a bracket, a dash or question mark, or a deeper indentation.
    if (
        max(map(len, _LEVELS.findall(text)), default=0) + len(_BRACKETS.findall(text))
        < _MOST_LEVELS
    ):
        return False
    depth = 0
    try:
        for event in yaml.parse(text, Loader=_Loader):
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            if depth > _MOST_LEVELS:
                return True
    except yaml.YAMLError:
        # The error is explained when the text is read.
        pass
    return False


def _value(node: yaml.Node, path: KeyPath, walk: _Walk, indent: int | None = None) -> Any:
    value = _plain_value(node, path, walk, indent)
    if node.tag not in walk.tags:
        return value
    try:
        return walk.tags[node.tag](value)
    except Unfit as error:
        message = told("“%(tag)s” does not fit this value.", tag=node.tag)
        walk.syntax.append(Finding(walk.place(node), message, error.hint))
        return None


def _plain_value(node: yaml.Node, path: KeyPath, walk: _Walk, indent: int | None) -> Any:
    walk.count += 1
    walk.values[path] = SourceSpan(
        walk.place(node), walk.offset + node.start_mark.index, walk.offset + node.end_mark.index
    )
    _refuse_sign(node, walk)
    if isinstance(node, yaml.ScalarNode):
        if path and "#" in walk.text:
            source = Source(walk.text, walk.file, walk.first_line)
            if cut := cut_after(node, source, indent):
                walk.cuts[path] = cut
        return _scalar(node, walk.text)
    if id(node) in walk.open_nodes or walk.count > _MOST_NODES:
        if not walk.syntax:
            message = told("An alias (*) makes this value contain itself or grow endlessly.")
            walk.syntax.append(
                Finding(walk.place(node), message, told("Write the value itself instead."))
            )
        return None
    walk.open_nodes.add(id(node))
    try:
        if isinstance(node, yaml.SequenceNode):
            dash = None if node.flow_style else walk.column(node)
            return [_value(item, (*path, i), walk, dash) for i, item in enumerate(node.value)]
        assert isinstance(node, yaml.MappingNode)
        return _mapping(node, path, walk)
    finally:
        walk.open_nodes.discard(id(node))


def _refuse_sign(node: yaml.Node, walk: _Walk) -> None:
    """Refuse a text that begins with `!` or `&`, because YAML would drop its first word.

    These characters start tags and anchors. Files need no tags, and an anchor is meant as one only
    if an alias refers to it.
    """
    if node.tag in walk.tags:
        return
    start = node.start_mark.index
    sign = walk.text[start : start + 1]
    if sign == "!" or (
        sign == "&" and not walk.is_alias(_ANCHOR.match(walk.text, start)[1])  # type: ignore[index]
    ):
        begin, end = walk.text.rfind("\n", 0, start) + 1, walk.text.find("\n", start)
        line = walk.text[begin : end if end >= 0 else None]
        walk.syntax.append(begins_with(walk.place(node), line))


def _mapping(node: yaml.MappingNode, path: KeyPath, walk: _Walk) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for key_node, value_node in node.value:
        if not isinstance(key_node, yaml.ScalarNode):
            message = told("A key must be a single word, not a list or a map.")
            walk.syntax.append(
                Finding(
                    walk.place(key_node),
                    message,
                    told("Write `key: value`, and put a text with `{` or `[` in quotes."),
                )
            )
            continue
        _refuse_sign(key_node, walk)
        key = str(key_node.value)
        place = walk.place(key_node)
        if key in result:
            first = walk.keys[(*path, key)].line
            walk.duplicates.append(
                Finding(
                    place,
                    told(
                        "The key “%(key)s” is already in line %(first)s.", key=key, first=str(first)
                    ),
                    told("Keep one of the two and delete the other."),
                )
            )
            continue
        walk.keys[(*path, key)] = place
        column = None if node.flow_style else walk.column(key_node)
        result[key] = _value(value_node, (*path, key), walk, column)
    return result


def _scalar(node: yaml.ScalarNode, source: str) -> Any:
    text: str = node.value
    is_folded = node.style != "|" and node.start_mark.line != node.end_mark.line
    if is_folded and MAY_BE_CJK.search(text):
        text = _without_gaps(text, source[node.start_mark.index : node.end_mark.index])
    # libyaml calls the style of a plain scalar the empty string.
    if node.style:
        return Quoted(text)
    if text in _NULL:
        return None
    if text in _TRUE or text in _FALSE:
        return text in _TRUE
    # int() refuses very long strings of digits; such a number is a mistake.
    if _INT.fullmatch(text) and len(text) < 40:
        return int(text)
    if _FLOAT.fullmatch(text) and len(text) < 40:
        return Decimal(text)
    return text


def _without_gaps(text: str, source: str) -> str:
    """Return a folded text without the spaces that YAML adds between Chinese or Japanese lines."""
    parts: list[str] = []
    position = 0
    lines = [line.strip(" \t\"'") for line in source.split("\n")]
    for line, following in pairwise(lines):
        if line and following and joins(line[-1], following[0]):
            end, begin = line[-_ENOUGH:], following[:_ENOUGH]
            found = text.find(f"{end} {begin}", position)
            if found >= 0:
                parts.append(text[position : found + len(end)])
                position = found + len(end) + 1
    return "".join((*parts, text[position:]))
