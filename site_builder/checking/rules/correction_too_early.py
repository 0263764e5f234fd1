"""A correction is dated before the text it corrects was published.

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
    corrections:
      - {at: 2022-07-28, note: {fr: Faux}}

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
    corrections:
      - {at: 2022-07-30, note: {fr: Faux}}
"""

from __future__ import annotations

from collections.abc import Iterable

from site_builder.checking.engine import Check, Examined
from site_builder.model.date import Date
from site_builder.model.incident import Correction
from site_builder.model.message import told
from site_builder.model.problem import Finding
from site_builder.reading.document import Document


def find(examined: Examined) -> Iterable[Finding]:
    documents = examined.documents()
    for incident in examined.catalogue.incidents:
        for update in incident.updates:
            document = documents["update", update.incident, update.id]
            yield from _early(update.corrections, update.released, document)
    for question in examined.catalogue.questions:
        document = documents["question", question.category, question.id]
        yield from _early(question.corrections, question.published, document)
        for country, override in question.overrides.items():
            released = question.released_in(country)
            path = ("overrides", country)
            yield from _early(override.corrections or (), released, document, *path)


def _early(
    corrections: Iterable[Correction], released: Date, document: Document, *path: str
) -> Iterable[Finding]:
    for correction in corrections:
        if correction.at.is_before(released):
            yield Finding(
                document.place(*path, "corrections", correction.index - 1, "at"),
                told("This date is before the text was published (%(date)s).", date=released.iso),
                told("Write when the text was corrected: `%(date)s` or later.", date=released.iso),
            )


CHECK = Check("correction-too-early", "error", find)
