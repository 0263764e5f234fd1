"""Rules about keys, colons, dashes and the column in which a line starts."""

from __future__ import annotations

import re

from site_builder.model.message import Message, told, told_of_many
from site_builder.reading.syntax.fault import Fault, YamlError
from site_builder.reading.syntax.repairs import (
    INVISIBLE,
    indent_of,
    quoted_from,
)

_KEY_WITHOUT_SPACE = re.compile(r"\s*[\w-]+:(?=[^\s/]|\xa0)")


def tab_in_indentation(error: YamlError) -> Fault | None:
    line, column = error.line, error.mark.column
    is_tabbed = "\t" in indent_of(line) and not line[:column].strip()
    if "tab character" not in error.problem and line[column : column + 1] != "\t" and not is_tabbed:
        return None
    return Fault(
        line=error.mark.line,
        column=max(0, line.find("\t")),
        message=told("YAML does not allow tabs for indentation."),
        hint=told("Indent with two spaces instead: `%(text)s`", text=line.lstrip()),
    )


# Keys with a value of one line; other words may begin a line of text.
_KEY_WITHOUT_COLON = re.compile(
    r"(?P<key>status|published|as_of|updated|started|starts|ends|next_update|draft|time_zone|source)"
    r" +(?P<value>\S.*)$"
)


def _is_second_key(error: YamlError) -> bool:
    return "mapping values are not allowed" in error.problem


def colon_in_text(error: YamlError) -> Fault | None:
    if not _is_second_key(error) or ": " not in error.line[: error.mark.column]:
        return None
    return error.here(
        told("YAML reads a colon and a space inside a text as a second key."),
        told(
            "Put the text in quotes: `%(text)s`",
            text=quoted_from(error.line, error.line.find(": ") + 2),
        ),
    )


def no_space_in_line_above(error: YamlError) -> Fault | None:
    if not _is_second_key(error) or error.above is None:
        return None
    return _no_space(error.above, error.lines)


def no_space_after_colon(error: YamlError) -> Fault | None:
    if "could not find expected ':'" not in error.problem:
        return None
    return _no_space(error.begin.line, error.lines)


def _no_space(index: int, lines: list[str]) -> Fault | None:
    line, match = lines[index], _KEY_WITHOUT_SPACE.match(lines[index])
    if match is None:
        return None
    column = match.end() - 1
    repaired = f"{line[: column + 1]} {INVISIBLE.sub(' ', line[column + 1 :]).lstrip()}"
    message = told("A space is missing after this colon.")
    return Fault(
        line=index,
        column=column,
        message=message,
        hint=told("Write `%(text)s`.", text=repaired.strip()),
    )


def no_colon_in_line_above(error: YamlError) -> Fault | None:
    if not _is_second_key(error) or error.above is None:
        return None
    match = _KEY_WITHOUT_COLON.match(error.lines[error.above])
    if match is None:
        return None
    return Fault(
        line=error.above,
        column=match.end("key"),
        message=told("A colon is missing after “%(key)s”.", key=match["key"]),
        hint=told("Write `%(key)s: %(text)s`.", key=match["key"], text=match["value"].strip()),
    )


def below_a_value(error: YamlError) -> Fault | None:
    above, line = error.above, error.line
    if above is None or not (_is_second_key(error) or _is_indented_oddly(error)):
        return None
    outer = indent_of(error.lines[above])
    if len(indent_of(line)) <= len(outer) or ": " not in error.lines[above]:
        return None
    return Fault(
        line=error.mark.line,
        column=len(indent_of(line)),
        message=told("This line is indented below a key that already has a value."),
        hint=told(
            "Start it in the same column as the key above: `%(indent)s%(text)s`",
            indent=outer,
            text=line.strip(),
        ),
    )


def key_continues_text(error: YamlError) -> Fault | None:
    if not _is_second_key(error):
        return None
    return error.here(
        told("This line looks like a key, but it continues the text above."),
        told(
            "If it is a key, start it in the same column as the other keys. If it is "
            "part of the text, write `|` after the key of the text and put the whole "
            "text, indented, on the lines below."
        ),
    )


def neither_key_nor_text(error: YamlError) -> Fault | None:
    if "could not find expected ':'" not in error.problem:
        return None
    begin = error.begin
    return Fault(
        line=begin.line,
        column=begin.column,
        message=told("This line is neither `key: value` nor part of the text above it."),
        hint=told("If it is a key, write a colon after it: `key: value`. If not, indent the line."),
        length=max(1, len(error.lines[begin.line].rstrip()) - begin.column),
    )


def second_document(error: YamlError) -> Fault | None:
    if "another document" not in error.problem and "document start" not in error.problem:
        return None
    return error.here(
        told("A second YAML document starts here."),
        told("Delete this line: a file is one document."),
    )


def dash_after_key(error: YamlError) -> Fault | None:
    before, column = error.before, error.mark.column
    if "sequence entries are not allowed" not in error.problem or before[-1:] != ":":
        return None
    return error.here(
        told(
            "A dash and a space after a key would start a list, but a list cannot "
            "start on this line."
        ),
        told(
            "For a text, write `%(text)s`. For a list, write `%(key)s [%(item)s]`.",
            text=quoted_from(error.line, column),
            key=before.strip(),
            item=error.line[column + 1 :].strip(),
        ),
    )


def _is_indented_oddly(error: YamlError) -> bool:
    of_problem = "expected key" in error.problem or "indicator" in error.problem
    return of_problem and not error.before.strip()


def list_beside_keys(error: YamlError) -> Fault | None:
    if not _is_indented_oddly(error) or error.mark.column > 0:
        return None
    return error.here(
        told("Keys and list items cannot be in the same column."),
        told("Start each list item with `- `, below its key. Write keys without `-`."),
    )


def _spaces(count: int) -> Message:
    return told_of_many("%(count)s space", "%(count)s spaces", count)


def odd_indentation(error: YamlError) -> Fault | None:
    if not _is_indented_oddly(error):
        return None
    return error.here(
        told(
            "This line is indented by %(spaces)s, unlike any line above it.",
            spaces=_spaces(error.mark.column),
        ),
        told("Start lines that belong together in the same column."),
    )
