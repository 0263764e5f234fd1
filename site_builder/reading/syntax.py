"""Explain libyaml's errors to people who know little YAML.

Each message points at what must be fixed, not at where the parser gave up. Its hint shows the
corrected line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import yaml

from site_builder.model.problem import Finding, Place

# YAML 1.2.2, 5.1 Character Set: a file must not contain anything else.
_NOT_PRINTABLE = "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
INVISIBLE = re.compile("[\xa0\xad\u2007\u200b-\u200f\u202a-\u202f\u2060\ufeff]")
# A `#` right after words; after a comma, bracket or quotation mark it is a real comment.
_COMMENT = re.compile(r"[^\s,{}\[\]'\":][ \t]+#")
_KEY_WITHOUT_SPACE = re.compile(r"\s*[\w-]+:(?=[^\s/]|\xa0)")


@dataclass(frozen=True, slots=True)
class _Mark:
    """A place in the text, counted from 0. libyaml also ends lines at other characters."""

    line: int
    column: int

    @classmethod
    def of(cls, mark: yaml.Mark, text: str) -> _Mark:
        index = min(mark.index, len(text))
        return cls(text.count("\n", 0, index), index - (text.rfind("\n", 0, index) + 1))


@dataclass(frozen=True, slots=True)
class _Fault:
    """What to fix: the place (counted from 0), what is wrong, and what to write."""

    line: int
    column: int
    message: str
    hint: str
    length: int = 1


def explain(error: yaml.YAMLError, text: str, file: str, first_line: int) -> Finding:
    """Return the finding for an error of libyaml; `text` starts in line `first_line` of its "
    "file."""
    lines = text.split("\n")
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark is not None:
        mark = _Mark.of(error.problem_mark, text)
        begin = _Mark.of(error.context_mark, text) if error.context_mark else mark
        fault = _marked(error, mark, begin, lines)
    else:
        fault = _unprintable(text)
    line = min(fault.line, len(lines) - 1)
    column = min(fault.column, len(lines[line]))
    place = Place(file, line + first_line, column + 1, fault.length)
    return Finding(place, fault.message, fault.hint)


def _unprintable(text: str) -> _Fault:
    match = re.search(_NOT_PRINTABLE, text)
    start = match.start() if match else 0
    return _Fault(
        text.count("\n", 0, start),
        start - (text.rfind("\n", 0, start) + 1),
        "This line contains an invisible character that YAML does not allow.",
        "Delete the line and type it again. Such characters often come from a word processor.",
    )


def _marked(error: yaml.MarkedYAMLError, mark: _Mark, begin: _Mark, lines: list[str]) -> _Fault:
    problem, context = error.problem or "", error.context or ""
    index, column = mark.line, mark.column
    line = lines[index]
    if "tab character" in problem or line[column : column + 1] == "\t" or _is_tabbed(line, column):
        start = len(_indent(line))
        message = "YAML does not allow tabs for indentation."
        return _Fault(
            index,
            max(0, line.find("\t")),
            message,
            f"Indent with two spaces instead: `{line[start:]}`",
        )
    if "quoted scalar" in context:
        return _quoted_scalar(problem, begin, lines, index, column)
    if "alias" in problem or "alias" in context or "anchor" in context or "tag" in context:
        character = lines[begin.line][begin.column : begin.column + 1]
        return _begins_with(character, begin.line, begin.column, lines)
    if "cannot start any token" in problem:
        return _begins_with(line[column : column + 1], index, column, lines)
    if "mapping values are not allowed" in problem:
        return _second_colon(index, column, lines)
    if "could not find expected ':'" in problem:
        return _no_colon(begin, lines)
    if "block scalar" in context:
        return _Fault(
            begin.line,
            begin.column,
            "After `|` or `>`, the text must start on the next line.",
            "Move the text to the next line and indent it by two spaces. If the sign is part of "
            f"the text, write `{_quoted_from(lines[begin.line], begin.column)}`.",
        )
    if "another document" in problem or "document start" in problem:
        return _Fault(
            index,
            column,
            "A second YAML document starts here.",
            "Delete this line: a file is one document.",
        )
    return _misfit(problem, begin, lines, index, column)


def _is_tabbed(line: str, column: int) -> bool:
    return "\t" in _indent(line) and line[:column].strip() == ""


