"""Two corrections of one text have the same date, so only their order distinguishes them.

Their addresses and their ids in feeds and mails are made from their dates. A third one added above
them would take over the address of another, and readers would get an old correction again.

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
      - {at: 2022-07-30, note: {fr: Faux}}
      - {at: 2022-07-30, note: {fr: Faux encore}}

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
      - {at: 2022-07-30 14:00, note: {fr: Faux encore}}
"""

from __future__ import annotations

from collections.abc import Iterable

from site_builder.catalogue.entry_keys import is_counted
from site_builder.checking.engine import Check, Examined
from site_builder.model.incident import Correction
from site_builder.model.message import told
from site_builder.model.problem import Finding
from site_builder.reading.document import Document


def find(examined: Examined) -> Iterable[Finding]:
    documents = examined.documents()
    for incident in examined.catalogue.incidents:
        for update in incident.updates:
            yield from _same(update.corrections, documents["update", update.incident, update.id])
    for question in examined.catalogue.questions:
        document = documents["question", question.category, question.id]
        yield from _same(question.corrections, document)
        for country, override in question.overrides.items():
            yield from _same(override.corrections or (), document, "overrides", country)


def _same(corrections: Iterable[Correction], document: Document, *path: str) -> Iterable[Finding]:
    for correction in corrections:
        if is_counted(correction.id):
            yield Finding(
                document.place(*path, "corrections", correction.index - 1, "at"),
                told("Another correction of this text has the same date."),
                told(
                    "Add a time to the newer one, such as `at: %(day)s 14:00`. Leave the older "
                    "one as it is, because its date is part of its address.",
                    day=str(correction.at.day),
                ),
            )


CHECK = Check("same-correction-date", "warning", find)
