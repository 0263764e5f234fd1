"""An update is dated before its incident started.

The two dates are compared at the coarser of their precisions.

Fails:

    # content/countries/lu.yml
    locales: [fr]
    # status/outage/incident.yml
    title: {fr: Panne}
    started: 2022-07-25
    # status/outage/2022-07-24.yml
    status: monitoring
    as_of: 2022-07-24
    text: {fr: Texte}

Passes:

    # content/countries/lu.yml
    locales: [fr]
    # status/outage/incident.yml
    title: {fr: Panne}
    started: 2022-07-25
    # status/outage/2022-07.yml
    status: monitoring
    as_of: 2022-07
    text: {fr: Texte}
"""

from __future__ import annotations

from collections.abc import Iterable

from site_builder.checking.engine import Check, Examined
from site_builder.model.message import told
from site_builder.model.problem import Finding


def find(examined: Examined) -> Iterable[Finding]:
    documents = examined.documents()
    for incident in examined.catalogue.incidents:
        if incident.is_maintenance:
            continue
        for update in incident.updates:
            document = documents["update", update.incident, update.id]
            for key, date in (("as_of", update.as_of), ("published", update.published)):
                if date is not None and key in document.value and date.is_before(incident.started):
                    yield Finding(
                        document.place(key),
                        told(
                            "This date is before the incident started (%(date)s).",
                            date=incident.started.iso,
                        ),
                        told("Fix `%(key)s` here, or `started` in the incident's file.", key=key),
                    )


CHECK = Check("before-start", "error", find)
