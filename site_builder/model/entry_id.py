"""Ids of entries: the order in which people number them."""

from __future__ import annotations

import re
from functools import lru_cache

_NUMBER = re.compile(r"(\d+)")
_NUMBERED = re.compile(r"(?P<stem>\d{4}(?:-\d\d(?:-\d\d)?)?.*?)(?:-(?P<number>\d{1,9}))?", re.ASCII)


# The few ids of a site are compared over and over.
@lru_cache(maxsize=65536)
def natural_key(id: str) -> tuple[tuple[str | int, ...], str]:
    """Sort ids, or keys made of ids, by the numbers in them: `-2` before `-10`."""
    parts = _NUMBER.split(id)
    # Every second part is a number, so texts are only compared with texts.
    return tuple(int(part) if i % 2 else part for i, part in enumerate(parts)), id


def numbered(id: str) -> tuple[str, int]:
    """Return an update's id without its suffix number, and the number.

    `2026-11-25` is the first of `2026-11-25-2` and `2026-11-25-3`.
    """
    match = _NUMBERED.fullmatch(id)
    if match is None:
        return id, 1
    return match["stem"], int(match["number"] or 1)
