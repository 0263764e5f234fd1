"""What the checker reports: where, what, and what to write instead."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from site_builder.model.message import Message

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Characters in a file: line and column count from 1, `length` in characters."""

    file: str
    line: int = 1
    column: int = 1
    length: int = 1

    @property
    def written(self) -> str:
        """The place as messages name it: `mkdocs.yml:3:5`."""
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem before its check has added code and severity."""

    place: Place
    message: Message
    hint: Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing to fix. `hint` says what to write instead."""

    code: str
    severity: Severity
    place: Place
    message: Message
    hint: Message

    @property
    def is_error(self) -> bool:
        return self.severity == "error"

    def as_json(self, say: Callable[[str], str] = str) -> dict[str, str | int]:
        """Return the object that `check --format json` lists; `say` may translate messages."""
        return {
            "code": self.code,
            "severity": self.severity,
            "file": self.place.file,
            "line": self.place.line,
            "column": self.place.column,
            "message": say(self.message),
            "hint": say(self.hint),
        }
