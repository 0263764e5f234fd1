"""Entries that are not public at a given time, and until when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from site_builder.editions.agenda_names import ItemsOf
from site_builder.model.agenda import AgendaItem
from site_builder.model.date import LAST_YEAR, Date
from site_builder.model.file import SiteFile
from site_builder.model.incident import Correction, Incident, Update
from site_builder.model.message import told
from site_builder.model.question import Question
from site_builder.model.site import Page


def unpublished(entry: Incident | Question | Page | SiteFile, at: datetime) -> Iterator[AgendaItem]:
    """What of an entry is not public at a moment. A file is public with the text that shows it."""
    if isinstance(entry, Incident):
        yield from _of_incident(entry, at)
    elif isinstance(entry, Question):
        yield from _of_question(entry, at)
    elif isinstance(entry, Page):
        yield from _of_page(entry, at)


def is_ahead(date: Date | None, at: datetime) -> bool:
    """Whether a date begins after a moment.

    A broken date has the last year as a placeholder, which is not a date to announce.
    """
    return date is not None and date.start > at and date.day.year < LAST_YEAR


def _of_incident(incident: Incident, at: datetime) -> Iterator[AgendaItem]:
    items = ItemsOf.incident(incident)
    if incident.is_draft:
        # It hides its updates too.
        yield items.item("draft", told("%(name)s is a draft", name=items.name))
        return
    if incident.is_maintenance:
        if is_ahead(incident.published, at):
            says = told("%(name)s is announced", name=items.name)
            yield items.item("appears", says, incident.published)
    elif not incident.updates:
        says = told("%(name)s is waiting for its first update", name=items.name)
        yield items.item("waits", says)
    for update in incident.updates:
        yield from _of_update(update, incident, at)


def _of_update(update: Update, incident: Incident, at: datetime) -> Iterator[AgendaItem]:
    items, released = ItemsOf.update(update, incident), update.released
    says = told("%(name)s appears", name=items.name)
    if update.is_draft:
        yield items.item("draft", told("%(name)s is a draft", name=items.name))
        return
    if not incident.is_maintenance and incident.started.start > released.start:
        released = incident.started
        says = told("%(name)s appears when its incident starts", name=items.name)
    if is_ahead(released, at):
        yield items.item("appears", says, released)
    yield from _corrections(items, update.corrections, released, at)


def _of_question(question: Question, at: datetime) -> Iterator[AgendaItem]:
    items = ItemsOf.question(question)
    if question.is_draft:
        yield items.item("draft", told("%(name)s is a draft", name=items.name))
        return
    if is_ahead(question.published, at):
        yield items.item("appears", told("%(name)s appears", name=items.name), question.published)
    yield from _corrections(items, question.corrections, question.published, at)
    for country, override in question.overrides.items():
        own, released = ItemsOf.answer(question, country), question.released_in(country)
        if is_ahead(released, at):
            yield own.item("appears", told("%(name)s appears", name=own.name), released)
        yield from _corrections(own, override.corrections or (), released, at)


def _of_page(page: Page, at: datetime) -> Iterator[AgendaItem]:
    items = ItemsOf.page(page)
    if page.is_draft:
        yield items.item("draft", told("%(name)s is a draft", name=items.name))
    elif is_ahead(page.published, at):
        yield items.item("appears", told("%(name)s appears", name=items.name), page.published)


def _corrections(
    of: ItemsOf, corrections: Iterable[Correction], released: Date, at: datetime
) -> Iterator[AgendaItem]:
    """The corrections that come after the text itself; others appear together with it."""
    for correction in corrections:
        if is_ahead(correction.at, at) and correction.at.start > released.start:
            says = told("Correction of %(text)s appears", text=of.inside)
            part = of.part_with(f"correction {correction.index}")
            yield of.item(
                "appears",
                says,
                correction.at,
                what="correction",
                part=part,
                id=f"correction/{correction.id}",
            )
