"""Every text of a site as written, and its contents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from site_builder.catalogue.catalogue import Catalogue
from site_builder.markdown.scan import TextScan, scan_text
from site_builder.model.country import CountryId
from site_builder.model.problem import Place
from site_builder.reading.document import Document, KeyPath
from site_builder.shapes.shaping import Shaped
from site_builder.shapes.text_keys import text_kind


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenText:
    """One string of a document, the countries that show it, and the time for its facts."""

    document: Document
    path: KeyPath
    value: str
    countries: frozenset[CountryId]
    moment: datetime
    is_markdown: bool
    is_url: bool
    is_fact: bool
    scan: TextScan

    def inside(self, token: str, offset: int) -> Place:
        """Return the place in the file of a token at an offset of the text."""
        return self.document.at(self.path, self.value, token, offset)


def written_texts(
    shapes: Iterable[Shaped], catalogue: Catalogue, at: datetime
) -> Iterator[WrittenText]:
    """Yield every string that readers see, as written, in every language."""
    shows = _where_shown(catalogue, at)
    everywhere = frozenset(catalogue.countries)
    for shaped in shapes:
        document = shaped.document
        key = (document.kind, document.owner, document.id)
        countries, moment = shows.get(key, (everywhere, at))
        if document.kind == "country":
            countries = frozenset({CountryId(document.id)}) & everywhere
        for path, value in _strings(document.value, ()):
            kind = text_kind(document, path)
            if kind is not None:
                here, then = shows.get((*key, *path[:2]), (countries, moment))
                yield WrittenText(
                    document=document,
                    path=path,
                    value=value,
                    countries=here,
                    moment=then,
                    is_markdown=kind == "markdown" and path[0] != "contacts",
                    is_url=kind == "url",
                    is_fact=kind == "fact",
                    scan=scan_text(value),
                )


# The countries that show a text and the time for its facts, by document and first keys of its path.
_Shows = dict[tuple[str | int, ...], tuple[frozenset[CountryId], datetime]]


def _where_shown(catalogue: Catalogue, at: datetime) -> _Shows:
    shows: _Shows = {}
    everywhere = frozenset(catalogue.countries)
    for incident in catalogue.incidents:
        kind = "maintenance" if incident.is_maintenance else "incident"
        begins = incident.published if incident.is_maintenance else incident.started
        moment = max(at, begins.start) if begins else at
        shows[kind, "", incident.id] = (incident.countries, moment)
        for update in incident.updates:
            key = ("update", update.incident, update.id)
            shows[key] = (update.countries, update.released.latest(at))
            for correction in update.corrections:
                moment = correction.at.latest(at)
                shows[*key, "corrections", correction.index - 1] = (update.countries, moment)
    for question in catalogue.questions:
        key = ("question", question.category, question.id)
        shows[key] = (question.countries, max(at, question.published.start))
        for correction in question.corrections:
            moment = correction.at.latest(at)
            shows[*key, "corrections", correction.index - 1] = (question.countries, moment)
        for country in question.overrides:
            released = question.released_in(country)
            there = question.countries & {country}
            shows[*key, "overrides", country] = (there, max(at, released.start))
    for page in catalogue.pages:
        moment = max(at, page.published.start) if page.published else at
        shows["page", "", page.id] = (page.countries, moment)
        for correction in page.corrections:
            moment = correction.at.latest(at)
            shows["page", "", page.id, "corrections", correction.index - 1] = (
                page.countries,
                moment,
            )
    for service in catalogue.services.values():
        for text in ("name", "group"):
            there = frozenset(c for c in catalogue.countries if service.exists_in(c))
            shows["services", "", "services", service.id, text] = (there, at)
    for retired in catalogue.retired.values():
        there = everywhere if retired.countries is None else retired.countries
        shows["retired", "", "retired", retired.key, "note"] = (there, retired.at.latest(at))
    for claim in catalogue.claims.values():
        for text in ("question", "values"):
            there = frozenset(c for c in catalogue.countries if claim.concerns(c))
            shows["claims", "", "claims", claim.id, text] = (there, at)
    return shows


def _strings(value: Any, path: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    if isinstance(value, str):
        yield path, str(value).strip()
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _strings(item, (*path, key))
    elif isinstance(value, list):
        for i, item in enumerate(value):
            yield from _strings(item, (*path, i))
