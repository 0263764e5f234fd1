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
    ground = (catalogue.site, catalogue.countries, catalogue.facts)
    items = (*_contacts(catalogue, at), *_facts(catalogue, at))
    return Ahead(items, next_turn(parts_of(ground).dates, at))


def _items(entry: Entry, catalogue: Catalogue, at: datetime) -> Iterator[AgendaItem]:
    yield from unpublished(entry, at)
    if isinstance(entry, Incident | Question):
        for promise in promises_of(entry, catalogue, at):
            yield _of_promise(promise, entry)
    if isinstance(entry, Incident):
        yield from _window(entry, catalogue, at)


def _of_promise(promise: Promise, entry: Incident | Question) -> AgendaItem:
    of, verb = promise.of, "was" if promise.is_overdue else "is"
    if isinstance(of, Update):
        assert isinstance(entry, Incident)
        items = ItemsOf.update(of, entry)
        says = f"Next update of {quoted(entry.title)} {verb} due"
    else:
        own = promise.override
        items = ItemsOf.answer(of, own) if own is not None else ItemsOf.question(of)
        says = f"Fuller answer to {quoted(of.question)} {verb} due"
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
        says = f"{items.name} starts"
        yield items.item("starts", says, incident.started, countries=starts)
    ends = _in_window(incident, incident.ends, catalogue, at)
    if ends:
        yield items.item("ends", f"{items.name} ends", incident.ends, countries=ends)


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
                yield items.item("begins", f"{items.name} begins", since)
            if until is not None and at <= until.end and until.day.year < LAST_YEAR:
                yield items.item("expires", f"{items.name} expires", until)


def _items_of_contact(country: Country, contact: Contact, index: int) -> ItemsOf:
    told = contact.description or next(iter(contact.purposes), None)
    address = contact.address or (contact.postal.city if contact.postal else None)
    name = quoted_name(address) if address else quoted(told) if told else f"number {index}"
    title = f"{contact.channel} {name} for {country.id}"
    return ItemsOf(
        what="contact",
        name=f"Contact by {title}",
        inside=f"the contact by {title}",
        key=f"contacts/{country.id}/{contact.channel}/{address or index}",
        file=f"content/countries/{country.id}.yml",
        part=f"contact {index}",
        countries=(country.id,),
    )


def _facts(catalogue: Catalogue, at: datetime) -> Iterator[AgendaItem]:
    for fact in catalogue.facts.values():
        others = [c.id for c in catalogue.countries.values() if fact.id not in c.facts]
        if others:
            yield from _versions(fact, f"Fact “{fact.id}”", "all", others, at)
    for country in catalogue.countries.values():
        for fact in country.facts.values():
            name = f"Fact “{fact.id}” for {country.id}"
            yield from _versions(fact, name, country.id, [country.id], at)


def _versions(
    fact: Fact, name: str, owner: str, countries: Iterable[CountryId], at: datetime
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
            yield items.item("changes", f"{name} changes to {value}", since, id=since.iso)
