"""The entries in an edition's feeds, newest first.

An update or question is one entry whose id never changes. Each correction is also an entry of its
own, because readers do not show a changed entry again.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache, partial
from typing import Any

from markupsafe import Markup

from site_builder.catalogue.entry_keys import first_id, former_question_key
from site_builder.editions.edition import ShownIncident, ShownQuestion, ShownUpdate
from site_builder.markdown.plain_text import one_line, plain_text
from site_builder.model.entry_id import natural_key
from site_builder.model.incident import Correction, Incident
from site_builder.model.locale import LocaleId, direction
from site_builder.model.site import Page
from site_builder.model.text import Text
from site_builder.pages.addresses import Linker, entry_path, incident_path
from site_builder.pages.correction_views import correction_anchor
from site_builder.pages.templates import render
from site_builder.pages.titles import incident_and_status, labelled
from site_builder.pages.views import EntryView, question_view, update_view, window
from site_builder.pages.voice import Body, Said, Voice

_SALUTATION_ENDS = (",", "،", "，")
_SENTENCE_ENDS = (".", "!", "?", "…", "。", "！", "？", "؟", "۔", "।", ")", "”", "»", "“")
MOST_KEPT = 1024
"""How many entries are kept as XML: those of an edition are written one after the other."""
_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "tag:site-builder,2026:entry")


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """`html` is the full text with absolute links; times are UTC and the same in every build.

    `language` is that of the text `body`, None if it is the feed's. `incident` names incident and
    status if the title does not, and `essence` is the gist if that is not in `body`; both are for
    short texts.
    """

    id: str
    title: Said
    link: str
    html: Markup
    category: str
    published: datetime
    updated: datetime
    language: LocaleId | None = None
    body: Body | None = None
    incident: str = ""
    essence: str | None = None

    @property
    def gist(self) -> str:
        """The gist as plain text: `essence`, otherwise the first paragraph of the body."""
        if self.essence is not None:
            return self.essence
        return _gist(self.body) if self.body is not None else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedEntry:
    """An entry before it is rendered: most of a long history never is.

    `key` is unique in the edition, and so is `name`, which never changes. `shown` is its incident
    or question, `services` are those that the incident has named so far. `language` is that of the
    rendered entry, `rest` what it shows of anything else.
    """

    published: datetime
    updated: datetime
    key: str
    name: str
    shown: ShownIncident | ShownQuestion | Page
    services: frozenset[str]
    language: Callable[[], LocaleId | None]
    render: Callable[[], FeedEntry]
    rest: tuple[object, ...] = ()


def plan_entries(voice: Voice, link: Linker) -> list[PlannedEntry]:
    """Return every entry of an edition, newest first; `link` makes absolute links."""
    planned = [*_updates(voice, link), *_maintenance(voice, link), *_questions(voice, link)]
    statements = voice.edition.selection.statements
    place = {update.update.key: -i for i, (_, update) in enumerate(statements)}
    oldest = -len(statements)

    def order(entry: PlannedEntry) -> tuple[object, ...]:
        # Updates published at the same time are in the order of their pages.
        return (entry.published, place.get(entry.key, oldest), natural_key(entry.key))

    planned.sort(key=order, reverse=True)
    return planned


def lines_between(feed: Any, name: str) -> bytes:
    """Return the lines of XML between the tags of the only element of this name in a feed."""
    from lxml import etree

    etree.indent(feed)
    written: bytes = etree.tostring(feed, encoding="UTF-8")
    # Tags in texts are escaped, so these are the feed's own.
    inside = written.partition(f"<{name}>".encode())[2].rpartition(f"</{name}>".encode())[0]
    return inside[1 : inside.rindex(b"\n") + 1]


def urn(voice: Voice, name: str) -> str:
    """Return a URN for an object of an edition, from a name that never changes.

    RSS 2.0 `guid`, RFC 4287 4.2.6: an id never changes, so the site's address is not part of it.
    """
    return uuid.uuid5(_NAMESPACE, f"{voice.edition.address}/{name}").urn


def first_key(key: str, former: tuple[str, ...]) -> str:
    """Return the key of an entry with its first id instead of its current one."""
    owner, _, id = key.rpartition("/")
    return f"{owner}/{first_id(id, former)}"


def first_question_key(voice: Voice, question: ShownQuestion) -> str:
    """Return the first key of a question, in the category that it had then."""
    former = question.question.former
    if former:
        return former_question_key(former[0], question.category)
    return (*voice.earlier_keys(question.key), question.key)[0]


def first_incident_id(incident: Incident) -> str:
    """Return the id that an incident had first."""
    return first_id(incident.id, incident.former)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Source:
    """The parts of the entries of an update or question. `name` is its first key.

    `published` is the time that programs get.
    """

    shown: ShownIncident | ShownQuestion
    of: ShownUpdate | ShownQuestion
    key: str
    name: str
    text: Text
    category: Text
    published: datetime
    corrections: tuple[Correction, ...]
    services: frozenset[str]
    view: Callable[[], EntryView]


def _updates(voice: Voice, link: Linker) -> Iterator[PlannedEntry]:
    selection = voice.edition.selection
    named = {
        key: services
        for shown in selection.incidents
        for key, services in _named_until(shown).items()
    }
    for shown, update in selection.statements:
        incident, written = shown.incident, update.update
        source = _Source(
            shown=shown,
            of=update,
            key=written.key,
            name=first_key(f"{first_incident_id(incident)}/{written.id}", written.former),
            text=written.text,
            category=incident.title,
            published=incident.machine_moment(written.released),
            corrections=update.corrections,
            services=named[written.key],
            # Each correction is an entry too, and shows a part of the same view.
            view=cache(partial(update_view, voice, update, link, is_elsewhere=True)),
        )
        yield from _planned(voice, source, link)


def _named_until(shown: ShownIncident) -> dict[str, frozenset[str]]:
    """Return the services that an incident has named up to each update, by the update's key.

    Subscribers to a service receive everything about it: the updates that open and close the
    incident often leave the services to incident.yml and to the updates between.
    """
    named = frozenset(change.service for change in shown.incident.services)
    until = {}
    for update in reversed(shown.updates):
        named |= {change.service for change in update.update.services}
        until[update.update.key] = named
    return until


def _questions(voice: Voice, link: Linker) -> Iterator[PlannedEntry]:
    names = {c.id: c.name for c in voice.edition.selection.categories}
    for question in voice.edition.selection.questions:
        source = _Source(
            shown=question,
            of=question,
            key=question.key,
            name=first_question_key(voice, question),
            text=question.answer,
            category=names[question.category],
            published=question.published.start,
            corrections=question.corrections,
            services=frozenset(),
            view=cache(partial(question_view, voice, question, link)),
        )
        yield from _planned(voice, source, link)


def _planned(voice: Voice, source: _Source, link: Linker) -> Iterator[PlannedEntry]:
    """Yield the entry itself and one for each of its corrections."""
    published = source.published
    updated = max([published, *(c.at.start for c in source.corrections)])
    # An entry is in several feeds, and in three formats of each.
    make = cache(partial(_entry, voice, source, published, updated))
    yield PlannedEntry(
        published=published,
        updated=updated,
        key=source.key,
        name=source.name,
        shown=source.shown,
        services=source.services,
        language=partial(voice.language_shown, source.text),
        render=make,
    )
    for correction in source.corrections:
        # A correction on the same day would come before the text that it corrects.
        moment = max(published, correction.at.start)
        yield PlannedEntry(
            published=moment,
            updated=moment,
            key=f"{source.key}/correction-{correction.id}",
            name=f"{source.name}/correction-{correction.id}",
            shown=source.shown,
            services=source.services,
            language=partial(voice.language_shown, correction.note),
            render=cache(partial(_correction, voice, source, correction, moment, link)),
        )


def _entry(voice: Voice, source: _Source, published: datetime, updated: datetime) -> FeedEntry:
    view = source.view()
    html = in_page_language(voice, render("components/feed_entry.html", view=view))
    category = voice.text(source.category, voice.edition.at).text
    id = urn(voice, source.name)
    return FeedEntry(
        id=id,
        title=view.title,
        link=view.href,
        html=html,
        category=category,
        published=published,
        updated=updated,
        language=view.body.language,
        body=view.body,
        incident=view.incident.text if view.incident else "",
    )


def _gist(body: Body) -> str:
    """Return the first paragraph after a salutation, if it consists of whole sentences.

    Nothing is returned for a text with a notice: in another language, or out of date.
    """
    if body.notice is not None:
        return ""
    paragraphs = plain_text(body.html, only_words=True).split("\n\n")
    if len(paragraphs) > 1 and paragraphs[0].endswith(_SALUTATION_ENDS):
        del paragraphs[0]
    first = " ".join(paragraphs[0].split("\n"))
    return first if first.endswith(_SENTENCE_ENDS) else ""


def in_page_language(voice: Voice, html: Markup) -> Markup:
    """Return the HTML of an entry with the language of the site's phrases, if it is not the feed's.

    Right-to-left phrases always have it, because a feed has a language, but no direction.
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
        id=uuid.uuid5(_NAMESPACE, f"{owner}/correction-{correction.id}").urn,
        title=_correction_title(voice, view.title)
        if correction.kind == "correction"
        else labelled(voice, voice.say("Updated information"), view.title),
        link=link(correction_anchor(entry_path(source.of), correction)),
        html=in_page_language(
            voice, render("components/feed_correction.html", view=view, correction=shown)
        ),
        category=voice.text(source.category, voice.edition.at).text,
        published=moment,
        updated=moment,
        language=shown.note.language,
        body=shown.note,
        incident=view.incident.text if view.incident else "",
    )