def _quoted_scalar(problem: str, begin: _Mark, lines: list[str], index: int, column: int) -> _Fault:
    if "end of stream" in problem or "document indicator" in problem:
        return _Fault(
            begin.line,
            begin.column,
            "This quotation mark is never closed.",
            f"Close it: `{_closed(lines[begin.line], begin.column)}`. Inside single quotes, write "
            "an apostrophe twice.",
        )
    return _Fault(
        index,
        column,
        "A backslash has a special meaning inside double quotes.",
        f"Put the text in single quotes: `{_requoted(lines[begin.line], begin.column)}`",
    )


def begins_with(text: str, offset: int, file: str, first_line: int) -> Finding:
    """Return the finding for a text whose first character has a special meaning in YAML."""
    index, start = text.count("\n", 0, offset), text.rfind("\n", 0, offset) + 1
    fault = _begins_with(text[offset], index, offset - start, text.split("\n"))
    return Finding(Place(file, index + first_line, fault.column + 1), fault.message, fault.hint)


def _begins_with(character: str, index: int, column: int, lines: list[str]) -> _Fault:
    return _Fault(
        index,
        column,
        f"A text without quotes cannot start with “{character}”.",
        f"Put the text in quotes: `{_quoted_from(lines[index], column)}`",
    )


def _second_colon(index: int, column: int, lines: list[str]) -> _Fault:
    line = lines[index]
    start = line.rfind(": ", 0, column)
    if start >= 0:
        return _Fault(
            index,
            column,
            "YAML reads a colon and a space inside a text as a second key.",
            f"Put the text in quotes: `{_quoted_from(line, line.find(': ') + 2)}`",
        )
    above = next((i for i in range(index - 1, -1, -1) if lines[i].strip()), None)
    if above is not None and (match := _KEY_WITHOUT_SPACE.match(lines[above])):
        return _no_space(above, match.end() - 1, lines)
    if above is not None and (fault := _below_a_value(index, above, lines)):
        return fault
    return _Fault(
        index,
        column,
        "This line looks like a key, but it continues the text above.",
        "If it is a key, start it in the same column as the other keys. If it is part of the text, "
        "write `|` after the key of the text and put the whole text, indented, on the lines below.",
    )


def _below_a_value(index: int, above: int, lines: list[str]) -> _Fault | None:
    indent, outer = _indent(lines[index]), _indent(lines[above])
    if len(indent) <= len(outer) or ": " not in lines[above]:
        return None
    return _Fault(
        index,
        len(indent),
        "This line is indented below a key that already has a value.",
        f"Start it in the same column as the key above: `{outer}{lines[index].strip()}`",
    )


def _indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip())]


def _no_colon(begin: _Mark, lines: list[str]) -> _Fault:
    line = lines[begin.line]
    if match := _KEY_WITHOUT_SPACE.match(line):
        return _no_space(begin.line, match.end() - 1, lines)
    return _Fault(
        begin.line,
        begin.column,
        "This line is neither `key: value` nor part of the text above it.",
        "Write a colon and a space after the key, or indent the line below its key.",
        max(1, len(line.rstrip()) - begin.column),
    )


def _no_space(index: int, column: int, lines: list[str]) -> _Fault:
    line = lines[index]
    repaired = f"{line[: column + 1]} {INVISIBLE.sub(' ', line[column + 1 :]).lstrip()}"
    message = "A space is missing after this colon."
    return _Fault(index, column, message, f"Write `{repaired.strip()}`.")


