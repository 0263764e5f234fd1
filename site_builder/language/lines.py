"""Names, titles and other texts of one line."""

from __future__ import annotations

import re

from site_builder.language.cjk import joins

# Every character that some program ends a line at (Unicode, 5.8).
_BREAK = re.compile(r"[ \t]*(?:[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029][ \t]*)+")


def in_one_line(text: str) -> str:
    """Return a text without line breaks, with which it could forge a heading, a field or a mail."""
    return _BREAK.sub(_gap, text)


def _gap(match: re.Match[str]) -> str:
    before, after = (
        match.string[match.start() - 1 : match.start()],
        match.string[match.end() : match.end() + 1],
    )
    if not before or not after or joins(before, after):
        return ""
    return " "
