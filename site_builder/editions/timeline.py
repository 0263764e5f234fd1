"""The state of each service over time, from all incidents of a country.

If incidents are open, the worst of their states applies; if none is open, the newest state does. A
closed incident can leave a service degraded: that state lasts until an open incident mentions the
service again. A state lasts until a text gives another one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from site_builder.editions.edition import Saying, ServiceState, ShownIncident, Spell, Turn
from site_builder.model.entry_id import natural_key
from site_builder.model.service import Service, State

Timelines = Mapping[str, tuple[Spell, ...]]


@dataclass(frozen=True, slots=True)
class Account:
    """What one incident says about one service, and when the incident opened and closed."""

    sayings: tuple[Saying, ...]
    turns: tuple[Turn, ...]


def timelines_of(incidents: Iterable[ShownIncident], services: Mapping[str, Service]) -> Timelines:
    """Return the spells of every service that a text has named, in the order of services."""
    accounts: dict[str, list[Account]] = {}
    for shown in sorted(incidents, key=lambda shown: natural_key(shown.incident.id)):
        for id, sayings in shown.sayings.items():
            accounts.setdefault(id, []).append(Account(sayings, shown.turns))
    return {id: spells_of(accounts[id]) for id in services if id in accounts}


def states_of(timelines: Timelines, services: Mapping[str, Service]) -> tuple[ServiceState, ...]:
    """Return the current state of each service, without services whose state is no longer known."""
    return tuple(
        ServiceState(services[id], last.state, last.since, last.as_of)
        for id, spells in timelines.items()
        for last in [spells[-1]]
        if last.state is not None and last.as_of is not None
    )


def states_before(timelines: Timelines, shown: ShownIncident, at: datetime) -> dict[str, State]:
    """Return the states of services before an incident or maintenance said anything about them.

    For planned maintenance, that is today's state. Services that no text had named are left out.
    """
    incident = shown.incident
    begun = {change.service: incident.started.start for change in incident.services}
    for id, sayings in shown.sayings.items():
        # A text can describe a day before the incident's start, or name a service later.
        begun[id] = sayings[0].moment
    before = {}
    for id, moment in sorted(begun.items()):
        spell = _spell_at(timelines.get(id, ()), min(at, moment - timedelta(microseconds=1)))
        if spell is not None and spell.state is not None:
            before[id] = spell.state
    return before


def _spell_at(spells: Sequence[Spell], moment: datetime) -> Spell | None:
    return next((spell for spell in reversed(spells) if spell.moment <= moment), None)


def spells_of(accounts: Sequence[Account]) -> tuple[Spell, ...]:
    """Return one line of spells from what several incidents say about one service."""
    line = Line()
    spells: list[Spell] = []
    for moment, number, _, said in sorted(_events(accounts), key=lambda event: event[:3]):
        line.hear(number, said)
        held = line.held()
        last = spells[-1] if spells else None
        if (last.state if last else None) is (held.state if held else None):
            if last is not None and held is not None and isinstance(said, Saying):
                spells[-1] = _said_again(last, held)
            continue
        if held is None:
            spells.append(Spell(None, moment, None, None))
            continue
        is_change = last is not None and last.state is not None
        # There is a change between two different states; before the first one, nothing is known.
        since = said.date if is_change else held.since
        spells.append(Spell(held.state, moment, since, held.as_of))
    return tuple(spells)


def _said_again(last: Spell, held: Saying) -> Spell:
    known = last.as_of
    as_of = held.as_of if known is None or known.end < held.as_of.end else known
    return replace(last, as_of=as_of)


_Event = tuple[datetime, int, int, Saying | Turn]


def _events(accounts: Sequence[Account]) -> Iterator[_Event]:
    """Yield events: at the same time, an incident first opens, then speaks, then closes."""
    for number, account in enumerate(accounts):
        for place, said in enumerate(_in_line(account)):
            yield (said.moment, number, place, said)


def _in_line(account: Account) -> Iterator[Saying | Turn]:
    turns = list(account.turns)
    for saying in account.sayings:
        while turns and (
            turns[0].moment < saying.moment
            or (turns[0].moment == saying.moment and turns[0].is_open)
        ):
            yield turns.pop(0)
        yield saying
    yield from turns


@dataclass(slots=True, kw_only=True)
class Line:
    """The states given at one time, by open incidents and by closed ones.

    An incident is known by its number. `hear` must get events in the order of time.
    """

    _said: dict[int, Saying] = field(default_factory=dict)
    _open: set[int] = field(default_factory=set)
    _over: set[int] = field(default_factory=set)
    _closed: dict[int, Saying] = field(default_factory=dict)
    _left: Saying | None = None

    def hear(self, number: int, said: Saying | Turn) -> None:
        if isinstance(said, Saying):
            self._said[number] = said
            if number in self._over:
                self._leave(number)
            else:
                # A statement about the time before an incident's start applies from its start.
                self._open.add(number)
        elif said.is_open:
            self._open.add(number)
            self._over.discard(number)
            if self._closed.pop(number, None) is not None:
                self._left = max(self._closed.values(), key=_newest, default=None)
        else:
            self._open.discard(number)
            self._over.add(number)
            self._leave(number)

    def _leave(self, number: int) -> None:
        saying = self._said.get(number)
        if saying is None or saying.is_window:
            return
        before = self._closed.get(number)
        self._closed[number] = saying
        if before is not None:
            self._left = max(self._closed.values(), key=_newest)
        elif self._left is None or _newest(saying) > _newest(self._left):
            self._left = saying

    def held(self) -> Saying | None:
        """Return the worst state of open incidents, or that of a closed one if it is newer."""
        now = [self._said[number] for number in self._open if number in self._said]
        if not now:
            return self._left
        worst = max(now, key=lambda saying: (saying.state, saying.spoken))
        newest = max(saying.spoken for saying in now)
        left = self._left
        return left if left and left.spoken > newest and left.state > worst.state else worst


def _newest(saying: Saying) -> tuple[datetime, int]:
    """Return the worse of two equally new states, because either may be true."""
    return (saying.spoken, saying.state)
