"""Rules about texts: quotation marks, and characters with a meaning in YAML."""

from __future__ import annotations

from site_builder.model.message import told
from site_builder.reading.syntax.fault import Fault, YamlError
from site_builder.reading.syntax.repairs import (
    closed,
    opening_quote,
    quoted_from,
    requoted,
)


def quote_never_closed(error: YamlError) -> Fault | None:
    is_open = "end of stream" in error.problem or "document indicator" in error.problem
    if "quoted scalar" not in error.context or not is_open:
        return None
    begin = error.begin
    repaired = closed(error.lines[begin.line], begin.column)
    return Fault(
        line=begin.line,
        column=begin.column,
        message=told("This quotation mark is never closed."),
        hint=told(
            "Close it: `%(repaired)s`. Inside single quotes, write an apostrophe twice.",
            repaired=repaired,
        ),
    )


def backslash_in_quotes(error: YamlError) -> Fault | None:
    if "quoted scalar" not in error.context:
        return None
    return error.here(
        told("A backslash has a special meaning inside double quotes."),
        told(
            "Put the text in single quotes: `%(text)s`",
            text=requoted(error.lines[error.begin.line], error.begin.column),
        ),
    )


def sign_of_yaml(error: YamlError) -> Fault | None:
    """A text starts with `*`, `&` or `!`: an alias, an anchor or a tag in YAML."""
    of_context = any(word in error.context for word in ("alias", "anchor", "tag"))
    if "alias" not in error.problem and not of_context:
        return None
    return begins_with(error.begin.line, error.begin.column, error.lines[error.begin.line])


def reserved_sign(error: YamlError) -> Fault | None:
    if "cannot start any token" not in error.problem:
        return None
    return begins_with(error.mark.line, error.mark.column, error.line)


def begins_with(index: int, column: int, line: str) -> Fault:
    """Return the fault of a text whose first character has a special meaning in YAML."""
    return Fault(
        line=index,
        column=column,
        message=told(
            "A text without quotes cannot start with “%(character)s”.",
            character=line[column : column + 1],
        ),
        hint=told("Put the text in quotes: `%(text)s`", text=quoted_from(line, column)),
    )


def text_beside_block_sign(error: YamlError) -> Fault | None:
    if "block scalar" not in error.context:
        return None
    begin = error.begin
    return Fault(
        line=begin.line,
        column=begin.column,
        message=told("After `|` or `>`, the text must start on the next line."),
        hint=told(
            "Move the text to the next line and indent it by two spaces. If the sign "
            "is part of the text, write `%(text)s`.",
            text=quoted_from(error.lines[begin.line], begin.column),
        ),
    )


def text_after_quote(error: YamlError) -> Fault | None:
    line, before = error.line, error.before
    if before[-1:] not in ("'", '"') or before.strip() == before[-1:]:
        return None
    opened = opening_quote(before)
    if opened is None:
        return None
    goes_on = before[-1] in line[error.mark.column :]
    repaired = requoted(line, opened) if goes_on else quoted_from(line, opened)
    return Fault(
        line=error.mark.line,
        column=len(before) - 1,
        message=told(
            "This quotation mark (%(mark)s) ends the text, but more text follows.", mark=before[-1]
        ),
        hint=told("Write `%(text)s`.", text=repaired),
    )


def not_allowed(error: YamlError) -> Fault:
    column = error.mark.column
    return error.here(
        told("“%(character)s” is not allowed here.", character=error.line[column : column + 1]),
        told(
            "If it is part of the text, put the text in quotes: `%(text)s`",
            text=quoted_from(error.line, column),
        ),
    )
