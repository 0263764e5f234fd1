"""For which source text each translation was made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import blake2b

LOCK = "content/translations.lock"
Locked = Mapping[str, Mapping[str, str]]
"""Marks by path in an entry (`text`, `corrections.0.note`) and locale: `<source>:<translation>`."""


@dataclass(frozen=True, slots=True)
class Lock:
    """What content/translations.lock says, by entry (`status/outage/2022-09-28`)."""

    entries: Mapping[str, Locked] = field(default_factory=dict)


def entry_name(file: str) -> str:
    """The entry that a file belongs to, without language and ending."""
    folder, _, name = file.rpartition("/")
    return f"{folder}/{name.partition('.')[0]}"


def text_mark(text: str) -> str:
    """A short digest of a text, the same however its lines are broken."""
    return blake2b(" ".join(text.split()).encode(), digest_size=6).hexdigest()


def pair_mark(source: str, translation: str) -> str:
    """What the lock says of a translation: `<source>:<translation>`."""
    return f"{text_mark(source)}:{text_mark(translation)}"


def source_mark(pair: str) -> str:
    """The mark of the source text that a translation was made for."""
    return pair.partition(":")[0]
