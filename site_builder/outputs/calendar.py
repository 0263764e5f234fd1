"""The calendar of an edition: maintenance, and the days by which more is promised (RFC 5545)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, tzinfo
from functools import partial
from typing import TYPE_CHECKING, Literal

from markupsafe import Markup

from site_builder.editions.edition import ShownIncident, ShownQuestion, ShownUpdate
from site_builder.markdown.plain_text import plain_text
from site_builder.model.date import Date, Precision
from site_builder.model.text import Text
from site_builder.outputs.calendar_parts import new_calendar, one_line, without_controls, zoned
from site_builder.outputs.feeds.feed_entries import first_incident_id, first_question_key, urn
from site_builder.outputs.output import NEVER_SAID, Output, SiteContext
from site_builder.outputs.plan import Plan
from site_builder.outputs.site_name import titled
from site_builder.pages.addresses import (
    CALENDAR,
    Linker,
    absolute_linker,
    entry_path,
    incident_path,
    relative_linker,
)
from site_builder.pages.contact_views import joined
from site_builder.pages.labels import incident_status
from site_builder.pages.titles import fact_moment, question_title, title_elsewhere
from site_builder.pages.views import promise
from site_builder.pages.voice import Voice

if TYPE_CHECKING:
    from icalendar import Event


_MOST_EVENTS = 200
_KEPT_AFTER_ITS_END = timedelta(days=365)

Status = Literal["CONFIRMED", "TENTATIVE", "CANCELLED"]


@dataclass(frozen=True, slots=True)
class EventText:
    """The content of an event as plain text; `language` is that of the summary."""

    summary: str
    language: str
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedEvent:
    """An event before its texts are rendered. `path` is its place inside the edition.

    `ends` is None for a deadline. `revised` is None if the date of the statement is not known.
    """

    id: str
    shown: ShownIncident | ShownQuestion
    starts: Date
    ends: Date | None
    status: Status
    sequence: int
    revised: datetime | None
    category: str
    path: str
    tell: Callable[[], EventText]


def plan_calendar(voice: Voice, site: SiteContext) -> Iterable[Plan]:
    """`maintenance.ics`: maintenance of the last year and the future, and promised dates."""
    # A calendar shows no pictures.
    voice = replace(voice, shows_pictures=False)
    link = absolute_linker(site.site_url, voice.edition) if site.site_url else None
    events = plan_events(voice, link)
    years = _years(events, voice.edition.country.zone) or {voice.edition.at.year}
    made_of = [event.shown for event in events]
    # The choice of events depends on the time of the build, and so may the years.
    key = site.key(voice, made_of, CALENDAR, [event.id for event in events], sorted(years))
    make = partial(_calendar, voice, site, link, events, sorted(years))
    yield Plan(f"{voice.edition.address}/{CALENDAR}", key, make)


def plan_events(voice: Voice, link: Linker | None) -> list[PlannedEvent]:
    """Return the newest events of an edition, earliest first; `link` makes absolute links.

    A promise is an event while it is open: that of an open incident's newest update, and that of a
    question. Once it is kept, the event is removed, because calendars cannot express that. If its
    day passes without a text, the event stays and says so, like the pages.
    """
    events = [*_maintenance(voice, link), *_next_updates(voice), *_answers(voice)]
    events.sort(key=lambda event: (event.starts.start, event.id))
    return events[-_MOST_EVENTS:]


def _maintenance(voice: Voice, link: Linker | None) -> Iterator[PlannedEvent]:
    # By the day, as everything is that the clock alone decides.
    today = voice.edition.at.astimezone(voice.edition.country.zone).date()
    oldest = today - _KEPT_AFTER_ITS_END
    for shown in voice.edition.selection.incidents:
        incident = shown.incident
        if incident.ends is not None and incident.ends.end.date() >= oldest:
            yield PlannedEvent(
                id=urn(voice, f"{first_incident_id(incident)}/"),
                shown=shown,
                starts=incident.started,
                ends=_until(shown, incident.ends),
                # Cancelled maintenance stays, so subscribers' calendars remove it.
                status="CANCELLED" if shown.status == "cancelled" else "CONFIRMED",
                sequence=_sequence(shown),
                revised=_revised(voice, _statements(shown)),
                category=voice.say("Planned maintenance"),
                path=incident_path(incident.id),
                tell=partial(_tell_maintenance, voice, shown, link),
            )


def _until(shown: ShownIncident, planned: Date) -> Date:
    """Return when maintenance ended, if an update gives the time, or when it is due to end."""
    lasted = shown.lasted
    return lasted.end if lasted is not None and lasted.end.moment is not None else planned


def _next_updates(voice: Voice) -> Iterator[PlannedEvent]:
    for shown in voice.edition.selection.incidents:
        newest = shown.updates[0] if shown.is_open and shown.updates else None
        if newest is not None and newest.update.next_update is not None:
            incident, promised = shown.incident, newest.update.next_update
            yield PlannedEvent(
                # One for each incident, so a new promise moves the event.
                id=urn(voice, f"{first_incident_id(incident)}/next-update"),
                shown=shown,
                starts=promised,
                ends=None,
                status="TENTATIVE",
                sequence=_sequence(shown),
                revised=_revised(voice, _statements(shown)),
                category=voice.say("Updates"),
                path=entry_path(newest),
                tell=partial(_tell_update, voice, incident.title, promised),
            )


def _answers(voice: Voice) -> Iterator[PlannedEvent]:
    for question in voice.edition.selection.questions:
        if question.answer_by is not None:
            dates = [question.published, question.updated, *(c.at for c in question.corrections)]
            moments = [date.start for date in dates]
            yield PlannedEvent(
                id=urn(voice, first_question_key(voice, question)),
                shown=question,
                starts=question.answer_by,
                ends=None,
                status="TENTATIVE",
                sequence=len(question.corrections),
                revised=_revised(voice, moments),
                category=voice.say("Questions and answers"),
                path=entry_path(question),
                tell=partial(_tell_answer, voice, question),
            )


def _sequence(shown: ShownIncident) -> int:
    """RFC 5545 3.8.7.4: rises with each public update and correction."""
    return sum(1 + len(update.corrections) for update in shown.updates)


def _statements(shown: ShownIncident) -> Iterator[datetime]:
    """Yield when each text of an incident was published, for programs."""
    incident = shown.incident
    if incident.published is not None:
        yield incident.published.start
    for update in shown.updates:
        released = incident.machine_moment(update.update.released)
        yield released
        yield from (max(released, correction.at.start) for correction in update.corrections)


def _revised(voice: Voice, moments: Iterable[datetime]) -> datetime | None:
    """Return the newest of some times that is not in the future; None if all are."""
    return max((moment for moment in moments if moment <= voice.edition.at), default=None)


def _tell_maintenance(voice: Voice, shown: ShownIncident, link: Linker | None) -> EventText:
    now, incident = voice.edition.at, shown.incident
    title = voice.text(incident.title, now)
    written = incident.title.in_locale(voice.edition.locale).locale
    services = voice.edition.selection.catalogue.services
    named = [services[change.service] for change in incident.services]
    here = [s for s in named if s.exists_in(voice.edition.country.id)]
    names = plain_text(joined(voice, [voice.text(s.name, now) for s in here]))
    paragraphs = [incident_status(voice, shown), names]
    if incident.summary is not None:
        body = voice.body(incident.summary, now, 4, link or relative_linker(""))
        paragraphs.append(body.plain)
    if shown.updates:
        paragraphs += _update(voice, shown.updates[0], link)
    language = (
        voice.edition.language_tag if written in (None, voice.edition.locale) else str(written)
    )
    return EventText(title.text, language, "\n\n".join(text for text in paragraphs if text))


def _update(voice: Voice, shown: ShownUpdate, link: Linker | None) -> list[str]:
    moment = fact_moment(voice, shown.update.released)
    body = voice.body(shown.update.text, moment, 4, link or relative_linker(""))
    return [title_elsewhere(voice, shown).text, body.plain]


def _tell_update(voice: Voice, title: Text, promised: Date) -> EventText:
    named = voice.text(title, voice.edition.at).text
    summary = voice.say("Next update: %(title)s", title=named)
    return _tell_promise(voice, summary, promise(voice, promised, "update"))


def _tell_answer(voice: Voice, question: ShownQuestion) -> EventText:
    named = question_title(voice, question).text
    summary = voice.say("Fuller answer: %(title)s", title=named)
    return _tell_promise(voice, summary, promise(voice, question.answer_by, "answer"))


def _tell_promise(voice: Voice, summary: str, sentence: Markup | None) -> EventText:
    text = plain_text(sentence) if sentence else ""
    return EventText(summary, voice.edition.language_tag, text)


def _calendar(
    voice: Voice,
    site: SiteContext,
    link: Linker | None,
    events: Sequence[PlannedEvent],
    years: Sequence[int],
) -> bytes:
    name = one_line(titled(voice, site))
    language = {"LANGUAGE": voice.edition.language_tag}
    description = voice.say("Planned maintenance and expected updates")
    zone = voice.edition.country.zone
    calendar = new_calendar(name, zone, years, language)
    calendar.add("description", description, language)
    calendar.add("x-wr-caldesc", description)
    if link is not None:
        calendar.add("url", link(""))
        calendar.add("source", link(CALENDAR), {"VALUE": "URI"})
    for event in events:
        calendar.add_component(_event(event, zone, link, language))
    content: bytes = calendar.to_ical()
    return content


def _event(
    planned: PlannedEvent, zone: tzinfo, link: Linker | None, language: dict[str, str]
) -> Event:
    """Return an event; the phrases around its texts are in the edition's `language`."""
    from icalendar import Event

    told = planned.tell()
    description = without_controls(told.description)
    event = Event()
    event.add("uid", planned.id)
    # RFC 5545 3.8.7.2 wants one of every event.
    event.add("dtstamp", planned.revised or NEVER_SAID)
    if planned.revised is not None:
        event.add("last-modified", planned.revised)
    event.add("sequence", planned.sequence)
    event.add("status", planned.status)
    # A service being under maintenance makes no one busy.
    event.add("transp", "TRANSPARENT")
    event.add("dtstart", _due(planned.starts, zone))
    if planned.ends is not None:
        event.add("dtend", _due(planned.ends, zone))
    event.add("summary", one_line(told.summary), {"LANGUAGE": told.language})
    event.add("categories", [planned.category], language)
    if link is not None:
        event.add("url", link(planned.path))
        # Several programs show the description only.
        description += f"\n\n{link(planned.path)}"
    event.add("description", description, language)
    return event


def _due(date: Date, zone: tzinfo) -> datetime | date:
    """Return a time in the edition's zone, or the last day of a date as written."""
    if date.precision is Precision.MOMENT:
        return zoned(date.start, zone)
    return date.end.astimezone(date.zone).date()


def _years(events: Iterable[PlannedEvent], zone: tzinfo) -> set[int]:
    """Return the years in which the zone's offset matters."""
    dates = [date for event in events for date in (event.starts, event.ends) if date is not None]
    return {d.start.astimezone(zone).year for d in dates if d.precision is Precision.MOMENT}


OUTPUT = Output("calendar", plan_calendar)
