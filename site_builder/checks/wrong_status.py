"""A status of maintenance in an incident, or the other way round.

Fails:

    # content/countries/lu.yml
    locales: [fr]
    # status/outage/incident.yml
    title: {fr: Panne}
    started: 2022-07-25
    # status/outage/2022-07-29.yml
    status: completed
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
from site_builder.model.incident import INCIDENT_STATUSES, MAINTENANCE_STATUSES
from site_builder.model.problem import Finding


def find(examined: Examined) -> Iterable[Finding]:
    kinds = {d.document.id: d.document.kind for d in examined.of_kind("incident", "maintenance")}
    for shaped in examined.of_kind("update"):
        document, status = shaped.document, shaped.shape.status
        kind = kinds.get(document.owner)
        allowed = MAINTENANCE_STATUSES if kind == "maintenance" else INCIDENT_STATUSES
        if (
            None not in (kind, status)
            and status not in allowed
            and document.value.get("status") == status
        ):
            yield Finding(
                document.place("status"),
                f"“{status}” is not a status of {kind}.",
                f"Write one of: {', '.join(allowed)}.",
            )


CHECK = Check("wrong-status", "error", find)
