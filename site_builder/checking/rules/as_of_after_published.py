"""A statement was published before the date it describes.

This can be intentional, but usually the two dates are swapped.

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
    published: 2022-07-28

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
    published: 2022-07-30
"""

from __future__ import annotations

from collections.abc import Iterable

from site_builder.checking.engine import Check, Examined
from site_builder.model.message import told
from site_builder.model.problem import Finding


def find(examined: Examined) -> Iterable[Finding]:
    documents = examined.documents()
    for incident in examined.catalogue.incidents:
        for update in incident.updates:
            if update.as_of and update.published and update.published.is_before(update.as_of):
                yield Finding(
                    documents["update", update.incident, update.id].place("as_of"),
                    told(
                        "This date is after the statement was published (%(date)s).",
                        date=update.published.iso,
                    ),
                    told(
                        "Fix one of the two dates. If `as_of` and `published` are the wrong way "
                        "round, swap them."
                    ),
                )


CHECK = Check("as-of-after-published", "warning", find)
