"""Texts of a site that contradict each other about a claim, now or when others become public."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from site_builder.catalogue.catalogue import Catalogue
from site_builder.catalogue.entry_keys import entry_key
from site_builder.checking.engine import Examined
from site_builder.editions.claims import ClaimText, Contradiction, contradictions
from site_builder.editions.edition import ShownIncident, ShownQuestion, ShownUpdate
from site_builder.editions.selection import select
from site_builder.model.claim import Claims
from site_builder.model.country import CountryId
from site_builder.model.date import LAST_YEAR
from site_builder.model.incident import Correction, EntryRef, Incident, Update
from site_builder.model.parts import parts_of
from site_builder.model.problem import Place
from site_builder.model.question import Question
from site_builder.model.site import Page
from site_builder.reading.document import Document, KeyPath, Kind


@dataclass(frozen=True, slots=True)
class Found:
    """A contradiction, and the countries whose editions show both texts."""

    contradiction: Contradiction
    countries: tuple[CountryId, ...]


def contradictions_now(catalogue: Catalogue, at: datetime) -> tuple[Found, ...]:
    """Return the contradictions among texts that are public."""
    if not catalogue.claims:
        return ()
    return _found(_stating_only(catalogue), at, with_drafts=False, known=set())


def contradictions_ahead(catalogue: Catalogue, at: datetime) -> tuple[Found, ...]:
    """Return those that come once drafts and held-back texts are public, and none corrects."""
    if not catalogue.claims:
        return ()
    stating = _stating_only(catalogue)
    dates = parts_of((stating.incidents, stating.questions, stating.pages)).dates
    starts = {date.start for date in dates if date.day.year < LAST_YEAR}
    coming = sorted(start for start in starts if start > at)
    known: set[tuple[str, CountryId, str]] = set()
    _found(stating, at, with_drafts=False, known=known)
    found: list[Found] = []
    for with_drafts in (False, True):
        for moment in (at, *coming):
            found += _found(stating, moment, with_drafts=with_drafts, known=known)
    return tuple(one for one in found if one.contradiction.note is None)


def _found(
    catalogue: Catalogue,
    at: datetime,
    *,
    with_drafts: bool,
    known: set[tuple[str, CountryId, str]],
) -> tuple[Found, ...]:
    """Return the contradictions that are not known yet, and remember them."""
    found: dict[tuple[object, ...], tuple[Contradiction, list[CountryId]]] = {}
    for country in catalogue.countries.values():
        for one in contradictions(select(catalogue, country, at, with_drafts)):
            mark = (one.claim, country.id, one.old.key)
            if mark not in known:
                known.add(mark)
                pair = (one.claim, *_pair(one))
                found.setdefault(pair, (one, []))[1].append(country.id)
    return tuple(Found(one, tuple(countries)) for one, countries in found.values())


def _pair(one: Contradiction) -> Iterator[object]:
    for text in (one.old, one.new):
        yield text.key
        yield text.last.path


def _stating_only(catalogue: Catalogue) -> Catalogue:
    """Return the catalogue with only the entries that state claims, and those that replace them."""
    stating = {key for incident in catalogue.incidents for key in _stating_updates(incident)}
    stating |= {question.key for question in catalogue.questions if _states(question)}

    def concerns(entry: Update | Question) -> bool:
        incident = entry.incident if isinstance(entry, Update) else ""
        written = (entry_key(ref.entry, incident) for ref in _references(entry))
        replaced = (catalogue.keys.get(key, key) for key in written)
        return entry.key in stating or any(key in stating for key in replaced)

    incidents = []
    for incident in catalogue.incidents:
        kept = tuple(update for update in incident.updates if concerns(update))
        if incident.claims:
            incidents.append(incident)
        elif kept:
            incidents.append(replace(incident, updates=kept))
    return replace(
        catalogue,
        incidents=tuple(incidents),
        questions=tuple(question for question in catalogue.questions if concerns(question)),
        pages=tuple(page for page in catalogue.pages if page.claims),
    )


def claims_of(entry: Update | Question) -> Iterator[Claims]:
    """Yield what an entry states, in every country and after every correction."""
    yield entry.claims
    yield from (correction.claims for correction in _corrections(entry))
    if isinstance(entry, Question):
        yield from (own.claims for own in entry.overrides.values() if own.claims is not None)


def _states(entry: Update | Question) -> bool:
    return any(claims_of(entry))


def _stating_updates(incident: Incident) -> Iterator[str]:
    yield from (update.key for update in incident.updates if _states(update))


def _corrections(entry: Update | Question) -> Iterator[Correction]:
    yield from entry.corrections
    if isinstance(entry, Question):
        for own in entry.overrides.values():
            yield from own.corrections or ()


def _references(entry: Update | Question) -> Iterator[EntryRef]:
    yield from entry.supersedes
    if isinstance(entry, Question):
        for own in entry.overrides.values():
            yield from own.supersedes or ()


def stated_claims(catalogue: Catalogue) -> set[str]:
    """Return the claims that any entry states, public or not."""
    entries: list[Update | Question] = [*catalogue.questions]
    entries += [update for incident in catalogue.incidents for update in incident.updates]
    stated = {claim for entry in entries for claims in claims_of(entry) for claim in claims}
    standing: list[Incident | Page] = [*catalogue.incidents, *catalogue.pages]
    return stated | {claim for entry in standing for claim in entry.claims}


Documents = Mapping[tuple[Kind, str, str], Document]


def document_of(text: ClaimText, documents: Documents) -> Document:
    """Return the document of a text that states a claim."""
    source = text.source
    if isinstance(source, ShownUpdate):
        return documents["update", source.update.incident, source.update.id]
    if isinstance(source, ShownQuestion):
        return documents["question", source.category, source.id]
    if isinstance(source, ShownIncident):
        kind: Kind = "maintenance" if source.incident.is_maintenance else "incident"
        return documents[kind, "", source.incident.id]
    return documents["page", "", source.id]


def place_of(text: ClaimText, documents: Documents) -> Place:
    """Return where a text states what it states last."""
    return document_of(text, documents).place(*text.last.path)


def is_public(text: ClaimText, at: datetime) -> bool:
    """Return whether a text that some edition will show is public at a moment."""
    source, date = text.source, text.last.date
    if date is not None and date.start > at:
        return False
    if isinstance(source, ShownUpdate):
        return not source.update.is_draft and source.update.released.start <= at
    if isinstance(source, ShownQuestion):
        return not source.question.is_draft and source.published.start <= at
    if isinstance(source, ShownIncident):
        return not source.incident.is_draft
    return not source.is_draft and (source.published is None or source.published.start <= at)


def in_every_claim(examined: Examined) -> Iterator[tuple[Document, KeyPath, Mapping[str, object]]]:
    """Yield each map of claims in an entry as written: its document, its path and the map."""
    for shaped in examined.of_kind("incident", "maintenance", "update", "question", "page"):
        document = shaped.document
        yield from ((document, path, claims) for path, claims in _maps(document.value, ()))


def _maps(value: object, path: KeyPath) -> Iterator[tuple[KeyPath, Mapping[str, object]]]:
    if not isinstance(value, Mapping):
        return
    claims = value.get("claims")
    if isinstance(claims, Mapping):
        yield (*path, "claims"), claims
    corrections = value.get("corrections")
    for i, correction in enumerate(corrections if isinstance(corrections, list) else ()):
        yield from _maps(correction, (*path, "corrections", i))
    overrides = value.get("overrides")
    if isinstance(overrides, Mapping):
        for country, own in overrides.items():
            yield from _maps(own, (*path, "overrides", country))
