"""Incidents and maintenance, made of dated updates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from site_builder.model.claim import Claims
from site_builder.model.country import CountryId
from site_builder.model.date import Date
from site_builder.model.problem import Place
from site_builder.model.service import StateChange
from site_builder.model.text import Text

IncidentStatus = Literal["investigating", "identified", "monitoring", "resolved", "postmortem"]
MaintenanceStatus = Literal["scheduled", "in_progress", "verifying", "completed", "cancelled"]
INCIDENT_STATUSES: tuple[IncidentStatus, ...] = (
    "investigating",
    "identified",
    "monitoring",
    "resolved",
    "postmortem",
)
MAINTENANCE_STATUSES: tuple[MaintenanceStatus, ...] = (
    "scheduled",
    "in_progress",
    "verifying",
    "completed",
    "cancelled",
)
CLOSED = ("resolved", "postmortem", "completed", "cancelled")
CorrectionKind = Literal["correction", "change"]
CORRECTION_KINDS: tuple[CorrectionKind, ...] = ("correction", "change")
OPEN_STATUSES = tuple(status for status in INCIDENT_STATUSES if status not in CLOSED)


@dataclass(frozen=True, slots=True)
class EntryRef:
    """Points at an update (`incident/update`) or a question (`faq/category/question`)."""

    entry: str
    about: Text | None


@dataclass(frozen=True, slots=True)
class Correction:
    """A note of what was wrong in a published text, or of what has changed since.

    `index` counts from 1 in the order written, for its place in the file.

    `id` is part of the anchor and the feed id, so another correction must not change it:
    `2022-09-30-0900`, the date as written. `claims` is what the text states since then.
    """

    kind: CorrectionKind

    index: int
    id: str
    at: Date
    note: Text
    claims: Claims


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """A dated statement. It has `as_of`, `published` or both.

    Without a `status`, it keeps that of the update before it.
    """

    id: str
    incident: str
    status: str | None
    as_of: Date | None
    published: Date | None
    title: Text | None
    text: Text
    countries: frozenset[CountryId]
    services: tuple[StateChange, ...]
    supersedes: tuple[EntryRef, ...]
    corrections: tuple[Correction, ...]
    minor: tuple[Date, ...]
    claims: Claims
    next_update: Date | None
    is_draft: bool
    former: tuple[str, ...]
    place: Place

    @property
    def key(self) -> str:
        """The key from which references and feed ids are made."""
        return f"{self.incident}/{self.id}"

    @property
    def spoken(self) -> Date:
        """The date that the statement describes, for order."""
        date = self.as_of or self.published
        assert date is not None
        return date

    @property
    def released(self) -> Date:
        """The date of publication, which decides the order and whether it is public."""
        date = self.published or self.as_of
        assert date is not None
        return date


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """What happened. For maintenance, `started` and `ends` are its window."""

    id: str
    title: Text
    started: Date
    ends: Date | None
    published: Date | None
    countries: frozenset[CountryId]
    services: tuple[StateChange, ...]
    summary: Text | None
    what_to_do: Text | None
    minor: tuple[Date, ...]
    claims: Claims
    is_draft: bool
    former: tuple[str, ...]
    updates: tuple[Update, ...]
    place: Place

    @property
    def is_maintenance(self) -> bool:
        return self.ends is not None

    def machine_moment(self, date: Date) -> datetime:
        """Return the one time that programs get for a date of a text: the start of its period.

        It depends only on what is written, so no build changes it. The text of an incident is never
        earlier than the incident; maintenance is announced before it starts.
        """
        return date.start if self.is_maintenance else max(date.start, self.started.start)

    def is_in_window(self, at: datetime) -> bool:
        """Return whether maintenance is in progress at a given time, excluding its end."""
        return self.ends is not None and self.started.start <= at < self.ends.start
