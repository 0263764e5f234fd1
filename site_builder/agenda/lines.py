"""The agenda in plain words, whole or in short."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Literal

from site_builder.language.moment_words import moment_in_words
from site_builder.language.speech import ENGLISH, Speech
from site_builder.model.agenda import Agenda, AgendaItem
from site_builder.model.characters import visible
from site_builder.model.message import Message, in_turn, told

Tone = Literal["heading", "overdue", "ahead", "undated", "build"]
_MOST_IN_SHORT = 8
_MOST_NAMED = 5
COMMAND = "site-builder agenda"


@dataclass(frozen=True, slots=True)
class Line:
    """A line for a terminal; `tone` says how it may be coloured."""

    text: str
    tone: Tone = "ahead"


def full_lines(agenda: Agenda, speech: Speech = ENGLISH) -> Iterator[Line]:
    """Everything that is ahead, in the site's time zone."""
    say = speech.say
    at = local_words(agenda.at.replace(second=0), agenda.zone, speech)
    heading = told("Agenda as of %(at)s (times are in %(zone)s)", at=at, zone=str(agenda.zone))
    yield Line(say(heading), "heading")
    groups = (
        (told("Overdue"), [item for item in agenda.items if item.is_overdue]),
        (told("Ahead"), [item for item in agenda.items if item.date and not item.is_overdue]),
        (told("Without a date"), [item for item in agenda.items if item.date is None]),
    )
    for name, items in groups:
        if items:
            yield Line("")
            heading = told("%(group)s (%(count)s):", group=name, count=len(items))
            yield Line(say(heading), "heading")
            yield from _rows(items, agenda, speech)
    yield Line("")
    if not agenda.items:
        yield Line(say(told("Nothing is overdue, ahead or a draft.")))
    yield _next_build(agenda, speech)


def short_lines(agenda: Agenda, speech: Speech = ENGLISH) -> Iterator[Line]:
    """The start of the agenda, as other commands end with it; nothing if it is empty."""
    items = agenda.items
    if not items:
        return
    heading = told("Agenda (%(counts)s):", counts=_counts(items))
    yield Line(speech.say(heading), "heading")
    shown = _first(items)
    yield from _rows(shown, agenda, speech)
    if len(items) > len(shown):
        more = told(
            "… and %(count)s more: %(command)s", count=len(items) - len(shown), command=COMMAND
        )
        yield Line(f"  {speech.say(more)}")
    yield _next_build(agenda, speech)


def brief_lines(agenda: Agenda, speech: Speech = ENGLISH) -> Iterator[str]:
    """The same as plain text."""
    return (line.text for line in short_lines(agenda, speech))


def local_words(moment: datetime, zone: tzinfo, speech: Speech = ENGLISH) -> str:
    """Return a moment as the language of the agenda writes it."""
    return speech.say(moment_in_words(moment, zone))


def _first(items: Sequence[AgendaItem]) -> list[AgendaItem]:
    """The first items; what appears next has room, however much is overdue."""
    overdue = [item for item in items if item.is_overdue]
    others = items[len(overdue) :]
    room = _MOST_IN_SHORT - min(len(others), _MOST_IN_SHORT // 2)
    return [*overdue[:room], *others[: _MOST_IN_SHORT - len(overdue[:room])]]


def _counts(items: Sequence[AgendaItem]) -> Message:
    overdue = sum(item.is_overdue for item in items)
    undated = sum(item.date is None for item in items)
    ahead = len(items) - overdue - undated
    counts = (
        told("%(count)s overdue", count=overdue) if overdue else "",
        told("%(count)s ahead", count=ahead) if ahead else "",
        told("%(count)s without a date", count=undated) if undated else "",
    )
    return in_turn(*counts, between=", ")


def _rows(items: Sequence[AgendaItem], agenda: Agenda, speech: Speech) -> Iterator[Line]:
    """A line for each item, with the times in a column of their own."""
    zone = agenda.zone
    times = [local_words(item.at, zone, speech) if item.at else "" for item in items]
    width = max(map(len, times))
    for item, time in zip(items, times, strict=True):
        tone: Tone = "overdue" if item.is_overdue else "ahead" if item.date else "undated"
        place = f"{item.file} ({item.part})" if item.part else item.file
        text = speech.say(
            in_turn(
                told("overdue:") if item.is_overdue else "",
                item.says,
                _where(item, agenda.countries),
                _elsewhere(item, zone, speech),
            )
        )
        lead = f"{time:{width}}  " if width else ""
        yield Line(f"  {lead}{visible(text)}  {visible(place)}", tone)


def _where(item: AgendaItem, everywhere: Sequence[str]) -> str:
    """The countries that an item concerns, unless it is all of them or its sentence says it."""
    own = item.countries
    if not own or len(own) == len(everywhere) or (len(own) == 1 and f" for {own[0]}" in item.says):
        return ""
    if len(own) <= _MOST_NAMED:
        return told("(for %(countries)s)", countries=", ".join(own))
    return told("(for %(count)s countries)", count=len(own))


def _elsewhere(item: AgendaItem, zone: tzinfo, speech: Speech) -> str:
    """The time in the zone in which it was written, if the clocks there show another one."""
    if item.date is None or item.at is None:
        return ""
    own = item.date.zone
    if item.at.astimezone(own).utcoffset() == item.at.astimezone(zone).utcoffset():
        return ""
    time = local_words(item.at, own, speech)
    return told("(%(time)s in %(zone)s)", time=time, zone=str(own))


def _next_build(agenda: Agenda, speech: Speech) -> Line:
    time = local_words(agenda.next_build, agenda.zone, speech)
    text = told("Next build due: %(time)s", time=time)
    if agenda.new_day is not None:
        text = told(
            "Next build due: %(time)s (a new day begins in %(zone)s)",
            time=time,
            zone=str(agenda.new_day),
        )
    return Line(speech.say(text), "build")
