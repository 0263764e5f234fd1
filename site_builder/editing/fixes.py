"""Repairs that are certain: a problem's hint says what to write, and only that.

A hint with a choice, a question or a condition is left to people.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from site_builder.checking.examine import examine
from site_builder.checking.rules import find_problems
from site_builder.editing.plain_files import in_form_of, read_plain
from site_builder.model.problem import Problem
from site_builder.reading.loading import text_of

_CERTAIN = re.compile(r"Write `([^`]+)`\.")


@dataclass(frozen=True, slots=True)
class Fixed:
    """The files that change, with their texts before and after, and how many problems go."""

    before: Mapping[str, str]
    after: Mapping[str, str]
    count: int

    def contents(self, root: Path) -> dict[Path, bytes]:
        """The new bytes of the files, with the line ends that they have. Raises OSError."""
        return {
            root / file: in_form_of(read_plain(root / file), text)
            for file, text in self.after.items()
        }


def certain_repair(problem: Problem) -> str | None:
    """What to write in the place of a problem, if its hint leaves no choice."""
    match = _CERTAIN.fullmatch(problem.hint)
    return match[1] if match else None


def fix(root: Path, at: datetime, problems: Iterable[Problem]) -> Fixed:
    """Repair what is certain in the files of the site, one problem after the other.

    A repair is kept only if its problem is gone with it and no other error appears. Raises OSError.
    """
    before: dict[str, str] = {}
    after: dict[str, str] = {}
    open_problems = list(problems)
    count = 0
    # From the end of each file, so that the places of the others stay.
    for problem in sorted(open_problems, key=lambda p: p.place, reverse=True):
        repair, file = certain_repair(problem), problem.place.file
        if repair is None or not (root / file).is_file():
            continue
        text = after.get(file) or before.setdefault(file, text_of(read_plain(root / file)))
        tried = {**after, file: _repaired(text, problem, repair)}
        left = find_problems(examine(root, at, {f: t.encode() for f, t in tried.items()}))
        is_gone = sum(p.is_error for p in left) < sum(p.is_error for p in open_problems) or (
            not problem.is_error and len(left) < len(open_problems)
        )
        if is_gone:
            after, open_problems, count = tried, list(left), count + 1
    return Fixed({file: before[file] for file in after}, after, count)


def _repaired(text: str, problem: Problem, repair: str) -> str:
    lines, place = text.split("\n"), problem.place
    line = lines[place.line - 1]
    key = repair.partition(": ")[0]
    if ": " in repair and line.strip().startswith(key):
        # The repair is the whole line.
        indent = line[: len(line) - len(line.lstrip(" \t"))]
        lines[place.line - 1] = indent.expandtabs(2) + repair
    else:
        start = place.column - 1
        lines[place.line - 1] = line[:start] + repair + line[start + place.length :]
    return "\n".join(lines)
