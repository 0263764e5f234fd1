"""The `since` of a service's state is after the update that says so.

Fails:

    # content/countries/lu.yml
    locales: [fr]
    # content/services.yml
    portal: {name: {fr: Portail}}
    # status/outage/incident.yml
    title: {fr: Panne}
    started: 2022-07-25
    # status/outage/2022-07-29.yml
    status: investigating
    as_of: 2022-07-29
    text: {fr: Texte}
    services: {portal: {state: operational, since: 2022-08}}

Passes:

    # content/countries/lu.yml
    locales: [fr]
    # content/services.yml
    portal: {name: {fr: Portail}}
    # status/outage/incident.yml
    title: {fr: Panne}
    started: 2022-07-25
    # status/outage/2022-07-29.yml
    status: investigating
    as_of: 2022-07-29
    text: {fr: Texte}
    services: {portal: {state: operational, since: 2022-07}}
"""

from __future__ import annotations

from collections.abc import Iterable

from site_builder.checking.engine import Check, Examined
from site_builder.model.message import told
from site_builder.model.problem import Finding


def find(examined: Examined) -> Iterable[Finding]:
    documents = examined.documents()
    for incident in examined.catalogue.incidents:
        for change in incident.services:
            if change.since is not None and incident.started.is_before(change.since):
                yield Finding(
                    documents["incident", "", incident.id].place(
                        "services", change.service, "since"
                    ),
                    told(
                        "This date is after the incident started (%(date)s).",
                        date=incident.started.iso,
                    ),
                    told(
                        "Write the state at the start of the incident here, and later changes in "
                        "updates."
                    ),
                )
        for update in incident.updates:
            for change in update.services:
                if change.since is not None and update.spoken.is_before(change.since):
                    yield Finding(
                        documents["update", update.incident, update.id].place(
                            "services", change.service, "since"
                        ),
                        told(
                            "This date is after the date that the update describes (%(date)s).",
                            date=update.spoken.iso,
                        ),
                        told("Write the date of the change, or delete `since`."),
                    )


CHECK = Check("since-after", "error", find)
