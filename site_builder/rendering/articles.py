"""The article of each page of an edition: what stands inside the shell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from itertools import groupby

from markupsafe import Markup

from site_builder.editions.course import recent_incidents
from site_builder.editions.edition import Selection, ServiceState, ShownIncident, ShownQuestion
from site_builder.model.country import CountryId
from site_builder.model.service import State
from site_builder.model.site import Page
from site_builder.rendering.addresses import (
    CONTACT,
    FAQ,
    HISTORY,
    HOME,
    SERVICES,
    entry_path,
    incident_path,
    page_path,
    relative_linker,
)
from site_builder.rendering.article import Article, ArticlePlan
from site_builder.rendering.charts import chart_view, first_day_shown, history_rows
from site_builder.rendering.history import history
from site_builder.rendering.labels import headline, status_label
from site_builder.rendering.templates import render
from site_builder.rendering.views import (
    LinkView,
    StateView,
    contact_view,
    incident_link,
    promise,
    question_view,
    started,
    state_view,
    update_title,
    update_view,
    window,
)
from site_builder.rendering.voice import Said, Voice

_LATEST_IN_FULL = 1
_LATEST_LINKED = 6
_MOST_QUESTIONS = 6


def articles_of(voice: Voice) -> Iterator[ArticlePlan]:
    """Every page of an edition."""
    selection = voice.edition.selection
    states = _told(selection.services)
    abroad = tuple((id, _told(there)) for id, there in selection.states_abroad.items())
    on_home = (headline(voice), states)
    yield ArticlePlan(HOME, HOME, _shown_at_home(selection), partial(home, voice), on_home)
    yield ArticlePlan(FAQ, FAQ, selection.questions, partial(faq, voice))
    today = selection.at.astimezone(selection.country.zone).date()
    told = recent_incidents(selection)
    on_services = (states, abroad, today)
    yield ArticlePlan(SERVICES, SERVICES, told, partial(services, voice), on_services)
    yield ArticlePlan(CONTACT, CONTACT, (), partial(contact, voice))
    yield from history(voice)
    for shown in selection.incidents:
        for id in (shown.incident.id, *shown.incident.former):
            make = partial(incident, voice, shown, id)
            yield ArticlePlan(incident_path(id), HISTORY, (shown,), make)
    for page in selection.pages:
        yield ArticlePlan(page_path(page.id), "", (page,), partial(hand_written, voice, page))


def _told(states: tuple[ServiceState, ...]) -> tuple[object, ...]:
    """What a state says besides the service's name."""
    return tuple(
        (s.service.id, s.state.name, s.since and (s.since.iso, s.since.precision)) for s in states
    )


def _shown_at_home(selection: Selection) -> tuple[ShownIncident | ShownQuestion, ...]:
    recent = selection.statements[: _LATEST_IN_FULL + _LATEST_LINKED]
    return (
        *selection.open_incidents,
        *(incident for incident, _ in recent),
        *selection.maintenance_to_come,
        *selection.questions[:_MOST_QUESTIONS],
    )


