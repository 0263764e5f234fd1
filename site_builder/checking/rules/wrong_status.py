"""An incident has a status that only maintenance can have, or the other way round.

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

from collections.abc import Iterable, Mapping

from site_builder.checking.engine import Check, Examined
from site_builder.model.incident import INCIDENT_STATUSES, MAINTENANCE_STATUSES
from site_builder.model.message import Message, told
from site_builder.model.problem import Finding
from site_builder.reading.document import Kind


def find(examined: Examined) -> Iterable[Finding]:
    kinds = kinds_by_id(examined)
    for shaped in examined.of_kind("update"):
        document, status = shaped.document, shaped.shape.status
        kind = kinds.get(document.owner)
        allowed = statuses_of_kind(kind)
        if (
            None not in (kind, status)
            and status not in allowed
            and document.value.get("status") == status
        ):
            yield Finding(
                document.place("status"),
                told(
                    "“%(status)s” is not a valid status for %(kind)s.",
                    status=status,
                    kind=kind_name(kind),
                ),
                told("Write one of: %(names)s.", names=", ".join(allowed)),
            )


def kinds_by_id(examined: Examined) -> Mapping[str, Kind]:
    """Return whether each folder in status/ is an incident or maintenance."""
    return {d.document.id: d.document.kind for d in examined.of_kind("incident", "maintenance")}


def statuses_of_kind(kind: Kind | None) -> tuple[str, ...]:
    """Return the statuses that an incident or maintenance can have."""
    return MAINTENANCE_STATUSES if kind == "maintenance" else INCIDENT_STATUSES


def kind_name(kind: Kind | None) -> Message:
    """Return the kind as part of a sentence."""
    return told("maintenance") if kind == "maintenance" else told("an incident")


CHECK = Check("wrong-status", "error", find)
