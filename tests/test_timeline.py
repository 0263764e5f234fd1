"""How services stand over several incidents: every combination, and against a slow model."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.editions.edition import Saying, Turn
from site_builder.editions.timeline import Account, spells_of
from site_builder.model.date import Date, Precision
from site_builder.model.service import State

BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
STATES = {
    "ok": State.operational,
    "slow": State.degraded_performance,
    "part": State.partial_outage,
    "down": State.major_outage,
    "works": State.under_maintenance,
}


def _moment(day: int) -> datetime:
    return BEGIN + timedelta(days=day - 1)


def _date(day: int) -> Date:
    return Date(Precision.DAY, _moment(day).date(), None, UTC)


def _account(text: str) -> Account:
    """`1 open, 1 down, 3 ok, 3 closed`: what one incident says on which day of January."""
    sayings: list[Saying] = []
    turns: list[Turn] = []
    for part in text.split(", "):
        number, word = part.split()
        day = int(number)
        if word in ("open", "closed"):
            turns.append(Turn(_moment(day), _date(day), word == "open"))
            continue
        since = _date(day) if sayings or STATES[word] else None
        is_window = word == "works"
        sayings.append(
            Saying(
                state=STATES[word],
                moment=_moment(day),
                date=_date(day),
                since=since,
                as_of=_date(day),
                spoken=_moment(day),
                is_window=is_window,
            )
        )
    return Account(tuple(sayings), tuple(turns))


def _told(*incidents: str) -> list[str]:
    """`3 ok since 3`: the spells that several incidents give."""
    words = {state: word for word, state in STATES.items()}
    told = []
    for spell in spells_of([_account(text) for text in incidents]):
        day = (spell.moment - BEGIN).days + 1
        if spell.state is None:
            told.append(f"{day} unknown")
            continue
        date = spell.since or spell.as_of
        assert date is not None
        kind = "since" if spell.since else "as of"
        told.append(f"{day} {words[spell.state]} {kind} {date.day.day}")
    return told


@pytest.mark.parametrize(
    ("incidents", "expected"),
    [
        # The older incident left the service working; the newer one broke it and mended it.
        (
            ("1 open, 1 down, 2 ok, 2 closed", "20 open, 20 down, 21 ok, 21 closed"),
            ["1 down since 1", "2 ok since 2", "20 down since 20", "21 ok since 21"],
        ),
        # Said again, in another incident, without a break: it holds since it was said first.
        (
            ("1 open, 1 down, 2 ok, 2 closed", "20 open, 20 ok, 21 closed"),
            ["1 down since 1", "2 ok since 2"],
        ),
        # Where open ones overlap, the worst holds, and the other shows once that is over.
        (
            ("1 open, 1 down, 9 ok, 9 closed", "3 open, 3 slow"),
            ["1 down since 1", "9 slow since 9"],
        ),
        (
            ("1 open, 1 slow", "3 open, 3 down, 5 ok, 5 closed"),
            ["1 slow since 1", "3 down since 3", "5 slow since 5"],
        ),
        # Closed, but left limited on purpose: that holds until another text speaks of it.
        (("1 open, 1 down, 2 slow, 2 closed",), ["1 down since 1", "2 slow since 2"]),
        (
            ("1 open, 1 down, 2 slow, 2 closed", "8 open, 8 down, 9 ok, 9 closed"),
            ["1 down since 1", "2 slow since 2", "8 down since 8", "9 ok since 9"],
        ),
        # An open incident that spoke before does not undo what was left later.
        (
            ("1 open, 1 ok", "3 open, 3 down, 4 slow, 4 closed"),
            ["1 ok as of 1", "3 down since 3", "4 slow since 4"],
        ),
        # One that speaks later does.
        (
            ("1 open, 1 ok", "3 open, 3 slow, 4 closed", "6 open, 6 ok"),
            ["1 ok as of 1", "3 slow since 3", "6 ok since 6"],
        ),
        # A closed incident never makes an open one look better.
        (("1 open, 1 down", "3 open, 3 ok, 4 closed"), ["1 down since 1"]),
        # Reopened: its state counts among the open ones again.
        (
            ("1 open, 1 slow, 2 ok, 2 closed, 5 open, 5 down, 6 ok, 6 closed",),
            ["1 slow since 1", "2 ok since 2", "5 down since 5", "6 ok since 6"],
        ),
        # All in one day: the outage is still there for the bar of that day.
        (("4 open, 4 down, 4 ok, 4 closed",), ["4 down since 4", "4 ok since 4"]),
        # Maintenance: back to what was said before, or to nothing if nothing was.
        (
            ("1 open, 1 slow, 2 closed", "5 open, 5 works, 6 closed"),
            ["1 slow since 1", "5 works since 5", "6 slow since 6"],
        ),
        (("5 open, 5 works, 6 closed",), ["5 works since 5", "6 unknown"]),
        # An outage in the window is worse, and ends into the window.
        (
            ("5 open, 5 works, 9 closed", "6 open, 6 down, 7 ok, 7 closed"),
            ["5 works since 5", "6 down since 6", "7 works since 7", "9 ok since 9"],
        ),
        # A postmortem that says how the service stands is the newest word.
        (
            ("1 open, 1 down, 2 slow, 2 closed, 9 ok",),
            ["1 down since 1", "2 slow since 2", "9 ok since 9"],
        ),
        # First said to work: nobody knows since when.
        (("1 open, 3 ok, 4 closed",), ["3 ok as of 3"]),
    ],
)
def test_one_line_from_several_incidents(incidents: tuple[str, ...], expected: list[str]) -> None:
    assert _told(*incidents) == expected
    if len(incidents) > 1:
        assert _told(*reversed(incidents)) == expected


@dataclass(frozen=True)
class Story:
    """An incident: on which days it says which state, and when it is closed."""

    start: int
    said: tuple[tuple[int, State], ...]
    end: int | None


@st.composite
def stories(draw: st.DrawFn) -> list[Story]:
    """Incidents whose days are all different, so that no two things happen at one moment."""
    days = draw(st.permutations(range(1, 32)))
    told, i = [], 0
    for _ in range(draw(st.integers(1, 5))):
        count = draw(st.integers(1, 3))
        own = sorted(days[i : i + count + 2])
        i += count + 2
        states = draw(st.lists(st.sampled_from(list(State)), min_size=count, max_size=count))
        is_over = draw(st.booleans())
        said = tuple(zip(own[1 : count + 1], states, strict=True))
        told.append(Story(own[0], said, own[-1] if is_over else None))
    return told


def _account_of(story: Story) -> Account:
    turns = [Turn(_moment(story.start), _date(story.start), True)]
    if story.end is not None:
        turns.append(Turn(_moment(story.end), _date(story.end), False))
    sayings = tuple(
        Saying(
            state=state,
            moment=_moment(day),
            date=_date(day),
            since=_date(day),
            as_of=_date(day),
            spoken=_moment(day),
        )
        for day, state in story.said
    )
    return Account(sayings, tuple(turns))


def _model(told: list[Story], day: int) -> State | None:
    """The rule as docs/formats.md has it, for one day, without remembering anything."""
    heard = [
        (max(d for d, _ in said), said[-1][1], story.end is None or day < story.end)
        for story in told
        for said in [[(d, s) for d, s in story.said if d <= day]]
        if said
    ]
    now = [(d, s) for d, s, is_open in heard if is_open]
    left = max(((d, s) for d, s, is_open in heard if not is_open), default=None)
    if not now:
        return left[1] if left else None
    worst = max(s for _, s in now)
    is_news = left is not None and left[0] > max(d for d, _ in now)
    return max(worst, left[1]) if left and is_news else worst


@given(stories())
def test_a_line_is_on_every_day_what_the_rule_says(told: list[Story]) -> None:
    spells = spells_of([_account_of(story) for story in told])
    for day in range(1, 32):
        held = [spell.state for spell in spells if spell.moment <= _moment(day)]
        assert (held[-1] if held else None) == _model(told, day)
    for one, other in pairwise(spells):
        assert one.state is not other.state
        # Since when a state holds is the day on which the line changed.
        assert other.since is not None
        assert other.since.start == other.moment
