"""What one incident says about a country's services, according to its public texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from site_builder.editions.edition import Saying, ServiceState, Turn
from site_builder.editions.statuses import GOES_ON, last_written
from site_builder.model.country import CountryId
from site_builder.model.date import Date, Precision
from site_builder.model.incident import CLOSED, Incident, Update
from site_builder.model.service import Service, State, StateChange

Sayings = Mapping[str, tuple[Saying, ...]]
Spoken = Sequence[tuple[Update, datetime]]
_EVER = datetime.min.replace(tzinfo=UTC)


def sayings_of(
    incident: Incident,
    spoken: Spoken,
    country: CountryId,
    services: Mapping[str, Service],
    at: datetime,
) -> Sayings:
    """Return what an incident says about each service, oldest first."""
    said: dict[str, list[Saying]] = {}
    if incident.is_maintenance:
        _say_window(said, incident, spoken, at)
    else:
        for change in incident.services:
            _say_at_start(said, incident, change, at)
    for update, moment in spoken:
        if incident.is_maintenance and moment < incident.started.start:
            # Maintenance changes nothing before its window.
            continue
        for change in update.services:
            _say_in_update(said, incident, update, change, moment, at)
    return {
        id: tuple(said[id])
        for id, service in services.items()
        if id in said and service.exists_in(country)
    }


def spoken_of(incident: Incident, updates: Sequence[Update], at: datetime) -> Spoken:
    """Return the updates, oldest first, each with the time that it describes.

    A vague date becomes the middle of its period, but never comes before an older update.
    """
    spoken = []
    earliest = _EVER if incident.is_maintenance else min(incident.started.start, at)
    for update in updates:
        latest = min(update.spoken.end, at)
        earliest = max(earliest, min(_placed(update.spoken, earliest, latest), at))
        spoken.append((update, earliest))
    return tuple(spoken)


def _placed(date: Date, earliest: datetime, latest: datetime) -> datetime:
    """Return the beginning of a day, or the middle of a vaguer date."""
    start = max(date.start, earliest) if earliest <= date.end else date.start
    if date.precision >= Precision.DAY:
        return start
    return start + (max(start, min(date.end, latest)) - start) / 2


def _say_at_start(
    said: dict[str, list[Saying]], incident: Incident, change: StateChange, at: datetime
) -> None:
    started = incident.started
    # A service that is down at the start went down then; one that works has always worked.
    since = change.since or (None if change.state is State.operational else started)
    moment = started.start if change.since is None else _placed(change.since, started.start, at)
    spoken = started.start
    saying = Saying(
        state=change.state,
        moment=moment,
        date=change.since or started,
        since=since,
        as_of=started,
        spoken=spoken,
    )
    said[change.service] = [saying]


def _say_in_update(
    said: dict[str, list[Saying]],
    incident: Incident,
    update: Update,
    change: StateChange,
    moment: datetime,
    at: datetime,
) -> None:
    """Let a later text about an earlier day replace what was said about the days since."""
    before = said.setdefault(change.service, [])
    if change.since is not None:
        latest = min(update.spoken.end, at)
        moment = min(_placed(change.since, incident.started.start, latest), at)
        while before and before[-1].moment >= moment:
            before.pop()
    last = before[-1] if before else None
    if last is not None and last.state is change.state:
        # A repeated state has lasted since it was first given.
        since = last.since or change.since
        spoken = max(last.spoken, min(update.spoken.end, at))
        before[-1] = replace(last, since=since, as_of=update.spoken, spoken=spoken)
        return
    date = change.since or update.spoken
    # There is a change between two different states; before the first one, nothing is known.
    since = change.since or (update.spoken if last is not None else None)
    spoken = min(update.spoken.end, at)
    before.append(
        Saying(
            state=change.state,
            moment=moment,
            date=date,
            since=since,
            as_of=update.spoken,
            spoken=spoken,
        )
    )


def _say_window(
    said: dict[str, list[Saying]], incident: Incident, spoken: Spoken, at: datetime
) -> None:
    started = incident.started
    if any(_window_turns(incident, spoken, at)):
        for change in incident.services:
            said[change.service] = [
                Saying(
                    state=State.under_maintenance,
                    moment=started.start,
                    date=started,
                    since=started,
                    as_of=started,
                    spoken=started.start,
                    is_window=True,
                )
            ]


def turns_of(
    incident: Incident, spoken: Spoken, statuses: Sequence[str], at: datetime
) -> tuple[Turn, ...]:
    """Return when the incident opened and closed, up to a given time, oldest first."""
    if incident.is_maintenance:
        return tuple(_window_turns(incident, spoken, at))
    turns = [Turn(min(incident.started.start, at), incident.started, True)]
    for (update, moment), status in zip(spoken, statuses, strict=True):
        is_open = status not in CLOSED
        if is_open is not turns[-1].is_open:
            turns.append(Turn(moment, update.spoken, is_open))
    return tuple(turns)


def _window_turns(incident: Incident, spoken: Spoken, at: datetime) -> Iterator[Turn]:
    """Yield the turns of the window, which an update can end or extend."""
    started, ends = incident.started, incident.ends
    assert ends is not None
    last = last_written([update for update, _ in spoken])
    end: Date | None = ends
    end_moment = ends.start
    if last is not None and last in CLOSED:
        update, moment = next((u, moment) for u, moment in reversed(spoken) if u.status)
        if moment < ends.start or any(u.status in GOES_ON for u, _ in spoken):
            end, end_moment = update.spoken, moment
    elif last is not None and last in GOES_ON:
        end = None
    if started.start > at or (end is not None and end_moment <= started.start):
        return
    yield Turn(started.start, started, True)
    if end is not None and end_moment <= at:
        yield Turn(end_moment, end, False)


def states_now(
    sayings: Sayings, services: Mapping[str, Service], is_open: bool
) -> tuple[ServiceState, ...]:
    """Return the states of services by one incident alone; a past window is ignored."""
    return tuple(
        ServiceState(services[id], last.state, last.since, last.as_of)
        for id, said in sayings.items()
        for last in [said[-1]]
        if is_open or not last.is_window
    )
