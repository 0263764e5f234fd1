"""Gaps in texts, which the team has to fill in: `[[What we know]]`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from site_builder.checking.written_texts import WrittenText
from site_builder.markdown.comments import masked

# A link may have brackets in its words: `[[1]](https://...)`.
_GAP = re.compile(r"(?<!\\)\[\[[^\[\]]+\]\](?![(\[])")


@dataclass(frozen=True, slots=True)
class Gap:
    """A gap as it is written, at an offset of its text."""

    written: str
    offset: int


def gaps_in(text: WrittenText) -> Iterator[Gap]:
    """The gaps of a text. What is in comments and code is none."""
    if "[[" not in text.value:
        return
    for gap in _GAP.finditer(masked(text.value, "comment", "open", "code")):
        yield Gap(gap[0], gap.start())
