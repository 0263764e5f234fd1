"""A promised date has passed, and nothing newer has been published.

Fails:

    # content/countries/lu.yml
    locales: [fr]
    # status/outage/incident.yml
    title: {fr: Panne}
    started: 2022-07-25
    # status/outage/2022-07-29.yml
    status: investigating
    as_of: 2022-07-29
    text: {fr: Texte}
    next_update: 2022-08-05

Passes:

    # content/countries/lu.yml
    locales: [fr]
    # status/outage/incident.yml
    title: {fr: Panne}
    started: 2022-07-25
    # status/outage/2022-07-29.yml
    status: investigating
    as_of: 2022-07-29
    text: {fr: Texte}
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from site_builder.checking.engine import Check, Examined
from site_builder.editions.selection import select
from site_builder.model.date import Date
from site_builder.model.problem import Finding
from site_builder.reading.document import KeyPath, Kind


def find(examined: Examined) -> Iterable[Finding]:
    documents = examined.documents()
    found: set[tuple[Kind, str, str, KeyPath]] = set()
    for country in examined.catalogue.countries.values():
        selection = select(examined.catalogue, country, examined.at)
        for shown in selection.open_incidents:
            if shown.updates:
                update = shown.updates[0].update
                if _is_past(update.next_update, update.released, examined.at):
                    found.add(("update", update.incident, update.id, ("next_update",)))
        for question in selection.questions:
            if _is_past(question.answer_by, question.published, examined.at):
                document = documents["question", question.category, question.id]
                path: KeyPath = ("overrides", country.id, "answer_by")
                if path not in document.positions.values:
                    path = ("answer_by",)
                found.add(("question", question.category, question.id, path))
    for kind, owner, id, path in found:
        yield Finding(
            documents[kind, owner, id].place(*path),
            "This date has passed without a newer text, and readers see that it is overdue.",
            "Publish the promised update or answer, or promise a new date.",
        )


def _is_past(promised: Date | None, released: Date, at: datetime) -> bool:
    """Return whether a promise is overdue; `promise-too-early` reports those that never held."""
    return promised is not None and promised.end < at and not promised.is_before(released)


CHECK = Check("promise-past", "warning", find)