def home(voice: Voice) -> Article:
    """The situation now."""
    selection, link = voice.edition.selection, relative_linker(HOME)
    recent = selection.statements
    open_incidents = selection.open_incidents
    states = [state_view(voice, state) for state in selection.services]
    title = voice.say("The situation now")
    top = headline(voice)
    html = render(
        "articles/home.html",
        title=title,
        words=voice.words,
        headline=top,
        incidents=[_banner(voice, shown) for shown in open_incidents],
        latest=voice.phrase(
            "Latest information: %(date)s", date=voice.date(recent[0][1].update.spoken)
        )
        if recent
        else None,
        promises=[
            text
            for shown in open_incidents
            if shown.updates
            and (text := promise(voice, shown.updates[0].update.next_update, "update"))
        ],
        maintenance=[
            {"link": incident_link(voice, shown, link), "window": window(voice, shown)}
            for shown in selection.maintenance_to_come
        ],
        broken=[s for s in states if s.code != State.operational.name],
        working=[s for s in states if s.code == State.operational.name],
        what_to_do=[
            voice.body(shown.incident.what_to_do, voice.edition.at, 4, link)
            for shown in open_incidents
            if shown.incident.what_to_do is not None
        ],
        updates=[update_view(voice, shown, link) for _, shown in recent[:_LATEST_IN_FULL]],
        older=[
            {
                "link": LinkView(link(entry_path(s.update.key)), update_title(voice, s)),
                "date": voice.date(s.update.spoken),
            }
            for _, s in recent[_LATEST_IN_FULL : _LATEST_IN_FULL + _LATEST_LINKED]
        ],
        history_href=link(HISTORY),
        questions=[
            LinkView(link(entry_path(q.key)), voice.text(q.question, voice.edition.at))
            for q in selection.questions[:_MOST_QUESTIONS]
        ],
        faq_href=link(FAQ),
        contacts=[contact_view(voice, c) for c in selection.contacts],
    )
    return Article(title, top.text, html)


def _banner(voice: Voice, shown: ShownIncident) -> Mapping[str, object]:
    return {
        "link": incident_link(voice, shown, relative_linker(HOME)),
        "status": status_label(voice, shown.status),
        "started": started(voice, shown),
        "is_draft": shown.incident.is_draft,
    }


def incident(voice: Voice, shown: ShownIncident, id: str) -> Article:
    """One incident with all its updates; under a former id it says where it has moved."""
    path = incident_path(id)
    link = relative_linker(path)
    title = voice.text(shown.incident.title, voice.edition.at)
    here = incident_link(voice, shown, link)
    moved = None
    if id != shown.incident.id:
        anchor = Markup('<a href="{}">{}</a>').format(here.href, title.text)
        moved = voice.phrase("This page has moved: %(page)s", page=anchor)
    now = voice.edition.at
    summary, what_to_do = shown.incident.summary, shown.incident.what_to_do
    html = render(
        "articles/incident.html",
        title=title,
        words=voice.words,
        is_draft=shown.incident.is_draft,
        moved=moved,
        status=status_label(voice, shown.status),
        started=started(voice, shown),
        summary=voice.body(summary, now, 4, link) if summary else None,
        what_to_do=voice.body(what_to_do, now, 4, link) if what_to_do and shown.is_open else None,
        states=[state_view(voice, state) for state in shown.services],
        course=chart_view(voice, shown),
        updates=[update_view(voice, update, link) for update in shown.updates],
    )
    return Article(title.text, status_label(voice, shown.status), html)


def faq(voice: Voice) -> Article:
    """All questions by category."""
    link = relative_linker(FAQ)
    title = voice.say("Questions and answers")
    html = render(
        "articles/faq.html",
        title=title,
        words=voice.words,
        categories=[
            {
                "id": category.id,
                "name": voice.text(category.name, voice.edition.at),
                "entries": [question_view(voice, q, link) for q in category.questions],
            }
            for category in voice.edition.selection.categories
        ],
    )
    return Article(title, title, html)


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
                "cells": [_cell(voice, states, id) for states in abroad.values()],
            }
            for id, service in selection.catalogue.services.items()
            if id in named
        ],
    )
    return Article(title, title, html)


def _country_head(voice: Voice, id: CountryId) -> Mapping[str, str]:
    country = voice.edition.selection.catalogue.countries[id]
    locale = voice.locale if voice.locale in country.locales else country.locales[0]
    href = f"../../../{id}/{locale}/{SERVICES}"
    return {"name": voice.country_name(country), "href": href}


def _cell(voice: Voice, states: tuple[ServiceState, ...], service: str) -> StateView | None:
    return next((state_view(voice, s) for s in states if s.service.id == service), None)


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
        text=voice.body(page.text, voice.edition.at, 2, relative_linker(path)),
    )
    return Article(title.text, title.text, html)
