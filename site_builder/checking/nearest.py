"""Hints that name the nearest of many known names.

Comparing a word with all of them takes time, so only the first unknown words of a run get one:
hundreds of hints help no one, and a file may contain thousands of mistakes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from site_builder.model.message import Message
from site_builder.shapes.fields import did_you_mean

_MOST = 200


@dataclass(slots=True)
class Nearest:
    """`known` are the names, `otherwise` what to write if none of them is near."""

    known: Iterable[str]
    otherwise: Message
    _hints: dict[str, Message] = field(default_factory=dict)

    def hint(self, word: str) -> Message:
        found = self._hints.get(word)
        if found is not None:
            return found
        if len(self._hints) >= _MOST:
            return self.otherwise
        if not isinstance(self.known, list):
            self.known = sorted(self.known)
        self._hints[word] = did_you_mean(word, self.known, self.otherwise)
        return self._hints[word]
