"""The keys by which entries refer to one another, present and former."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import time
from itertools import pairwise

from site_builder.model.date import Precision, WrittenDate
from site_builder.model.incident import Incident
from site_builder.model.question import Question

_COUNT = "_"


def entry_key(entry: str, incident: str) -> str:
    """Return the full key of a reference; references to updates may omit their own incident."""
    return entry if "/" in entry else f"{incident}/{entry}"


def present_keys(incidents: Iterable[Incident], questions: Iterable[Question]) -> Mapping[str, str]:
    """Return a map from every current and former key of an entry to its current one."""
    keys: dict[str, str] = {}
    for incident in incidents:
        for update in incident.updates:
            ids = (update.id, *update.former)
            owners = (incident.id, *incident.former)
            keys |= {f"{owner}/{id}": update.key for owner in owners for id in ids}
    for question in questions:
        former = (former_question_key(id, question.category) for id in question.former)
        keys |= dict.fromkeys((question.key, *former), question.key)
    return keys


def first_id(id: str, former: Sequence[str]) -> str:
    """Return the id that an entry had first."""
    return former[0] if former else id


def former_question_key(former: str, category: str) -> str:
    """Return the key of a question's former id, which may name another category: `data/which`."""
    path = former.removeprefix("faq/")
    return f"faq/{path}" if "/" in path else f"faq/{category}/{path}"


def correction_ids(dates: Sequence[WrittenDate]) -> list[str]:
    """Return an id for each correction of a text: its date as written, with a counter for equal
    dates.

    A position in the list would change as soon as a newer correction is added above. Equal dates
    are counted from the oldest, which is last if the list has the newest first; the check
    `same-correction-date` asks for times.
    """
    order = dates[::-1] if _is_newest_first(dates) else dates
    ids: list[str] = []
    seen: Counter[str] = Counter()
    for date in order:
        id = _date_id(date)
        seen[id] += 1
        ids.append(id if seen[id] == 1 else f"{id}{_COUNT}{seen[id]}")
    return ids[::-1] if order is not dates else ids


def is_counted(correction_id: str) -> bool:
    """Return whether only a counter distinguishes a correction's id from another one."""
    return _COUNT in correction_id


def _is_newest_first(dates: Sequence[WrittenDate]) -> bool:
    days = [(date.day, date.clock or time()) for date in dates]
    pairs = list(pairwise(days))
    return any(a > b for a, b in pairs) and not any(a < b for a, b in pairs)


def _date_id(date: WrittenDate) -> str:
    day = date.day.isoformat()[: {Precision.YEAR: 4, Precision.MONTH: 7}.get(date.precision, 10)]
    if date.clock is None:
        return day
    return f"{day}-{date.clock:%H%M%S}" if date.clock.second else f"{day}-{date.clock:%H%M}"