def _misfit(problem: str, begin: _Mark, lines: list[str], index: int, column: int) -> _Fault:
    """Explain a misplaced token: an early quotation mark, an open brace, a wrong column."""
    line = lines[index]
    before = line[:column].rstrip()
    if before[-1:] in ("'", '"') and before.strip() != before[-1:]:
        opened = _opening(before)
        if opened is not None:
            goes_on = before[-1] in line[column:]
            repaired = _requoted(line, opened) if goes_on else _quoted_from(line, opened)
            return _Fault(
                index,
                len(before) - 1,
                f"This quotation mark ({before[-1]}) ends the text, but more text follows.",
                f"Write `{repaired}`.",
            )
    if before[-1:] in ("}", "]"):
        start = line.find(": ") + 2 if ": " in line[:column] else len(line) - len(line.lstrip())
        if line[start : start + 1] in ("{", "["):
            return _begins_with(line[start], index, start, lines)
    if "',' or" in problem and begin.line < index:
        if fault := _closed_by_comment(begin.line, index, lines):
            return fault
        return _never_closed(begin.line, begin.column, lines)
    if "node content" in problem and not line[column:].strip():
        # The file ends where a list or map should go on.
        above = next((i for i in range(index, -1, -1) if lines[i : i + 1] and lines[i].strip()), 0)
        opened_at = max(lines[above].rfind("["), lines[above].rfind("{"))
        if opened_at >= 0:
            return _never_closed(above, opened_at, lines)
    if "',' or" in problem:
        return _Fault(
            index,
            column,
            "A comma or a closing bracket is missing before this character.",
            "Write a comma between items, and put a text that contains a colon, comma or brace in "
            "quotes: `{fr: 'a: b', en: 'c, d'}`.",
        )
    if "sequence entries are not allowed" in problem and before[-1:] == ":":
        return _Fault(
            index,
            column,
            "A dash and a space after a key would start a list, but a list cannot start on this "
            "line.",
            f"For a text, write `{_quoted_from(line, column)}`. For a list, write "
            f"`{before.strip()} [{line[column + 1 :].strip()}]`.",
        )
    if not before.strip() and ("expected key" in problem or "indicator" in problem):
        above = next((i for i in range(index - 1, -1, -1) if lines[i].strip()), index)
        if column == 0:
            return _Fault(
                index,
                0,
                "Keys and list items cannot be in the same column.",
                "Start each list item with `- `, below its key. Write keys without `-`.",
            )
        return _below_a_value(index, above, lines) or _Fault(
            index,
            column,
            f"This line is indented by {column} spaces, unlike any line above it.",
            "Start lines that belong together in the same column.",
        )
    return _Fault(
        index,
        column,
        f"“{line[column : column + 1]}” is not allowed here.",
        f"If it is part of the text, put the text in quotes: `{_quoted_from(line, column)}`",
    )


def _never_closed(index: int, column: int, lines: list[str]) -> _Fault:
    line = lines[index]
    closing = "}" if line[column] == "{" else "]"
    return _Fault(
        index,
        column,
        f"This “{line[column]}” is never closed.",
        f"Close it with `{closing}` on the same line: `{line.strip().removesuffix(',')}{closing}`",
    )


def _closed_by_comment(first: int, last: int, lines: list[str]) -> _Fault | None:
    """Explain a `#` in a text without quotes that turns the closing brace into a comment."""
    for index in range(first, last):
        match = _COMMENT.search(lines[index])
        if match is not None:
            line, column = lines[index], match.end() - 1
            start = max(line.rfind(sign, 0, column) for sign in (": ", ", ", "{", "[", "- "))
            while line[start] in ":,{[- ":
                start += 1
            return _Fault(
                index,
                column,
                "“#” after a space starts a comment, so the closing bracket is missing.",
                f"Put the text in quotes: `{_quoted_from(line, start)}`",
                len(line.rstrip()) - column,
            )
    return None


def _opening(before: str) -> int | None:
    """Return where the quoted text starts that the last character closes."""
    mark = re.escape(before[-1])
    match = re.search(rf"(?:^|[\s{{\[,:-])({mark})(?:(?!{mark}).|{mark}{mark})*{mark}$", before)
    return match.start(1) if match else None


def _closed(line: str, start: int) -> str:
    """Return the line with the quotation mark at `start` closed before any bracket."""
    text = line.rstrip()
    end = len(text.rstrip("}]")) if "{" in line[:start] or "[" in line[:start] else len(text)
    return f"{text[:end]}{line[start]}{text[end:]}".strip()


def _requoted(line: str, start: int) -> str:
    """Return the line with the quoted text at `start` in valid single quotes."""
    mark = line[start]
    end = line.rfind(mark)
    if end <= start:
        end = len(line)
    inner = line[start + 1 : end].replace("''", "'")
    return _single_quoted(line, start, end + 1, inner)


def _quoted_from(line: str, start: int) -> str:
    """Return the line with the text at `start` in quotes, up to the closing brace or the end."""
    end = len(line.rstrip())
    for opening, closing in ("{}", "[]"):
        if line[:start].count(opening) > line[:start].count(closing):
            end = min(
                (i for i in (line.find(c, start) for c in f",{closing}") if i >= 0), default=end
            )
    return _single_quoted(line, start, end, line[start:end])


def _single_quoted(line: str, start: int, end: int, inner: str) -> str:
    return f"{line[:start]}{single_quoted(inner.strip())}{line[end:]}".strip()


def single_quoted(text: str) -> str:
    """Return a text of one line in YAML's single quotes."""
    return "'" + text.replace("'", "''") + "'"
