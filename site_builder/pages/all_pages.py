"""The article of each page of an edition: what stands inside the shell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from markupsafe import Markup

from site_builder.editions.course import histories_of
from site_builder.editions.edition import ServiceState, ShownIncident, ShownUpdate
from site_builder.model.country import CountryId
from site_builder.model.service import Service
from site_builder.model.site import Page
from site_builder.model.text import Text
from site_builder.pages.addresses import (
    CONTACT,
    HISTORY,
    NOWHERE,
    SERVICES,
    Linker,
    incident_path,
    month_id,
    page_path,
    relative_linker,
)
from site_builder.pages.article import Article, ArticlePlan
from site_builder.pages.charts import chart_view, first_day_shown, history_rows
from site_builder.pages.closed_days import days_off
from site_builder.pages.contact_views import contact_view
from site_builder.pages.faq import faq_plans
from site_builder.pages.history import history, month_name
from site_builder.pages.home import home_plan, told
from site_builder.pages.json_ld import incident_data
from site_builder.pages.labels import incident_status
from site_builder.pages.templates import render
from site_builder.pages.views import (
    LinkView,
    StateView,
    incident_link,
    next_promise,
    started,
    state_view,
    update_view,
)
from site_builder.pages.voice import Said, Voice

_IN_FULL = 10


def articles_of(voice: Voice) -> Iterator[ArticlePlan]:
    """Every page of an edition."""
    selection = voice.edition.selection
    yield home_plan(voice)
    yield from faq_plans(voice)
    states = told(selection.services)
    abroad = tuple((id, told(there)) for id, there in selection.states_abroad.items())
    today = selection.at.astimezone(selection.country.zone).date()
    # The bars follow from every incident there ever was; what they show is its key.
    days = tuple((h.service.id, h.days) for h in histories_of(selection))
    on_services = (states, abroad, days, today)
    yield ArticlePlan(
        path=SERVICES, section=SERVICES, made_of=(), make=partial(services, voice), rest=on_services
    )
    yield ArticlePlan(
        path=CONTACT,
        section=CONTACT,
        made_of=(),
        make=partial(contact, voice),
        rest=days_off(selection),
    )
    yield from history(voice)
    for shown in selection.incidents:
        for id in (shown.incident.id, *shown.incident.former):
            make = partial(incident, voice, shown, id)
            yield ArticlePlan(path=incident_path(id), section=HISTORY, made_of=(shown,), make=make)
    for page in selection.pages:
        make = partial(hand_written, voice, page)
        yield ArticlePlan(path=page_path(page.id), section=NOWHERE, made_of=(page,), make=make)


def incident(voice: Voice, shown: ShownIncident, id: str) -> Article:
    """One incident with all its updates; under a former id it says where it has moved."""
    path = incident_path(id)
    link = relative_linker(path)
    title = voice.text(shown.incident.title, voice.edition.at)
    here = incident_link(voice, shown, link)
    moved = None
    if id != shown.incident.id:
        anchor = Markup('<a href="{}"{}>{}</a>').format(here.href, title.attributes, title.html)
        moved = voice.phrase("This page has moved: %(page)s", page=anchor)
    now = voice.edition.at
    # Each text would say so, on a page of a few sentences.
    voice = voice.noticed(_texts(shown))
    summary, what_to_do = shown.incident.summary, shown.incident.what_to_do
    html = render(
        "articles/incident.html",
        title=title,
        words=voice.words,
        is_draft=shown.incident.is_draft,
        moved=moved,
        status=incident_status(voice, shown),
        started=started(voice, shown),
        promise=next_promise(voice, shown),
        summary=voice.body(summary, now, 2, link, "summary") if summary else None,
        what_to_do=voice.body(what_to_do, now, 3, link, f"what-to-do/{shown.incident.id}")
        if what_to_do and shown.is_open
        else None,
        states=[state_view(voice, state) for state in shown.services],
        course=chart_view(voice, shown),
        updates=[update_view(voice, update, link) for update in shown.updates[:_IN_FULL]],
        older=_by_month(voice, shown.updates, link),
    )
    data = incident_data(voice, shown, path)
    return Article(title.text, incident_status(voice, shown), html, data)


def _texts(shown: ShownIncident) -> Iterator[Text]:
    """The texts that the page of an incident shows."""
    yield shown.incident.title
    optional = [shown.incident.summary]
    if shown.is_open:
        optional.append(shown.incident.what_to_do)
    for update in shown.updates:
        optional += [update.update.title, update.update.text]
        optional += [correction.note for correction in update.corrections]
    yield from (text for text in optional if text is not None)


def _by_month(
    voice: Voice, updates: Sequence[ShownUpdate], link: Linker
) -> list[Mapping[str, object]]:
    """The updates not shown in full, by month, so that a long history can be surveyed.

    A month with updates that are shown above is not named as if it began here.
    """
    months: list[Mapping[str, object]] = []
    zone = voice.edition.country.zone

    def month_of(shown: ShownUpdate) -> str:
        return month_id(shown.update.spoken, zone)

    above = {month_of(shown) for shown in updates[:_IN_FULL]}
    for month, group in groupby(updates[_IN_FULL:], key=month_of):
        views = [update_view(voice, shown, link) for shown in group]
        count = voice.plural("%(count)s update", "%(count)s updates", len(views))
        name = voice.words["older"] if month in above else month_name(voice, month)
        months.append({"name": name, "count": count, "updates": views})
    return months


def services(voice: Voice) -> Article:
    """The state of every service that a text has named; for the group, of every country too."""
    selection = voice.edition.selection
    now = voice.edition.at
    title = voice.say("Services")

    def group_name(state: ServiceState) -> Said | None:
        return voice.text(state.service.group, now) if state.service.group else None

    abroad = selection.states_abroad
    named = {s.service.id for states in abroad.values() for s in states}
    html = render(
        "articles/services.html",
        title=title,
        words=voice.words,
        groups=[
            {"name": name, "states": [state_view(voice, state) for state in states]}
            for name, states in groupby(selection.services, key=group_name)
        ],
        history=history_rows(voice),
        first_day=first_day_shown(voice),
        countries=[_country_head(voice, id) for id in abroad] if named else [],
        rows=[
            {
                "name": voice.text(service.name, now),
                "cells": [_cell(voice, service, there, abroad[there]) for there in abroad],
            }
            for id, service in selection.catalogue.services.items()
            if id in named
        ],
    )
    return Article(title, title, html)


def _country_head(voice: Voice, id: CountryId) -> LinkView:
    country = voice.edition.selection.catalogue.countries[id]
    own = voice.edition.locale
    locale = own if own in country.locales else country.locales[0]
    return LinkView(f"../../../{id}/{locale}/{SERVICES}", voice.country(country))


@dataclass(frozen=True, slots=True)
class _Cell:
    """A service in a country; without a `state` nothing is said of it there."""

    is_offered: bool
    state: StateView | None


def _cell(
    voice: Voice, service: Service, country: CountryId, states: tuple[ServiceState, ...]
) -> _Cell:
    state = next((state_view(voice, s) for s in states if s.service.id == service.id), None)
    return _Cell(service.exists_in(country), state)


def contact(voice: Voice) -> Article:
    title = voice.say("Contact")
    html = render(
        "articles/contact.html",
        title=title,
        words=voice.words,
        contacts=[contact_view(voice, c) for c in voice.edition.selection.contacts],
    )
    return Article(title, title, html)


def hand_written(voice: Voice, page: Page) -> Article:
    """A page of content/pages/."""
    path = page_path(page.id)
    title = voice.text(page.title, voice.edition.at)
    html = render(
        "articles/page.html",
        title=title,
        words=voice.words,
        is_draft=page.is_draft,
        published=voice.phrase("Published %(date)s", date=voice.date(page.published))
        if page.published
        else None,
        text=voice.body(page.text, voice.edition.at, 2, relative_linker(path), page.id),
    )
    return Article(title.text, title.text, html)
