"""The changes of an edition by day, newest first: the page, and each change for other places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from markupsafe import Markup

from site_builder.editions.edition import ShownIncident, ShownQuestion
from site_builder.editions.events import Event, Kind
from site_builder.editions.fact_turns import FactTurn
from site_builder.editions.state_turns import StateTurn
from site_builder.language.dates import format_time_of_day
from site_builder.language.fact_values import format_fact
from site_builder.language.interface import mark
from site_builder.model.date import Date
from site_builder.model.service import State
from site_builder.model.site import Page
from site_builder.pages.addresses import (
    CHANGES,
    CHECKPOINT,
    CORRECTIONS,
    HISTORY,
    HOME,
    NOWHERE,
    Linker,
    entry_path,
    incident_path,
    page_path,
    relative_linker,
)
from site_builder.pages.article import Article, ArticlePlan
from site_builder.pages.correction_views import ENTRY_TOP, correction_anchor
from site_builder.pages.labels import state_label
from site_builder.pages.templates import render
from site_builder.pages.titles import (
    fact_moment,
    incident_and_status,
    incident_line,
    question_title,
    title_elsewhere,
)
from site_builder.pages.views import LinkView, window
from site_builder.pages.voice import Body, Said, Voice, plain_said

MOST_SHOWN = 100
"""How many changes the page lists. Earlier updates are in the history, answers on their page.

Measured: with 200, the page and its Markdown twin would be a tenth of a build with 300 questions.
"""
_LABELS = {
    Kind.correction: mark("Correction"),
    Kind.change: mark("Updated information"),
    Kind.statement: mark("Statement"),
    Kind.maintenance: mark("Planned maintenance"),
    Kind.state: mark("Service status"),
    Kind.new_answer: mark("New answer"),
    Kind.changed_answer: mark("Updated answer"),
    Kind.fact: mark("Updated information"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnView:
    """A service or fact that changed. `code` is the new state's id, for the style."""

    sentence: Markup
    code: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeView:
    """A change, ready to be shown. `label` says which kind it is, `link` leads to its entry.

    `about` is the incident of a statement with its own title, `time` the time of day if it is
    known, `note` the text of a correction.
    """

    key: str
    label: str
    link: LinkView
    about: Markup | None
    time: Markup | None
    turns: tuple[TurnView, ...]
    note: Body | None


def changes_plan(voice: Voice, events: Sequence[Event], *, has_log: bool) -> ArticlePlan:
    """Return the plan of the page `changes/`, which lists the newest events."""
    has_corrections = any(event.correction is not None for event in events)
    listed = events[:MOST_SHOWN]
    return ArticlePlan(
        path=CHANGES,
        section=NOWHERE,
        styles=("changes",),
        made_of=tuple({named(event): event.shown for event in listed}.values()),
        make=partial(_page, voice, listed, len(events) > len(listed), has_corrections, has_log),
        rest=(
            *(told(voice, event) for event in listed),
            len(events) > len(listed),
            has_corrections,
        ),
    )


def named(event: Event) -> str:
    """Return a name for what an event is about."""
    shown = event.shown
    if isinstance(shown, ShownIncident):
        return f"status/{shown.incident.id}"
    return shown.key if isinstance(shown, ShownQuestion) else f"pages/{shown.id}"


def told(voice: Voice, event: Event) -> tuple[object, ...]:
    """Return what a change says beyond the entry that it is about, for keys."""
    states = [(turn.service.id, turn.before, turn.after) for turn in event.states]
    fact = event.fact and _values(voice, event.fact)
    return (event.kind.name, event.key, event.day.iso, event.date.iso, states, fact)


def logged(voice: Voice, link: Linker) -> LinkView:
    """Return the link to the log of what was published; its label says what it proves."""
    return LinkView(
        link(CHECKPOINT),
        plain_said(
            voice.say(
                "Everything that is published here is logged, so nothing can be changed unnoticed."
            )
        ),
    )


