"""The entries for a country that are public at a given time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from site_builder.catalogue.catalogue import Catalogue
from site_builder.catalogue.entry_keys import entry_key
from site_builder.editions.amount import is_too_much_for_one_page
from site_builder.editions.anchors import Anchors, question_anchors
from site_builder.editions.edition import (
    Edition,
    Overtaking,
    Selection,
    ServiceState,
    ShownCategory,
    ShownIncident,
    ShownQuestion,
    ShownUpdate,
)
from site_builder.editions.statements import statements_of
from site_builder.editions.states import sayings_of, spoken_of, states_now, turns_of
from site_builder.editions.statuses import closing_of, lasted_of, status_of, statuses_of
from site_builder.editions.timeline import states_of, timelines_of
from site_builder.editions.update_order import in_order
from site_builder.model.country import GROUP, Country, CountryId
from site_builder.model.date import Date
from site_builder.model.entry_id import natural_key
from site_builder.model.incident import Correction, EntryRef, Incident, Update
from site_builder.model.question import Override, Question
from site_builder.model.retired import Retired


def build_editions(
    catalogue: Catalogue,
    at: datetime,
    with_drafts: bool = False,
    only: Container[str] | None = None,
) -> tuple[Edition, ...]:
    """Return every country in each of its locales, in display order; `only` selects some countries.

    Drafts are for previews only.
    """
    editions: list[Edition] = []
    for country in catalogue.countries.values():
        if only is None or country.id in only:
            selection = select(catalogue, country, at, with_drafts)
            editions.extend(
                Edition(selection, locale)
                for locale in country.locales
                if not is_retired(f"{country.id}/{locale}", catalogue, country.id, at)
            )
    return tuple(editions)


def select(
    catalogue: Catalogue, country: Country, at: datetime, with_drafts: bool = False
) -> Selection:
    """Return what a country's editions show at a given time."""
    bare = _public_incidents(catalogue, country.id, at, with_drafts)
    questions = [
        question_in(question, catalogue, country.id, at)
        for question in catalogue.questions
        if country.id in question.countries and (with_drafts or not question.is_draft)
    ]
    links = _Links(catalogue.keys)
    written = {question.key: question for question in catalogue.questions}
    shown_questions = [q for q in questions if q is not None]
    for incident, updates in bare:
        for update in updates:
            links.add(update.key, update.supersedes, incident.id)
    for question in shown_questions:
        links.add(question.key, _question_refs(written[question.key], country.id, at), "")
    links.keep({u.key for _, updates in bare for u in updates} | {q.key for q in shown_questions})
    shown = [
        _shown_incident(incident, updates, catalogue, country.id, at, links)
        for incident, updates in bare
    ]
    incidents = tuple(sorted(shown, key=_newest, reverse=True))
    is_open = [incident for incident in incidents if incident.is_open]
    to_come = [incident for incident in is_open if _is_to_come(incident, at)]
    timelines = timelines_of(incidents, catalogue.services)
    return Selection(
        catalogue=catalogue,
        country=country,
        at=at,
        incidents=incidents,
        open_incidents=tuple(incident for incident in is_open if not _is_to_come(incident, at)),
        maintenance_to_come=tuple(sorted(to_come, key=lambda shown: shown.incident.started.start)),
        statements=statements_of(incidents, country.zone),
        categories=_categories(catalogue, shown_questions, links),
        timelines=timelines,
        services=states_of(timelines, catalogue.services),
        contacts=tuple(
            contact
            for contact in country.contacts
            if (contact.since is None or contact.since.start <= at)
            and (contact.until is None or at <= contact.until.end)
        ),
        pages=tuple(
            page
            for page in catalogue.pages
            if country.id in page.countries
            and (with_drafts or not page.is_draft)
            and (page.published is None or page.published.start <= at)
            and not is_retired(f"pages/{page.id}", catalogue, country.id, at)
        ),
        retired=_retired(catalogue, country.id, at),
        states_abroad=_states_abroad(catalogue, at, with_drafts) if country.id == GROUP else {},
    )


def _newest(shown: ShownIncident) -> tuple[object, ...]:
    return (shown.changed.end, natural_key(shown.incident.id))


def _is_to_come(shown: ShownIncident, at: datetime) -> bool:
    return shown.incident.is_maintenance and at < shown.incident.started.start


def _public_incidents(
    catalogue: Catalogue,
    country: CountryId,
    at: datetime,
    with_drafts: bool,
) -> list[tuple[Incident, list[Update]]]:
    """The incidents out in a country, each with its updates out, oldest first."""
    found = (
        (incident, updates_in(incident, catalogue, country, at, with_drafts))
        for incident in catalogue.incidents
    )
    return [(incident, updates) for incident, updates in found if updates is not None]


