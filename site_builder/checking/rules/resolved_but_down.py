"""An update resolves an incident while one of its services is still down.

If the resolving update names the service and its state, the state is treated as intended: see
`left-down`.

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

from collections.abc import Iterable, Sequence

from site_builder.checking.engine import Check, Examined
from site_builder.editions.states import sayings_of, spoken_of, states_now
from site_builder.editions.update_order import in_order
from site_builder.model.incident import Incident, Update
from site_builder.model.message import Message, told
from site_builder.model.problem import Finding
from site_builder.model.service import State

_ENDS = ("resolved", "completed")


def find(examined: Examined) -> Iterable[Finding]:
    documents = examined.documents()
    for incident, update, down in closed_with_services_down(examined):
        own = {change.service for change in update.services}
        forgotten = [name for id, name in down if id not in own]
        if forgotten:
            ids = dict.fromkeys(id for id, _ in down if id not in own)
            states = ", ".join(f"{id}: operational" for id in ids)
            yield Finding(
                documents["update", update.incident, update.id].place("status"),
                _message(incident, update.status or "", ", ".join(forgotten)),
                told(
                    "If they work again, add `services: {%(states)s}` here. If not, write "
                    "another status.",
                    states=states,
                ),
            )


def _message(incident: Incident, status: str, services: str) -> Message:
    if incident.is_maintenance:
        return told(
            "The maintenance is %(status)s, but these services are still down: %(services)s.",
            status=status,
            services=services,
        )
    return told(
        "The incident is %(status)s, but these services are still down: %(services)s.",
        status=status,
        services=services,
    )


def closed_with_services_down(
    examined: Examined,
) -> Iterable[tuple[Incident, Update, list[tuple[str, str]]]]:
    """Yield each update that closes its incident, with the services still down by country."""
    catalogue = examined.catalogue
    for incident in catalogue.incidents:
        ordered = in_order((u for u in incident.updates if not u.is_draft), catalogue.keys)
        for i, update in enumerate(ordered):
            if update.status in _ENDS:
                yield incident, update, _down(examined, incident, ordered[: i + 1], update)


def _down(
    examined: Examined, incident: Incident, updates: Sequence[Update], last: Update
) -> list[tuple[str, str]]:
    services, at = examined.catalogue.services, last.spoken.end
    result = []
    for country in sorted(last.countries):
        seen = [update for update in updates if country in update.countries]
        spoken = spoken_of(incident, seen, at)
        sayings = sayings_of(incident, spoken, country, services, at)
        result += [
            (state.service.id, f"{state.service.id} ({country})")
            for state in states_now(sayings, services, is_open=False)
            if state.state is not State.operational
        ]
    return result


CHECK = Check("resolved-but-down", "error", find)
