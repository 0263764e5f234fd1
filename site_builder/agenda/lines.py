"""The agenda in plain words, whole or in short."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Literal

from site_builder.model.agenda import Agenda, AgendaItem
from site_builder.model.characters import visible

Tone = Literal["heading", "overdue", "ahead", "undated", "build"]
_MOST_IN_SHORT = 8
_MOST_NAMED = 5
COMMAND = "site-builder agenda"


@dataclass(frozen=True, slots=True)
class Line:
    """A line for a terminal; `tone` says how it may be coloured."""

    text: str
    tone: Tone = "ahead"


def full_lines(agenda: Agenda) -> Iterator[Line]:
    """Everything that is ahead, in the site's time zone."""
    at = local_words(agenda.at.replace(second=0), agenda.zone)
    yield Line(f"Agenda as of {at} (times are in {agenda.zone})", "heading")
    groups = (
        ("Overdue", [item for item in agenda.items if item.is_overdue]),
        ("Ahead", [item for item in agenda.items if item.date and not item.is_overdue]),
        ("Without a date", [item for item in agenda.items if item.date is None]),
    )
    for name, items in groups:
        if items:
            yield Line("")
            yield Line(f"{name} ({len(items)}):", "heading")
            yield from _rows(items, agenda)
    yield Line("")
    if not agenda.items:
        yield Line("Nothing is overdue, ahead or a draft.")
    yield _next_build(agenda)


def short_lines(agenda: Agenda) -> Iterator[Line]:
    """The start of the agenda, as other commands end with it; nothing if it is empty."""
    items = agenda.items
    if not items:
        return
    yield Line(f"Agenda ({_counts(items)}):", "heading")
    shown = _first(items)
    yield from _rows(shown, agenda)
    if len(items) > len(shown):
        yield Line(f"  … and {len(items) - len(shown):,} more: {COMMAND}")
    yield _next_build(agenda)


def brief_lines(agenda: Agenda) -> Iterator[str]:
    """The same as plain text."""
    return (line.text for line in short_lines(agenda))


def local_words(moment: datetime, zone: tzinfo) -> str:
    """`Fri 27 Nov 2026, 19:25 CET`: a moment in a zone, with seconds only if they say something.

    The last second of a minute is the end of a day, which people know as 23:59.
    """
    local = moment.astimezone(zone)
    clock = f"{local:%H:%M}" if local.second in (0, 59) else f"{local:%H:%M:%S}"
    name = local.tzname() or ""
    name = name if name[:1].isalpha() else f"UTC{name}"
    return f"{local:%a} {local.day} {local:%b %Y}, {clock} {name}"


def _first(items: Sequence[AgendaItem]) -> list[AgendaItem]:
    """The first items; what appears next has room, however much is overdue."""
    overdue = [item for item in items if item.is_overdue]
    others = items[len(overdue) :]
    room = _MOST_IN_SHORT - min(len(others), _MOST_IN_SHORT // 2)
    return [*overdue[:room], *others[: _MOST_IN_SHORT - len(overdue[:room])]]


def _counts(items: Sequence[AgendaItem]) -> str:
    overdue = sum(item.is_overdue for item in items)
    undated = sum(item.date is None for item in items)
    ahead = len(items) - overdue - undated
    counts = ((overdue, "overdue"), (ahead, "ahead"), (undated, "without a date"))
    return ", ".join(f"{count:,} {name}" for count, name in counts if count)


def _rows(items: Sequence[AgendaItem], agenda: Agenda) -> Iterator[Line]:
    """A line for each item, with the times in a column of their own."""
    zone = agenda.zone
    times = [local_words(item.at, zone) if item.at else "" for item in items]
    width = max(map(len, times))
    for item, time in zip(items, times, strict=True):
        tone: Tone = "overdue" if item.is_overdue else "ahead" if item.date else "undated"
        place = f"{item.file} ({item.part})" if item.part else item.file
        mark = "overdue: " if item.is_overdue else ""
        text = f"{mark}{item.says}{_where(item, agenda.countries)}{_elsewhere(item, zone)}"
        lead = f"{time:{width}}  " if width else ""
        yield Line(f"  {lead}{visible(text)}  {visible(place)}", tone)


def _where(item: AgendaItem, everywhere: Sequence[str]) -> str:
    """The countries that an item concerns, unless it is all of them or its sentence says it."""
    own = item.countries
    if not own or len(own) == len(everywhere) or (len(own) == 1 and f" for {own[0]}" in item.says):
        return ""
    return f" (for {', '.join(own)})" if len(own) <= _MOST_NAMED else f" (for {len(own)} countries)"


def _elsewhere(item: AgendaItem, zone: tzinfo) -> str:
    """The time in the zone in which it was written, if the clocks there show another one."""
    if item.date is None or item.at is None:
        return ""
    own = item.date.zone
    if item.at.astimezone(own).utcoffset() == item.at.astimezone(zone).utcoffset():
        return ""
    return f" ({local_words(item.at, own)} in {own})"


def _next_build(agenda: Agenda) -> Line:
    text = f"Next build due: {local_words(agenda.next_build, agenda.zone)}"
    if agenda.new_day is not None:
        text += f" (a new day begins in {agenda.new_day})"
    return Line(text, "build")
