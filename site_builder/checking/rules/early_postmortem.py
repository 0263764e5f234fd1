"""An incident has a postmortem, but no earlier update resolves it.

A postmortem looks back at a resolved incident. Only the update that resolves the incident says
when it ended.

Fails:

    # content/countries/lu.yml
    locales: [fr]
    # status/outage/incident.yml
    title: {fr: Panne}
    started: 2022-07-25
    # status/outage/2022-07-26.yml
    status: investigating
    as_of: 2022-07-26
    text: {fr: Texte}
    # status/outage/2022-07-27.yml
    status: postmortem
    as_of: 2022-07-27
    text: {fr: Texte}

Passes:

    # content/countries/lu.yml
    locales: [fr]
    # status/outage/incident.yml
    title: {fr: Panne}
    started: 2022-07-25
    # status/outage/2022-07-26.yml
    status: resolved
    as_of: 2022-07-26
    text: {fr: Texte}
    # status/outage/2022-07-27.yml
    status: postmortem
    as_of: 2022-07-27
    text: {fr: Texte}
"""

from __future__ import annotations

from collections.abc import Iterable

from site_builder.checking.engine import Check, Examined
from site_builder.editions.statuses import statuses_of
from site_builder.editions.update_order import in_order
from site_builder.model.incident import CLOSED, Incident, Update
from site_builder.model.message import told
from site_builder.model.problem import Finding


def find(examined: Examined) -> Iterable[Finding]:
    documents = examined.documents()
    for incident in examined.catalogue.incidents:
        if not any(update.status == "postmortem" for update in incident.updates):
            continue
        public = (update for update in incident.updates if not update.is_draft)
        ordered = in_order(public, examined.catalogue.keys)
        for i, update in enumerate(ordered):
            if update.status != "postmortem":
                continue
            still_open = [c for c in sorted(update.countries) if _is_open(incident, ordered[:i], c)]
            if still_open:
                yield Finding(
                    documents["update", update.incident, update.id].place("status"),
                    told(
                        "No update before this one resolves the incident in %(countries)s.",
                        countries=", ".join(still_open),
                    ),
                    told(
                        "Add an update with `status: resolved` before it, or write `status: "
                        "resolved` here."
                    ),
                )


def _is_open(incident: Incident, before: list[Update], country: str) -> bool:
    seen = [update for update in before if country in update.countries]
    statuses = statuses_of(incident, seen)
    return not statuses or statuses[-1] not in CLOSED


CHECK = Check("early-postmortem", "error", find)
