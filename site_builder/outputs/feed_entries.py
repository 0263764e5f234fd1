"""The entries that every feed of an edition has, newest first.

An update or question is one entry whose id never changes; each correction is, besides, an
entry of its own, since readers do not show a changed entry again.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from site_builder.editions.selection import statements
from site_builder.model.date import Date
from site_builder.model.incident import Correction
from site_builder.rendering.addresses import Linker, entry_path, incident_path
from site_builder.rendering.templates import render
from site_builder.rendering.views import (
    EntryView,
    correction_anchor,
    question_view,
    update_view,
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


def feed_entries(voice: Voice, link: Linker) -> list[FeedEntry]:
    """The newest entries of an edition; `link` makes absolute links."""
    entries = [*_updates(voice, link), *_maintenance(voice, link), *_questions(voice, link)]
    entries.sort(key=lambda entry: (entry.published, entry.id), reverse=True)
    return entries[:MOST_ENTRIES]


def entry_id(voice: Voice, key: str, former: tuple[str, ...]) -> str:
    """A URN that names the entry in its edition, by the id that it had first.

    RSS 2.0 `guid`, RFC 4287 4.2.6: never changes, so neither the site's address nor a new id of
    the entry is part of it.
    """
    first = f"{key.rpartition('/')[0]}/{former[0]}" if former else key
    return uuid.uuid5(_NAMESPACE, f"{voice.edition.address}/{first}").urn


def _moment(voice: Voice, date: Date) -> datetime:
    return date.machine_moment(voice.edition.at)


def _updates(voice: Voice, link: Linker) -> Iterator[FeedEntry]:
    for shown, update in statements(voice.edition.selection):
        view = update_view(voice, update, link)
        incident = shown.incident
        owner = incident.former[0] if incident.former else incident.id
        id = entry_id(voice, f"{owner}/{update.update.id}", update.update.former)
        category = voice.text(incident.title, voice.edition.at).text
        published = update.update.released
        yield _entry(voice, view, id, category, published, update.corrections)
        yield from _correction_entries(
            voice, view, id, category, link, update.update.key, update.corrections
        )


def _questions(voice: Voice, link: Linker) -> Iterator[FeedEntry]:
    names = {c.id: c.name for c in voice.edition.selection.categories}
    for question in voice.edition.selection.questions:
        view = question_view(voice, question, link)
        former = tuple(id.rpartition("/")[2] for id in question.former)
        id = entry_id(voice, question.key, former)
        category = voice.text(names[question.category], voice.edition.at).text
        yield _entry(voice, view, id, category, question.published, question.corrections)
        yield from _correction_entries(
            voice, view, id, category, link, question.key, question.corrections
        )


def _maintenance(voice: Voice, link: Linker) -> Iterator[FeedEntry]:
    """The announcement of maintenance, dated when it was published."""
    now = voice.edition.at
    for shown in voice.edition.selection.incidents:
        incident = shown.incident
        if not incident.is_maintenance or incident.published is None:
            continue
        title = voice.text(incident.title, now).text
        body = voice.body(incident.summary, now, 4, link).html if incident.summary else Markup("")
        window = voice.phrase(
            "from %(start)s to %(end)s",
            start=voice.date(incident.started),
            end=voice.date(incident.ends or incident.started),
        )
        moment = _moment(voice, incident.published)
        yield FeedEntry(
            entry_id(voice, f"{incident.former[0] if incident.former else incident.id}/", ()),
            title,
            link(incident_path(incident.id)),
            Markup("<p>{}</p>").format(window) + body,
            voice.say("Planned maintenance"),
            moment,
            moment,
        )


def _entry(
    voice: Voice,
    view: EntryView,
    id: str,
    category: str,
    released: Date,
    corrections: tuple[Correction, ...],
) -> FeedEntry:
    published = _moment(voice, released)
    updated = max([published, *(_moment(voice, c.at) for c in corrections)])
    html = render("components/feed_entry.html", view=view)
    return FeedEntry(id, view.title.text, view.href, html, category, published, updated)


def _correction_entries(
    voice: Voice,
    view: EntryView,
    id: str,
    category: str,
    link: Linker,
    key: str,
    corrections: tuple[Correction, ...],
) -> Iterator[FeedEntry]:
    page = entry_path(key).partition("#")[0]
    for correction, shown in zip(corrections, view.corrections, strict=True):
        moment = _moment(voice, correction.at)
        yield FeedEntry(
            uuid.uuid5(_NAMESPACE, f"{id}/correction-{correction.index}").urn,
            voice.say("Correction: %(title)s", title=view.title.text),
            link(f"{page}#{correction_anchor(view.anchor, correction)}"),
            render("components/feed_correction.html", view=view, correction=shown),
            category,
            moment,
            moment,
        )
