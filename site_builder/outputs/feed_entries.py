"""The entries that feeds of an edition have, newest first.

An update or question is one entry whose id never changes; each correction is, besides, an
entry of its own, since readers do not show a changed entry again.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache, partial

from markupsafe import Markup

from site_builder.catalogue.keys import first_id
from site_builder.editions.edition import ShownIncident, ShownQuestion
from site_builder.model.date import Date
from site_builder.model.incident import Correction, Incident
from site_builder.model.locale import direction
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

_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "tag:site-builder,2026:entry")


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """`html` is the full text with absolute links; times are UTC and never after the build.

    `title_attributes` are the title's lang and dir where they are not those of the site's words.
    """

    id: str
    title: str
    title_attributes: Markup
    link: str
    html: Markup
    category: str
    published: datetime
    updated: datetime


@dataclass(frozen=True, slots=True)
class PlannedEntry:
    """An entry before it is rendered: most of a long history never is.

    `key` is unique in the edition, and so is `name`, which never changes. `shown` is the incident
    or question that it is of, `services` are those that it says something of.
    """

    published: datetime
    updated: datetime
    key: str
    name: str
    shown: ShownIncident | ShownQuestion
    services: frozenset[str]
    render: Callable[[], FeedEntry]


def plan_entries(voice: Voice, link: Linker) -> list[PlannedEntry]:
    """Every entry of an edition, newest first; `link` makes absolute links."""
    planned = [*_updates(voice, link), *_maintenance(voice, link), *_questions(voice, link)]
    planned.sort(key=lambda entry: (entry.published, entry.key), reverse=True)
    return planned


def urn(voice: Voice, name: str) -> str:
    """A URN for something of an edition, from a name that never changes.

    RSS 2.0 `guid`, RFC 4287 4.2.6: an id never changes, so the site's address is no part of it.
    """
    return uuid.uuid5(_NAMESPACE, f"{voice.edition.address}/{name}").urn


def entry_id(voice: Voice, key: str, former: tuple[str, ...]) -> str:
    """A URN that names the entry in its edition, by the id that it had first."""
    return urn(voice, first_key(key, former))


def first_key(key: str, former: tuple[str, ...]) -> str:
    """The key of an entry with the id that it had first in place of its present one."""
    owner, _, id = key.rpartition("/")
    return f"{owner}/{first_id(id, former)}"


def first_incident_id(incident: Incident) -> str:
    """The id that an incident had first."""
    return first_id(incident.id, incident.former)


def _moment(voice: Voice, date: Date) -> datetime:
    return date.machine_moment(voice.edition.at)


@dataclass(frozen=True, slots=True)
class _Source:
    """What the entries of an update or question are made from. `name` is the key it had first."""

    shown: ShownIncident | ShownQuestion
    key: str
    name: str
    category: Text
    released: Date
    corrections: tuple[Correction, ...]
    services: frozenset[str]
    view: Callable[[], EntryView]


def _updates(voice: Voice, link: Linker) -> Iterator[PlannedEntry]:
    for shown, update in voice.edition.selection.statements:
        incident, written = shown.incident, update.update
        source = _Source(
            shown,
            written.key,
            first_key(f"{first_incident_id(incident)}/{written.id}", written.former),
            incident.title,
            written.released,
            update.corrections,
            frozenset(change.service for change in written.services),
            partial(update_view, voice, update, link),
        )
        yield from _planned(voice, source, link)


def _questions(voice: Voice, link: Linker) -> Iterator[PlannedEntry]:
    names = {c.id: c.name for c in voice.edition.selection.categories}
    for question in voice.edition.selection.questions:
        former = tuple(id.rpartition("/")[2] for id in question.former)
        source = _Source(
            question,
            question.key,
            first_key(question.key, former),
            names[question.category],
            question.published,
            question.corrections,
            frozenset(),
            partial(question_view, voice, question, link),
        )
        yield from _planned(voice, source, link)


def _planned(voice: Voice, source: _Source, link: Linker) -> Iterator[PlannedEntry]:
    """The entry itself and one for each of its corrections."""
    published = _moment(voice, source.released)
    updated = max([published, *(_moment(voice, c.at) for c in source.corrections)])
    # An entry is in several feeds, and in three formats of each.
    make = cache(partial(_entry, voice, source, published, updated))
    yield PlannedEntry(
        published, updated, source.key, source.name, source.shown, source.services, make
    )
    for correction in source.corrections:
        moment = _moment(voice, correction.at)
        yield PlannedEntry(
            moment,
            moment,
            f"{source.key}/correction-{correction.index}",
            f"{source.name}/correction-{correction.index}",
            source.shown,
            source.services,
            partial(_correction, voice, source, correction, moment, link),
        )


def _entry(voice: Voice, source: _Source, published: datetime, updated: datetime) -> FeedEntry:
    view = source.view()
    html = _spoken(voice, render("components/feed_entry.html", view=view))
    category = voice.text(source.category, voice.edition.at).text
    id = urn(voice, source.name)
    title = view.title
    return FeedEntry(
        id, title.text, title.attributes, view.href, html, category, published, updated
    )


def _spoken(voice: Voice, html: Markup) -> Markup:
    """The HTML of an entry with the language of the site's words, where it is not the feed's.

    Right-to-left words say so always: a feed has a language, but no direction.
    """
    own = voice.locale
    if own == voice.edition.locale and direction(own) == "ltr":
        return html
    return Markup('<div lang="{}" dir="{}">{}</div>').format(own, direction(own), html)


def _correction(
    voice: Voice, source: _Source, correction: Correction, moment: datetime, link: Linker
) -> FeedEntry:
    view = source.view()
    anchor = correction_anchor(view.anchor, correction)
    shown = next(c for c in view.corrections if c.anchor == anchor)
    owner = urn(voice, source.name)
    return FeedEntry(
        uuid.uuid5(_NAMESPACE, f"{owner}/correction-{correction.index}").urn,
        voice.say("Correction: %(title)s", title=view.title.text),
        Markup(""),
        link(f"{entry_path(source.key).partition('#')[0]}#{anchor}"),
        _spoken(voice, render("components/feed_correction.html", view=view, correction=shown)),
        voice.text(source.category, voice.edition.at).text,
        moment,
        moment,
    )


def _maintenance(voice: Voice, link: Linker) -> Iterator[PlannedEntry]:
    """The announcement of maintenance, dated when it was published."""
    for shown in voice.edition.selection.incidents:
        incident = shown.incident
        if incident.is_maintenance and incident.published is not None:
            moment = _moment(voice, incident.published)
            services = frozenset(change.service for change in incident.services)
            make = partial(_announcement, voice, shown, moment, link)
            name = f"{first_incident_id(incident)}/"
            yield PlannedEntry(moment, moment, f"{incident.id}/", name, shown, services, make)


def _announcement(voice: Voice, shown: ShownIncident, moment: datetime, link: Linker) -> FeedEntry:
    now, incident = voice.edition.at, shown.incident
    body = voice.body(incident.summary, now, 4, link).html if incident.summary else Markup("")
    title = voice.text(incident.title, now)
    return FeedEntry(
        urn(voice, f"{first_incident_id(incident)}/"),
        title.text,
        title.attributes,
        link(incident_path(incident.id)),
        _spoken(voice, Markup("<p>{}</p>").format(window(voice, shown)) + body),
        voice.say("Planned maintenance"),
        moment,
        moment,
    )
