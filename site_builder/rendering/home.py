"""The situation now: the first page of an edition."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from site_builder.editions.edition import (
    Selection,
    ServiceState,
    ShownIncident,
    ShownQuestion,
)
from site_builder.model.service import State
from site_builder.rendering.addresses import FAQ, HISTORY, HOME, Linker, entry_path, relative_linker
from site_builder.rendering.article import Article, ArticlePlan
from site_builder.rendering.closing import days_off
from site_builder.rendering.contacts import contact_view, joined
from site_builder.rendering.labels import Headline, headline, status_label
from site_builder.rendering.templates import render
from site_builder.rendering.views import (
    LinkView,
    StateView,
    incident_link,
    promise,
    started,
    state_view,
    update_key,
    update_title,
    update_view,
    window,
)
from site_builder.rendering.voice import Body, Voice

_LATEST_IN_FULL = 1
_LATEST_LINKED = 6
_MOST_QUESTIONS = 6


def told(states: tuple[ServiceState, ...]) -> tuple[object, ...]:
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


def home_plan(voice: Voice) -> ArticlePlan:
    """The plan of the situation now."""
    selection = voice.edition.selection
    rest = (headline(voice), told(selection.services), days_off(selection))
    return ArticlePlan(HOME, HOME, _shown_at_home(selection), partial(home, voice), rest)


@dataclass(frozen=True, slots=True)
class HomeView:
    """What the situation now consists of, for the page and for the lite one."""

    headline: Headline
    incidents: tuple[Mapping[str, object], ...]
    latest: Markup | None
    promises: tuple[Markup, ...]
    maintenance: tuple[Mapping[str, object], ...]
    broken: tuple[StateView, ...]
    working: tuple[StateView, ...]
    what_to_do: tuple[Body, ...]


def home_view(voice: Voice, link: Linker) -> HomeView:
    selection = voice.edition.selection
    recent, open_incidents = selection.statements, selection.open_incidents
    states = [state_view(voice, state) for state in selection.services]
    return HomeView(
        headline(voice),
        tuple(_banner(voice, shown, link) for shown in open_incidents),
        voice.phrase("Latest information: %(date)s", date=voice.date(recent[0][1].update.spoken))
        if recent
        else None,
        tuple(
            text
            for shown in open_incidents
            if shown.updates
            and (text := promise(voice, shown.updates[0].update.next_update, "update"))
        ),
        tuple(
            {"link": incident_link(voice, shown, link), "window": window(voice, shown)}
            for shown in selection.maintenance_to_come
        ),
        tuple(s for s in states if s.code != State.operational.name),
        tuple(s for s in states if s.code == State.operational.name),
        tuple(
            voice.body(
                shown.incident.what_to_do,
                voice.edition.at,
                3,
                link,
                f"what-to-do/{shown.incident.id}",
            )
            for shown in open_incidents
            if shown.incident.what_to_do is not None
        ),
    )


def home(voice: Voice) -> Article:
    """The situation now."""
    selection, link = voice.edition.selection, relative_linker(HOME)
    recent = selection.statements
    view = home_view(voice, link)
    title = voice.say("The situation now")
    html = render(
        "articles/home.html",
        title=title,
        words=voice.words,
        view=view,
        broken_names=joined(voice, [s.name for s in view.broken]),
        working_names=joined(voice, [s.name for s in view.working]),
        updates=[update_view(voice, shown, link) for _, shown in recent[:_LATEST_IN_FULL]],
        older=[
            {
                "link": LinkView(link(entry_path(s.update.key)), update_title(voice, s)),
                "date": voice.date(s.update.spoken),
                "key": update_key(s),
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
    return Article(title, view.headline.text, html)


def _banner(voice: Voice, shown: ShownIncident, link: Linker) -> Mapping[str, object]:
    return {
        "link": incident_link(voice, shown, link),
        "status": status_label(voice, shown.status),
        "started": started(voice, shown),
        "is_draft": shown.incident.is_draft,
    }
