"""Pictures of states over time: ready views with places in per cent of the picture's width."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
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
from site_builder.language.numbers import format_list
from site_builder.model.date import Date, Precision
from site_builder.model.service import State
from site_builder.pages.labels import as_of_label, since_label, state_label
from site_builder.pages.voice import Said, Voice


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A part of a bar, from `x` on, in per cent; `code` is the state's id, for the style.

    The height encodes the state too: the worse, the taller.
    """

    x: str
    width: str
    y: int
    height: int
    code: str


@dataclass(frozen=True, slots=True)
class Lane:
    """A service with its bar; `told` is the same in words."""

    name: Said
    blocks: tuple[Block, ...]
    told: tuple[Markup, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartView:
    """`ticks` are where months begin; `legend` has each state of the picture, worst first."""

    rows: tuple[Lane, ...]
    ticks: tuple[str, ...]
    start: Markup
    end: Markup
    legend: tuple[tuple[Block, str], ...]


def chart_view(voice: Voice, shown: ShownIncident) -> ChartView | None:
    """Return the recovery of the services that an incident affected; None if there is nothing to
    draw.
    """
    services = voice.edition.selection.catalogue.services
    courses = courses_of(shown, services)
    extent = extent_of(shown)
    if not courses or extent is None:
        return None
    rows = tuple(
        Lane(
            voice.text(course.service.name, voice.edition.at),
            tuple(
                _block(s.state, _per_cent(s.start, extent), _end_of(s, course, extent))
                for s in course.stretches
            ),
            tuple(_told(voice, stretch) for stretch in course.stretches),
        )
        for course in courses
    )
    return ChartView(
        rows=rows,
        ticks=_month_ticks(voice, extent),
        start=voice.date(shown.incident.started),
        end=voice.date(last_date(shown)),
        legend=_legend(voice, courses),
    )


def _told(voice: Voice, stretch: Stretch) -> Markup:
    state = state_label(voice, stretch.state)
    if stretch.since is None:
        date = as_of_label(voice, stretch.as_of)
    else:
        date = since_label(voice, stretch.since)
    return voice.phrase("%(text)s (%(more)s)", text=state, more=date)


def history_rows(voice: Voice) -> tuple[Lane, ...]:
    """Return the last days of every service that a text has named."""
    rows = []
    for history in histories_of(voice.edition.selection):
        blocks, start = [], 0
        counts: dict[State, int] = {}
        for state, days in groupby(history.days):
            length = len(list(days))
            if state is not None:
                blocks.append(_block(state, _day(start), _day(start + length)))
                counts[state] = counts.get(state, 0) + length
            start += length
        told = [
            voice.phrase("%(label)s: %(text)s", label=state_label(voice, state), text=days)
            for state, count in sorted(counts.items(), reverse=True)
            for days in [voice.plural("%(count)s day", "%(count)s days", count)]
        ]
        name = voice.text(history.service.name, voice.edition.at)
        words = Markup(format_list([str(part) for part in told], voice.locale))
        rows.append(Lane(name, tuple(blocks), (words,)))
    return tuple(rows)


def first_day_shown(voice: Voice) -> Markup:
    """Return the day with which the histories begin, in the country's zone."""
    zone = voice.edition.country.zone
    return voice.date(Date(Precision.DAY, first_day(voice.edition.at, zone), None, zone))


def _block(state: State, start: float, end: float) -> Block:
    height = {
        State.operational: 3,
        State.under_maintenance: 5,
        State.degraded_performance: 5,
        State.partial_outage: 8,
        State.major_outage: 12,
    }[state]
    return Block(
        x=f"{start:.2f}",
        width=f"{max(end - start, 0.4):.2f}",
        y=12 - height,
        height=height,
        code=state.name,
    )


def _day(number: int) -> float:
    return number * 100 / DAYS


_LAST = 4
"""Per cent at the end of a picture that show how the newest text left each service.

A state that begins with that text would have no width: an outage would never be seen to end.
"""


def _per_cent(moment: datetime, extent: Extent) -> float:
    return (moment - extent.start) / (extent.end - extent.start) * (100 - _LAST)


def _end_of(stretch: Stretch, course: Course, extent: Extent) -> float:
    return 100 if stretch is course.stretches[-1] else _per_cent(stretch.end, extent)


def _month_ticks(voice: Voice, extent: Extent) -> tuple[str, ...]:
    zone = voice.edition.country.zone
    first, last = extent.start.astimezone(zone), extent.end.astimezone(zone)
    months = range(first.year * 12 + first.month, last.year * 12 + last.month)
    # A bar of many years would only show lines.
    starts = [datetime(m // 12, m % 12 + 1, 1, tzinfo=zone) for m in months][:36]
    return tuple(f"{_per_cent(start, extent):.2f}" for start in starts)


def _legend(voice: Voice, courses: Iterable[Course]) -> tuple[tuple[Block, str], ...]:
    states = {s.state for course in courses for s in course.stretches}
    return tuple(
        (_block(state, 0, 100), state_label(voice, state)) for state in sorted(states, reverse=True)
    )
