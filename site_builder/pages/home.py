"""The current situation: the first page of an edition."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice

from markupsafe import Markup

from site_builder.editions.claims import ShownClaim
from site_builder.editions.edition import (
    Selection,
    ServiceState,
    ShownIncident,
    ShownQuestion,
    ShownUpdate,
)
from site_builder.editions.statements import (
    Statement,
    latest_statement,
    leading_statements,
    maintenance_of,
    open_problems,
)
from site_builder.model.service import State
from site_builder.pages.addresses import (
    CHANGES,
    FAQ,
    FEEDS,
    HISTORY,
    HOME,
    Linker,
    entry_path,
    relative_linker,
)
from site_builder.pages.article import Article, ArticlePlan
from site_builder.pages.closed_days import days_off
from site_builder.pages.contact_views import contact_view
from site_builder.pages.first_screen import advice, buttons, lead_question, statement, tallies
from site_builder.pages.known import (
    STYLES,
    awaited_key,
    claims_at_home,
    known_key,
    known_view,
    questions_awaited,
)
from site_builder.pages.labels import Headline, headline, incident_status
from site_builder.pages.templates import render
from site_builder.pages.titles import incident_line, question_title, title_elsewhere
from site_builder.pages.views import (
    EntryView,
    LinkView,
    StateView,
    incident_link,
    next_promise,
    started,
    state_view,
    update_key,
    update_view,
)
from site_builder.pages.voice import Body, Voice

_LATEST_LINKED = 6
_MOST_QUESTIONS = 6


def told(states: tuple[ServiceState, ...]) -> tuple[object, ...]:
    """Return the phrase for a state next to the service's name."""
    return tuple(
        (
            s.service.id,
            s.state.name,
            s.since and (s.since.iso, s.since.precision),
            s.as_of and (s.as_of.iso, s.as_of.precision),
        )
        for s in states
    )


def _older(selection: Selection) -> tuple[Statement, ...]:
    """Return the newest statements that are not shown in full."""
    in_full = {shown.update.key for _, shown in leading_statements(selection)}
    in_full |= {said.update.key for said in _said_at_work(selection)}
    rest = (s for s in selection.statements if s[1].update.key not in in_full)
    return tuple(islice(rest, _LATEST_LINKED))


def _said_at_work(selection: Selection) -> Iterator[ShownUpdate]:
    """Yield the newest update of each maintenance in progress, shown with the maintenance."""
    for shown in maintenance_of(selection):
        if shown.updates and shown.incident.started.start <= selection.at:
            yield shown.updates[0]


def _questions(selection: Selection) -> tuple[ShownQuestion, ...]:
    """Return the questions that home links to: the most asked, then the first ones."""
    others = (q for q in selection.questions if not q.question.is_most_asked)
    return (*selection.most_asked, *others)[:_MOST_QUESTIONS]


def _shown_at_home(selection: Selection) -> tuple[ShownIncident | ShownQuestion, ...]:
    recent = (*leading_statements(selection), *_older(selection))
    return (
        *open_problems(selection),
        *(incident for incident, _ in recent),
        *maintenance_of(selection),
        *_questions(selection),
        *([lead] if (lead := lead_question(selection)) else []),
    )


