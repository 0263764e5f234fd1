"""Explain libyaml's errors to people who know little YAML.

Each message points at what must be fixed, not at where the parser gave up. Its hint shows the
corrected line.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import yaml

from site_builder.model.message import told
from site_builder.model.problem import Finding, Place
from site_builder.reading.syntax import brackets, columns, texts
from site_builder.reading.syntax.fault import Fault, Mark, YamlError

# YAML 1.2.2, 5.1 Character Set: a file must not contain anything else.
_NOT_PRINTABLE = "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"

RULES: tuple[Callable[[YamlError], Fault | None], ...] = (
    columns.tab_in_indentation,
    texts.quote_never_closed,
    texts.backslash_in_quotes,
    texts.sign_of_yaml,
    texts.reserved_sign,
    columns.colon_in_text,
    columns.no_space_in_line_above,
    columns.no_colon_in_line_above,
    columns.below_a_value,
    columns.key_continues_text,
    columns.no_space_after_colon,
    columns.neither_key_nor_text,
    texts.text_beside_block_sign,
    columns.second_document,
    texts.text_after_quote,
    brackets.text_begins_with_bracket,
    brackets.closed_by_comment,
    brackets.bracket_never_closed,
    brackets.bracket_open_at_end,
    brackets.no_comma,
    columns.dash_after_key,
    columns.list_beside_keys,
    columns.odd_indentation,
)
"""The first rule that fits explains the error. Later rules are less specific."""


def explain(error: yaml.YAMLError, text: str, file: str, first_line: int) -> Finding:
    """Return the finding for an error of libyaml in a text that begins in `first_line`."""
    lines = text.split("\n")
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark is not None:
        fault = _fault_of(yaml_error(error, text))
    else:
        fault = _unprintable(text)
    line = min(fault.line, len(lines) - 1)
    column = min(fault.column, len(lines[line]))
    place = Place(file, line + first_line, column + 1, fault.length)
    return Finding(place, fault.message, fault.hint)


def yaml_error(error: yaml.MarkedYAMLError, text: str) -> YamlError:
    """Return what the rules need to know about an error of libyaml."""
    assert error.problem_mark is not None
    mark = Mark.of(error.problem_mark, text)
    begin = Mark.of(error.context_mark, text) if error.context_mark else mark
    return YamlError(
        problem=error.problem or "",
        context=error.context or "",
        mark=mark,
        begin=begin,
        lines=text.split("\n"),
    )


def _unprintable(text: str) -> Fault:
    match = re.search(_NOT_PRINTABLE, text)
    start = match.start() if match else 0
    return Fault(
        line=text.count("\n", 0, start),
        column=start - (text.rfind("\n", 0, start) + 1),
        message=told("This line contains an invisible character that YAML does not allow."),
        hint=told(
            "Delete the line and type it again. Such characters often come from a word processor."
        ),
    )


def begins_with(place: Place, line: str) -> Finding:
    """Return the finding for a text whose first character has a special meaning in YAML.

    `line` is the line of the place.
    """
    fault = texts.begins_with(place.line, place.column - 1, line)
    return Finding(replace(place, length=1), fault.message, fault.hint)


def _fault_of(error: YamlError) -> Fault:
    found = (rule(error) for rule in RULES)
    return next((fault for fault in found if fault is not None), texts.not_allowed(error))