def _correction_title(voice: Voice, title: Said) -> Said:
    text = voice.say("Correction to: %(title)s", title=title.text)
    marked = title.span
    html = voice.phrase("Correction to: %(title)s", title=marked) if title.attributes else None
    return Said(text=text, attributes=Markup(""), notice=title.notice, marked=html)


def _maintenance(voice: Voice, link: Linker) -> Iterator[PlannedEntry]:
    """Yield the announcement of maintenance, dated when it was published."""
    for shown in voice.edition.selection.incidents:
        incident = shown.incident
        if incident.is_maintenance and incident.published is not None:
            moment = incident.published.start
            services = frozenset(change.service for change in incident.services)
            make = partial(_announcement, voice, shown, moment, link)
            name = f"{first_incident_id(incident)}/"
            yield PlannedEntry(
                published=moment,
                updated=moment,
                key=f"{incident.id}/",
                name=name,
                shown=shown,
                services=services,
                language=partial(voice.language_shown, incident.summary),
                render=make,
            )


def _announcement(voice: Voice, shown: ShownIncident, moment: datetime, link: Linker) -> FeedEntry:
    incident = shown.incident
    title = incident_and_status(voice, incident, "scheduled")
    body = voice.body(incident.summary, voice.edition.at, 4, link) if incident.summary else None
    when = window(voice, shown)
    html = render(
        "components/feed_maintenance.html",
        window=when,
        body=body,
        notice=title.notice if body is None else None,
    )
    return FeedEntry(
        id=urn(voice, f"{first_incident_id(incident)}/"),
        title=title,
        link=link(incident_path(incident.id)),
        html=in_page_language(voice, html),
        category=voice.say("Planned maintenance"),
        published=moment,
        updated=moment,
        language=body.language if body else None,
        essence=one_line(when),
    )
