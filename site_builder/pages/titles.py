"""The titles of an update: on the page of its incident, and everywhere else.

Without its own title, an update is “Situation as of …” on the page of its incident. Elsewhere (a
feed, a mail, a search) that names neither incident nor status, so it is “<incident>: <status>”
instead.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from markupsafe import Markup

from site_builder.editions.edition import ShownQuestion, ShownUpdate
from site_builder.language.interface import mark
from site_builder.model.date import Date
from site_builder.model.incident import Incident
from site_builder.pages.labels import status_label
from site_builder.pages.voice import Said, Voice

_JOINED = mark("%(label)s: %(text)s")
_DASHED = mark("%(label)s – %(text)s")
_SITUATION = mark("Situation as of %(date)s")
_STATEMENT = mark("Statement of %(date)s")
_COLONS = (": ", "\u00a0:", "\u202f:", " :", "：")


def fact_moment(voice: Voice, date: Date) -> datetime:
    """Return when a dated statement's facts are read: at the end of its date, at most the build's
    time.
    """
    return date.latest(voice.edition.at)


def title_here(voice: Voice, shown: ShownUpdate) -> Said:
    """Return the update's title on the page of its incident, by default “Situation as of …”."""
    update = shown.update
    if update.title is not None:
        return voice.text(update.title, fact_moment(voice, update.released))
    message, date = _SITUATION, update.as_of
    if date is None:
        message, date = _STATEMENT, update.released
    return Said(
        text=voice.say(message, date=voice.plain_date(date)),
        attributes=Markup(""),
        notice=None,
        marked=voice.phrase(message, date=voice.date(date)),
    )


def title_elsewhere(voice: Voice, shown: ShownUpdate) -> Said:
    """Return the update's title for all other places, by default “<incident>: <status>”."""
    update = shown.update
    if update.title is not None:
        return voice.text(update.title, fact_moment(voice, update.released))
    return named_by_incident(voice, shown)


def named_by_incident(voice: Voice, shown: ShownUpdate) -> Said:
    """“<incident>: <status>” of an update."""
    incident = voice.incidents[shown.update.incident].incident
    return incident_and_status(voice, incident, shown.status)


def incident_line(voice: Voice, shown: ShownUpdate) -> Said:
    """Return the text next to an update's title: its incident, and the status if the update has
    one.
    """
    if shown.update.status is not None:
        return named_by_incident(voice, shown)
    return voice.text(voice.incidents[shown.update.incident].incident.title, voice.edition.at)


def incident_and_status(voice: Voice, incident: Incident, status_id: str) -> Said:
    """“<incident>: <status>”; the notice is that of the incident's title."""
    title = voice.text(incident.title, voice.edition.at)
    status = status_label(voice, status_id)
    message = _between(title)
    text = voice.say(message, label=title.text, text=status)
    if not title.attributes:
        return Said(text=text, attributes=title.attributes, notice=title.notice)
    # Only the incident's part is in another language.
    html = voice.phrase(message, label=title.span, text=status)
    return Said(text=text, attributes=Markup(""), notice=title.notice, marked=html)


def question_title(voice: Voice, question: ShownQuestion) -> Said:
    """A question as it is asked. A rumour says that it is one: its title alone would be a claim."""
    title = voice.text(question.title, voice.edition.at)
    if question.question.kind == "question":
        return title
    return labelled(voice, voice.say("Rumour"), title)


def entry_title(voice: Voice, key: str, page: str | None = None) -> Said:
    """Return the title of a shown update or question for the page of the incident `page`."""
    entry = voice.entries[key]
    if isinstance(entry, ShownQuestion):
        return question_title(voice, entry)
    is_here = entry.update.incident == page
    return title_here(voice, entry) if is_here else title_elsewhere(voice, entry)


def labelled(voice: Voice, label: str, title: Said) -> Said:
    """“<label>: <title>”, where the label is in the page's language."""
    message = _between(title)
    text = voice.say(message, label=label, text=title.text)
    if not title.attributes:
        return replace(title, text=text)
    # Only the title is in another language.
    html = voice.phrase(message, label=label, text=title.span)
    return replace(title, text=text, attributes=Markup(""), marked=html)


def _between(title: Said) -> str:
    """Return the phrase that joins a title: a second colon would tear it apart."""
    return _DASHED if any(colon in title.text for colon in _COLONS) else _JOINED
