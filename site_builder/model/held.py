"""Entries that are written but not public yet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from site_builder.model.date import Date

Reason = Literal["draft", "future", "incident", "no update"]


@dataclass(frozen=True, slots=True)
class Held:
    """An entry, or a part of one, that no reader sees yet.

    `file` is where it is written; `part` is a correction or a country's own answer in it. It is
    public from the start of `until`; None means that no date will make it public. An update may
    wait for its `incident` to start, and an incident with `no update` for its first one.
    """

    file: str
    part: str
    reason: Reason
    until: Date | None


def soonest_first(held: Iterable[Held]) -> tuple[Held, ...]:
    """Return the soonest first, and items without a date last."""
    return tuple(sorted(held, key=_order))


def _order(held: Held) -> tuple[bool, float, str, str]:
    until = held.until.start.timestamp() if held.until else 0.0
    return (held.until is None, until, held.file, held.part)
