"""Turn shaped documents into the catalogue: typed entries with references and dates resolved.

A reference to something that does not exist is left out here; the checks report it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from site_builder.catalogue.entries import country_of, incident_of, page_of, question_of, update_of
from site_builder.catalogue.entry_keys import present_keys
from site_builder.catalogue.fact_entries import facts_of
from site_builder.catalogue.ground import Ground
from site_builder.model.claim import Claim
from site_builder.model.country import GROUP, Country, CountryId
from site_builder.model.date import Date
from site_builder.model.fact import Fact, Facts
from site_builder.model.file import SiteFile
from site_builder.model.incident import Incident, Update
from site_builder.model.locale import LocaleId
from site_builder.model.question import Question
from site_builder.model.retired import Retired, is_retired_key
from site_builder.model.service import Service
from site_builder.model.site import Page, Site
from site_builder.model.text import Text
from site_builder.model.translations_lock import Lock
from site_builder.shapes.shaping import Shaped


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """All entries of all countries and languages, public or not.

    `countries`, `services`, `claims` and `categories` are in display order; incidents and questions
    by id.
    `keys` map every current and former key of an entry to its current one; `retired` are by key.
    """

    site: Site
    countries: Mapping[CountryId, Country]
    services: Mapping[str, Service]
    facts: Facts
    claims: Mapping[str, Claim]
    categories: Mapping[str, Text]
    incidents: tuple[Incident, ...]
    questions: tuple[Question, ...]
    pages: tuple[Page, ...]
    files: tuple[SiteFile, ...]
    keys: Mapping[str, str]
    retired: Mapping[str, Retired]

    @property
    def entries(self) -> tuple[Incident | Question | Page, ...]:
        """An entry with a date on which it becomes public."""
        return (*self.incidents, *self.questions, *self.pages)

    def fact(self, name: str, country: Country) -> Fact | None:
        """Return a country's value of a fact: its own, otherwise the site's."""
        return country.facts.get(name) or self.facts.get(name)


def build_catalogue(
    shaped: Iterable[Shaped], lock: Lock, files: Iterable[SiteFile] = ()
) -> Catalogue:
    """Build the catalogue of a site. The lock shows which translations are stale."""
    whole = [document for document in shaped if document.shape is not None]
    of_countries = [d for d in whole if d.document.kind == "country"]
    ground = Ground.of(_one(whole, "site"), of_countries, lock)
    site = _site(_one(whole, "site"), ground)
    countries = {country.id: country for country in (country_of(d, ground) for d in of_countries)}
    services = _services(_one(whole, "services"), ground)
    incidents = _incidents(whole, ground, services, site.cadence)
    facts = _one(whole, "facts")
    questions = tuple(question_of(d, ground) for d in whole if d.document.kind == "question")
    return Catalogue(
        site=site,
        countries={id: countries[id] for id in _in_order(site, countries)},
        services=services,
        facts=facts_of(facts, facts.shape.root, (), ground, ground.zone, None) if facts else {},
        claims=_claims(_one(whole, "claims"), ground),
        categories=_categories(_one(whole, "categories"), ground),
        incidents=incidents,
        questions=questions,
        pages=tuple(page_of(d, ground) for d in whole if d.document.kind == "page"),
        files=tuple(files),
        keys=present_keys(incidents, questions),
        retired=_retired(_one(whole, "retired"), ground),
    )


def _one(whole: list[Shaped], kind: str) -> Shaped | None:
    return next((d for d in whole if d.document.kind == kind), None)


def _in_order(site: Site, countries: Mapping[CountryId, Country]) -> list[CountryId]:
    """Return the order in content/site.yml, then the countries that it does not name: the group,
    then by id.
    """
    named = [id for id in site.country_order if id in countries]
    return named + sorted(set(countries) - set(named), key=lambda id: (id != GROUP, id))


def _site(shaped: Shaped | None, ground: Ground) -> Site:
    if shaped is None:
        return Site(
            name=None,
            notice=None,
            zone=ground.zone,
            source=None,
            audiences={},
            country_order=(),
            shows_stale=True,
            cadence={},
            has_record=False,
        )
    shape, text = shaped.shape, ground.texts(shaped, ground.site_source)
    return Site(
        name=text(shape.name, "name"),
        notice=text(shape.notice, "notice"),
        zone=ground.zone,
        source=LocaleId(shape.source) if shape.source else None,
        audiences={
            id: text.required(value, "audiences", id) for id, value in shape.audiences.items()
        },
        country_order=tuple(CountryId(id) for id in dict.fromkeys(shape.countries)),
        shows_stale=shape.stale == "note",
        cadence=shape.cadence,
        has_record=shape.record,
        root=shape.root,
    )


def _services(shaped: Shaped | None, ground: Ground) -> Mapping[str, Service]:
    if shaped is None:
        return {}
    result = {}
    for id, shape in shaped.shape.root.items():
        countries = None if shape.countries is None else ground.countries(shape.countries)
        text = ground.texts(shaped, ground.source(None, countries))
        result[id] = Service(
            id, text.required(shape.name, id, "name"), text(shape.group, id, "group"), countries
        )
    return result


def _claims(shaped: Shaped | None, ground: Ground) -> Mapping[str, Claim]:
    if shaped is None:
        return {}
    text = ground.texts(shaped, ground.site_source)
    return {
        id: Claim(
            id,
            text.required(shape.question, id, "question"),
            {v: text.required(words, id, "values", v) for v, words in shape.values.items()},
            None if shape.countries is None else ground.countries(shape.countries),
        )
        for id, shape in shaped.shape.root.items()
    }


def _retired(shaped: Shaped | None, ground: Ground) -> Mapping[str, Retired]:
    if shaped is None:
        return {}
    return {
        key: _retired_entry(shaped, key, shape, ground)
        for key, shape in _items(shaped)
        # The checks report the others.
        if is_retired_key(key)
    }


def _items(shaped: Shaped) -> Iterable[tuple[str, Any]]:
    items: Iterable[tuple[str, Any]] = shaped.shape.root.items()
    return items


def _retired_entry(shaped: Shaped, key: str, shape: Any, ground: Ground) -> Retired:
    countries = None if shape.countries is None else ground.countries(shape.countries)
    text = ground.texts(shaped, ground.source(None, countries))
    return Retired(
        key=key,
        at=shape.at.within(ground.zone_of(ground.countries(shape.countries))),
        note=text(shape.note, key, "note"),
        to=shape.to,
        countries=countries,
        place=shaped.document.key_place(key),
    )


def _categories(shaped: Shaped | None, ground: Ground) -> Mapping[str, Text]:
    if shaped is None:
        return {}
    text = ground.texts(shaped, ground.site_source)
    return {id: text.required(value, id) for id, value in shaped.shape.root.items()}


def _incidents(
    whole: list[Shaped],
    ground: Ground,
    services: Mapping[str, Service],
    cadence: Mapping[str, timedelta],
) -> tuple[Incident, ...]:
    heads = [d for d in whole if d.document.kind in ("incident", "maintenance")]
    updates: dict[str, list[Shaped]] = {}
    for document in whole:
        if document.document.kind == "update":
            updates.setdefault(document.document.owner, []).append(document)
    incidents = []
    for head in heads:
        built: list[Update] = [
            update_of(d, head, ground, services) for d in updates.get(head.document.id, ())
        ]
        promised = _with_promises(built, cadence)
        incidents.append(incident_of(head, promised, ground, services))
    return tuple(incidents)


def _with_promises(updates: list[Update], cadence: Mapping[str, timedelta]) -> tuple[Update, ...]:
    """Return the updates with the next one promised as the site has it for their statuses."""
    due: dict[str, Date | None] = {}
    status = ""
    for update in sorted(updates, key=lambda update: update.released.start):
        # An update without a status keeps the one before it.
        status = update.status or status
        if status in cadence and update.next_update is None:
            due[update.id] = update.released.later(cadence[status])
    return tuple(
        replace(update, next_update=due[update.id]) if update.id in due else update
        for update in updates
    )