def updates_in(
    incident: Incident,
    catalogue: Catalogue,
    country: CountryId,
    at: datetime,
    with_drafts: bool = False,
) -> list[Update] | None:
    """The updates of an incident that are out in a country, oldest first; None if it is not out.

    Of the catalogue only the keys and what is retired count.
    """
    if country not in incident.countries or (incident.is_draft and not with_drafts):
        return None
    if is_retired(incident.id, catalogue, country, at):
        return None
    updates = in_order(
        (
            update
            for update in incident.updates
            if _is_out(update, incident, country, at, with_drafts)
            and not is_retired(update.key, catalogue, country, at)
        ),
        catalogue.keys,
    )
    return updates if updates or _is_announced(incident, at) else None


def _is_out(
    update: Update, incident: Incident, country: CountryId, at: datetime, with_drafts: bool
) -> bool:
    if country not in update.countries or (update.is_draft and not with_drafts):
        return False
    is_begun = incident.is_maintenance or incident.started.start <= at
    return is_begun and update.released.start <= at


def is_retired(key: str, catalogue: Catalogue, country: CountryId, at: datetime) -> bool:
    """Return whether what has a key is gone in a country."""
    retired = catalogue.retired.get(key)
    return retired is not None and retired.holds(country, at)


def _retired(catalogue: Catalogue, country: CountryId, at: datetime) -> tuple[Retired, ...]:
    """Return what is gone in a country, newest first."""
    gone = (retired for retired in catalogue.retired.values() if retired.holds(country, at))
    return tuple(sorted(gone, key=lambda retired: (-retired.at.start.timestamp(), retired.key)))


def _is_announced(incident: Incident, at: datetime) -> bool:
    """Return whether maintenance is public without an update; an incident never is."""
    if not incident.is_maintenance:
        return False
    return incident.published is None or incident.published.start <= at


class _Links:
    """Which of the shown entries supersede which, in both directions."""

    def __init__(self, keys: Mapping[str, str]) -> None:
        self._keys = keys
        self._pairs: list[tuple[str, Overtaking]] = []
        self._supersedes: dict[str, list[Overtaking]] = defaultdict(list)
        self._overtaken: dict[str, list[Overtaking]] = defaultdict(list)

    def add(self, key: str, references: Iterable[EntryRef], incident: str) -> None:
        for reference in references:
            written = entry_key(reference.entry, incident)
            self._pairs.append((key, Overtaking(self._keys.get(written, written), reference.about)))

    def keep(self, shown: set[str]) -> None:
        """Drop references to entries that are not shown here."""
        for key, target in self._pairs:
            if target.key in shown and target.key != key:
                self._supersedes[key].append(target)
                self._overtaken[target.key].append(Overtaking(key, target.about))

    def supersedes(self, key: str) -> tuple[Overtaking, ...]:
        return tuple(self._supersedes.get(key, ()))

    def overtaken(self, key: str) -> tuple[Overtaking, ...]:
        return tuple(self._overtaken.get(key, ()))


def _shown_incident(
    incident: Incident,
    updates: list[Update],
    catalogue: Catalogue,
    country: CountryId,
    at: datetime,
    links: _Links,
) -> ShownIncident:
    statuses = statuses_of(incident, updates)
    status = status_of(incident, updates, at)
    spoken = spoken_of(incident, updates, at)
    turns = turns_of(incident, spoken, statuses, at)
    closing = closing_of(updates, statuses)
    lasted = lasted_of(incident, closing, status, turns)
    shown = tuple(
        ShownUpdate(
            update=update,
            corrections=out_at(update.corrections, at),
            supersedes=links.supersedes(update.key),
            overtaken_by=links.overtaken(update.key),
            status=own,
            lasted=lasted if update is closing else None,
        )
        for update, own in reversed(list(zip(updates, statuses, strict=True)))
    )
    sayings = sayings_of(incident, spoken, country, catalogue.services, at)
    states = states_now(sayings, catalogue.services, bool(turns) and turns[-1].is_open)
    changed = updates[-1].spoken if updates else incident.published or incident.started
    return ShownIncident(
        incident=incident,
        status=status,
        updates=shown,
        services=states,
        changed=changed,
        sayings=sayings,
        turns=turns,
        lasted=lasted,
    )


def out_at(corrections: Iterable[Correction], at: datetime) -> tuple[Correction, ...]:
    """Return the corrections that are public at a given time."""
    return tuple(c for c in corrections if c.at.start <= at)


def _override_out(question: Question, country: CountryId, at: datetime) -> Override | None:
    """Return the country's override if it is public."""
    override = question.overrides.get(country)
    return override if override and question.released_in(country).start <= at else None


