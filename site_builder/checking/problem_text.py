"""How problems are shown to people."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from site_builder.language.speech import ENGLISH, Speech
from site_builder.model.characters import visible
from site_builder.model.message import Message, in_turn, told, told_of_many
from site_builder.model.problem import Place, Problem


def source_line(root: Path, place: Place) -> str | None:
    """Return the line of a file that a place points at; None if the file has no such line.

    Links and devices are never opened, and binary files are not shown.
    """
    path = root / place.file
    try:
        if path.is_symlink() or not path.is_file():
            return None
        data = path.read_bytes()
    except OSError:
        return None
    if b"\0" in data:
        return None
    text = data.decode("utf-8-sig", errors="replace")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return lines[place.line - 1] if place.line <= len(lines) else None


_SEVERITIES = {"error": told("error"), "warning": told("warning")}
_HINT = told("hint:")
# A whole paragraph may be on one line; showing all of it would not help.
_LONGEST_LINE = 240
# A corrected line in a hint may be as long. Programs get the whole hint with `--format json`.
_LONGEST_HINT = 600


def render_problem(problem: Problem, source: str | None, speech: Speech = ENGLISH) -> str:
    """Return a problem with its source line and carets under the wrong characters."""
    say = speech.say
    # Imported late: few builds have problems to show.
    from rich.cells import cell_len

    place = problem.place
    file = visible(place.file)
    number = str(place.line)
    margin = " " * len(number)
    lines = [
        f"{say(_SEVERITIES[problem.severity])}[{problem.code}]: {visible(say(problem.message))}",
        f"{margin}--> {file}:{place.line}:{place.column}",
    ]
    if source is not None and source.strip():
        source, at = _excerpt(source, place.column - 1)
        # Carets are placed by terminal cells: tabs and wide characters take several.
        shown = source.expandtabs(4)
        before = cell_len(source[:at].expandtabs(4))
        marked = source[at : at + place.length]
        carets = "^" * max(1, cell_len(marked.expandtabs(4)))
        lines += [
            f"{margin} |",
            f"{number} | {visible(shown)}",
            f"{margin} | {' ' * before}{carets}",
        ]
    hint = visible(say(problem.hint))
    if len(hint) > _LONGEST_HINT:
        hint = f"{hint[: _LONGEST_HINT - 1]}…"
    lines.append(f"{margin} = {say(_HINT)} {hint}")
    return "\n".join(lines)


def _excerpt(line: str, at: int) -> tuple[str, int]:
    """Return the part of a long line around an offset, and the offset in that part."""
    if len(line) <= _LONGEST_LINE:
        return line, at
    start = max(0, at - _LONGEST_LINE // 3)
    end = start + _LONGEST_LINE
    before, after = "…" if start else "", "…" if end < len(line) else ""
    return f"{before}{line[start:end]}{after}", at - start + len(before)


def count_line(problems: Sequence[Problem]) -> Message:
    """Return how many errors and warnings there are."""
    errors = sum(problem.is_error for problem in problems)
    warnings = len(problems) - errors
    return in_turn(counted_errors(errors), counted_warnings(warnings), between=", ")


def counted_errors(count: int) -> Message:
    return told_of_many("%(count)s error", "%(count)s errors", count)


def counted_warnings(count: int) -> Message:
    return told_of_many("%(count)s warning", "%(count)s warnings", count)
