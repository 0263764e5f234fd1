"""The entries of the feed of changes: one for each change that the page `changes/` lists."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, partial

from markupsafe import Markup

from site_builder.editions.edition import ShownIncident, ShownQuestion
from site_builder.editions.events import Event, Kind, events_of
from site_builder.model.locale import LocaleId
from site_builder.outputs.feeds.feed_entries import (
    FeedEntry,
    PlannedEntry,
    first_incident_id,
    first_key,
    first_question_key,
    in_page_language,
    urn,
)
from site_builder.pages.addresses import Linker
from site_builder.pages.changes import change_view, told
from site_builder.pages.templates import render
from site_builder.pages.titles import labelled
from site_builder.pages.voice import Said, Voice

_OWN_TITLES = (Kind.statement, Kind.maintenance)
"""Their titles say what they are; a question's title alone would not tell that it changed."""


def plan_changes(voice: Voice, link: Linker, most: int) -> Iterator[PlannedEntry]:
    """Yield the newest changes of an edition, in the order of the page."""
    for event in events_of(voice.edition)[:most]:
        yield PlannedEntry(
            published=event.moment,
            updated=event.moment,
            key=f"changes/{event.key}",
            name=f"changes/{_name(voice, event)}",
            shown=event.shown,
            services=frozenset(turn.service.id for turn in event.states),
            language=partial(_language, voice, event),
            render=cache(partial(_entry, voice, event, link)),
            rest=told(voice, event),
        )


def _name(voice: Voice, event: Event) -> str:
    """Return the key of an event with the first ids of its entry, so that renaming keeps the id."""
    shown, key = event.shown, event.key
    if key.startswith("facts/"):
        return key
    if event.update is not None and isinstance(shown, ShownIncident):
        update = event.update.update
        own = first_key(f"{first_incident_id(shown.incident)}/{update.id}", update.former)
        return own + key.removeprefix(update.key)
    if isinstance(shown, ShownQuestion):
        return first_question_key(voice, shown) + key.removeprefix(shown.key)
    if isinstance(shown, ShownIncident):
        return first_incident_id(shown.incident) + key.removeprefix(shown.incident.id)
    return key


def _language(voice: Voice, event: Event) -> LocaleId | None:
    return voice.language_shown(event.correction.note) if event.correction is not None else None


def _entry(voice: Voice, event: Event, link: Linker) -> FeedEntry:
    view = change_view(voice, event, link)
    title: Said = view.link.label
    if event.kind not in _OWN_TITLES:
        title = labelled(voice, view.label, title)
    html: Markup = in_page_language(voice, render("components/feed_change.html", view=view))
    return FeedEntry(
        id=urn(voice, f"changes/{_name(voice, event)}"),
        title=title,
        link=view.link.href,
        html=html,
        category=view.label,
        published=event.moment,
        updated=event.moment,
        language=view.note.language if view.note is not None else None,
    )
