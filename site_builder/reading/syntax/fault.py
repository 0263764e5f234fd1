"""An error of libyaml, and the fault that a rule finds."""

from __future__ import annotations

from dataclasses import dataclass

import yaml

from site_builder.model.message import Message


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in the text, counted from 0. libyaml also ends lines at other characters."""

    line: int
    column: int

    @classmethod
    def of(cls, mark: yaml.Mark, text: str) -> Mark:
        index = min(mark.index, len(text))
        return cls(text.count("\n", 0, index), index - (text.rfind("\n", 0, index) + 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """The fault to fix: its place (counted from 0), what is wrong, and what to write."""

    line: int
    column: int
    message: Message
    hint: Message
    length: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class YamlError:
    """An error of libyaml: its message, where it gave up, and where it started reading."""

    problem: str
    context: str
    mark: Mark
    begin: Mark
    lines: list[str]

    @property
    def line(self) -> str:
        return self.lines[self.mark.line]

    @property
    def before(self) -> str:
        """The line up to the place where libyaml gave up."""
        return self.line[: self.mark.column].rstrip()

    @property
    def above(self) -> int | None:
        """The nearest line above that is not empty."""
        return next((i for i in range(self.mark.line - 1, -1, -1) if self.lines[i].strip()), None)

    def here(self, message: Message, hint: Message) -> Fault:
        return Fault(line=self.mark.line, column=self.mark.column, message=message, hint=hint)
