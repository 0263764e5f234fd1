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

from site_builder.checking.engine import Check, Examined
from site_builder.editions.promises import Promise, promises_of
from site_builder.model.incident import Incident, Update
from site_builder.model.message import told
from site_builder.model.problem import Finding, Place
from site_builder.model.question import Question


def find(examined: Examined) -> Iterable[Finding]:
    catalogue = examined.catalogue
    entries: tuple[Incident | Question, ...] = (*catalogue.incidents, *catalogue.questions)
    for entry in entries:
        for promise in promises_of(entry, catalogue, examined.at):
            if promise.is_overdue:
                yield Finding(
                    _place(promise, examined),
                    told(
                        "This date has passed, and nothing newer has been published. Readers see "
                        "that it is overdue."
                    ),
                    told("Publish the promised update or answer, or promise a new date."),
                )


def _place(promise: Promise, examined: Examined) -> Place:
    of, documents = promise.of, examined.documents()
    if isinstance(of, Update):
        return documents["update", of.incident, of.id].place("next_update")
    question = documents["question", of.category, of.id]
    if promise.override is not None:
        return question.place("overrides", promise.override, "answer_by")
    return question.place("answer_by")


CHECK = Check("promise-past", "warning", find)
