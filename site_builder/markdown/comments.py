"""Comments in texts: `<!-- ... -->` is a note among authors that readers never see.

A comment ends at the next `-->`, even after blank lines, where CommonMark would end it with its
paragraph and publish the rest. In code, it is shown as code. A line that may or may not be code is
treated as text, so a doubt never publishes a comment.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from typing import Literal

_OPEN, _CLOSE = "<!--", "-->"
_ITEM = r"(?:[-*+]|\d{1,9}[.)])(?=[ \t]|$)"
# What may precede the text of a line: quotes and list items around it.
_PREFIX = rf"[ \t>]*(?:{_ITEM}[ \t>]*)*"
_FENCE = re.compile(rf"{_PREFIX}(`{{3,}}(?=[^`\n]*$)|~{{3,}})", re.MULTILINE)
_ONLY_PREFIX = re.compile(_PREFIX)
_LIST = re.compile(rf"[ \t>]*(?:{_ITEM}|\[\^[^\]\s]+\]:)", re.MULTILINE)
_INDENTED = re.compile(r"(?: {4}| {0,3}\t)(?=[ \t]*\S)")
_BLANK = re.compile(r"[ \t>]*$", re.MULTILINE)
_MARK = re.compile(r"\\.|`+|<!--|\n")
_END_OF_PARAGRAPH = re.compile(r"\n[ \t>]*(?:\n|\Z)")


@dataclass(frozen=True, slots=True)
class Region:
    """Characters of a text that are not prose. An `open` one is a comment that never ends."""

    start: int
    end: int
    kind: Literal["comment", "open", "code"]


def regions(text: str) -> tuple[Region, ...]:
    """Return the comments and the code of a Markdown text, in order."""
    return tuple(_Scanner(text).scan())


def comments(text: str) -> tuple[Region, ...]:
    """Return the comments of a text."""
    if _OPEN not in text:
        return ()
    return tuple(region for region in regions(text) if region.kind != "code")


def without_comments(text: str) -> str:
    """Return the text as if its comments had never been written."""
    found = comments(text)
    if not found:
        return text
    parts: list[str] = []
    position = 0
    for start, end in _joined(text, found):
        start, end = _with_its_space(text, start, end)
        parts.append(text[position:start])
        position = max(position, end)
    return "".join((*parts, text[position:]))


def masked(text: str, *kinds: str) -> str:
    """Return the text with spaces instead of its comments or code, so offsets stay the same."""
    if _OPEN not in text and "code" not in kinds:
        return text
    parts: list[str] = []
    position = 0
    for region in regions(text):
        if region.kind in kinds:
            parts.append(text[position : region.start])
            parts.append(re.sub(r"[^\n]", " ", text[region.start : region.end]))
            position = region.end
    return "".join((*parts, text[position:]))


def _joined(text: str, found: tuple[Region, ...]) -> Iterator[tuple[int, int]]:
    """Comments that only white space parts go together."""
    start, end = found[0].start, found[0].end
    for region in found[1:]:
        if text[end : region.start].strip():
            yield start, end
            start = region.start
        end = region.end
    yield start, end


def _with_its_space(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the range to remove with a comment: its line, or the space that would be doubled."""
    line = text.rfind("\n", 0, start) + 1
    before = text[line:start]
    stop = text.find("\n", end)
    stop = len(text) if stop < 0 else stop
    ends_line = not text[end:stop].strip()
    begins_line = _ONLY_PREFIX.fullmatch(before) is not None
    if begins_line and ends_line and not (before.strip(" \t>") and _goes_on(text, stop, before)):
        return line, min(stop + 1, len(text))
    if ends_line:
        return start - (len(before) - len(before.rstrip(" \t"))), stop
    if begins_line or before[-1:].isspace():
        end += len(text[end:stop]) - len(text[end:stop].lstrip(" \t"))
    return start, end


def _goes_on(text: str, stop: int, before: str) -> bool:
    """Return whether the next line belongs to the list item that begins with the comment."""
    following = text[stop + 1 :].partition("\n")[0]
    indent = len(following) - len(following.lstrip(" \t>"))
    return bool(following.strip()) and indent > len(before) - len(before.lstrip(" \t>"))


@dataclass(slots=True)
class _Scanner:
    text: str
    in_list: bool = False
    after_blank: bool = True
    runs: dict[int, list[int]] = field(default_factory=dict)

    def scan(self) -> Iterator[Region]:
        for run in re.finditer("`+", self.text):
            self.runs.setdefault(len(run[0]), []).append(run.start())
        position = 0
        while position < len(self.text):
            code = self._code_block(position)
            if code is not None:
                yield Region(position, code, "code")
                position = code
                continue
            position = yield from self._line(position)

    def _code_block(self, line: int) -> int | None:
        """Return where the code that begins with this line ends; None if no code begins here."""
        fence = _FENCE.match(self.text, line)
        if fence is not None:
            self.after_blank = False
            end = re.compile(rf"^[ \t>]*{fence[1][0]}{{{len(fence[1])},}}[ \t]*$", re.MULTILINE)
            closing = end.search(self.text, self._next(line))
            return len(self.text) if closing is None else self._next(closing.start())
        is_item = _LIST.match(self.text, line) is not None
        is_blank = _BLANK.match(self.text, line) is not None
        if is_item:
            self.in_list = True
        elif self.after_blank and not is_blank and self.text[line] not in " \t":
            self.in_list = False
        if self.after_blank and not self.in_list and _INDENTED.match(self.text, line):
            return self._next(line)
        self.after_blank = is_blank
        return None

    def _next(self, line: int) -> int:
        end = self.text.find("\n", line)
        return len(self.text) if end < 0 else end + 1

    def _line(self, position: int) -> Generator[Region, None, int]:
        """Find comments and code spans up to the end of a line; return where the next begins."""
        while (mark := _MARK.search(self.text, position)) is not None:
            position = mark.end()
            if mark[0] == "\n":
                return position
            if mark[0] == _OPEN:
                end = self.text.find(_CLOSE, position)
                if end < 0:
                    yield Region(mark.start(), len(self.text), "open")
                    return len(self.text)
                position = end + len(_CLOSE)
                yield Region(mark.start(), position, "comment")
            elif mark[0][0] == "`":
                closing = self._closing(mark)
                if closing is not None:
                    position = closing + len(mark[0])
                    yield Region(mark.start(), position, "code")
        return len(self.text)

    def _closing(self, opening: re.Match[str]) -> int | None:
        """Return the end of the code span that begins here, in its paragraph (CommonMark 6.1)."""
        same = self.runs[len(opening[0])]
        index = bisect_right(same, opening.start())
        if index == len(same):
            return None
        end = same[index]
        if _END_OF_PARAGRAPH.search(self.text, opening.end(), end) is not None:
            return None
        return None if self._splits_comment(opening.end(), end) else end

    def _splits_comment(self, start: int, end: int) -> bool:
        """Return whether a single backtick would turn half a comment into code."""
        begins = self.text.find(_OPEN, start, end)
        if begins < 0 or self.text[start:end].strip() == _OPEN:
            return False
        closes = self.text.find(_CLOSE, begins, end)
        return closes < 0 and self.text.find(_CLOSE, end) >= 0
