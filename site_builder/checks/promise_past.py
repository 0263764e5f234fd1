"""More was promised by a day that has passed, and nothing newer has come.

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

from site_builder.checks.check import Check, Examined
from site_builder.editions.selection import select
from site_builder.model.problem import Finding
from site_builder.reading.document import Kind


def find(examined: Examined) -> Iterable[Finding]:
    documents = {
        (d.document.kind, d.document.owner, d.document.id): d.document
        for d in examined.of_kind("update", "question")
    }
    found: set[tuple[Kind, str, str, str]] = set()
    for country in examined.catalogue.countries.values():
        selection = select(examined.catalogue, country, examined.at)
        for shown in selection.open_incidents:
            if shown.updates:
                update = shown.updates[0].update
                if update.next_update and update.next_update.end < examined.at:
                    found.add(("update", update.incident, update.id, "next_update"))
        for question in selection.questions:
            if question.answer_by and question.answer_by.end < examined.at:
                found.add(("question", question.category, question.id, "answer_by"))
    for kind, owner, id, key in sorted(found):
        document = documents[kind, owner, id]
        path = (key,) if key in document.value else ("overrides",)
        yield Finding(
            document.place(*path),
            "This day has passed and nothing newer is out; the page says so too.",
            "Publish what was promised, or promise a new day.",
        )


CHECK = Check("promise-past", "warning", find)
