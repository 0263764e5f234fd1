"""The states of the services, over time and in every country."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from site_builder.editions.edition import ServiceState
from site_builder.language.numbers import format_list
from site_builder.model.country import CountryId
from site_builder.model.service import State
from site_builder.pages.addresses import (
    SERVICES,
)
from site_builder.pages.article import Article
from site_builder.pages.charts import days_view
from site_builder.pages.contact_views import joined
from site_builder.pages.first_screen import Tally, all_tallies
from site_builder.pages.labels import state_label
from site_builder.pages.templates import render
from site_builder.pages.views import LinkView, state_view
from site_builder.pages.voice import Said, Voice


def services(voice: Voice) -> Article:
    """Return the page of the states of services; for the group, with every country's states."""
    selection = voice.edition.selection
    now = voice.edition.at
    title = voice.say("Services")

    def group_name(state: ServiceState) -> Said | None:
        return voice.text(state.service.group, now) if state.service.group else None

    html = render(
        "articles/services.html",
        title=title,
        words=voice.words,
        groups=[
            {"name": name, "states": [state_view(voice, state) for state in states]}
            for name, states in groupby(selection.services, key=group_name)
        ],
        last_days=days_view(voice),
        countries=_countries(voice),
    )
    return Article(title, title, html)


def _country_head(voice: Voice, id: CountryId) -> Markup:
    country = voice.edition.selection.catalogue.countries[id]
    own = voice.edition.locale
    locale = own if own in country.locales else country.locales[0]
    return LinkView(f"../../../{id}/{locale}/{SERVICES}", voice.country(country)).html


@dataclass(frozen=True, slots=True)
class _Row:
    """A country's services: the `tallies` of those with a state, and those `unknown`.

    `worst` is the order of the row: exceptions come first, countries without any state last.
    """

    country: Markup
    tallies: tuple[Tally, ...]
    unknown: Markup | None
    worst: int

    @property
    def is_normal(self) -> bool:
        return self.worst == State.operational and self.unknown is None


def _countries(voice: Voice) -> list[_Row]:
    """Return the countries, those with the worst states first."""
    selection = voice.edition.selection
    named = {state.service.id for states in selection.states_abroad.values() for state in states}
    told = [service for id, service in selection.catalogue.services.items() if id in named]
    if not told:
        return []
    rows = []
    for id, states in selection.states_abroad.items():
        known = {state.service.id for state in states}
        offered = [s for s in told if s.exists_in(id)]
        silent = [voice.text(s.name, voice.edition.at) for s in offered if s.id not in known]
        views = [state_view(voice, state) for state in states]
        rows.append(
            _Row(
                country=_country_head(voice, id),
                tallies=all_tallies(voice, views),
                unknown=_unknown(voice, silent) if silent and known else None,
                worst=max((state.state for state in states), default=-1),
            )
        )
    rows.sort(key=lambda row: -row.worst)
    normal = [row for row in rows if row.is_normal]
    if len(normal) < 2:
        return rows
    # Countries where all is well need one line together.
    label = Markup("<b>{}</b>").format(state_label(voice, State.operational))
    together = _Row(
        country=Markup(format_list([str(row.country) for row in normal], voice.locale)),
        tallies=(Tally(State.operational.name, label),),
        unknown=None,
        worst=State.operational,
    )
    first = rows.index(normal[0])
    return [*rows[:first], together, *(row for row in rows[first:] if not row.is_normal)]


def _unknown(voice: Voice, names: list[Said]) -> Markup:
    label, listed = voice.words["unknown"], joined(voice, names)
    return voice.phrase("%(label)s: %(text)s", label=label, text=listed)
