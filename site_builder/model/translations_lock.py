"""For which source text each translation was made."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b

LOCK = "content/translations.lock"
Locked = Mapping[str, Mapping[str, str]]
"""Marks by key in an entry and locale: `<source>:<translation>`.

A key is the path to the text: `title`, `overrides.lu.answer`. It contains no positions in lists,
because a text added at the top would give every other text the marks of its neighbour. A text in a
list is identified by its content: `corrections.note~<mark of the source>`.
"""


@dataclass(frozen=True, slots=True)
class Lock:
    """The content of content/translations.lock, by entry (`status/outage/2022-09-28`)."""

    entries: Mapping[str, Locked] = field(default_factory=dict)


def entry_name(file: str) -> str:
    """Return the entry that a file belongs to, without language and ending."""
    folder, _, name = file.rpartition("/")
    return f"{folder}/{name.partition('.')[0]}"


def text_mark(text: str) -> str:
    """Return a short digest of a text, the same however its lines are broken."""
    return blake2b(" ".join(text.split()).encode(), digest_size=6).hexdigest()


def pair_mark(source: str, translation: str) -> str:
    """Return the mark of a translation: `<source>:<translation>`."""
    return f"{text_mark(source)}:{text_mark(translation)}"


def source_mark(pair: str) -> str:
    """Return the mark of the source text that a translation was made for."""
    return pair.partition(":")[0]


def text_key(path: Sequence[str | int], source: str) -> str:
    """Return the key of a text in its entry, which no other text of the entry can change."""
    return f"{shape_of(path)}~{text_mark(source)}" if in_list(path) else ".".join(map(str, path))


def in_list(path: Sequence[str | int]) -> bool:
    return any(isinstance(part, int) for part in path)


def shape_of(path: Sequence[str | int]) -> str:
    """Return the path without positions in lists, which all texts of one list share."""
    return ".".join(part for part in path if isinstance(part, str))


def shape_of_key(key: str) -> str:
    """Return the same for a written key; older keys have positions: `corrections.0.note`."""
    return ".".join(part for part in key.partition("~")[0].split(".") if not part.isdigit())


def mark_before(
    locked: Locked,
    path: Sequence[str | int],
    locale: str,
    source: str,
    translation: str,
    others: Callable[[], Collection[str]],
) -> str | None:
    """Return the lock's mark for a translation; None if it is new.

    In a list, a translation is found by its source, or by itself if its source is no longer in the
    list. `others` gives the marks of the sources in the list now.
    """
    if not in_list(path):
        return locked.get(".".join(map(str, path)), {}).get(locale)
    shape = shape_of(path)
    marks = [
        marks[locale]
        for key, marks in locked.items()
        if locale in marks and shape_of_key(key) == shape
    ]
    now = pair_mark(source, translation)
    known = [mark for mark in marks if source_mark(mark) == source_mark(now)]
    if known:
        return now if now in known else known[0]
    made = now.partition(":")[2]
    gone = [mark for mark in marks if mark.partition(":")[2] == made]
    if gone:
        present = others()
        gone = [mark for mark in gone if source_mark(mark) not in present]
    return gone[0] if gone else None
