"""An incident is resolved while a text still says that one of its services does not work.

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

from site_builder.checks.check import Check, Examined
from site_builder.editions.order import in_order
from site_builder.editions.states import incident_states
from site_builder.model.incident import Incident, Update
from site_builder.model.problem import Finding
from site_builder.model.service import State


def find(examined: Examined) -> Iterable[Finding]:
    catalogue = examined.catalogue
    documents = examined.documents()
    for incident in catalogue.incidents:
        ordered = in_order((u for u in incident.updates if not u.is_draft), catalogue.keys)
        for i, update in enumerate(ordered):
            if update.status not in ("resolved", "completed"):
                continue
            down = _down(examined, incident, ordered[: i + 1], update)
            if down:
                yield Finding(
                    documents["update", update.incident, update.id].place("status"),
                    f"It is {update.status}, but these services are still down: {', '.join(down)}.",
                    "Add their state here, such as `services: {portal: operational}`, "
                    "or write another status.",
                )


def _down(examined: Examined, incident: Incident, updates: list[Update], last: Update) -> list[str]:
    result = []
    for country in sorted(last.countries):
        seen = [u for u in updates if country in u.countries]
        states = incident_states(
            incident, seen, last.status, country, examined.catalogue.services, last.spoken.end
        )
        result += [
            f"{state.service.id} ({country})"
            for state in states
            if state.state is not State.operational
        ]
    return result


CHECK = Check("resolved-but-down", "error", find)
