"""Ready views for the templates: final strings, links and dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from markupsafe import Markup

from site_builder.editions.edition import (
    Overtaking,
    ServiceState,
    ShownIncident,
    ShownQuestion,
    ShownUpdate,
)
from site_builder.language.interface import mark
from site_builder.model.date import Date
from site_builder.model.incident import Correction
from site_builder.rendering.addresses import Linker, entry_path, incident_path
from site_builder.rendering.labels import state_label, status_label
from site_builder.rendering.voice import Body, Said, Voice

ENTRY_TOP = 4


@dataclass(frozen=True, slots=True)
class LinkView:
    href: str
    label: Said


@dataclass(frozen=True, slots=True)
class CorrectionView:
    anchor: str
    heading: Markup
    note: Body


@dataclass(frozen=True, slots=True)
class StateView:
    """`code` is the state's English id, for the style; `since` is a whole phrase."""

    name: Said
    code: str
    label: str
    since: Markup | None
    sentence: Markup


@dataclass(frozen=True, slots=True)
class EntryView:
    """An update or a question on a page. `key` changes when there is something new in it."""

    anchor: str
    key: str
    former: tuple[str, ...]
    href: str
    title: Said
    dates: tuple[Markup, ...]
    status: str | None
    body: Body
    states: tuple[StateView, ...]
    corrections: tuple[CorrectionView, ...]
    supersedes: tuple[Markup, ...]
    overtaken_by: tuple[Markup, ...]
    promise: Markup | None
    audiences: tuple[Said, ...]
    is_draft: bool


def update_title(voice: Voice, shown: ShownUpdate) -> Said:
    """The update's title, by default “Situation as of …”."""
    update = shown.update
    if update.title is not None:
        return voice.text(update.title, fact_moment(voice, update.released))
    if update.as_of is not None:
        title = voice.say("Situation as of %(date)s", date=voice.plain_date(update.as_of))
    else:
        title = voice.say("Statement of %(date)s", date=voice.plain_date(update.released))
    return Said(title, Markup(""), None)


def update_key(shown: ShownUpdate) -> str:
    """What a browser remembers of an update that it has seen."""
    return f"{shown.update.key} {len(shown.corrections)}"


def fact_moment(voice: Voice, date: Date) -> datetime:
    """When a dated statement's facts held: the end of its date, at most the build's moment."""
    return date.machine_moment(voice.edition.at)


def update_view(voice: Voice, shown: ShownUpdate, link: Linker, top: int = ENTRY_TOP) -> EntryView:
    """An update; headings of its text begin at level `top`."""
    update = shown.update
    moment = fact_moment(voice, update.released)
    dates = []
    if update.as_of is not None:
        dates.append(voice.phrase("Situation as of %(date)s", date=voice.date(update.as_of)))
    if update.published is not None:
        dates.append(voice.phrase("Published %(date)s", date=voice.date(update.published)))
    return EntryView(
        update.id,
        update_key(shown),
        update.former,
        link(entry_path(update.key)),
        update_title(voice, shown),
        tuple(dates),
        status_label(voice, update.status),
        voice.body(update.text, moment, top, link, update.id),
        _changes(voice, shown),
        _corrections(voice, update.id, shown.corrections, link),
        _relations(voice, shown.supersedes, link, _REPLACES),
        _relations(voice, shown.overtaken_by, link, _OVERTAKEN),
        None,
        (),
        update.is_draft,
    )


def question_view(
    voice: Voice, question: ShownQuestion, link: Linker, top: int = ENTRY_TOP
) -> EntryView:
    """A question; headings of its answer begin at level `top`."""
    now = voice.edition.at
    anchor = f"{question.category}/{question.id}"
    audiences = voice.edition.selection.catalogue.site.audiences
    return EntryView(
        anchor,
        f"{question.key} {question.updated.iso} {len(question.corrections)}",
        tuple(id if "/" in id else f"{question.category}/{id}" for id in question.former),
        link(entry_path(question.key)),
        voice.text(question.question, now),
        (voice.phrase("Updated %(date)s", date=voice.date(question.updated)),),
        None,
        voice.body(question.answer, now, top, link, anchor),
        (),
        _corrections(voice, anchor, question.corrections, link),
        _relations(voice, question.supersedes, link, _REPLACES),
        _relations(voice, question.overtaken_by, link, _OVERTAKEN),
        promise(voice, question.answer_by, "answer"),
        tuple(voice.text(audiences[id], now) for id in question.audiences if id in audiences),
        question.is_draft,
    )


