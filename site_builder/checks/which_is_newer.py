"""Two updates of one incident contradict each other, and nothing says which one is newer.

A day covers all of its hours, so `2022-07-26` and `2022-07-26 15:00` overlap. If the two say
different statuses, or different states of a service, one of them holds now, and the builder must
not guess which. Times answer it, and so do numbered ids (`2022-07-26-1`, `2022-07-26-2`) and
`supersedes`.

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

from site_builder.checks.check import Check, Examined
from site_builder.editions.order import in_order, is_older, superseding
from site_builder.model.date import Precision
from site_builder.model.incident import Update
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
                f"Nothing says whether this update or “{older.id}” is newer, and they contradict "
                "each other.",
                _hint(newer, older, key),
            )


def _hint(newer: Update, older: Update, key: str) -> str:
    day = newer.spoken.day.isoformat()
    is_vague = min(newer.spoken.precision, older.spoken.precision) < Precision.DAY
    asked = f"a more precise date in both, such as `{key}: {day}`"
    if not is_vague:
        asked = f"the time in both, such as `{key}: {day} 09:00`"
    return (
        f"Write {asked}; or number their files: "
        f"`{day}-1`, `{day}-2`; or name the older one in the newer: `supersedes: {older.id}`."
    )


def _unclear(
    ordered: Sequence[Update], keys: Mapping[str, str], services: Mapping[str, Service]
) -> Iterable[tuple[Update, Update]]:
    """Each update that contradicts an earlier one, if the order of the two is not known."""
    written = set(superseding(ordered, keys))
    known: list[set[int]] = []
    for j, newer in enumerate(ordered):
        # What is known to be older than something older is older, too.
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
    """Whether they differ in status, or in the state of a service, in a country that shows both."""
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
