"""Ids and times in the Statuspage v2 API: those that never change, and those that depend on the
clock.

They are found before any text is rendered, because the keys of the files need them.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from site_builder.catalogue.entry_keys import first_id
from site_builder.editions.edition import Selection, ServiceState, ShownIncident, ShownUpdate
from site_builder.model.date import Date
from site_builder.model.incident import CLOSED, Incident

_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "tag:site-builder,2026:api")
MOST_UPDATES = 50


def api_id(kind: str, key: str) -> str:
    """Return twelve letters and digits, like Statuspage's ids: 48 bits of a name that never
    changes.
    """
    return uuid.uuid5(_NAMESPACE, f"{kind}:{key}").hex[:12]


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedUpdate:
    """`displayed` is the time that the statement describes; corrections set `updated`."""

    shown: ShownUpdate
    id: str
    created: datetime
    updated: datetime
    displayed: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedIncident:
    """An incident or maintenance with the times that programs need; `updates` newest first."""

    shown: ShownIncident
    id: str
    started: datetime
    created: datetime
    updated: datetime
    monitoring: datetime | None
    resolved: datetime | None
    updates: tuple[DatedUpdate, ...]

    @property
    def told(self) -> tuple[object, ...]:
        """The parts that can change with the clock alone."""
        updates = tuple((u.id, u.created, u.updated, u.displayed) for u in self.updates)
        moments = (self.started, self.created, self.updated, self.monitoring, self.resolved)
        return (self.id, self.shown.status, moments, updates)


def dated(shown: ShownIncident, at: datetime) -> DatedIncident:
    """Return an incident's times, from the publication of its texts.

    They depend on what is written. Only the choice of what is public at `at` depends on the build.
    """
    incident = shown.incident
    owner = first_id(incident.id, incident.former)
    updates = tuple(_dated_update(update, incident, owner) for update in shown.updates)
    released = [update.created for update in updates]
    if incident.published is not None and is_announced(incident, at):
        released.append(incident.published.start)
    # Maintenance without a date of announcement gets a time that no build changes.
    created = min(released, default=incident.started.start)
    return DatedIncident(
        shown=shown,
        id=api_id("incident", owner),
        started=incident.started.start,
        created=created,
        updated=max([created, *(update.updated for update in updates), *_turns(shown, at)]),
        monitoring=min(
            (u.created for u in updates if u.shown.status == "monitoring"), default=None
        ),
        resolved=None if shown.is_open else _resolved(shown, updates),
        updates=updates[:MOST_UPDATES],
    )


def _dated_update(shown: ShownUpdate, incident: Incident, owner: str) -> DatedUpdate:
    update = shown.update
    created = incident.machine_moment(update.released)
    return DatedUpdate(
        shown=shown,
        id=api_id("update", f"{owner}/{first_id(update.id, update.former)}"),
        created=created,
        updated=max([created, *(correction.at.start for correction in shown.corrections)]),
        displayed=min(created, incident.machine_moment(update.spoken)),
    )


def is_announced(incident: Incident, at: datetime) -> bool:
    """Return whether the text of the maintenance itself is public: an update may be earlier."""
    return incident.published is None or incident.published.start <= at


@dataclass(frozen=True, slots=True)
class ComponentDates:
    """When a text first named a service in a country, and when its state changed last."""

    created: datetime
    updated: datetime


def component_dates(selection: Selection) -> Mapping[str, ComponentDates]:
    """Return the dates of every service with a known state, by id.

    No text says when a service began to exist. The date on which it was first named never changes,
    because later texts are later.
    """
    created: dict[str, datetime] = {}
    for shown in selection.incidents:
        for id, moment in _named(shown, selection.at):
            created[id] = min(moment, created.get(id, moment))
    return {
        state.service.id: ComponentDates(first, max(first, _changed(state, selection)))
        for state in selection.services
        for first in [created[state.service.id]]
    }


def _named(shown: ShownIncident, at: datetime) -> Iterator[tuple[str, datetime]]:
    """Yield each service that texts of an incident name, with the time of publication."""
    incident = shown.incident
    released = [incident.machine_moment(update.update.released) for update in shown.updates]
    for update, moment in zip(shown.updates, released, strict=True):
        yield from ((change.service, moment) for change in update.update.services)
    if incident.published is not None and is_announced(incident, at):
        released.append(incident.published.start)
    first = min(released, default=incident.started.start)
    yield from ((change.service, first) for change in incident.services)


def _changed(state: ServiceState, selection: Selection) -> datetime:
    """Return when the state began, as far as it is known: not before its incident."""
    date = state.since or state.as_of
    assert date is not None  # A state is known from a text, which has a date.
    if date.moment is not None:
        return date.moment
    return min(
        (
            shown.incident.machine_moment(date)
            for shown in selection.incidents
            if _says(shown, state.service.id, date)
        ),
        default=date.start,
    )


def _says(shown: ShownIncident, service: str, date: Date) -> bool:
    sayings = shown.sayings.get(service, ())
    return any(date in (s.since, s.as_of) for s in sayings) or (
        bool(sayings) and any(turn.date == date for turn in shown.turns)
    )


def _turns(shown: ShownIncident, at: datetime) -> Iterator[datetime]:
    """Yield the times at which the window alone changed the status of maintenance."""
    incident = shown.incident
    if incident.ends is None or (shown.status in CLOSED and not shown.is_assumed):
        return
    if incident.started.start <= at:
        yield incident.started.start
    if shown.status == "completed":
        yield incident.ends.start


def _resolved(shown: ShownIncident, updates: tuple[DatedUpdate, ...]) -> datetime | None:
    """Return when the newest updates first gave the state, otherwise when the window ended."""
    incident = shown.incident
    if incident.ends is not None and shown.is_assumed:
        return incident.ends.start
    resolved = None
    for update in updates:
        if update.shown.status not in CLOSED:
            break
        resolved = update.created
    return resolved
