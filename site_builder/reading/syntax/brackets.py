"""Rules about lists and maps on one line."""

from __future__ import annotations

import re

from site_builder.model.message import told
from site_builder.reading.syntax.fault import Fault, YamlError
from site_builder.reading.syntax.repairs import (
    indent_of,
    quoted_from,
)
from site_builder.reading.syntax.texts import begins_with

# A `#` right after words; after a comma, bracket or quotation mark it is a real comment.
_COMMENT = re.compile(r"[^\s,{}\[\]'\":][ \t]+#")


def text_begins_with_bracket(error: YamlError) -> Fault | None:
    line = error.line
    if error.before[-1:] not in ("}", "]"):
        return None
    has_key = ": " in line[: error.mark.column]
    start = line.find(": ") + 2 if has_key else len(indent_of(line))
    if line[start : start + 1] not in ("{", "["):
        return None
    return begins_with(error.mark.line, start, line)


def _misses_comma(error: YamlError) -> bool:
    return "',' or" in error.problem


def closed_by_comment(error: YamlError) -> Fault | None:
    """A `#` in a text without quotes turns the closing brace into a comment."""
    if not _misses_comma(error):
        return None
    for index in range(error.begin.line, error.mark.line):
        match = _COMMENT.search(error.lines[index])
        if match is not None:
            line, column = error.lines[index], match.end() - 1
            start = max(line.rfind(sign, 0, column) for sign in (": ", ", ", "{", "[", "- "))
            while line[start] in ":,{[- ":
                start += 1
            return Fault(
                line=index,
                column=column,
                message=told(
                    "“#” after a space starts a comment, so the closing bracket is missing."
                ),
                hint=told("Put the text in quotes: `%(text)s`", text=quoted_from(line, start)),
                length=len(line.rstrip()) - column,
            )
    return None


def bracket_never_closed(error: YamlError) -> Fault | None:
    if not _misses_comma(error) or error.begin.line >= error.mark.line:
        return None
    return _never_closed(error.begin.line, error.begin.column, error.lines)


def bracket_open_at_end(error: YamlError) -> Fault | None:
    """The file ends inside a list or map."""
    if "node content" not in error.problem or error.line[error.mark.column :].strip():
        return None
    lines = range(error.mark.line, -1, -1)
    last = next((i for i in lines if error.lines[i].strip()), 0)
    opened = max(error.lines[last].rfind("["), error.lines[last].rfind("{"))
    return None if opened < 0 else _never_closed(last, opened, error.lines)


def _never_closed(index: int, column: int, lines: list[str]) -> Fault:
    line = lines[index]
    closing = "}" if line[column] == "{" else "]"
    repaired = f"{line.strip().removesuffix(',')}{closing}"
    return Fault(
        line=index,
        column=column,
        message=told("This “%(bracket)s” is never closed.", bracket=line[column]),
        hint=told(
            "Close it with `%(closing)s` on the same line: `%(repaired)s`",
            closing=closing,
            repaired=repaired,
        ),
    )


def no_comma(error: YamlError) -> Fault | None:
    if not _misses_comma(error):
        return None
    return error.here(
        told("A comma or a closing bracket is missing before this character."),
        told(
            "Write a comma between items, and put a text that contains a colon, comma "
            "or brace in quotes: `{fr: 'a: b', en: 'c, d'}`."
        ),
    )
