"""An entry that supersedes itself, at once or in a circle of several.

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

from collections.abc import Iterable

from site_builder.catalogue.keys import entry_key
from site_builder.checks.check import Check, Examined
from site_builder.checks.references import written_references
from site_builder.model.problem import Finding
from site_builder.reading.document import Document, Path


def find(examined: Examined) -> Iterable[Finding]:
    edges: dict[str, list[tuple[Document, Path, str]]] = {}
    for shaped in examined.of_kind("update", "question"):
        document = shaped.document
        is_update = document.kind == "update"
        key = (
            f"{document.owner}/{document.id}"
            if is_update
            else f"faq/{document.owner}/{document.id}"
        )
        edges[key] = [
            (document, path, entry_key(entry, document.owner if is_update else ""))
            for path, entry in written_references(document)
        ]
    for key, targets in edges.items():
        for document, path, target in targets:
            if _leads_back(target, key, edges):
                yield Finding(
                    document.place(*path),
                    "This entry supersedes itself, by way of the entries it names.",
                    "Let only the newer entry name the older one.",
                )


def _leads_back(start: str, goal: str, edges: dict[str, list[tuple[Document, Path, str]]]) -> bool:
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        key = waiting.pop()
        if key == goal:
            return True
        if key not in seen:
            seen.add(key)
            waiting.extend(target for _, _, target in edges.get(key, ()))
    return False


CHECK = Check("supersedes-itself", "error", find)
