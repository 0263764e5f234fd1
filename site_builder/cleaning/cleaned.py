"""The result of cleaning, and the reasons to refuse a file."""

from __future__ import annotations

from dataclasses import dataclass

from site_builder.model.message import Message


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The bytes to publish. `width` and `height` are CSS pixels, 0 for downloads."""

    content: bytes
    width: int = 0
    height: int = 0


class Refused(Exception):
    """A file that must not be published. `line` counts from 1 if the file has lines."""

    def __init__(self, message: Message, hint: Message, line: int = 1) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.line = line
