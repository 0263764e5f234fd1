"""The agenda as a calendar that a team subscribes to or imports (RFC 5545)."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import TYPE_CHECKING

from site_builder.model.agenda import Agenda, AgendaItem
from site_builder.model.characters import visible
from site_builder.outputs.calendar_parts import new_calendar, one_line, zoned

if TYPE_CHECKING:
    from icalendar import Event

_NAMESPACE = uuid.UUID("0c1e9a2f-4b0d-5d0e-9a51-6f2d6f3f7c11")


def agenda_calendar(agenda: Agenda, site_name: str, site_url: str | None) -> bytes:
    """The calendar: one event for each item with a date.

    Ids of events are made of the site's address (otherwise its name) and the item's id, so a new
    date moves an event, and the calendars of two sites do not mix.
    """
    zone = agenda.zone
    dated = [(item, item.at) for item in agenda.items if item.at is not None]
    years = {at.astimezone(zone).year for _, at in dated} or {agenda.at.astimezone(zone).year}
    name = one_line(visible(f"Agenda: {site_name}"))
    calendar = new_calendar(name, zone, sorted(years))
    for item, at in dated:
        calendar.add_component(_event(item, at, agenda, site_url or site_name))
    content: bytes = calendar.to_ical()
    return content


def _event(item: AgendaItem, at: datetime, agenda: Agenda, site: str) -> Event:
    from icalendar import Event

    place = f"{item.file} ({item.part})" if item.part else item.file
    event = Event()
    event.add("uid", uuid.uuid5(_NAMESPACE, f"{visible(site)}\n{visible(item.id)}").urn)
    # RFC 5545 3.8.7.2: when the information was last revised, which is when it was asked for.
    event.add("dtstamp", agenda.at)
    # RFC 5545 3.6.1: without an end, an event ends at the moment at which it starts.
    event.add("dtstart", zoned(at, agenda.zone))
    summary = f"Overdue: {item.says}" if item.is_overdue else item.says
    event.add("summary", one_line(visible(summary)))
    event.add("description", one_line(visible(place)))
    event.add("categories", [item.kind])
    # What a site publishes makes no one busy.
    event.add("transp", "TRANSPARENT")
    return event
