"""A promised date is before the text that promises it.

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
    next_update: 2022-07-05

Passes:

    # content/countries/lu.yml
    locales: [fr]
    # status/outage/incident.yml
    title: {fr: Panne}
    started: 2022-07-25
    # status/outage/2022-07-29.yml
    status: resolved
    as_of: 2022-07-29
    text: {fr: Texte}
"""

from __future__ import annotations

from collections.abc import Iterable

from site_builder.checking.engine import Check, Examined
from site_builder.model.date import Date
from site_builder.model.message import told
from site_builder.model.problem import Finding
from site_builder.reading.document import Document


def find(examined: Examined) -> Iterable[Finding]:
    documents = examined.documents()
    for incident in examined.catalogue.incidents:
        for update in incident.updates:
            document = documents["update", update.incident, update.id]
            yield from _early(update.next_update, update.released, document, "next_update")
    for question in examined.catalogue.questions:
        document = documents["question", question.category, question.id]
        yield from _early(question.answer_by, question.published, document, "answer_by")
        for country, override in question.overrides.items():
            released = question.released_in(country)
            path = ("overrides", country, "answer_by")
            yield from _early(override.answer_by, released, document, *path)


def _early(
    promised: Date | None, released: Date, document: Document, *path: str
) -> Iterable[Finding]:
    if promised is not None and promised.is_before(released):
        yield Finding(
            document.place(*path),
            told("This date is before the text was published (%(date)s).", date=released.iso),
            told("Promise a later date, or delete the line."),
        )


CHECK = Check("promise-too-early", "error", find)
