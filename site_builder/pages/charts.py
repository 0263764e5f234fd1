"""Pictures of states over time: ready views with places in per cent of the picture's width."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from markupsafe import Markup

from site_builder.editions.course import (
    DAYS,
    Course,
    Extent,
    Stretch,
    courses_of,
    extent_of,
    first_day,
    histories_of,
    last_date,
)
from site_builder.editions.edition import ShownIncident
from site_builder.language.dates import format_short
from site_builder.language.numbers import format_list
from site_builder.model.date import Date, Precision
from site_builder.model.locale import direction
from site_builder.model.service import State
from site_builder.pages.labels import as_of_label, since_label, state_label
from site_builder.pages.voice import Said, Voice

UNKNOWN = "unknown"
"""The code of a time about which no text says anything: drawn as dots, never left empty."""
_LAST = 4
"""Per cent at the end of a picture that show how the newest text left each service.

A state that begins with that text would have no width: an outage would never be seen to end.
"""
_APART = 16
"""Per cent between two dates, so that their letters do not touch on a phone."""
_MOST_MONTHS = 36


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a track from `start` to `end`, in per cent; `code` is the state's, for the style.

    Thickness and dashes encode the state, as does colour.
    """

    start: str
    end: str
    code: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A date at a place of the picture, in per cent; `anchor` is SVG's `text-anchor`."""

    x: str
    label: str
    anchor: str = "middle"


@dataclass(frozen=True, slots=True)
class Lane:
    """A service with its track; `told` is the same in words, `now` the state at the end if the
    picture names it.
    """

    name: Said
    blocks: tuple[Block, ...]
    dates: tuple[Tick, ...]
    told: tuple[Markup, ...]
    code: str = UNKNOWN
    now: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartView:
    """`axis` are the months; `legend` has each state of the picture, worst first."""

    rows: tuple[Lane, ...]
    axis: tuple[Tick, ...]
    period: Markup
    legend: tuple[tuple[str, str], ...]


def chart_view(voice: Voice, shown: ShownIncident) -> ChartView | None:
    """Return the recovery of the services that an incident affected; None if there is nothing to
    draw.

    Services that are still affected come first, the others in the order of their return.
    """
    services = voice.edition.selection.catalogue.services
    courses = courses_of(shown, services)
    extent = extent_of(shown)
    if not courses or extent is None:
        return None
    ordered = sorted(courses, key=lambda course: (-course.stretches[-1].state, _return_of(course)))
    rows = tuple(_lane(voice, course, extent) for course in ordered)
    return ChartView(
        rows=rows,
        axis=_months(voice, extent),
        period=voice.period(shown.incident.started, last_date(shown)),
        legend=_legend(voice, rows),
    )


def _return_of(course: Course) -> datetime:
    return course.stretches[-1].start


def _lane(voice: Voice, course: Course, extent: Extent) -> Lane:
    stretches = course.stretches
    places = [_per_cent(stretch.start, extent) for stretch in stretches]
    ends = [*places[1:], 100.0]
    blocks = [
        _block(voice, stretch.state.name, start, end)
        for stretch, start, end in zip(stretches, places, ends, strict=True)
    ]
    if places[0] > 0:
        blocks.insert(0, _block(voice, UNKNOWN, 0, places[0]))
    last = stretches[-1].state
    return Lane(
        name=voice.text(course.service.name, voice.edition.at),
        blocks=tuple(blocks),
        dates=_dates(voice, stretches, places),
        told=tuple(_told(voice, stretch) for stretch in stretches),
        code=last.name,
        now=state_label(voice, last),
    )


def _dates(voice: Voice, stretches: Sequence[Stretch], places: Sequence[float]) -> tuple[Tick, ...]:
    """Return the date of each change, newest first where there is no room for all of them."""
    found: list[tuple[float, Date]] = []
    for stretch, place in reversed(list(zip(stretches, places, strict=True))):
        # At the beginning of the picture the axis already has the date.
        if place > 0 and (not found or found[-1][0] - place >= _APART):
            found.append((place, stretch.since or stretch.as_of))
    return tuple(_tick(voice, place, _short(voice, date)) for place, date in reversed(found))


def _short(voice: Voice, date: Date) -> str:
    return format_short(date, voice.locale, voice.edition.country.zone)


def _tick(voice: Voice, place: float, label: str) -> Tick:
    """A label that stays inside the picture at both ends."""
    anchor = "start" if place < _APART / 2 else "end" if place > 100 - _APART / 2 else "middle"
    return Tick(_x(voice, place), label, anchor)