_PROMISED = {
    "answer": (
        mark("A fuller answer is promised by %(date)s."),
        mark("A fuller answer was promised by %(date)s. It has not come yet."),
    ),
    "update": (
        mark("The next update is promised by %(date)s."),
        mark("The next update was promised by %(date)s. It has not come yet."),
    ),
}


def promise(voice: Voice, date: Date | None, what: Literal["answer", "update"]) -> Markup | None:
    """When more is promised, or that this date has passed."""
    if date is None:
        return None
    is_past = date.end < voice.edition.at
    return voice.phrase(_PROMISED[what][is_past], date=voice.date(date))


def _changes(voice: Voice, shown: ShownUpdate) -> tuple[StateView, ...]:
    services = voice.edition.selection.catalogue.services
    return tuple(
        state_view(voice, ServiceState(services[c.service], c.state, c.since))
        for c in shown.update.services
        if services[c.service].exists_in(voice.edition.country.id)
    )


def state_view(voice: Voice, state: ServiceState) -> StateView:
    name = voice.text(state.service.name, voice.edition.at)
    label = state_label(voice, state.state)
    marked = Markup("<span{}>{}</span>").format(name.attributes, name.html)
    return StateView(
        name,
        state.state.name,
        label,
        voice.phrase("since %(date)s", date=voice.date(state.since)) if state.since else None,
        voice.phrase("%(service)s: %(state)s", service=marked, state=label),
    )


def correction_anchor(entry: str, correction: Correction) -> str:
    return f"{entry}/correction-{correction.index}"


def _corrections(
    voice: Voice, anchor: str, corrections: tuple[Correction, ...], link: Linker
) -> tuple[CorrectionView, ...]:
    return tuple(
        CorrectionView(
            correction_anchor(anchor, correction),
            voice.phrase("Corrected %(date)s", date=voice.date(correction.at)),
            voice.body(
                correction.note,
                fact_moment(voice, correction.at),
                ENTRY_TOP,
                link,
                correction_anchor(anchor, correction),
            ),
        )
        for correction in corrections
    )


_REPLACES = (
    mark("Replaces “%(entry)s”"),
    mark("Replaces in part “%(entry)s”: %(about)s"),
)
_OVERTAKEN = (
    mark("Overtaken by “%(entry)s”"),
    mark("Overtaken in part by “%(entry)s”: %(about)s"),
)


def _relations(
    voice: Voice, others: tuple[Overtaking, ...], link: Linker, messages: tuple[str, str]
) -> tuple[Markup, ...]:
    """“Overtaken by …” or “Replaces …”: sentences with a link, and the part they concern."""
    sentences = []
    for other in others:
        title = entry_title(voice, other.key)
        entry = Markup('<a href="{}"{}>{}</a>').format(
            link(entry_path(other.key)), title.attributes, title.html
        )
        if other.about is None:
            sentences.append(voice.phrase(messages[0], entry=entry))
            continue
        part = voice.text(other.about, voice.edition.at)
        about = Markup("<span{}>{}</span>").format(part.attributes, part.html)
        sentences.append(voice.phrase(messages[1], entry=entry, about=about))
    return tuple(sentences)


def entry_title(voice: Voice, key: str) -> Said:
    """The title of a shown update or question."""
    entry = voice.entries[key]
    if isinstance(entry, ShownQuestion):
        return voice.text(entry.question, voice.edition.at)
    return update_title(voice, entry)


def incident_link(voice: Voice, shown: ShownIncident, link: Linker) -> LinkView:
    title = voice.text(shown.incident.title, voice.edition.at)
    return LinkView(link(incident_path(shown.incident.id)), title)


def started(voice: Voice, shown: ShownIncident) -> Markup:
    """Since when an incident has lasted, or when maintenance is due."""
    if shown.incident.is_maintenance:
        return window(voice, shown)
    return voice.phrase("since %(date)s", date=voice.date(shown.incident.started))


def window(voice: Voice, shown: ShownIncident) -> Markup:
    """From when to when maintenance is due."""
    assert shown.incident.ends is not None
    return voice.phrase(
        "from %(start)s to %(end)s",
        start=voice.date(shown.incident.started),
        end=voice.date(shown.incident.ends),
    )
