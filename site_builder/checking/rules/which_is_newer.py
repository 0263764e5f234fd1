"""Two updates of an incident contradict each other, and their order is not clear.

A date without a time covers the whole day, so `2022-07-26` and `2022-07-26 15:00` overlap. If the
two updates give different statuses, or different states of a service, only one of them is current,
and the builder does not guess which. To make the order clear, write times, number the ids
(`2022-07-26-1`, `2022-07-26-2`) or use `supersedes`.

Fails:

    # content/countries/lu.yml
    locales: [fr]
    # status/outage/incident.yml
    title: {fr: Panne}
    started: 2022-07-25
    # status/outage/2022-07-26.yml
    status: investigating
    published: 2022-07-26
    text: {fr: Texte}
    # status/outage/2022-07-26-end.yml
    status: resolved
    published: 2022-07-26 15:00
    text: {fr: Texte}

Passes:

    # content/countries/lu.yml
    locales: [fr]
    # status/outage/incident.yml
    title: {fr: Panne}
    started: 2022-07-25
    # status/outage/2022-07-26.yml
    status: investigating
    published: 2022-07-26 09:00
    text: {fr: Texte}
    # status/outage/2022-07-26-end.yml
    status: resolved
    published: 2022-07-26 15:00
    text: {fr: Texte}
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from site_builder.checking.engine import Check, Examined
from site_builder.editions.update_order import in_order, is_older, superseding
from site_builder.model.date import Precision
from site_builder.model.incident import Update
from site_builder.model.message import Message, told
from site_builder.model.problem import Finding
from site_builder.model.service import Service


def find(examined: Examined) -> Iterable[Finding]:
    catalogue, documents = examined.catalogue, examined.documents()
    for incident in catalogue.incidents:
        ordered = in_order((u for u in incident.updates if not u.is_draft), catalogue.keys)
        if all(one.spoken.end < other.spoken.start for one, other in pairwise(ordered)):
            continue
        for newer, older in _unclear(ordered, catalogue.keys, catalogue.services):
            document = documents["update", newer.incident, newer.id]
            key = "published" if "published" in document.value else "as_of"
            yield Finding(
                document.place(key),
                told(
                    "This update contradicts “%(id)s”, and their dates do not show which one "
                    "is newer.",
                    id=older.id,
                ),
                _hint(newer, older, key),
            )


def _hint(newer: Update, older: Update, key: str) -> Message:
    day = newer.spoken.day.isoformat()
    is_vague = min(newer.spoken.precision, older.spoken.precision) < Precision.DAY
    asked = told("a more precise date in both, such as `%(key)s: %(day)s`", key=key, day=day)
    if not is_vague:
        asked = told("the time in both, such as `%(key)s: %(day)s 09:00`", key=key, day=day)
    return told(
        "Write %(asked)s. Or number the files: `%(day)s-1`, `%(day)s-2`. Or name "
        "the older update in the newer one: `supersedes: %(id)s`.",
        asked=asked,
        day=day,
        id=older.id,
    )


def _unclear(
    ordered: Sequence[Update], keys: Mapping[str, str], services: Mapping[str, Service]
) -> Iterable[tuple[Update, Update]]:
    """Yield each update that contradicts an earlier one, if their order is not known."""
    written = set(superseding(ordered, keys))
    known: list[set[int]] = []
    for j, newer in enumerate(ordered):
        # Order is transitive.
        older: set[int] = set()
        for i in reversed(range(j)):
            if i not in older and ((i, j) in written or is_older(ordered[i], newer)):
                older |= known[i] | {i}
        known.append(older)
        unclear = (i for i in reversed(range(j)) if i not in older)
        first = next((i for i in unclear if _contradict(ordered[i], newer, services)), None)
        if first is not None:
            yield newer, ordered[first]


def _contradict(one: Update, other: Update, services: Mapping[str, Service]) -> bool:
    """Return whether two updates differ in status or in a service, in a country showing both."""
    common = one.countries & other.countries
    if not common:
        return False
    if one.status is not None and other.status is not None and one.status != other.status:
        return True
    states = {change.service: change.state for change in one.services}
    return any(
        change.service in states
        and change.state is not states[change.service]
        and any(services[change.service].exists_in(country) for country in common)
        for change in other.services
    )


CHECK = Check("which-is-newer", "error", find)
