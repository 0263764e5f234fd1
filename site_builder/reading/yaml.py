"""YAML 1.2 core, read with libyaml into plain values, keeping the place of each.

Python's `yaml` reads YAML 1.1; of that only the syntax is used here. What a plain scalar means
follows YAML 1.2.2, 10.3 Core Schema: `no`, `on`, `12:30` and dates are text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import yaml

from site_builder.model.problem import Finding, Place
from site_builder.reading.document import Path, Positions, Quoted, Span

try:
    _Loader: Any = yaml.CSafeLoader
except AttributeError as error:  # pragma: no cover - PyYAML without libyaml
    raise ImportError("PyYAML must come with libyaml; install a binary package of it") from error

# An alias may repeat a value; a file that grows past this by aliases is an attack or a mistake.
_MOST_NODES = 100_000
_INT = re.compile(r"[-+]?[0-9]+", re.ASCII)
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", re.ASCII)
_NULL = frozenset(("", "~", "null", "Null", "NULL"))
_TRUE = frozenset(("true", "True", "TRUE"))
_FALSE = frozenset(("false", "False", "FALSE"))


@dataclass(frozen=True, slots=True)
class YamlResult:
    """`value` is None where the text is empty or broken; `syntax` says what is broken."""

    value: Any
    positions: Positions
    syntax: tuple[Finding, ...] = ()
    duplicates: tuple[Finding, ...] = ()


@dataclass(slots=True)
class _Walk:
    file: str
    first_line: int
    offset: int
    values: dict[Path, Span] = field(default_factory=dict)
    keys: dict[Path, Place] = field(default_factory=dict)
    syntax: list[Finding] = field(default_factory=list)
    duplicates: list[Finding] = field(default_factory=list)
    open_nodes: set[int] = field(default_factory=set)
    count: int = 0

    def place(self, node: yaml.Node) -> Place:
        start, end = node.start_mark, node.end_mark
        length = end.column - start.column if end.line == start.line else 1
        line = start.line + self.first_line
        return Place(self.file, line, start.column + 1, max(1, length))


def read_yaml(text: str, file: str, first_line: int = 1, offset: int = 0) -> YamlResult:
    """Read one YAML document whose line ends are `\\n`.

    `first_line` and `offset` say where it begins in its file, for front matter.
    """
    walk = _Walk(file, first_line, offset)
    try:
        loader = _Loader(text)
        try:
            node = loader.get_single_node()
        finally:
            loader.dispose()
    except yaml.YAMLError as error:
        return YamlResult(None, Positions({}, {}), (_syntax_finding(error, text, walk),))
    except RecursionError:
        finding = Finding(Place(file), "The file is nested too deeply.", "Write it flatter.")
        return YamlResult(None, Positions({}, {}), (finding,))
    value = None if node is None else _value(node, (), walk)
    positions = Positions(walk.values, walk.keys)
    return YamlResult(value, positions, tuple(walk.syntax), tuple(walk.duplicates))


def _value(node: yaml.Node, path: Path, walk: _Walk) -> Any:
    walk.count += 1
    walk.values[path] = Span(
        walk.place(node), walk.offset + node.start_mark.index, walk.offset + node.end_mark.index
    )
    if isinstance(node, yaml.ScalarNode):
        return _scalar(node)
    if id(node) in walk.open_nodes or walk.count > _MOST_NODES:
        if not walk.syntax:
            message = "An alias (*) makes this value contain itself or grow without end."
            walk.syntax.append(Finding(walk.place(node), message, "Write the value out instead."))
        return None
    walk.open_nodes.add(id(node))
    try:
        if isinstance(node, yaml.SequenceNode):
            return [_value(item, (*path, i), walk) for i, item in enumerate(node.value)]
        return _mapping(node, path, walk)
    finally:
        walk.open_nodes.discard(id(node))


def _mapping(node: yaml.Node, path: Path, walk: _Walk) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for key_node, value_node in node.value:
        if not isinstance(key_node, yaml.ScalarNode):
            message = "A key must be one word, not a list or a map."
            walk.syntax.append(
                Finding(walk.place(key_node), message, "Write it as `key: value`; quote `{` `[`.")
            )
            continue
        key = str(key_node.value)
        place = walk.place(key_node)
        if key in result:
            first = walk.keys[(*path, key)].line
            walk.duplicates.append(
                Finding(
                    place,
                    f"The key “{key}” stands here twice; the first one is in line {first}.",
                    "Keep one of the two and delete the other.",
                )
            )
            continue
        walk.keys[(*path, key)] = place
        result[key] = _value(value_node, (*path, key), walk)
    return result


def _scalar(node: yaml.ScalarNode) -> Any:
    text: str = node.value
    # libyaml calls the style of a plain scalar the empty string.
    if node.style:
        return Quoted(text)
    if text in _NULL:
        return None
    if text in _TRUE or text in _FALSE:
        return text in _TRUE
    # int() refuses very long digit strings; nobody writes such a number on purpose.
    if _INT.fullmatch(text) and len(text) < 40:
        return int(text)
    if _FLOAT.fullmatch(text) and len(text) < 40:
        return Decimal(text)
    return text


def _syntax_finding(error: yaml.YAMLError, text: str, walk: _Walk) -> Finding:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is None:
        # A ReaderError has no mark but the position of a character that YAML does not allow.
        position = getattr(error, "position", 0)
        line = text.count("\n", 0, position)
        column = position - (text.rfind("\n", 0, position) + 1)
        place = Place(walk.file, line + walk.first_line, column + 1)
        return Finding(
            place,
            "There is an invisible character here that YAML does not allow.",
            "Delete the line and type it again; pasting from a word processor brings such things.",
        )
    lines = text.split("\n")
    index = min(mark.line, len(lines) - 1)
    place = Place(walk.file, index + walk.first_line, min(mark.column, len(lines[index])) + 1)
    message, hint = _explain(str(getattr(error, "problem", "")), lines, index, mark.column)
    return Finding(place, message, hint)


def _explain(problem: str, lines: list[str], index: int, column: int) -> tuple[str, str]:
    """What libyaml says, in words for people who know YAML little, with the repaired line."""
    line = lines[index]
    if "\t" in line[: len(line) - len(line.lstrip())] or (
        column < len(line) and line[column] == "\t"
    ):
        repaired = line.expandtabs(2).strip()
        return "A tab stands where YAML wants spaces.", f"Indent with two spaces: `{repaired}`"
    if "mapping values are not allowed" in problem:
        key, _, rest = line.strip().partition(": ")
        quoted = rest.replace("'", "''")
        return (
            "A colon followed by a space inside a text makes YAML see a second key.",
            f"Put the text in quotes: `{key}: '{quoted}'`",
        )
    if "found character that cannot start any token" in problem:
        character = line[column : column + 1]
        return (
            f"A text cannot begin with “{character}”.",
            f"Put the text in quotes: `{_quoted_value(line)}`",
        )
    if "alias" in problem or "anchor" in problem:
        return (
            "A text that begins with * or & means something else in YAML.",
            f"Put the text in quotes: `{_quoted_value(line)}`",
        )
    if "could not find expected ':'" in problem:
        return (
            "A line is neither `key: value` nor part of the text above it.",
            "Put a colon and a space behind the key, or indent the line under its key.",
        )
    if "quoted scalar" in problem or "unexpected end of stream" in problem:
        return (
            "A quotation mark that is opened here or above is never closed.",
            "Close it; an apostrophe inside single quotes is written twice: `'it''s'`.",
        )
    if "did not find expected" in problem:
        return (
            "The indentation, a bracket or a quotation mark does not fit here.",
            "Keys of one map begin in one column; a text with quotes or braces inside "
            f"goes in quotes: `{_quoted_value(line)}`",
        )
    if "expected a single document" in problem or "document start" in problem:
        return "A second document begins here (`---`).", "Keep one document a file."
    return f"This is not valid YAML: {problem}.", "Compare the line with those around it."


def _quoted_value(line: str) -> str:
    key, separator, rest = line.strip().partition(": ")
    if not separator:
        key, separator, rest = "", "", line.strip()
    return f"{key}{separator}'" + rest.strip("'\"").replace("'", "''") + "'"
