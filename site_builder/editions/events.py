"""What has changed in an edition for its readers: one list of dated events.

The page of changes, its feed and the home page all show this list. An event's date is the moment at
which it became public.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum

from site_builder.editions.edition import Edition, ShownIncident, ShownQuestion, ShownUpdate
from site_builder.editions.fact_turns import FactTurn, facts_changed
from site_builder.editions.selection import out_at
from site_builder.editions.state_turns import StateTurn, released_here, states_changed
from site_builder.model.date import Date
from site_builder.model.incident import Correction
from site_builder.model.site import Page


class Kind(IntEnum):
    """What changed; within a day, lists show the kinds in this order."""

    correction = 0
    change = 1
    statement = 2
    maintenance = 3
    state = 4
    new_answer = 5
    changed_answer = 6
    fact = 7


_TOGETHER = {Kind.statement: Kind.correction, Kind.change: Kind.correction}
"""Kinds that lists mix: the newest comes first, whichever it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One change. `key` is unique in the edition and never changes while ids stay the same.

    `day` is the day of `date` in the edition's zone, or the month or year if no more is known.
    `shown` is what the event is about; a statement or correction also names the `update`, if it
    belongs to one. `states` are the services that changed with it.
    """

    kind: Kind
    key: str
    date: Date
    day: Date
    shown: ShownIncident | ShownQuestion | Page
    update: ShownUpdate | None = None
    correction: Correction | None = None
    states: tuple[StateTurn, ...] = ()
    fact: FactTurn | None = None

    @property
    def moment(self) -> datetime:
        """The moment at which the event became public, in UTC."""
        return self.date.start


def events_of(edition: Edition) -> tuple[Event, ...]:
    """Return everything that has changed in an edition, newest day first.

    Within a day, corrections and statements come first, then maintenance, states, answers, facts.
    """
    zone = edition.country.zone
    events = [*_statements(edition), *_corrections(edition), *_maintenance(edition)]
    events += [*_answers(edition), *_facts(edition)]
    place = {key: i for i, key in enumerate(_order(edition))}

    def order(event: Event) -> tuple[object, ...]:
        owner = event.key.partition("/correction-")[0]
        return (
            -event.day.shown_end(zone).timestamp(),
            event.day.precision,
            _TOGETHER.get(event.kind, event.kind),
            -event.moment.timestamp(),
            place.get(owner, len(place)),
            event.key,
        )

    return tuple(sorted(events, key=order))


def _order(edition: Edition) -> Iterator[str]:
    """Yield the keys of statements and questions in the order of their pages."""
    selection = edition.selection
    yield from (shown.update.key for _, shown in selection.statements)
    yield from (question.key for question in selection.questions)


def _statements(edition: Edition) -> Iterator[Event]:
    """Yield each statement with the states that it changed, and the states that the clock did."""
    zone = edition.country.zone
    for changed in states_changed(edition.selection):
        shown, update, date = changed.shown, changed.update, changed.date
        if update is not None:
            kind, key = Kind.statement, update.update.key
        elif changed.turns:
            kind = Kind.state
            key = f"{shown.incident.id}/window-{'end' if changed.is_end else 'start'}"
        else:
            continue
        yield Event(
            kind=kind,
            key=key,
            date=date,
            day=date.without_time(zone),
            shown=shown,
            update=update,
            states=changed.turns,
        )


def _corrections(edition: Edition) -> Iterator[Event]:
    selection, zone = edition.selection, edition.country.zone
    found = [
        (shown, update, update.update.key, released_here(shown, update), update.corrections)
        for shown, update in selection.statements
    ]
    texts: list[_Corrected] = [*found]
    texts += [(q, None, q.key, q.published, q.corrections) for q in selection.questions]
    texts += [
        (page, None, f"pages/{page.id}", page.published, out_at(page.corrections, edition.at))
        for page in selection.pages
    ]
    for about, of, key, published, corrections in texts:
        for correction in corrections:
            # A correction that is dated before its text became public together with it.
            is_early = published is not None and correction.at.start < published.start
            date = published if published is not None and is_early else correction.at
            yield Event(
                kind=Kind[correction.kind],
                key=f"{key}/correction-{correction.id}",
                date=date,
                day=date.without_time(zone),
                shown=about,
                update=of,
                correction=correction,
            )


_Corrected = tuple[
    ShownIncident | ShownQuestion | Page,
    ShownUpdate | None,
    str,
    Date | None,
    tuple[Correction, ...],
]


def _maintenance(edition: Edition) -> Iterator[Event]:
    """Yield the announcements of maintenance; one without a date cannot be placed."""
    for shown in edition.selection.incidents:
        incident = shown.incident
        if incident.is_maintenance and incident.published is not None:
            yield Event(
                kind=Kind.maintenance,
                key=f"{incident.id}/",
                date=incident.published,
                day=incident.published.without_time(edition.country.zone),
                shown=shown,
            )


def _answers(edition: Edition) -> Iterator[Event]:
    """Yield when each answer was published, and when it last changed: no earlier date is known."""
    zone = edition.country.zone
    for question in edition.selection.questions:
        # A country's own answer replaces one that its readers may have seen before.
        base = question.question.published
        first = base if base.start < question.published.start else question.published
        yield Event(
            kind=Kind.new_answer,
            key=question.key,
            date=first,
            day=first.without_time(zone),
            shown=question,
        )
        dates = (date for date in (question.updated, question.published) if first.is_before(date))
        # A note of what has changed says more than that it did.
        noted = {c.at.start for c in question.corrections if c.kind == "change"}
        known = [date for date in dates if date.start <= edition.at and date.start not in noted]
        if known:
            newest = max(known, key=lambda date: date.start)
            yield Event(
                kind=Kind.changed_answer,
                key=f"{question.key}/updated-{newest.iso}",
                date=newest,
                day=newest.without_time(zone),
                shown=question,
            )


def _facts(edition: Edition) -> Iterator[Event]:
    for changed in facts_changed(edition):
        yield Event(
            kind=Kind.fact,
            key=f"facts/{changed.turn.name}/{changed.date.iso}",
            date=changed.date,
            day=changed.date.without_time(edition.country.zone),
            shown=changed.shown,
            fact=changed.turn,
        )
