"""The state of each service in a country, as the texts out at a moment say it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from site_builder.editions.edition import ServiceState
from site_builder.model.country import CountryId
from site_builder.model.date import Date
from site_builder.model.incident import CLOSED, Incident, Update
from site_builder.model.service import Service, State


def incident_states(
    incident: Incident,
    updates: Iterable[Update],
    status: str,
    country: CountryId,
    services: Mapping[str, Service],
    at: datetime,
) -> tuple[ServiceState, ...]:
    """What one incident says of the services of a country. `updates` are oldest first."""
    said: dict[str, tuple[State, Date]] = {}
    if not incident.is_maintenance:
        for change in incident.services:
            _say(said, change.service, change.state, change.since or incident.started)
    for update in updates:
        for change in update.services:
            _say(said, change.service, change.state, change.since or update.spoken)
    if incident.is_maintenance:
        _maintain(said, incident, status, at)
    return tuple(
        ServiceState(service, *said[id])
        for id, service in services.items()
        if id in said and service.exists_in(country)
    )


def _say(said: dict[str, tuple[State, Date]], service: str, state: State, since: Date) -> None:
    """A state that is said again holds since it was said first."""
    if service not in said or said[service][0] is not state:
        said[service] = (state, since)


def _maintain(
    said: dict[str, tuple[State, Date]], incident: Incident, status: str, at: datetime
) -> None:
    assert incident.ends is not None
    if status == "cancelled" or at < incident.started.start:
        said.clear()
        return
    is_under_way = incident.is_in_window(at) and status not in CLOSED
    for change in incident.services:
        if is_under_way:
            said.setdefault(change.service, (State.under_maintenance, incident.started))
        else:
            said.setdefault(change.service, (State.operational, incident.ends))


def worst_states(
    told: Iterable[tuple[bool, tuple[ServiceState, ...]]], services: Mapping[str, Service]
) -> tuple[ServiceState, ...]:
    """One state for each service named, from the states by incident and whether it is open.

    The worst open state holds; a service that only closed incidents name is as they left it.
    """
    open_states: dict[str, ServiceState] = {}
    closed_states: dict[str, ServiceState] = {}
    for is_open, states in told:
        target = open_states if is_open else closed_states
        for state in states:
            known = target.get(state.service.id)
            if known is None or state.state > known.state:
                target[state.service.id] = state
    merged = closed_states | open_states
    return tuple(merged[id] for id in services if id in merged)


def maintenance_status(incident: Incident, last: str | None, at: datetime) -> str:
    """What the window and the last update together say.

    An update that closes it, or says that work goes on after the window, is believed.
    """
    assert incident.ends is not None
    if last in CLOSED:
        return last
    if at < incident.started.start:
        return last or "scheduled"
    if last in ("in_progress", "verifying"):
        return last
    return "in_progress" if at < incident.ends.start else "completed"
