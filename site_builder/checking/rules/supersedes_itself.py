"""An entry supersedes itself, directly or through other entries.

Fails:

    # content/countries/lu.yml
    locales: [fr]
    # status/outage/incident.yml
    title: {fr: Panne}
    started: 2022-07-25
    # status/outage/2022-07-29.yml
    status: investigating
    as_of: 2022-07-29
    text: {fr: Texte}
    supersedes: 2022-07-29

Passes:

    # content/countries/lu.yml
    locales: [fr]
    # status/outage/incident.yml
    title: {fr: Panne}
    started: 2022-07-25
    # status/outage/2022-07-29.yml
    status: investigating
    as_of: 2022-07-29
    text: {fr: Texte}
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from site_builder.checking.engine import Check, Examined
from site_builder.checking.references import superseded
from site_builder.model.message import told
from site_builder.model.problem import Finding


def find(examined: Examined) -> Iterable[Finding]:
    places = [
        (key, target, document.place(*path))
        for shaped in examined.of_kind("update", "question")
        for document in [shaped.document]
        for key, path, target in superseded(document)
    ]
    circles = in_circles((key, target) for key, target, _ in places)
    for key, target, place in places:
        if (key, target) in circles:
            yield Finding(
                place,
                told("This entry supersedes itself, directly or through the entry it names."),
                told("Keep `supersedes` only in the newer entry."),
            )


def in_circles(pairs: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    """Return the pairs of keys that are part of a cycle."""
    ahead: dict[str, list[str]] = {}
    for key, target in pairs:
        ahead.setdefault(key, []).append(target)
    return {
        (key, target)
        for key, targets in ahead.items()
        for target in targets
        if _leads_back(target, key, ahead)
    }


def _leads_back(start: str, goal: str, ahead: Mapping[str, list[str]]) -> bool:
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        key = waiting.pop()
        if key == goal:
            return True
        if key not in seen:
            seen.add(key)
            waiting.extend(ahead.get(key, ()))
    return False


CHECK = Check("supersedes-itself", "error", find, needs_whole_site=True)
