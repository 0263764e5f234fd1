"""Corrected lines of YAML, for the hints of messages."""

from __future__ import annotations

import re

INVISIBLE = re.compile("[\xa0\xad\u2007\u200b-\u200f\u202a-\u202f\u2060\ufeff]")


def indent_of(line: str) -> str:
    return line[: len(line) - len(line.lstrip())]


def opening_quote(before: str) -> int | None:
    """Return the start of the quoted text that the last character closes; None if there is none."""
    mark = re.escape(before[-1])
    match = re.search(rf"(?:^|[\s{{\[,:-])({mark})(?:(?!{mark}).|{mark}{mark})*{mark}$", before)
    return match.start(1) if match else None


def closed(line: str, start: int) -> str:
    """Return the line with the quotation mark at `start` closed before any bracket."""
    text = line.rstrip()
    end = len(text.rstrip("}]")) if "{" in line[:start] or "[" in line[:start] else len(text)
    return f"{text[:end]}{line[start]}{text[end:]}".strip()


def requoted(line: str, start: int) -> str:
    """Return the line with the quoted text at `start` in valid single quotes."""
    mark = line[start]
    end = line.rfind(mark)
    if end <= start:
        end = len(line)
    inner = line[start + 1 : end].replace("''", "'")
    return _single_quoted(line, start, end + 1, inner)


def quoted_from(line: str, start: int) -> str:
    """Return the line with the text at `start` in quotes, up to the closing brace or the end."""
    end = len(line.rstrip())
    for opening, closing in ("{}", "[]"):
        if line[:start].count(opening) > line[:start].count(closing):
            end = min(
                (i for i in (line.find(c, start) for c in f",{closing}") if i >= 0), default=end
            )
    return _single_quoted(line, start, end, line[start:end])


def _single_quoted(line: str, start: int, end: int, inner: str) -> str:
    return f"{line[:start]}{single_quoted(inner.strip())}{line[end:]}".strip()


def single_quoted(text: str) -> str:
    """Return a text of one line in YAML's single quotes."""
    return "'" + text.replace("'", "''") + "'"
