"""The agenda for programs. The keys are described in docs/agenda.md and do not change."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, tzinfo

from site_builder.language.speech import ENGLISH, Speech
from site_builder.model.agenda import Agenda, AgendaItem


def agenda_as_json(agenda: Agenda, speech: Speech = ENGLISH) -> Mapping[str, object]:
    """The object that `agenda --format json` prints; times are in the site's zone."""
    return {
        "at": _iso(agenda.at, agenda.zone),
        "time_zone": str(agenda.zone),
        "next_build": _iso(agenda.next_build, agenda.zone),
        "next_build_reason": "date" if agenda.new_day is None else "new day",
        "items": [_item(item, agenda.zone, speech) for item in agenda.items],
    }


def _item(item: AgendaItem, zone: tzinfo, speech: Speech) -> Mapping[str, object]:
    return {
        "id": item.id,
        "at": _iso(item.at, zone) if item.at is not None else None,
        "kind": item.kind,
        "what": item.what,
        "overdue": item.is_overdue,
        "text": speech.say(item.says),
        "file": item.file,
        "part": item.part,
        "countries": list(item.countries),
        "date": item.date.iso if item.date is not None else None,
        "time_zone": str(item.date.zone) if item.date is not None else None,
    }


def _iso(moment: datetime, zone: tzinfo) -> str:
    return moment.astimezone(zone).isoformat()
