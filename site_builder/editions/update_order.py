"""The order of an incident's updates: by date, but never after one that supersedes them.

Dates that overlap, such as a day and a time on it, do not decide the order. Then the dates of
publication decide, then the numbers in the ids. If these do not decide either, the check
`which-is-newer` asks.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, tzinfo
from itertools import pairwise

from site_builder.catalogue.entry_keys import entry_key
from site_builder.model.date import Date
from site_builder.model.entry_id import natural_key, numbered
from site_builder.model.incident import Update

SortKey = tuple[datetime, datetime, tuple[tuple[str | int, ...], str]]
_Pairs = list[tuple[int, int]]


def sort_key(update: Update) -> SortKey:
    """Return a sort key: the end of the date it describes, the date of publication, the id."""
    return (update.spoken.end, update.released.end, natural_key(update.id))


def shown_key(update: Update, zone: tzinfo) -> SortKey:
    """Return the same by the days of an edition in `zone`, for lists of several incidents."""
    ends = (update.spoken.shown_end(zone), update.released.shown_end(zone))
    return (*ends, natural_key(update.id))


def in_order(updates: Iterable[Update], keys: Mapping[str, str]) -> list[Update]:
    """Return the updates of one incident, oldest first.

    If `supersedes` form a circle (the checker reports it), only the dates are used.
    """
    dated = sorted(updates, key=sort_key)
    written = superseding(dated, keys)
    for pairs in (written + _told(dated), written):
        ordered = _sorted(dated, pairs)
        if len(ordered) == len(dated):
            return ordered
    return dated


def superseding(updates: Sequence[Update], keys: Mapping[str, str]) -> _Pairs:
    """Return the pairs of updates, by index, of which the second supersedes the first."""
    if not any(update.supersedes for update in updates):
        return []
    index = {update.key: i for i, update in enumerate(updates)}
    pairs = []
    for i, update in enumerate(updates):
        for reference in update.supersedes:
            written = entry_key(reference.entry, update.incident)
            j = index.get(keys.get(written, written))
            if j is not None and j != i:
                pairs.append((j, i))
    return pairs


def is_earlier(one: Date, other: Date) -> bool | None:
    """Return whether one date is earlier than the other; None if they overlap."""
    if one.end < other.start:
        return True
    if other.end < one.start:
        return False
    return None


def is_older(one: Update, other: Update) -> bool | None:
    """Return whether one update is older than another, by dates and ids; None if these do not
    decide.

    Two equal times are ordered by id.
    """
    spoken = is_earlier(one.spoken, other.spoken)
    if spoken is not None:
        return spoken
    if one.spoken.moment is not None and other.spoken.moment is not None:
        return sort_key(one) < sort_key(other)
    released = is_earlier(one.released, other.released)
    if released is not None:
        return released
    (stem, number), (other_stem, other_number) = numbered(one.id), numbered(other.id)
    return None if stem != other_stem or number == other_number else number < other_number


def _told(dated: Sequence[Update]) -> _Pairs:
    """Return the pairs, older first, whose order the dates they describe do not decide."""
    if all(one.spoken.end < other.spoken.start for one, other in pairwise(dated)):
        return []
    pairs = []
    for i, one in enumerate(dated):
        for j in range(i + 1, len(dated)):
            if (older := is_older(one, dated[j])) is not None:
                pairs.append((i, j) if older else (j, i))
    return pairs


def _sorted(dated: Sequence[Update], pairs: _Pairs) -> list[Update]:
    """Return the updates by date, as far as the pairs allow it, without those of a circle."""
    if not pairs:
        return list(dated)
    later: dict[int, list[int]] = {}
    waits_for = [0] * len(dated)
    for older, newer in pairs:
        later.setdefault(older, []).append(newer)
        waits_for[newer] += 1
    ready = [i for i, count in enumerate(waits_for) if count == 0]
    heapq.heapify(ready)
    result = []
    while ready:
        i = heapq.heappop(ready)
        result.append(dated[i])
        for j in later.get(i, ()):
            waits_for[j] -= 1
            if waits_for[j] == 0:
                heapq.heappush(ready, j)
    return result
