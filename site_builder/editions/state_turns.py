"""How the states of services changed for readers: when each change became public.

The timelines say how a service was at a time, as far as it is known today. Here the order is that
of publication: a change belongs to the statement that announced it, and no later text rewrites it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from site_builder.editions.edition import Saying, Selection, ShownIncident, ShownUpdate, Turn
from site_builder.editions.timeline import Line
from site_builder.model.date import Date
from site_builder.model.entry_id import natural_key
from site_builder.model.incident import CLOSED
from site_builder.model.service import Service, State, StateChange


@dataclass(frozen=True, slots=True)
class StateTurn:
    """A service changed from one state to another; None if its state was or is unknown."""

    service: Service
    before: State | None
    after: State | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatesChanged:
    """The states that changed at once: with an update, or with the clock (`update` is None).

    The clock begins the window of maintenance, and ends it (`is_end`).
    """

    shown: ShownIncident
    update: ShownUpdate | None
    date: Date
    is_end: bool
    turns: tuple[StateTurn, ...]


def released_here(shown: ShownIncident, update: ShownUpdate) -> Date:
    """Return the date on which an update became public: an incident's not before it started."""
    released, started = update.update.released, shown.incident.started
    is_early = not shown.incident.is_maintenance and released.start < started.start
    return started if is_early else released


def states_changed(selection: Selection) -> Iterator[StatesChanged]:
    """Yield every update, and every begin and end of a window, with its changes, oldest first."""
    services = selection.catalogue.services
    lines = {
        id: Line() for id, service in services.items() if service.exists_in(selection.country.id)
    }
    named: dict[int, set[str]] = {}
    for step in _steps(selection):
        told = [change for change in step.changes if change.service in lines]
        known = named.setdefault(step.number, set())
        known |= {change.service for change in told}
        touched = known if step.turn is not None else {change.service for change in told}
        before = {id: _state(lines[id]) for id in touched}
        for change in told:
            lines[change.service].hear(step.number, _saying(change, step))
        if step.turn is not None:
            for id in touched:
                lines[id].hear(step.number, step.turn)
        turns = (
            StateTurn(services[id], before[id], _state(lines[id])) for id in lines if id in touched
        )
        yield StatesChanged(
            shown=step.shown,
            update=step.update,
            date=step.date,
            is_end=step.turn is not None and not step.turn.is_open,
            turns=tuple(turn for turn in turns if turn.before is not turn.after),
        )


def _state(line: Line) -> State | None:
    held = line.held()
    return held.state if held is not None else None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Step:
    """What became public at a time, about the services of one incident, known by its number."""

    number: int
    moment: datetime
    date: Date
    shown: ShownIncident
    update: ShownUpdate | None
    changes: tuple[StateChange, ...]
    turn: Turn | None


def _steps(selection: Selection) -> list[_Step]:
    in_order = sorted(selection.incidents, key=lambda shown: natural_key(shown.incident.id))
    steps: list[_Step] = []
    for number, shown in enumerate(in_order):
        if shown.incident.is_maintenance:
            steps += _of_maintenance(number, shown)
        else:
            steps += _of_incident(number, shown)
    # Steps of one incident keep their order.
    return sorted(steps, key=lambda step: (step.moment, step.number))


def _of_incident(number: int, shown: ShownIncident) -> Iterator[_Step]:
    moment, is_open = shown.incident.started.start, True
    # The states at the start became public with the first statement.
    changes = shown.incident.services
    for update in reversed(shown.updates):
        date = released_here(shown, update)
        moment = max(moment, date.start)
        was_open, is_open = is_open, update.status not in CLOSED
        turn = Turn(moment, date, is_open) if is_open is not was_open else None
        yield _Step(
            number=number,
            moment=moment,
            date=date,
            shown=shown,
            update=update,
            changes=changes + update.update.services,
            turn=turn,
        )
        changes = ()


def _of_maintenance(number: int, shown: ShownIncident) -> Iterator[_Step]:
    """Yield the updates, and the ends of the window that the clock alone brings."""
    incident = shown.incident
    begin = next((turn for turn in shown.turns if turn.is_open), None)
    end = next((turn for turn in shown.turns if not turn.is_open), None)
    is_by_clock = end is not None and end.date == incident.ends
    closing = next((update for update in shown.updates if update.update.status), None)
    steps: list[tuple[Date, ShownUpdate | None, tuple[StateChange, ...], Turn | None]] = []
    if begin is not None:
        in_window = tuple(
            StateChange(change.service, State.under_maintenance, None)
            for change in incident.services
        )
        # Maintenance can be announced after it has begun.
        public = max([begin.date, *announced(shown)], key=lambda date: date.start)
        steps.append((public, None, in_window, begin))
    for update in reversed(shown.updates):
        released = update.update.released
        # Maintenance changes nothing before its window.
        is_early = begin is None or released.start < begin.moment
        changes = () if is_early else update.update.services
        turn = end if update is closing and not is_by_clock else None
        steps.append((released, update, changes, turn))
    if end is not None and is_by_clock:
        steps.append((end.date, None, (), end))
    for date, shown_update, changes, turn in steps:
        yield _Step(
            number=number,
            moment=date.start,
            date=date,
            shown=shown,
            update=shown_update,
            changes=changes,
            turn=turn,
        )


def announced(shown: ShownIncident) -> list[Date]:
    """Return the date on which an incident or maintenance became public, if a file gives one."""
    dates = [released_here(shown, update) for update in shown.updates]
    if shown.incident.published is not None:
        dates.append(shown.incident.published)
    return sorted(dates, key=lambda date: date.start)[:1]


def _saying(change: StateChange, step: _Step) -> Saying:
    as_of = step.date if step.update is None else step.update.update.spoken
    return Saying(
        state=change.state,
        moment=step.moment,
        date=step.date,
        since=None,
        as_of=as_of,
        spoken=as_of.end,
        is_window=step.update is None,
    )