def _told(voice: Voice, stretch: Stretch) -> Markup:
    state = state_label(voice, stretch.state)
    if stretch.since is None:
        date = as_of_label(voice, stretch.as_of)
    else:
        date = since_label(voice, stretch.since)
    return voice.phrase("%(text)s (%(more)s)", text=state, more=date)


@dataclass(frozen=True, slots=True, kw_only=True)
class DaysView:
    """The last days of every service that a text has named."""

    rows: tuple[Lane, ...]
    axis: tuple[Tick, ...]
    legend: tuple[tuple[str, str], ...]


def days_view(voice: Voice) -> DaysView | None:
    """Return the last days of every service; None if no text has named a service's state."""
    rows = []
    for history in histories_of(voice.edition.selection):
        blocks, start = [], 0
        counts: dict[State, int] = {}
        for state, days in groupby(history.days):
            length = len(list(days))
            code = UNKNOWN if state is None else state.name
            blocks.append(_block(voice, code, _day(start), _day(start + length)))
            if state is not None:
                counts[state] = counts.get(state, 0) + length
            start += length
        told = [
            voice.phrase("%(label)s: %(text)s", label=state_label(voice, state), text=days)
            for state, count in sorted(counts.items(), reverse=True)
            for days in [voice.plural("%(count)s day", "%(count)s days", count)]
        ]
        name = voice.text(history.service.name, voice.edition.at)
        words = Markup(format_list([str(part) for part in told], voice.locale))
        rows.append(Lane(name, tuple(blocks), (), (words,)))
    if not rows:
        return None
    return DaysView(rows=tuple(rows), axis=_days_axis(voice), legend=_legend(voice, rows))


def _days_axis(voice: Voice) -> tuple[Tick, ...]:
    """The first day, the months that begin, and today, in the country's zone."""
    first = first_day(voice.edition.at, voice.edition.country.zone)

    def tick(number: int) -> Tick:
        day = _of_day(voice, first + timedelta(days=number))
        return _tick(voice, _day(number), _short(voice, day))

    today = Tick(_x(voice, 100), voice.words["today"], "end")
    starts = [n for n in range(DAYS) if (first + timedelta(days=n)).day == 1]
    inside = [n for n in starts if _APART <= _day(n) <= 100 - _APART]
    return (tick(0), *(tick(number) for number in inside), today)


def _block(voice: Voice, code: str, start: float, end: float) -> Block:
    shown = max(end, start + 0.4)
    return Block(_x(voice, start), _x(voice, shown), code)


def _x(voice: Voice, place: float) -> str:
    """Return a place from the side where the language begins to read."""
    return f"{100 - place if direction(voice.locale) == 'rtl' else place:.2f}%"


def _day(number: int) -> float:
    return number * 100 / DAYS


def _per_cent(moment: datetime, extent: Extent) -> float:
    return (moment - extent.start) / (extent.end - extent.start) * (100 - _LAST)


def _months(voice: Voice, extent: Extent) -> tuple[Tick, ...]:
    """Return the start of the picture, the months that have room, and its end."""
    zone = voice.edition.country.zone
    first, last = extent.start.astimezone(zone), extent.end.astimezone(zone)
    numbers = range(first.year * 12 + first.month, last.year * 12 + last.month)
    ticks = [_tick(voice, 0, _short(voice, _of_day(voice, first.date())))]
    known = 0.0
    for number in list(numbers)[:_MOST_MONTHS]:
        start = datetime(number // 12, number % 12 + 1, 1, tzinfo=zone)
        place = _per_cent(start, extent)
        if place - known >= _APART and place <= 100 - _LAST - _APART:
            month = Date(Precision.MONTH, start.date(), None, zone)
            ticks.append(_tick(voice, place, _short(voice, month)))
            known = place
    # A picture of an hour begins and ends on the same day.
    if last.date() != first.date():
        end = _short(voice, _of_day(voice, (extent.end - timedelta(microseconds=1)).date()))
        ticks.append(_tick(voice, 100, end))
    return tuple(ticks)


def _of_day(voice: Voice, day: date) -> Date:
    return Date(Precision.DAY, day, None, voice.edition.country.zone)


def _legend(voice: Voice, rows: Iterable[Lane]) -> tuple[tuple[str, str], ...]:
    """Return the code and name of each state in the picture, worst first."""
    codes = {block.code for lane in rows for block in lane.blocks}
    states = sorted((State[code] for code in codes - {UNKNOWN}), reverse=True)
    known = [(state.name, state_label(voice, state)) for state in states]
    if UNKNOWN in codes:
        known.append((UNKNOWN, voice.words["unknown"]))
    return tuple(known)
