"""What is ahead in each part of a site at a moment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from site_builder.catalogue.catalogue import Catalogue
from site_builder.editions.agenda_names import ItemsOf, quoted, quoted_name
from site_builder.editions.promises import Promise, promises_of
from site_builder.editions.selection import updates_in
from site_builder.editions.statuses import last_written
from site_builder.editions.unpublished import is_ahead, unpublished
from site_builder.language.fact_values import format_fact
from site_builder.model.agenda import Agenda, AgendaItem, Ahead, Scope, next_turn
from site_builder.model.contact import Contact
from site_builder.model.country import Country, CountryId
from site_builder.model.date import LAST_YEAR, Date
from site_builder.model.fact import Fact
from site_builder.model.file import SiteFile
from site_builder.model.incident import CLOSED, Incident, Update
from site_builder.model.locale import LocaleId
from site_builder.model.message import Message, told
from site_builder.model.parts import parts_of
from site_builder.model.question import Question
from site_builder.model.site import Page

Entry = Incident | Question | Page | SiteFile
_ENGLISH = LocaleId("en")


def agenda_of(catalogue: Catalogue, at: datetime) -> Agenda:
    """The agenda of a whole site."""
    entries = (ahead_of_entry(e, catalogue, at) for e in (*catalogue.entries, *catalogue.files))
    return Agenda.of((ahead_of_ground(catalogue, at), *entries), scope_of(catalogue), at)


def scope_of(catalogue: Catalogue) -> Scope:
    """What the agenda depends on besides its parts."""
    return Scope(
        catalogue.site.zone,
        tuple(dict.fromkeys(country.zone for country in catalogue.countries.values())),
        tuple(catalogue.countries),
    )


def ahead_of_entry(entry: Entry | None, catalogue: Catalogue, at: datetime) -> Ahead:
    """What is ahead in an entry. Of the catalogue only countries and former keys count."""
    if entry is None:
        return Ahead((), None)
    return Ahead(tuple(_items(entry, catalogue, at)), next_turn(parts_of(entry).dates, at))


def ahead_of_ground(catalogue: Catalogue, at: datetime) -> Ahead:
    """What is ahead in the files that all entries depend on: contacts and facts."""
    ground = (catalogue.site, catalogue.countries, catalogue.facts, catalogue.retired)
    items = (*_contacts(catalogue, at), *_facts(catalogue, at), *_retired(catalogue, at))
    return Ahead(items, next_turn(parts_of(ground).dates, at))


def _items(entry: Entry, catalogue: Catalogue, at: datetime) -> Iterator[AgendaItem]:
    yield from unpublished(entry, at)
    if isinstance(entry, Incident | Question):
        for promise in promises_of(entry, catalogue, at):
            yield _of_promise(promise, entry)
    if isinstance(entry, Incident):
        yield from _window(entry, catalogue, at)


def _of_promise(promise: Promise, entry: Incident | Question) -> AgendaItem:
    of = promise.of
    if isinstance(of, Update):
        assert isinstance(entry, Incident)
        items = ItemsOf.update(of, entry)
        title = quoted(entry.title)
        says = (
            told("Next update of %(title)s was due", title=title)
            if promise.is_overdue
            else told("Next update of %(title)s is due", title=title)
        )
    else:
        own = promise.override
        items = ItemsOf.answer(of, own) if own is not None else ItemsOf.question(of)
        title = quoted(of.question)
        says = (
            told("Fuller answer to %(title)s was due", title=title)
            if promise.is_overdue
            else told("Fuller answer to %(title)s is due", title=title)
        )
    return items.item(
        "due", says, promise.due, countries=promise.countries, is_overdue=promise.is_overdue
    )


def _window(incident: Incident, catalogue: Catalogue, at: datetime) -> Iterator[AgendaItem]:
    """The start and end of maintenance, unless an update closes it before."""
    if incident.ends is None or incident.is_draft:
        return
    items = ItemsOf.incident(incident)
    starts = _in_window(incident, incident.started, catalogue, at)
    if starts:
        says = told("%(name)s starts", name=items.name)
        yield items.item("starts", says, incident.started, countries=starts)
    ends = _in_window(incident, incident.ends, catalogue, at)
    if ends:
        yield items.item(
            "ends", told("%(name)s ends", name=items.name), incident.ends, countries=ends
        )


def _in_window(
    incident: Incident, date: Date, catalogue: Catalogue, at: datetime
) -> list[CountryId]:
    """The countries in which maintenance is announced and not closed when a date comes."""
    if not is_ahead(date, at):
        return []
    return [
        country
        for country in catalogue.countries
        if (updates := updates_in(incident, catalogue, country, date.start)) is not None
        and last_written(updates) not in CLOSED
    ]


def _contacts(catalogue: Catalogue, at: datetime) -> Iterator[AgendaItem]:
    for country in catalogue.countries.values():
        for index, contact in enumerate(country.contacts, 1):
            items = _items_of_contact(country, contact, index)
            since, until = contact.since, contact.until
            if since is not None and is_ahead(since, at):
                yield items.item("begins", told("%(name)s begins", name=items.name), since)
            if until is not None and at <= until.end and until.day.year < LAST_YEAR:
                yield items.item("expires", told("%(name)s expires", name=items.name), until)


def _retired(catalogue: Catalogue, at: datetime) -> Iterator[AgendaItem]:
    """What will be taken off the site."""
    for retired in catalogue.retired.values():
        if is_ahead(retired.at, at):
            name = quoted_name(retired.key)
            countries = catalogue.countries if retired.countries is None else retired.countries
            items = ItemsOf(
                what="retired",
                name=name,
                inside=name,
                key=f"content/retired/{retired.key}",
                file=retired.place.file,
                part=retired.key,
                countries=tuple(sorted(countries)),
            )
            says = told("%(name)s is taken off the site", name=name)
            yield items.item("changes", says, retired.at)


def _items_of_contact(country: Country, contact: Contact, index: int) -> ItemsOf:
    words = contact.description or next(iter(contact.purposes), None)
    address = contact.address or (contact.postal.city if contact.postal else None)
    name = (
        quoted_name(address)
        if address
        else quoted(words)
        if words
        else told("number %(number)s", number=str(index))
    )
    return ItemsOf(
        what="contact",
        name=told(
            "Contact by %(channel)s %(name)s for %(country)s",
            channel=contact.channel,
            name=name,
            country=country.id,
        ),
        inside=told(
            "the contact by %(channel)s %(name)s for %(country)s",
            channel=contact.channel,
            name=name,
            country=country.id,
        ),
        key=f"contacts/{country.id}/{contact.channel}/{address or index}",
        file=f"content/countries/{country.id}.yml",
        part=f"contact {index}",
        countries=(country.id,),
    )


def _facts(catalogue: Catalogue, at: datetime) -> Iterator[AgendaItem]:
    for fact in catalogue.facts.values():
        others = [c.id for c in catalogue.countries.values() if fact.id not in c.facts]
        if others:
            yield from _versions(fact, told("Fact “%(id)s”", id=fact.id), "all", others, at)
    for country in catalogue.countries.values():
        for fact in country.facts.values():
            name = told("Fact “%(id)s” for %(country)s", id=fact.id, country=country.id)
            yield from _versions(fact, name, country.id, [country.id], at)


def _versions(
    fact: Fact, name: Message, owner: str, countries: Iterable[CountryId], at: datetime
) -> Iterator[AgendaItem]:
    items = ItemsOf(
        what="fact",
        name=name,
        inside=name,
        key=f"facts/{owner}/{fact.id}",
        file=fact.place.file,
        part=f"fact {fact.id}",
        countries=tuple(sorted(countries)),
    )
    for version in fact.versions:
        since = version.since
        if since is not None and is_ahead(since, at):
            value = quoted_name(format_fact(version.value, _ENGLISH, since.zone))
            yield items.item(
                "changes",
                told("%(name)s changes to %(value)s", name=name, value=value),
                since,
                id=since.iso,
            )
