"""A folder in status/ needs one incident.yml or one maintenance.yml, and not both.

Fails:

    # content/countries/lu.yml
    locales: [fr]
    # status/outage/2022-07-29.yml
    status: monitoring
    as_of: 2022-07-29
    text: {fr: Texte}

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

from site_builder.checks.check import Check, Examined
from site_builder.model.problem import Finding, Place


def find(examined: Examined) -> Iterable[Finding]:
    heads: dict[str, set[str]] = {}
    for shaped in examined.shaped:
        if shaped.document.kind in ("incident", "maintenance"):
            heads.setdefault(shaped.document.id, set()).add(shaped.document.kind)
    broken = {f.place.file.split("/")[1] for f in examined.reading.syntax if "/" in f.place.file}
    for id, kinds in heads.items():
        if len(kinds) == 2:
            yield Finding(
                Place(f"status/{id}/maintenance.yml"),
                "This folder is both an incident and maintenance.",
                "Move the maintenance to a folder of its own.",
            )
    reported: set[str] = set()
    for shaped in examined.shaped:
        document = shaped.document
        owner = document.owner
        if document.kind == "update" and owner not in heads and owner not in broken | reported:
            reported.add(owner)
            yield Finding(
                Place(document.file),
                "This update belongs to no incident: its folder has no incident.yml.",
                f"Write `status/{owner}/incident.yml` with `title` and `started`.",
            )


CHECK = Check("missing-incident", "error", find)
