"""Entries that are not public at a given time, and until when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from site_builder.model.date import LAST_YEAR, Date
from site_builder.model.file import SiteFile
from site_builder.model.held import Held, soonest_first
from site_builder.model.incident import Correction, Incident, Update
from site_builder.model.question import Question
from site_builder.model.site import Page


def held_back(entries: Iterable[Incident | Question | Page], at: datetime) -> tuple[Held, ...]:
    """Return everything that is not public at a given time: entries with a date first, soonest at
    the top.
    """
    return soonest_first(held for entry in entries for held in held_of(entry, at))


def held_of(entry: Incident | Question | Page | SiteFile, at: datetime) -> Iterator[Held]:
    """Yield the parts of an entry that are not public. A file is public with the text that shows
    it.
    """
    if isinstance(entry, Incident):
        yield from _of_incident(entry, at)
    elif isinstance(entry, Question):
        yield from _of_question(entry, at)
    elif isinstance(entry, Page):
        yield from _of_page(entry, at)


def _of_incident(incident: Incident, at: datetime) -> Iterator[Held]:
    file = incident.place.file
    if incident.is_draft:
        # The incident hides its updates too.
        yield Held(file, "", "draft", None)
        return
    if incident.is_maintenance:
        yield from _dated(file, "", incident.published, at)
    elif not incident.updates:
        yield Held(file, "", "no update", None)
    for update in incident.updates:
        yield from _of_update(update, incident, at)


def _of_update(update: Update, incident: Incident, at: datetime) -> Iterator[Held]:
    file, released = update.place.file, update.released
    if update.is_draft:
        yield Held(file, "", "draft", None)
    elif not incident.is_maintenance and incident.started.start > max(at, released.start):
        yield Held(file, "", "incident", incident.started)
    elif released.start > at:
        yield Held(file, "", "future", released)
    else:
        yield from _corrections(file, "", update.corrections, at)


def _of_question(question: Question, at: datetime) -> Iterator[Held]:
    file = question.place.file
    if question.is_draft:
        yield Held(file, "", "draft", None)
        return
    yield from _dated(file, "", question.published, at)
    if question.published.start <= at:
        yield from _corrections(file, "", question.corrections, at)
    for country, override in question.overrides.items():
        released, part = question.released_in(country), f"answer for {country}"
        yield from _dated(file, part, released, at)
        if released.start <= at:
            yield from _corrections(file, f"{part}, ", override.corrections or (), at)


def _of_page(page: Page, at: datetime) -> Iterator[Held]:
    if page.is_draft:
        yield Held(page.place.file, "", "draft", None)
    else:
        yield from _dated(page.place.file, "", page.published, at)


def _corrections(
    file: str, of: str, corrections: Iterable[Correction], at: datetime
) -> Iterator[Held]:
    for correction in corrections:
        yield from _dated(file, f"{of}correction {correction.index}", correction.at, at)


def _dated(file: str, part: str, date: Date | None, at: datetime) -> Iterator[Held]:
    # A broken date has the last year as a placeholder, which is not a date to announce.
    if date is not None and date.start > at and date.day.year < LAST_YEAR:
        yield Held(file, part, "future", date)
