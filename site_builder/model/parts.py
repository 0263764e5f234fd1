"""The parts of a value of the model, found by one walk over its fields.

Digests, the dates on which the site changes and the texts of an entry all come from this walk. A
field added to a dataclass is included automatically.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from decimal import Decimal
from enum import Enum
from functools import cache
from hashlib import blake2b
from typing import Any
from zoneinfo import ZoneInfo

from site_builder.model.date import Date
from site_builder.model.fact import Fact
from site_builder.model.locale import LocaleId
from site_builder.model.problem import Place
from site_builder.model.text import Text

_LEAVES = (str, int, float, bytes, Decimal, date, datetime, time, timedelta, Enum)


@dataclass(frozen=True, slots=True)
class Parts:
    """`frame` is everything except the texts; `texts` and `dates` are in the order of the fields.

    The text of a fact is in the frame, in every language: it shows in the language of the text
    around it. Places in files (`Place`) are in none of them, because no page shows them.
    """

    frame: bytes
    texts: tuple[Text, ...]
    dates: tuple[Date, ...]

    def seen_in(self, locale: LocaleId, *, with_stale: bool) -> bytes:
        """Return a digest of what an edition in `locale` can see of some values."""
        seen = blake2b(self.frame, digest_size=16)
        for text in self.texts:
            seen.update(repr(text.in_locale(locale, with_stale=with_stale)).encode())
        return seen.digest()


def parts_of(value: object) -> Parts:
    """Return the parts of a value. Raises TypeError for one whose content cannot be told."""
    frame: list[str] = []
    texts: list[Text] = []
    dates: list[Date] = []
    _walk(value, frame, texts, dates)
    return Parts("\0".join(frame).encode(), tuple(texts), tuple(dates))


def digest_of(*values: object) -> bytes:
    """Return a digest of some values, including their texts in every language."""
    frame: list[str] = []
    _walk(values, frame, None, [])
    return blake2b("\0".join(frame).encode(), digest_size=16).digest()


def _walk(value: object, frame: list[str], texts: list[Text] | None, dates: list[Date]) -> None:
    if value is None or isinstance(value, _LEAVES):
        # Not `str`: in it `1` and `"1"` would be the same.
        frame.append(repr(value))
    elif isinstance(value, Place):
        pass
    elif texts is not None and isinstance(value, Text):
        texts.append(value)
        frame.append("text")
    elif is_dataclass(value):
        _walk_fields(value, frame, None if isinstance(value, Fact) else texts, dates)
    elif isinstance(value, Mapping):
        frame.append(f"mapping of {len(value)}")
        for key, item in value.items():
            _walk(key, frame, texts, dates)
            _walk(item, frame, texts, dates)
    elif isinstance(value, tuple | list):
        frame.append(f"list of {len(value)}")
        for item in value:
            _walk(item, frame, texts, dates)
    elif isinstance(value, frozenset | set):
        frame.append(f"set of {sorted(map(repr, value))}")
    elif isinstance(value, ZoneInfo):
        frame.append(f"zone {value.key}")
    elif isinstance(value, tzinfo):
        frame.append(repr(value))
    else:
        raise TypeError(f"{type(value).__name__} has no digest: {value!r}")


def _walk_fields(
    value: object, frame: list[str], texts: list[Text] | None, dates: list[Date]
) -> None:
    if isinstance(value, Date):
        dates.append(value)
    frame.append(type(value).__name__)
    kind: Any = type(value)
    for name in _field_names(kind):
        _walk(getattr(value, name), frame, texts, dates)


@cache
def _field_names(kind: Any) -> tuple[str, ...]:
    """Return the fields by which values are compared; others (places) are ignored."""
    return tuple(field.name for field in fields(kind) if field.compare)
