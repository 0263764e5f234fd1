"""Maintenance ends before it starts.

Fails:

    # content/countries/lu.yml
    locales: [fr]
    # content/services.yml
    portal: {name: {fr: Portail}}
    # status/works/maintenance.yml
    title: {fr: Travaux}
    services: [portal]
    starts: 2022-07-25 10:00
    ends: 2022-07-25 09:00

Passes:

    # content/countries/lu.yml
    locales: [fr]
    # content/services.yml
    portal: {name: {fr: Portail}}
    # status/works/maintenance.yml
    title: {fr: Travaux}
    services: [portal]
    starts: 2022-07-25 10:00
    ends: 2022-07-25 12:00
"""

from __future__ import annotations

from collections.abc import Iterable

from site_builder.checking.engine import Check, Examined
from site_builder.model.message import told
from site_builder.model.problem import Finding


def find(examined: Examined) -> Iterable[Finding]:
    documents = examined.documents()
    for incident in examined.catalogue.incidents:
        if incident.ends is not None and incident.ends.start <= incident.started.start:
            yield Finding(
                documents["maintenance", "", incident.id].place("ends"),
                told("The maintenance ends before it starts."),
                told("Write a date for `ends` that is later than `starts`, or swap the two."),
            )


CHECK = Check("window-order", "error", find)
