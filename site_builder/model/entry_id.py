"""Ids of entries: which names may be one, and the order in which people number them."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)
# Letters that Unicode does not take apart, as their languages write them without the letter.
_PLAIN = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "å": "a", "đ": "d", "ð": "d", "þ": "th", "ł": "l"}
    | {"ı": "i", "ħ": "h", "ŋ": "ng"}
)
_NUMBER = re.compile(r"(\d+)")
_NUMBERED = re.compile(r"(?P<stem>\d{4}(?:-\d\d(?:-\d\d)?)?.*?)(?:-(?P<number>\d{1,9}))?", re.ASCII)


def is_id(name: str) -> bool:
    """Return whether a name can be an id: small letters, digits and single hyphens."""
    return _ID.fullmatch(name) is not None


def as_id(name: str) -> str:
    """Return the id nearest to a name, without accents: `que-paso` for `¿Qué pasó?`.

    It is empty if the name has no Latin letter and no digit.
    """
    letters = unicodedata.normalize("NFKD", name.lower().translate(_PLAIN))
    plain = "".join(c for c in letters if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", "-", plain, flags=re.ASCII).strip("-")


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
