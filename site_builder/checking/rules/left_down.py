"""An update resolves an incident but leaves a service impaired.

This may be intended: the pages then show that state until another update changes it. But readers
may overlook it under “Resolved”.

Fails:

    # content/countries/lu.yml
    locales: [fr]
    # content/services.yml
    portal: {name: {fr: Portail}}
    # status/outage/incident.yml
    title: {fr: Panne}
    started: 2022-07-25
    services: {portal: major_outage}
    # status/outage/2022-07-29.yml
    status: resolved
    as_of: 2022-07-29
    text: {fr: Texte}
    services: {portal: degraded_performance}

Passes:

    # content/countries/lu.yml
    locales: [fr]
    # content/services.yml
    portal: {name: {fr: Portail}}
    # status/outage/incident.yml
    title: {fr: Panne}
    started: 2022-07-25
    services: {portal: major_outage}
    # status/outage/2022-07-29.yml
    status: resolved
    as_of: 2022-07-29
    text: {fr: Texte}
    services: {portal: operational}
"""

from __future__ import annotations

from collections.abc import Iterable

from site_builder.checking.engine import Check, Examined
from site_builder.checking.rules.resolved_but_down import closed_with_services_down
from site_builder.model.message import told
from site_builder.model.problem import Finding


def find(examined: Examined) -> Iterable[Finding]:
    documents = examined.documents()
    for _, update, down in closed_with_services_down(examined):
        for id in dict.fromkeys(id for id, _ in down):
            if any(change.service == id for change in update.services):
                names = ", ".join(name for named, name in down if named == id)
                yield Finding(
                    documents["update", update.incident, update.id].place("services", id),
                    told(
                        "This update has the status “%(status)s” but leaves a service down: "
                        "%(names)s.",
                        status=update.status or "",
                        names=names,
                    ),
                    told(
                        "If the service works again, write `%(id)s: operational`. If not, leave "
                        "it: the pages show this state until another update changes it.",
                        id=id,
                    ),
                )


CHECK = Check("left-down", "warning", find)
