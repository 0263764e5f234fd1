"""Rules about texts: quotation marks, and characters with a meaning in YAML."""

from __future__ import annotations

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
        message="This quotation mark is never closed.",
        hint=f"Close it: `{repaired}`. Inside single quotes, write an apostrophe twice.",
    )


def backslash_in_quotes(error: YamlError) -> Fault | None:
    if "quoted scalar" not in error.context:
        return None
    return error.here(
        "A backslash has a special meaning inside double quotes.",
        "Put the text in single quotes: "
        f"`{requoted(error.lines[error.begin.line], error.begin.column)}`",
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
        message=f"A text without quotes cannot start with “{line[column : column + 1]}”.",
        hint=f"Put the text in quotes: `{quoted_from(line, column)}`",
    )


def text_beside_block_sign(error: YamlError) -> Fault | None:
    if "block scalar" not in error.context:
        return None
    begin = error.begin
    return Fault(
        line=begin.line,
        column=begin.column,
        message="After `|` or `>`, the text must start on the next line.",
        hint="Move the text to the next line and indent it by two spaces. If the sign is part of "
        f"the text, write `{quoted_from(error.lines[begin.line], begin.column)}`.",
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
        message=f"This quotation mark ({before[-1]}) ends the text, but more text follows.",
        hint=f"Write `{repaired}`.",
    )


def not_allowed(error: YamlError) -> Fault:
    column = error.mark.column
    return error.here(
        f"“{error.line[column : column + 1]}” is not allowed here.",
        f"If it is part of the text, put the text in quotes: `{quoted_from(error.line, column)}`",
    )
