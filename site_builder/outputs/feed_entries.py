"""The entries that every feed of an edition has, newest first.

An update or question is one entry whose id never changes; each correction is, besides, an
entry of its own, since readers do not show a changed entry again.
"""

from __future__ import annotations

import heapq
import uuid
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from markupsafe import Markup

from site_builder.editions.edition import ShownIncident, ShownQuestion, ShownUpdate
from site_builder.model.date import Date
from site_builder.model.incident import Correction, Incident
from site_builder.model.text import Text
from site_builder.rendering.addresses import Linker, entry_path, incident_path
from site_builder.rendering.templates import render
from site_builder.rendering.views import (
    EntryView,
    correction_anchor,
    question_view,
    update_view,
    window,
)
from site_builder.rendering.voice import Voice

MOST_ENTRIES = 50
_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "tag:site-builder,2026:entry")


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """`html` is the full text with absolute links; times are UTC and never after the build."""

    id: str
    title: str
    link: str
    html: Markup
    category: str
    published: datetime
    updated: datetime


@dataclass(frozen=True, slots=True)
class PlannedEntry:
    """An entry before it is rendered: most of a long history never is.

    `shown` is the incident or question that it is of.
    """

    published: datetime
    updated: datetime
    id: str
    shown: ShownIncident | ShownQuestion
    render: Callable[[], FeedEntry]


def plan_entries(voice: Voice, link: Linker) -> list[PlannedEntry]:
    """The newest entries of an edition; `link` makes absolute links."""
    planned = [
        *_updates(voice, _latest(voice), link),
        *_maintenance(voice, link),
        *_questions(voice, link),
    ]
    planned.sort(key=lambda entry: (entry.published, entry.id), reverse=True)
    return planned[:MOST_ENTRIES]


def _latest(voice: Voice) -> Iterable[tuple[ShownIncident, ShownUpdate]]:
    """The updates that can have an entry among the newest: of the others all is older."""
    statements = voice.edition.selection.statements
    moments = [
        max(_moment(voice, date) for date in (u.update.released, *(c.at for c in u.corrections)))
        for _, u in statements
    ]
    oldest = min(heapq.nlargest(MOST_ENTRIES, moments), default=None)
    return (
        pair
        for pair, moment in zip(statements, moments, strict=True)
        if oldest is not None and moment >= oldest
    )


def entry_id(voice: Voice, key: str, former: tuple[str, ...]) -> str:
    """A URN that names the entry in its edition, by the id that it had first.

    RSS 2.0 `guid`, RFC 4287 4.2.6: never changes, so neither the site's address nor a new id of
    the entry is part of it.
    """
    first = f"{key.rpartition('/')[0]}/{former[0]}" if former else key
    return uuid.uuid5(_NAMESPACE, f"{voice.edition.address}/{first}").urn


def _first_id(incident: Incident) -> str:
    return incident.former[0] if incident.former else incident.id


def _moment(voice: Voice, date: Date) -> datetime:
    return date.machine_moment(voice.edition.at)


def _updates(
    voice: Voice, statements: Iterable[tuple[ShownIncident, ShownUpdate]], link: Linker
) -> Iterator[PlannedEntry]:
    for shown, update in statements:
        incident = shown.incident
        owner = _first_id(incident)
        yield from _planned(
            voice,
            shown,
            entry_id(voice, f"{owner}/{update.update.id}", update.update.former),
            update.update.key,
            incident.title,
            update.update.released,
            update.corrections,
            link,
            partial(update_view, voice, update, link),
        )


def _questions(voice: Voice, link: Linker) -> Iterator[PlannedEntry]:
    names = {c.id: c.name for c in voice.edition.selection.categories}
    for question in voice.edition.selection.questions:
        former = tuple(id.rpartition("/")[2] for id in question.former)
        yield from _planned(
            voice,
            question,
            entry_id(voice, question.key, former),
            question.key,
            names[question.category],
            question.published,
            question.corrections,
            link,
            partial(question_view, voice, question, link),
        )


def _planned(
    voice: Voice,
    shown: ShownIncident | ShownQuestion,
    id: str,
    key: str,
    category: Text,
    released: Date,
    corrections: tuple[Correction, ...],
    link: Linker,
    view: Callable[[], EntryView],
) -> Iterator[PlannedEntry]:
    """The entry itself and one for each of its corrections."""
    published = _moment(voice, released)
    updated = max([published, *(_moment(voice, c.at) for c in corrections)])
    make = partial(_entry, voice, view, id, category, published, updated)
    yield PlannedEntry(published, updated, id, shown, make)
    for correction in corrections:
        own_id = uuid.uuid5(_NAMESPACE, f"{id}/correction-{correction.index}").urn
        moment = _moment(voice, correction.at)
        yield PlannedEntry(
            moment,
            moment,
            own_id,
            shown,
            partial(_correction, voice, view, own_id, key, category, correction, moment, link),
        )


def _entry(
    voice: Voice,
    make_view: Callable[[], EntryView],
    id: str,
    category: Text,
    published: datetime,
    updated: datetime,
) -> FeedEntry:
    view = make_view()
    html = render("components/feed_entry.html", view=view)
    name = voice.text(category, voice.edition.at).text
    return FeedEntry(id, view.title.text, view.href, html, name, published, updated)


def _correction(
    voice: Voice,
    make_view: Callable[[], EntryView],
    id: str,
    key: str,
    category: Text,
    correction: Correction,
    moment: datetime,
    link: Linker,
) -> FeedEntry:
    view = make_view()
    anchor = correction_anchor(view.anchor, correction)
    shown = next(c for c in view.corrections if c.anchor == anchor)
    return FeedEntry(
        id,
        voice.say("Correction: %(title)s", title=view.title.text),
        link(f"{entry_path(key).partition('#')[0]}#{anchor}"),
        render("components/feed_correction.html", view=view, correction=shown),
        voice.text(category, voice.edition.at).text,
        moment,
        moment,
    )


def _maintenance(voice: Voice, link: Linker) -> Iterator[PlannedEntry]:
    """The announcement of maintenance, dated when it was published."""
    for shown in voice.edition.selection.incidents:
        incident = shown.incident
        if incident.is_maintenance and incident.published is not None:
            id = entry_id(voice, f"{_first_id(incident)}/", ())
            moment = _moment(voice, incident.published)
            make = partial(_announcement, voice, shown, id, moment, link)
            yield PlannedEntry(moment, moment, id, shown, make)


def _announcement(
    voice: Voice, shown: ShownIncident, id: str, moment: datetime, link: Linker
) -> FeedEntry:
    now, incident = voice.edition.at, shown.incident
    body = voice.body(incident.summary, now, 4, link).html if incident.summary else Markup("")
    return FeedEntry(
        id,
        voice.text(incident.title, now).text,
        link(incident_path(incident.id)),
        Markup("<p>{}</p>").format(window(voice, shown)) + body,
        voice.say("Planned maintenance"),
        moment,
        moment,
    )
