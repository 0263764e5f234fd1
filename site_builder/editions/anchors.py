"""The anchors of questions: addresses that stay the same when a question changes category."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from site_builder.editions.edition import ShownQuestion

OF_PAGES = frozenset(("content", "everybody", "script", "search-box"))
"""The ids that the pages with questions have for themselves."""


@dataclass(frozen=True, slots=True)
class Anchors:
    """`own` is in every link that the site makes; `others` keep older links working."""

    own: str
    others: tuple[str, ...]


def question_anchors(
    questions: Iterable[ShownQuestion], categories: Iterable[str]
) -> Mapping[str, Anchors]:
    """Return the anchors of the questions that an edition shows, by key.

    A question's anchor is its id alone, or `<category>/<id>` if two categories have the id, or if
    the page uses it for something else. The short form then leads to the question that was
    published first, because it had it first.
    """
    taken = {*OF_PAGES, *categories}
    by_id: dict[str, list[ShownQuestion]] = defaultdict(list)
    for question in sorted(questions, key=lambda q: (q.published.start, q.key)):
        by_id[question.id].append(question)
    known = [question for holders in by_id.values() for question in holders]
    own = {
        question.key: question.id
        if len(by_id[question.id]) == 1 and question.id not in taken
        else _long(question)
        for question in known
    }
    used = taken | set(own.values())
    others: dict[str, list[str]] = {question.key: [] for question in known}
    # Current names come before former names.
    for names in (_present, _former):
        for question in known:
            for anchor in names(question):
                if anchor not in used:
                    used.add(anchor)
                    others[question.key].append(anchor)
    return {key: Anchors(anchor, tuple(others[key])) for key, anchor in own.items()}


def _long(question: ShownQuestion) -> str:
    return f"{question.category}/{question.id}"


def _present(question: ShownQuestion) -> tuple[str, ...]:
    return (_long(question), question.id)


def _former(question: ShownQuestion) -> Iterable[str]:
    for written in question.question.former:
        path = written.removeprefix("faq/")
        yield path if "/" in path else f"{question.category}/{path}"
        yield path.rpartition("/")[2]
