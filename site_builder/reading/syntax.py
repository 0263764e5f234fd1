"""What libyaml says of broken syntax, in words for people who know YAML little."""

from __future__ import annotations

import re

import yaml

from site_builder.model.problem import Finding, Place

_UNSPACED = re.compile(r"(\s*[\w-]+):(\S.*)")


def explain(error: yaml.YAMLError, text: str, file: str, first_line: int) -> Finding:
    """The finding for a syntax error, at the characters to mend, with the line repaired.

    `first_line` is the line of the file on which `text` begins.
    """
    context = getattr(error, "context_mark", None)
    mark = getattr(error, "problem_mark", None) or context
    if mark is None:
        return _invisible_character(error, text, file, first_line)
    lines = text.split("\n")
    problem = str(getattr(error, "problem", ""))
    line, column = mark.line, mark.column
    is_inside = context is not None and context.line == line
    parsed = str(getattr(error, "context", ""))
    if context is not None and ("quoted scalar" in parsed or "flow" in parsed) and not is_inside:
        # The place to mend is where the quotation mark or bracket was opened.
        line, column = context.line, context.column
        message, hint = _never_closed(lines[line], column)
    else:
        line = min(line, len(lines) - 1)
        message, hint = _at_problem(problem, lines, line, column)
    column = min(column, len(lines[line]))
    return Finding(Place(file, line + first_line, column + 1), message, hint)


def _invisible_character(error: yaml.YAMLError, text: str, file: str, first_line: int) -> Finding:
    position = getattr(error, "position", 0)
    column = position - (text.rfind("\n", 0, position) + 1)
    return Finding(
        Place(file, text.count("\n", 0, position) + first_line, column + 1),
        "There is an invisible character here that YAML does not allow.",
        "Delete the line and type it again; pasting from a word processor brings such things.",
    )


def _never_closed(line: str, column: int) -> tuple[str, str]:
    opened = line[column : column + 1]
    if opened in "[{":
        closing = "]" if opened == "[" else "}"
        return (
            f"The bracket “{opened}” that is opened here is never closed.",
            f"Close it with “{closing}” on the same line: `{line.strip()}{closing}`",
        )
    return (
        "The quotation mark that is opened here is never closed.",
        f"Close it: `{line.strip()}{opened}`. An apostrophe inside single quotes is written twice.",
    )


def _at_problem(problem: str, lines: list[str], index: int, column: int) -> tuple[str, str]:
    line = lines[index]
    indent = line[: len(line) - len(line.lstrip())]
    if "\t" in indent or line[column : column + 1] == "\t":
        repaired = line.expandtabs(2).strip()
        return "A tab stands where YAML wants spaces.", f"Indent with two spaces: `{repaired}`"
    if "mapping values are not allowed" in problem:
        return _second_colon(lines, index, indent)
    if "found character that cannot start any token" in problem:
        return f"A text cannot begin with “{line[column : column + 1]}”.", _quote(line)
    if "alias" in problem or "anchor" in problem:
        return "A text that begins with * or & means something else in YAML.", _quote(line)
    if "block sequence entries" in problem:
        key, _, rest = line.strip().partition(":")
        return (
            "A list cannot begin on the line of its key.",
            f"Write `{key}: [{rest.strip().removeprefix('-').strip()}]`, or begin a new line.",
        )
    if "could not find expected ':'" in problem:
        return (
            "A line is neither `key: value` nor part of the text above it.",
            "Put a colon and a space behind the key, or indent the line under its key.",
        )
    if "another document" in problem:
        return "A second document begins here (`---`).", "Keep one document a file."
    if "comment or line break" in problem:
        return (
            f"After “{line.strip().partition(': ')[2][:1]}” the text begins on the next line.",
            "Move the text to the next line, indented by two spaces, or put it in quotes.",
        )
    if column == len(indent) and "did not find expected" in problem:
        return _below_a_value(lines, index, indent) or (
            f"This line is indented by {len(indent)} spaces, which fits no line above it.",
            "Lines that belong together begin in the same column.",
        )
    return (
        "YAML cannot place what begins here.",
        f"A text with quotation marks, brackets or commas inside goes in quotes. {_quote(line)}",
    )


def _second_colon(lines: list[str], index: int, indent: str) -> tuple[str, str]:
    """A colon where YAML sees a second key: of three causes, the likeliest."""
    line = lines[index]
    above = lines[index - 1] if index else ""
    unspaced = _UNSPACED.fullmatch(above)
    if unspaced and ": " not in above:
        return (
            "In the line above, no space follows the colon.",
            f"Write `{unspaced[1].strip()}: {unspaced[2]}` there.",
        )
    if line.count(": ") <= 1 and (below := _below_a_value(lines, index, indent)):
        return below
    return "A colon followed by a space inside a text makes YAML see a second key.", _quote(line)


def _below_a_value(lines: list[str], index: int, indent: str) -> tuple[str, str] | None:
    """A line that is indented deeper than the key above, though that has a value already."""
    above = lines[index - 1] if index else ""
    above_indent = above[: len(above) - len(above.lstrip())]
    if len(indent) <= len(above_indent) or ": " not in above:
        return None
    return (
        "This line is indented below a key that has a value already.",
        f"Begin it in the column of the key above: `{above_indent}{lines[index].strip()}`",
    )


def _quote(line: str) -> str:
    """The line with its value in single quotes, as something to write."""
    key, separator, rest = line.strip().partition(": ")
    if not separator:
        key, rest = "", line.strip()
    quoted = rest.strip("'\"").replace("'", "''")
    return f"Put the text in quotes: `{key}{separator}'{quoted}'`"