def _page(
    voice: Voice,
    events: Sequence[Event],
    has_older: bool,
    has_corrections: bool,
    has_log: bool,
) -> Article:
    link = relative_linker(CHANGES)
    title = voice.say("Changes")
    html = render(
        "articles/changes.html",
        title=title,
        words=voice.words,
        lead=voice.say("Statements, corrections, answers and service status, by day."),
        days=[_day(voice, day, list(of_day), link) for day, of_day in groupby(events, _day_of)],
        since=voice.say("Changes since %(date)s", date="%s"),
        no_change=voice.say("No changes since %(date)s.", date="%s"),
        everything=voice.say("Show all changes"),
        nothing=voice.say(
            "Nothing has changed here yet. Statements, answers and changes in service status will "
            "appear on this page."
        ),
        situation=voice.say("Situation"),
        situation_href=link(HOME),
        older=voice.say("Earlier changes are not listed here.") if has_older else None,
        history_href=link(HISTORY),
        corrections=LinkView(link(CORRECTIONS), plain_said(voice.say("Corrections")))
        if has_corrections
        else None,
        log=logged(voice, link) if has_log else None,
    )
    return Article(title, title, html)


def _day_of(event: Event) -> Date:
    return event.day


def _day(voice: Voice, day: Date, events: list[Event], link: Linker) -> Mapping[str, object]:
    zone = voice.edition.country.zone
    return {
        "id": day.iso,
        "name": voice.date(day),
        "last": day.shown_end(zone).astimezone(zone).date().isoformat(),
        "changes": [change_view(voice, event, link) for event in events],
    }


def change_view(voice: Voice, event: Event, link: Linker) -> ChangeView:
    """Return a change with links made by `link`."""
    path, title = _target(voice, event)
    about = None
    if event.update is not None and event.update.update.title is not None:
        about = incident_line(voice, event.update).span
    elif event.kind is Kind.maintenance and isinstance(event.shown, ShownIncident):
        about = window(voice, event.shown)
    correction, note = event.correction, None
    if correction is not None:
        moment = fact_moment(voice, correction.at)
        note = voice.body(correction.note, moment, ENTRY_TOP, link)
    turns = [_state_turn(voice, turn) for turn in event.states]
    if event.fact is not None:
        turns.append(_fact_turn(voice, event.fact))
    return ChangeView(
        key=event.key,
        label=voice.say(_LABELS[event.kind]),
        link=LinkView(link(path), title),
        about=about,
        time=_time(voice, event.date),
        turns=tuple(turns),
        note=note,
    )


def _target(voice: Voice, event: Event) -> tuple[str, Said]:
    """Return the path and the title of what an event is about."""
    shown = event.shown
    if isinstance(shown, Page):
        path, title = page_path(shown.id), voice.text(shown.title, voice.edition.at)
        if event.correction is not None:
            path = f"{path}#{shown.id}"
    elif event.update is not None:
        path, title = entry_path(event.update), title_elsewhere(voice, event.update)
    elif isinstance(shown, ShownQuestion):
        path, title = entry_path(shown), question_title(voice, shown)
    else:
        path = incident_path(shown.incident.id)
        if event.kind is Kind.maintenance:
            title = incident_and_status(voice, shown.incident, "scheduled")
        else:
            title = voice.text(shown.incident.title, voice.edition.at)
    if event.correction is not None:
        path = correction_anchor(path, event.correction)
    return path, title


def _time(voice: Voice, date: Date) -> Markup | None:
    """Return the time of day, in the edition's zone; the day is in the heading."""
    if date.moment is None:
        return None
    zone = voice.edition.country.zone
    clock = format_time_of_day(date.moment, voice.locale, zone)
    return Markup('<time datetime="{}">{}</time>').format(date.iso_in(zone), clock)


def _state_turn(voice: Voice, turn: StateTurn) -> TurnView:
    name = voice.text(turn.service.name, voice.edition.at)
    after: str | Markup = _state(voice, turn.after)
    if turn.before is not None:
        after = _turned(voice, _state(voice, turn.before), after)
    return TurnView(
        sentence=voice.phrase("%(label)s: %(text)s", label=name.span, text=after),
        code="none" if turn.after is None else turn.after.name,
    )


def _state(voice: Voice, state: State | None) -> str:
    return voice.words["unknown"] if state is None else state_label(voice, state)


def _fact_turn(voice: Voice, turn: FactTurn) -> TurnView:
    before, after = (Markup("<bdi>{}</bdi>").format(v) for v in _values(voice, turn))
    return TurnView(sentence=_turned(voice, before, after), code=None)


def _values(voice: Voice, turn: FactTurn) -> tuple[str, str]:
    locale, zone = voice.edition.locale, voice.edition.country.zone
    return format_fact(turn.before, locale, zone), format_fact(turn.after, locale, zone)


def _turned(voice: Voice, before: str | Markup, after: str | Markup) -> Markup:
    return voice.phrase("%(before)s → %(after)s", before=before, after=after)
