"""One entry of the catalogue from its shaped document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from zoneinfo import ZoneInfo

from site_builder.catalogue.entry_keys import correction_ids
from site_builder.catalogue.fact_entries import facts_of
from site_builder.catalogue.ground import Ground, TextsOf
from site_builder.model.contact import CHANNELS, Contact, PostalAddress
from site_builder.model.country import Country, CountryId, Link
from site_builder.model.date import Date, WrittenDate
from site_builder.model.holiday import Holidays, OwnHoliday
from site_builder.model.incident import Correction, EntryRef, Incident, Update
from site_builder.model.locale import LocaleId
from site_builder.model.question import Override, Question
from site_builder.model.service import Service, State, StateChange
from site_builder.model.site import Page
from site_builder.model.text import Text
from site_builder.shapes.shaping import Shaped


def _date(written: WrittenDate | None, zone: ZoneInfo) -> Date | None:
    return written.within(zone) if written else None


def _dates(written: Iterable[WrittenDate], zone: ZoneInfo) -> tuple[Date, ...]:
    return tuple(date.within(zone) for date in written)


def _states(
    shape: Mapping[str, Any], services: Mapping[str, Service], zone: ZoneInfo
) -> tuple[StateChange, ...]:
    changes = []
    for id, value in shape.items():
        if id in services:
            name, since = (value, None) if isinstance(value, str) else (value.state, value.since)
            changes.append(StateChange(id, State[name], _date(since, zone)))
    return tuple(changes)


def _corrections(
    shapes: Iterable[Any], text: TextsOf, zone: ZoneInfo, *path: str | int
) -> tuple[Correction, ...]:
    written = list(shapes)
    ids = correction_ids([shape.at for shape in written])
    return tuple(
        Correction(
            shape.kind,
            i + 1,
            ids[i],
            shape.at.within(zone),
            text.required(shape.note, *path, i, "note"),
            shape.claims,
        )
        for i, shape in enumerate(written)
    )


def references(shape: Any, text: TextsOf, *path: str | int) -> tuple[EntryRef, ...]:
    """Return the entries that a `supersedes` names, as written."""
    if shape is None:
        return ()
    if not isinstance(shape, tuple):
        return (_reference(shape, text, *path),)
    return tuple(_reference(item, text, *path, i) for i, item in enumerate(shape))


def _reference(shape: Any, text: TextsOf, *path: str | int) -> EntryRef:
    if isinstance(shape, str):
        return EntryRef(shape, None)
    return EntryRef(shape.entry, text(shape.about, *path, "about"))


def country_of(shaped: Shaped, ground: Ground) -> Country:
    shape, id = shaped.shape, CountryId(shaped.document.id)
    zone = ground.zones[id]
    text = ground.texts(shaped, ground.first_locales[id])
    return Country(
        id=id,
        locales=tuple(dict.fromkeys(LocaleId(locale) for locale in shape.locales)),
        zone=zone,
        name=text(shape.name, "name"),
        contacts=tuple(
            contact
            for i, item in enumerate(shape.contacts)
            if (contact := _contact(item, text, zone, id, i)) is not None
        ),
        minor=_dates(shape.minor, zone),
        facts=facts_of(shaped, shape.facts, ("facts",), ground, zone, ground.first_locales[id]),
        links=_links(shape.links, text, "links"),
        subscribe=_links(shape.subscribe, text, "subscribe"),
        holidays=_holidays(shape.holidays, text),
    )


def _links(items: Iterable[Any], text: TextsOf, key: str) -> tuple[Link, ...]:
    return tuple(
        Link(
            text.required(link.title, key, i, "title"),
            text.required(link.url, key, i, "url"),
        )
        for i, link in enumerate(items)
    )


def _holidays(items: Iterable[Any], text: TextsOf) -> Holidays:
    own = []
    for i, item in enumerate(items):
        if isinstance(item, WrittenDate):
            own.append(OwnHoliday(item.day, None))
        elif item != "public":
            own.append(OwnHoliday(item.date.day, text(item.name, "holidays", i, "name")))
    return Holidays("public" in items, tuple(own))


def _postal(shape: Any, country: CountryId) -> PostalAddress:
    """Return the address; if it names no country, in the country of the file."""
    return PostalAddress(
        name=shape.name,
        street=shape.street,
        postcode=shape.postcode,
        city=shape.city,
        region=shape.region,
        country=shape.country or country.upper(),
    )


def _contact(
    shape: Any, text: TextsOf, zone: ZoneInfo, country: CountryId, index: int
) -> Contact | None:
    written = [channel for channel in CHANNELS if getattr(shape, channel) is not None]
    if len(written) != 1:
        return None
    channel, path = written[0], ("contacts", index)
    value = getattr(shape, channel)
    return Contact(
        channel=channel,
        address=value if isinstance(value, str) else None,
        postal=None if isinstance(value, str | Mapping) else _postal(value, country),
        description=text.required(value, *path, channel) if isinstance(value, Mapping) else None,
        purposes=tuple(
            text.required(p, *path, "purposes", i) for i, p in enumerate(shape.purposes)
        ),
        service=shape.service,
        hours=shape.hours,
        subject=text(shape.subject, *path, "subject"),
        note=text(shape.note, *path, "note"),
        since=_date(shape.since, zone),
        until=_date(shape.until, zone),
    )


def incident_of(
    shaped: Shaped, updates: tuple[Update, ...], ground: Ground, services: Mapping[str, Service]
) -> Incident:
    """Return an incident or maintenance with its updates."""
    shape, document = shaped.shape, shaped.document
    countries = ground.countries(shape.countries)
    zone = ground.zone_of(countries)
    text = ground.texts(shaped, ground.source(shape.source, countries))
    title = text.required(shape.title, "title")
    if document.kind == "maintenance":
        states = tuple(
            StateChange(id, State.under_maintenance, None)
            for id in dict.fromkeys(shape.services)
            if id in services
        )
        started, ends = shape.starts.within(zone), shape.ends.within(zone)
        published = _date(shape.published, zone)
        summary, what_to_do = text(shape.text, "text"), None
    else:
        states = _states(shape.services, services, zone)
        started, ends, published = shape.started.within(zone), None, None
        summary = text(shape.summary, "summary")
        what_to_do = text(shape.what_to_do, "what_to_do")
    return Incident(
        id=document.id,
        title=title,
        started=started,
        ends=ends,
        published=published,
        countries=countries,
        services=states,
        summary=summary,
        what_to_do=what_to_do,
        minor=_dates(shape.minor, zone),
        claims=shape.claims,
        is_draft=shape.draft,
        former=shape.former,
        updates=updates,
        place=document.place(),
    )


def update_of(
    shaped: Shaped, head: Shaped, ground: Ground, services: Mapping[str, Service]
) -> Update:
    shape, document = shaped.shape, shaped.document
    words = shape.countries if shape.countries is not None else head.shape.countries
    countries = ground.countries(words) & ground.countries(head.shape.countries)
    zone = ground.zone_of(countries)
    text = ground.texts(shaped, ground.source(shape.source, countries, head.shape.source))
    as_of, published = _date(shape.as_of, zone), _date(shape.published, zone)
    if as_of is None and published is None:
        # The checker reports this; the incident's start only keeps the catalogue well formed.
        as_of = getattr(head.shape, "started", None) or head.shape.starts
        as_of = as_of.within(zone)
    return Update(
        id=document.id,
        incident=document.owner,
        status=shape.status,
        as_of=as_of,
        published=published,
        title=text(shape.title, "title"),
        text=text.required(shape.text, "text"),
        countries=countries,
        services=_states(shape.services, services, zone),
        supersedes=references(shape.supersedes, text, "supersedes"),
        corrections=_corrections(shape.corrections, text, zone, "corrections"),
        minor=_dates(shape.minor, zone),
        claims=shape.claims,
        next_update=_date(shape.next_update, zone),
        is_draft=shape.draft,
        former=shape.former,
        place=document.place(),
    )


def question_of(shaped: Shaped, ground: Ground) -> Question:
    shape, document = shaped.shape, shaped.document
    countries = ground.countries(shape.countries)
    zone = ground.zone_of(countries)
    text = ground.texts(shaped, ground.source(shape.source, countries))
    updated = shape.updated.within(zone)
    return Question(
        id=document.id,
        category=document.owner,
        question=text.required(shape.question, "question"),
        answer=text.required(shape.answer, "answer"),
        updated=updated,
        published=_date(shape.published, zone) or updated,
        short=text(shape.short, "short"),
        is_lead=shape.lead,
        is_most_asked=shape.most_asked,
        related=shape.related,
        order=shape.order,
        audiences=shape.audiences,
        countries=countries,
        supersedes=references(shape.supersedes, text, "supersedes"),
        corrections=_corrections(shape.corrections, text, zone, "corrections"),
        minor=_dates(shape.minor, zone),
        claims=shape.claims,
        answer_by=_date(shape.answer_by, zone),
        overrides={
            CountryId(id): _override(shaped, CountryId(id), override, ground)
            for id, override in shape.overrides.items()
            if id in ground.zones
        },
        covers=shape.covers,
        kind=shape.kind,
        is_draft=shape.draft,
        former=shape.former,
        place=document.place(),
    )


def _override(shaped: Shaped, country: CountryId, shape: Any, ground: Ground) -> Override:
    """Return a country's own fields, in its zone; the source is its first locale unless the file
    names one.
    """
    path, zone = ("overrides", country), ground.zones[country]

    def text_of(value: Any, *below: str | int) -> Text | None:
        source = ground.first_locales[country]
        if (
            isinstance(value, Mapping)
            and not ground.texts(shaped, source).required(value, *path, *below).has_source
        ):
            return ground.texts(shaped, None)(value, *path, *below)
        return ground.texts(shaped, source)(value, *path, *below)

    text = ground.texts(shaped, ground.first_locales[country])
    return Override(
        question=text_of(shape.question, "question"),
        answer=text_of(shape.answer, "answer"),
        updated=_date(shape.updated, zone),
        published=_date(shape.published, zone),
        corrections=None
        if shape.corrections is None
        else _corrections(shape.corrections, text, zone, *path, "corrections"),
        minor=None if shape.minor is None else _dates(shape.minor, zone),
        claims=shape.claims,
        supersedes=None
        if shape.supersedes is None
        else references(shape.supersedes, text, *path, "supersedes"),
        answer_by=_date(shape.answer_by, zone),
    )


def page_of(shaped: Shaped, ground: Ground) -> Page:
    shape, document = shaped.shape, shaped.document
    countries = ground.countries(shape.countries)
    zone = ground.zone_of(countries)
    text = ground.texts(shaped, ground.source(shape.source, countries))
    title = text.required(shape.title, "title")
    if not title.has_source:
        # An entry in a single Markdown file needs no `source`: the file is the source.
        text = ground.texts(shaped, None)
        title = text.required(shape.title, "title")
    return Page(
        id=document.id,
        title=title,
        text=text.required(shape.text, "text"),
        countries=countries,
        published=_date(shape.published, zone),
        corrections=_corrections(shape.corrections, text, zone, "corrections"),
        minor=_dates(shape.minor, zone),
        claims=shape.claims,
        is_draft=shape.draft,
        place=document.place(),
    )
