"""What is promised to readers and not kept yet: the next update, a fuller answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from site_builder.catalogue.catalogue import Catalogue
from site_builder.editions.selection import question_in, updates_in
from site_builder.editions.statuses import status_of
from site_builder.model.country import CountryId
from site_builder.model.date import Date
from site_builder.model.incident import CLOSED, Incident, Update
from site_builder.model.question import Question


@dataclass(frozen=True, slots=True)
class Promise:
    """An open promise. `override` is the country whose own answer makes it, None for others.

    `countries` are those whose readers wait for it.
    """

    of: Update | Question
    override: CountryId | None
    due: Date
    countries: tuple[CountryId, ...]
    is_overdue: bool


def promises_of(
    entry: Incident | Question, catalogue: Catalogue, at: datetime
) -> Iterator[Promise]:
    """The promises of an entry that are overdue at a moment, or will be open when they come due.

    What is written already decides: a promise that an update of tomorrow keeps is not open when it
    comes due the day after, and one that this update makes is.
    """
    written = _written(entry)
    if entry.is_draft or not written:
        return
    made = dict[tuple[str, CountryId | None, Date], tuple[Update | Question, set[CountryId]]]()
    coming = {date.end for date in written if date.end > at}
    for moment in (at, *sorted(coming)):
        for country in catalogue.countries:
            found = _open_in(entry, catalogue, country, moment)
            if found is None:
                continue
            of, override, due, released = found
            is_now = due.end <= at if moment == at else due.end == moment
            # The check `promise-too-early` reports a promise that never held.
            if is_now and not due.is_before(released):
                key = (of.key, override, due)
                made.setdefault(key, (of, set()))[1].add(country)
    for (_, override, due), (of, countries) in made.items():
        yield Promise(of, override, due, tuple(sorted(countries)), due.end < at)


def _written(entry: Incident | Question) -> list[Date]:
    dates = (
        [update.next_update for update in entry.updates]
        if isinstance(entry, Incident)
        else [entry.answer_by, *(override.answer_by for override in entry.overrides.values())]
    )
    return [date for date in dates if date is not None]


_Found = tuple[Update | Question, CountryId | None, Date, Date]


def _open_in(
    entry: Incident | Question, catalogue: Catalogue, country: CountryId, at: datetime
) -> _Found | None:
    """What readers of a country are promised at a moment, and since when."""
    if isinstance(entry, Question):
        return _answer(entry, catalogue, country, at)
    return _next_update(entry, catalogue, country, at)


def _next_update(
    incident: Incident, catalogue: Catalogue, country: CountryId, at: datetime
) -> _Found | None:
    """What the newest update of an open incident promises."""
    updates = updates_in(incident, catalogue, country, at)
    if not updates or status_of(incident, updates, at) in CLOSED:
        return None
    newest = updates[-1]
    if newest.next_update is None:
        return None
    return newest, None, newest.next_update, newest.released


def _answer(
    question: Question, catalogue: Catalogue, country: CountryId, at: datetime
) -> _Found | None:
    if country not in question.countries:
        return None
    shown = question_in(question, catalogue, country, at)
    if shown is None or shown.answer_by is None:
        return None
    override = question.overrides.get(country)
    is_own = override is not None and override.answer_by == shown.answer_by
    return question, country if is_own else None, shown.answer_by, shown.published