def question_in(
    question: Question, catalogue: Catalogue, country: CountryId, at: datetime
) -> ShownQuestion | None:
    """The question with the override that is out; None if neither it nor the base is out.

    Of the catalogue only what is retired counts.
    """
    if is_retired(question.key, catalogue, country, at):
        return None
    override = _override_out(question, country, at)
    if override is None and question.published.start > at:
        return None
    corrections = out_at(question.corrections, at)
    base = ShownQuestion(
        question=question,
        title=question.question,
        answer=question.answer,
        updated=_changed(question.updated, corrections),
        published=question.published,
        corrections=corrections,
        minor=question.minor,
        claims=question.claims,
        answer_by=question.answer_by,
    )
    if override is None:
        return base
    # The base's keys about its own answer do not apply to another answer.
    if override.answer is not None:
        base = replace(base, answer=override.answer, updated=question.updated, corrections=())
        base = replace(base, minor=(), claims={}, answer_by=None)
    corrections = base.corrections
    if override.corrections is not None:
        corrections = out_at(override.corrections, at)
    return replace(
        base,
        title=override.question or base.title,
        updated=_changed(override.updated or base.updated, corrections),
        published=question.released_in(country),
        corrections=corrections,
        minor=base.minor if override.minor is None else override.minor,
        claims=base.claims if override.claims is None else override.claims,
        answer_by=override.answer_by or base.answer_by,
    )


def _changed(updated: Date, corrections: Iterable[Correction]) -> Date:
    """Return when the meaning of an answer last changed: as written, or in a note of it."""
    changes = (correction.at for correction in corrections if correction.kind == "change")
    return max((updated, *changes), key=lambda date: date.start)


def _question_refs(question: Question, country: CountryId, at: datetime) -> tuple[EntryRef, ...]:
    """Return the base's references only if the base's answer is shown."""
    override = _override_out(question, country, at)
    if override is not None and override.supersedes is not None:
        return override.supersedes
    return question.supersedes if override is None or override.answer is None else ()


def _categories(
    catalogue: Catalogue, questions: list[ShownQuestion], links: _Links
) -> tuple[ShownCategory, ...]:
    orders = {q.key: q.order for q in catalogue.questions}

    def place(question: ShownQuestion) -> tuple[object, ...]:
        order = orders[question.key]
        return (order is None, order or 0.0, question.id)

    shown = [question for question in questions if question.category in catalogue.categories]
    anchors = question_anchors(shown, catalogue.categories)
    find = _finder(anchors, catalogue.keys)
    is_split = is_too_much_for_one_page(shown)
    by_category: dict[str, list[ShownQuestion]] = defaultdict(list)
    for question in sorted(shown, key=place):
        linked = _linked(question, links)
        own = anchors[question.key]
        by_category[question.category].append(
            replace(
                linked,
                folder=f"{question.category}/" if is_split else "",
                anchor=own.own,
                other_anchors=own.others,
                related=_related(question, find),
            )
        )
    return tuple(
        ShownCategory(id, name, tuple(by_category[id]))
        for id, name in catalogue.categories.items()
        if by_category[id]
    )


def _finder(anchors: Mapping[str, Anchors], keys: Mapping[str, str]) -> Callable[[str], str | None]:
    """Return a function from a question as `related` names it to its key, if it is shown."""
    by_anchor = {a: key for key, own in anchors.items() for a in (*own.others, own.own)}

    def find(written: str) -> str | None:
        path = written.removeprefix("faq/")
        key = keys.get(f"faq/{path}") if "/" in path else by_anchor.get(path)
        return key if key in anchors else None

    return find


def _related(question: ShownQuestion, find: Callable[[str], str | None]) -> tuple[str, ...]:
    found = (find(written) for written in question.question.related)
    return tuple(dict.fromkeys(key for key in found if key and key != question.key))


def _linked(question: ShownQuestion, links: _Links) -> ShownQuestion:
    return replace(
        question,
        supersedes=links.supersedes(question.key),
        overtaken_by=links.overtaken(question.key),
    )


def _states_abroad(
    catalogue: Catalogue, at: datetime, with_drafts: bool
) -> Mapping[CountryId, tuple[ServiceState, ...]]:
    """Return the states in every country but the group, for the group's table."""
    result = {}
    nobody = _Links({})
    for country in catalogue.countries:
        if country == GROUP:
            continue
        shown = [
            _shown_incident(incident, updates, catalogue, country, at, nobody)
            for incident, updates in _public_incidents(catalogue, country, at, with_drafts)
        ]
        result[country] = states_of(timelines_of(shown, catalogue.services), catalogue.services)
    return result
