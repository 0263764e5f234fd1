"""Facts that changed in texts that readers had already seen with the value before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from site_builder.editions.edition import Edition, ShownIncident, ShownQuestion
from site_builder.editions.state_turns import announced
from site_builder.markdown.scan import facts_named
from site_builder.model.date import Date
from site_builder.model.fact import Fact, FactValue
from site_builder.model.site import Page
from site_builder.model.text import Text


@dataclass(frozen=True, slots=True)
class FactTurn:
    """A fact got another value."""

    name: str
    before: FactValue
    after: FactValue


@dataclass(frozen=True, slots=True)
class FactChanged:
    """A fact changed on a date; `shown` is the first text that shows it, questions first."""

    date: Date
    shown: ShownIncident | ShownQuestion | Page
    turn: FactTurn


def facts_changed(edition: Edition) -> Iterator[FactChanged]:
    """Yield the changes of facts in texts that show the current value, oldest first for each fact.

    Statements keep the value of their time. A value is left out if no text with it was public
    while it applied, so that the history of a fact tells nothing that readers could not have seen.
    """
    selection = edition.selection
    names = {*selection.catalogue.facts, *edition.country.facts}
    facts = [selection.catalogue.fact(name, edition.country) for name in sorted(names)]
    changing = [fact for fact in facts if fact is not None and len(fact.versions) > 1]
    if not changing:
        return
    places = list(_places(edition))
    for fact in changing:
        showing = [(since, shown) for names, since, shown in places if fact.id in names]
        for date, turn in _turns(fact, edition):
            seen = next((s for since, s in showing if since is None or since < date.start), None)
            if seen is not None:
                yield FactChanged(date, seen, turn)


def _turns(fact: Fact, edition: Edition) -> Iterator[tuple[Date, FactTurn]]:
    for old, new in pairwise(fact.versions):
        if new.since is None or new.since.start > edition.at:
            continue
        before, after = _local(old.value, edition), _local(new.value, edition)
        if before != after:
            yield new.since, FactTurn(fact.id, old.value, new.value)


def _local(value: FactValue, edition: Edition) -> object:
    return value.in_locale(edition.locale).value if isinstance(value, Text) else value


_Place = tuple[frozenset[str], datetime | None, ShownIncident | ShownQuestion | Page]


def _places(edition: Edition) -> Iterator[_Place]:
    """Yield the facts in each text with current values, and since when the text is public."""
    selection = edition.selection
    for question in selection.questions:
        texts = (question.title, question.answer)
        yield _names(texts, edition), question.published.start, question
    for page in selection.pages:
        since = page.published.start if page.published else None
        yield _names((page.title, page.text), edition), since, page
    for shown in selection.incidents:
        incident = shown.incident
        own = (incident.title, incident.summary, incident.what_to_do)
        since = next((date.start for date in announced(shown)), None)
        yield _names(own, edition), since, shown


def _names(texts: tuple[Text | None, ...], edition: Edition) -> frozenset[str]:
    with_stale = edition.selection.catalogue.site.shows_stale
    local = (t.in_locale(edition.locale, with_stale=with_stale) for t in texts if t is not None)
    written = [value for text in local for value in (text.value, text.original) if value]
    return frozenset().union(*(facts_named(text) for text in written if "{" in text))
