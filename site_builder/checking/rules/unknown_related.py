"""`related` names a question that does not exist.

Fails:

    # content/countries/lu.yml
    locales: [fr]
    # content/faq/categories.yml
    data: {fr: Données}
    # content/faq/data/which.yml
    question: {fr: Quoi}
    answer: {fr: Ceci}
    updated: 2022-07-29
    related: [wen]
    # content/faq/data/when.yml
    question: {fr: Quand}
    answer: {fr: Hier}
    updated: 2022-07-29

Passes:

    # content/countries/lu.yml
    locales: [fr]
    # content/faq/categories.yml
    data: {fr: Données}
    # content/faq/data/which.yml
    question: {fr: Quoi}
    answer: {fr: Ceci}
    updated: 2022-07-29
    related: [when]
    # content/faq/data/when.yml
    question: {fr: Quand}
    answer: {fr: Hier}
    updated: 2022-07-29
"""

from __future__ import annotations

from collections.abc import Iterable

from site_builder.checking.engine import Check, Examined
from site_builder.checking.named import named_entries
from site_builder.checking.nearest import Nearest
from site_builder.checking.references import related_target
from site_builder.checking.rules.unknown_link import ambiguous, known_targets, questions_by_id
from site_builder.model.message import told
from site_builder.model.problem import Finding
from site_builder.shapes.fields import shorten


def find(examined: Examined) -> Iterable[Finding]:
    named = list(named_entries(examined))
    by_id = questions_by_id(named)
    questions = (entry for entry in named if entry.kind == "question")
    known = {target for target in known_targets(questions, ()) if target.startswith("faq/")}
    near = Nearest({target.removeprefix("faq/") for target in known}, _HINT)
    for shaped in examined.of_kind("question"):
        for i, written in shaped.document.words("related"):
            target = related_target(written)
            if target in known:
                continue
            place = shaped.document.place("related", i)
            several = by_id.get(target.removeprefix("faq/"), [])
            if len(several) > 1:
                yield ambiguous(place, written, several)
            else:
                message = told("Unknown question “%(id)s”.", id=shorten(written))
                yield Finding(place, message, near.hint(written))


_HINT = told("Write the id of a question, or `<category>/<question>`.")
CHECK = Check("unknown-related", "error", find, needs_whole_site=True)