def home_plan(voice: Voice, *, has_feeds: bool) -> ArticlePlan:
    """Return the plan of the situation now."""
    selection = voice.edition.selection
    rest: tuple[object, ...] = (headline(voice), told(selection.services), days_off(selection))
    made_of: tuple[ShownIncident | ShownQuestion, ...] = _shown_at_home(selection)
    claims = claims_at_home(selection)
    if claims:
        rest = (*rest, known_key(claims), awaited_key(selection))
        made_of = (*made_of, *questions_awaited(selection))
    return ArticlePlan(
        path=HOME,
        section=HOME,
        made_of=made_of,
        make=partial(home, voice, claims, has_feeds=has_feeds),
        rest=rest,
        styles=("home", *([STYLES] if claims else [])),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeView:
    """The parts of the current situation, for the home page and the lite page.

    `incidents` are the open ones, worst first, `statements` the newest of each.
    """

    headline: Headline
    incidents: tuple[Mapping[str, object], ...]
    statements: tuple[EntryView, ...]
    latest: Markup | None
    maintenance: tuple[Mapping[str, object], ...]
    broken: tuple[StateView, ...]
    working: tuple[StateView, ...]
    what_to_do: tuple[Body, ...]

    @property
    def tells_states(self) -> bool:
        """Whether the first screen says what works: an incident is open, or work has begun."""
        has_begun = bool(self.maintenance) and bool(self.maintenance[0]["has_begun"])
        return bool(self.incidents) or has_begun


def home_view(voice: Voice, link: Linker) -> HomeView:
    selection = voice.edition.selection
    problems = open_problems(selection)
    latest = latest_statement(selection)
    at_work = list(_said_at_work(selection))
    states = [state_view(voice, state) for state in selection.services]
    return HomeView(
        headline=headline(voice),
        incidents=tuple(_banner(voice, shown, link) for shown in problems),
        statements=tuple(
            update_view(voice, update, link, is_elsewhere=True)
            for _, update in leading_statements(selection)
            if update not in at_work
        ),
        latest=voice.phrase("Last updated: %(date)s", date=voice.date(latest.update.spoken))
        if latest
        else None,
        maintenance=tuple(_maintenance(voice, shown, link) for shown in maintenance_of(selection)),
        broken=tuple(s for s in states if s.code != State.operational.name),
        working=tuple(s for s in states if s.code == State.operational.name),
        what_to_do=tuple(
            voice.body(
                shown.incident.what_to_do,
                voice.edition.at,
                3,
                link,
                f"what-to-do/{shown.incident.id}",
            )
            for shown in problems
            if shown.incident.what_to_do is not None
        ),
    )


def home(voice: Voice, claims: tuple[ShownClaim, ...], *, has_feeds: bool) -> Article:
    """Return the current situation; `claims` are those on its board."""
    selection, link = voice.edition.selection, relative_linker(HOME)
    view = home_view(voice, link)
    title = voice.say("Current situation")
    states = (*view.broken, *view.working)
    contacts = [contact_view(voice, c) for c in selection.contacts]
    html = render(
        "articles/home.html",
        title=title,
        words=voice.words,
        view=view,
        tallies=tallies(voice, states) if view.tells_states else (),
        states=states,
        advice=[advice(text) for text in view.what_to_do],
        statements=[_folded(update) for update in view.statements],
        buttons=buttons(voice, contacts, link),
        board=known_view(voice, claims, link, with_awaited=True),
        older=[
            {
                "link": LinkView(link(entry_path(s)), title_elsewhere(voice, s)),
                "date": voice.date(s.update.spoken),
                "incident": incident_line(voice, s) if s.update.title else None,
                "key": update_key(s),
            }
            for _, s in _older(selection)
        ],
        history_href=link(HISTORY),
        changes_href=link(CHANGES),
        questions=[
            LinkView(link(entry_path(q)), question_title(voice, q)) for q in _questions(selection)
        ],
        faq_href=link(FAQ),
        contacts=contacts,
        feeds_href=link(FEEDS) if has_feeds else None,
    )
    return Article(title, view.headline.text, html)


def _folded(update: EntryView) -> EntryView:
    text = statement(update.body)
    return replace(update, body=text.body, rest=text.rest)


def _banner(voice: Voice, shown: ShownIncident, link: Linker) -> Mapping[str, object]:
    return {
        "link": incident_link(voice, shown, link),
        "status": incident_status(voice, shown),
        "started": started(voice, shown),
        "promise": next_promise(voice, shown),
        "is_draft": shown.incident.is_draft,
    }


def _maintenance(voice: Voice, shown: ShownIncident, link: Linker) -> Mapping[str, object]:
    """Current or planned maintenance; once it has started, its newest update in full."""
    has_begun = shown.incident.started.start <= voice.edition.at
    says_more = has_begun and bool(shown.updates)
    summary = shown.incident.summary
    return {
        **_banner(voice, shown, link),
        "has_begun": has_begun,
        "statement": update_view(voice, shown.updates[0], link, is_elsewhere=True)
        if says_more
        else None,
        "text": voice.body(summary, voice.edition.at, 3, link, f"maintenance/{shown.incident.id}")
        if has_begun and summary and not says_more
        else None,
    }
