"""The states of the services, over time and in every country."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from site_builder.editions.edition import ServiceState
from site_builder.model.country import CountryId
from site_builder.model.service import Service
from site_builder.pages.addresses import (
    SERVICES,
)
from site_builder.pages.article import Article
from site_builder.pages.charts import first_day_shown, history_rows
from site_builder.pages.templates import render
from site_builder.pages.views import (
    LinkView,
    StateView,
    state_view,
)
from site_builder.pages.voice import Said, Voice


def services(voice: Voice) -> Article:
    """Return the page of the states of services; for the group, with every country's states."""
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
    """A service in a country; without a `state`, nothing is said about it there."""

    is_offered: bool
    state: StateView | None


def _cell(
    voice: Voice, service: Service, country: CountryId, states: tuple[ServiceState, ...]
) -> _Cell:
    state = next((state_view(voice, s) for s in states if s.service.id == service.id), None)
    return _Cell(service.exists_in(country), state)
