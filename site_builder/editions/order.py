"""The order of an incident's updates: by date, but never after one that supersedes them."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping
from datetime import datetime

from site_builder.catalogue.keys import entry_key
from site_builder.model.incident import Update


def sort_key(update: Update) -> tuple[datetime, datetime, str]:
    """By the end of the date it speaks about, then of the date it went out, then by id."""
    return (update.spoken.end, update.released.end, update.id)


def in_order(updates: Iterable[Update], keys: Mapping[str, str]) -> list[Update]:
    """The updates of one incident, oldest first.

    A circle of `supersedes` (the checker reports it) falls back to the dates alone.
    """
    dated = sorted(updates, key=sort_key)
    index = {update.key: i for i, update in enumerate(dated)}
    later: dict[int, list[int]] = {i: [] for i in range(len(dated))}
    waits_for = [0] * len(dated)
    for i, update in enumerate(dated):
        for reference in update.supersedes:
            written = entry_key(reference.entry, update.incident)
            j = index.get(keys.get(written, written))
            if j is not None and j != i:
                later[j].append(i)
                waits_for[i] += 1
    ready = [i for i, count in enumerate(waits_for) if count == 0]
    heapq.heapify(ready)
    result = []
    while ready:
        i = heapq.heappop(ready)
        result.append(dated[i])
        for j in later[i]:
            waits_for[j] -= 1
            if waits_for[j] == 0:
                heapq.heappush(ready, j)
    return result if len(result) == len(dated) else dated
