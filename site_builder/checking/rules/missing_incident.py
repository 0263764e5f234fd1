"""A folder in status/ has neither incident.yml nor maintenance.yml, or both.

Fails:

    # content/countries/lu.yml
    locales: [fr]
    # status/outage/2022-07-29.yml
    status: monitoring
    as_of: 2022-07-29
    text: {fr: Texte}

Fails:

    # content/countries/lu.yml
    locales: [fr]
    # status/outage/incident.yml
    title: {fr: Panne}
    started: 2022-07-25
    # status/outage/maintenance.yml
    title: {fr: Travaux}
    services: []
    starts: 2022-07-25 10:00
    ends: 2022-07-25 12:00

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

from site_builder.checking.engine import Check, Examined
from site_builder.checking.named import named_entries
from site_builder.model.message import told
from site_builder.model.problem import Finding, Place


def find(examined: Examined) -> Iterable[Finding]:
    entries = list(named_entries(examined))
    incidents = {entry.id for entry in entries if entry.kind == "incident"}
    maintenance = {entry.id for entry in entries if entry.kind == "maintenance"}
    reported: set[str] = set()
    for shaped in examined.shaped:
        document = shaped.document
        owner = document.owner
        if document.kind == "maintenance" and document.id in incidents:
            yield Finding(
                Place(document.file),
                told("This folder has both an incident and a maintenance file."),
                told("Move the maintenance to its own folder."),
            )
        if document.kind == "update" and owner not in incidents | maintenance | reported:
            reported.add(owner)
            yield Finding(
                Place(document.file),
                told("This update has no incident: incident.yml is missing from its folder."),
                told(
                    "Create `status/%(owner)s/incident.yml` with the lines `title: ...` and "
                    "`started: 2026-11-25`.",
                    owner=owner,
                ),
            )


CHECK = Check("missing-incident", "error", find)
