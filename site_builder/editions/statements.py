"""The statements of an edition: which is newest, and which must be read first."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import tzinfo

from site_builder.editions.edition import Selection, ShownIncident, ShownUpdate
from site_builder.editions.update_order import SortKey, shown_key, sort_key
from site_builder.model.entry_id import natural_key
from site_builder.model.service import State

Statement = tuple[ShownIncident, ShownUpdate]


def statements_of(incidents: Iterable[ShownIncident], zone: tzinfo) -> tuple[Statement, ...]:
    """Return all updates, newest first by the days of `zone`; those of one incident keep their
    order.
    """
    placed: list[tuple[SortKey, ShownIncident, ShownUpdate]] = []
    for incident in incidents:
        newest: SortKey | None = None
        for shown in reversed(incident.updates):
            own = shown_key(shown.update, zone)
            newest = own if newest is None else max(newest, own)
            placed.append((newest, incident, shown))
    # Of one incident the oldest comes first here, and equal keys keep that order.
    placed.sort(key=lambda item: (item[0], natural_key(item[1].incident.id)))
    return tuple((incident, shown) for _, incident, shown in reversed(placed))


def open_problems(selection: Selection) -> tuple[ShownIncident, ...]:
    """Return the open incidents without maintenance: the worst first, and of equals the newest."""
    problems = (i for i in selection.open_incidents if not i.incident.is_maintenance)
    return tuple(sorted(problems, key=_gravity, reverse=True))


def _gravity(shown: ShownIncident) -> State:
    """Return the worst state that the incident gives now; silence about services is not health."""
    states = [state.state for state in shown.services]
    return max(states, default=State.degraded_performance)


def maintenance_of(selection: Selection) -> tuple[ShownIncident, ...]:
    """Return current maintenance, then future maintenance, soonest first."""
    under_way = (i for i in selection.open_incidents if i.incident.is_maintenance)
    return (*under_way, *selection.maintenance_to_come)


def leading_statements(selection: Selection) -> tuple[Statement, ...]:
    """Return what the home page shows in full: the newest statement of each open incident, worst
    first.

    If none is open, the newest statement of all; a statement about maintenance only if there is no
    other.
    """
    leading = tuple((shown, shown.updates[0]) for shown in open_problems(selection))
    if leading:
        return leading
    of_incidents = (s for s in selection.statements if not s[0].incident.is_maintenance)
    newest = next(of_incidents, None) or next(iter(selection.statements), None)
    return (newest,) if newest else ()


def latest_statement(selection: Selection) -> ShownUpdate | None:
    """Return the newest statement that the home page shows in full, for “Last updated”."""
    leading = leading_statements(selection)
    return max((shown for _, shown in leading), key=lambda s: sort_key(s.update), default=None)
