"""Two versions of a text, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Mark = Literal["same", "new", "gone"]
# Words, spaces and signs; each character of languages without spaces.
_TOKENS = re.compile(r"\s+|[^\W\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+|.", re.DOTALL)
_ALIKE = 0.5


@dataclass(frozen=True, slots=True)
class Words:
    """Some words of a text, and whether they are new or gone."""

    text: str
    mark: Mark


def marked_words(old: str, new: str) -> Iterator[Words]:
    """The words of both texts in order: those of the new one, and those that are gone."""
    if not old:
        yield Words(new, "new")
        return
    before, after = _TOKENS.findall(old), _TOKENS.findall(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if matcher.ratio() < _ALIKE:
        # Single words in common would only tear the two texts apart.
        yield Words(old, "gone")
        if new:
            yield Words(new, "new")
        return
    for kind, i, j, k, end in matcher.get_opcodes():
        if kind == "equal":
            yield Words("".join(after[k:end]), "same")
            continue
        if j > i:
            yield Words("".join(before[i:j]), "gone")
        if end > k:
            yield Words("".join(after[k:end]), "new")
