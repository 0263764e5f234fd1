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
            i + 1, ids[i], shape.at.within(zone), text.required(shape.note, *path, i, "note")
        )
        for i, shape in enumerate(written)
    )


def references(shape: Any, text: TextsOf, *path: str | int) -> tuple[EntryRef, ...]:
    """The entries that a `supersedes` names, as written."""
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
        id,
        tuple(dict.fromkeys(LocaleId(locale) for locale in shape.locales)),
        zone,
        text(shape.name, "name"),
        tuple(
            contact
            for i, item in enumerate(shape.contacts)
            if (contact := _contact(item, text, zone, id, i)) is not None
        ),
        facts_of(shaped, shape.facts, ("facts",), ground, zone, ground.first_locales[id]),
        tuple(
            Link(
                text.required(link.title, "links", i, "title"),
                text.required(link.url, "links", i, "url"),
            )
            for i, link in enumerate(shape.links)
        ),
        _holidays(shape.holidays, text),
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
    """The address; in the file's country where it names none."""
    return PostalAddress(
        shape.name,
        shape.street,
        shape.postcode,
        shape.city,
        shape.region,
        shape.country or country.upper(),
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
        channel,
        value if isinstance(value, str) else None,
        None if isinstance(value, str | Mapping) else _postal(value, country),
        text.required(value, *path, channel) if isinstance(value, Mapping) else None,
        tuple(text.required(p, *path, "purposes", i) for i, p in enumerate(shape.purposes)),
        shape.hours,
        text(shape.subject, *path, "subject"),
        text(shape.note, *path, "note"),
        _date(shape.since, zone),
        _date(shape.until, zone),
    )


def incident_of(
    shaped: Shaped, updates: tuple[Update, ...], ground: Ground, services: Mapping[str, Service]
) -> Incident:
    """An incident or maintenance with its updates."""
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
        document.id,
        title,
        started,
        ends,
        published,
        countries,
        states,
        summary,
        what_to_do,
        shape.draft,
        shape.former,
        updates,
        document.place(),
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
        # The checker reports it; the incident's start only keeps the catalogue well formed.
        as_of = getattr(head.shape, "started", None) or head.shape.starts
        as_of = as_of.within(zone)
    return Update(
        document.id,
        document.owner,
        shape.status,
        as_of,
        published,
        text(shape.title, "title"),
        text.required(shape.text, "text"),
        countries,
        _states(shape.services, services, zone),
        references(shape.supersedes, text, "supersedes"),
        _corrections(shape.corrections, text, zone, "corrections"),
        _date(shape.next_update, zone),
        shape.draft,
        shape.former,
        document.place(),
    )


def question_of(shaped: Shaped, ground: Ground) -> Question:
    shape, document = shaped.shape, shaped.document
    countries = ground.countries(shape.countries)
    zone = ground.zone_of(countries)
    text = ground.texts(shaped, ground.source(shape.source, countries))
    updated = shape.updated.within(zone)
    return Question(
        document.id,
        document.owner,
        text.required(shape.question, "question"),
        text.required(shape.answer, "answer"),
        updated,
        _date(shape.published, zone) or updated,
        shape.order,
        shape.audiences,
        countries,
        references(shape.supersedes, text, "supersedes"),
        _corrections(shape.corrections, text, zone, "corrections"),
        _date(shape.answer_by, zone),
        {
            CountryId(id): _override(shaped, CountryId(id), override, ground)
            for id, override in shape.overrides.items()
            if id in ground.zones
        },
        shape.covers,
        shape.draft,
        shape.former,
        document.place(),
    )


def _override(shaped: Shaped, country: CountryId, shape: Any, ground: Ground) -> Override:
    """A country's own fields, in its zone; the source is its first locale, else what is written."""
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
        text_of(shape.question, "question"),
        text_of(shape.answer, "answer"),
        _date(shape.updated, zone),
        _date(shape.published, zone),
        None
        if shape.corrections is None
        else _corrections(shape.corrections, text, zone, *path, "corrections"),
        None
        if shape.supersedes is None
        else references(shape.supersedes, text, *path, "supersedes"),
        _date(shape.answer_by, zone),
    )


def page_of(shaped: Shaped, ground: Ground) -> Page:
    shape, document = shaped.shape, shaped.document
    countries = ground.countries(shape.countries)
    text = ground.texts(shaped, ground.source(shape.source, countries))
    title = text.required(shape.title, "title")
    if not title.has_source:
        # A page of one file has no front matter that would name its source: it is that file.
        text = ground.texts(shaped, None)
        title = text.required(shape.title, "title")
    return Page(
        document.id,
        title,
        text.required(shape.text, "text"),
        countries,
        _date(shape.published, ground.zone_of(countries)),
        shape.draft,
        document.place(),
    )
