"""The status of an incident or maintenance, and of each update: written, or kept from before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from site_builder.editions.edition import Lasted, Turn
from site_builder.model.incident import CLOSED, Incident, Update

GOES_ON = ("in_progress", "verifying")


def statuses_of(incident: Incident, updates: Sequence[Update]) -> tuple[str, ...]:
    """Return the status at each of one country's updates, oldest first.

    An update without a status keeps the previous one. For maintenance, the window at the time of
    publication is considered too.
    """
    statuses: list[str] = []
    written: str | None = None
    for update in updates:
        written = update.status or written
        if incident.is_maintenance and update.status is None:
            status = maintenance_status(incident, written, update.released.start)
        else:
            # The check `missing-status` reports an incident whose first update has no status.
            status = written or "investigating"
        statuses.append(status)
    return tuple(statuses)


def status_of(incident: Incident, updates: Sequence[Update], at: datetime) -> str:
    """Return the status at a given time; "" for an incident without an update."""
    if incident.is_maintenance:
        return maintenance_status(incident, last_written(updates), at)
    return statuses_of(incident, updates)[-1] if updates else ""


def last_written(updates: Sequence[Update]) -> str | None:
    """Return the status that was written last."""
    return next((update.status for update in reversed(updates) if update.status), None)


def closing_of(updates: Sequence[Update], statuses: Sequence[str]) -> Update | None:
    """Return the update that closes an incident; None if it is open.

    Later texts, such as a postmortem, do not move the end.
    """
    closing = None
    for update, status in zip(reversed(updates), reversed(statuses), strict=True):
        if status not in CLOSED:
            break
        # The window alone can close maintenance, whatever is said after that.
        if update.status is not None:
            closing = update
    return closing


def lasted_of(
    incident: Incident, closing: Update | None, status: str, turns: Sequence[Turn]
) -> Lasted | None:
    """Return when an incident began and ended; None if it is open.

    For maintenance this is the time in which it affected services. It is known once an update says
    that the maintenance is completed: until then, its window is a plan.
    """
    if closing is None:
        return None
    if not incident.is_maintenance:
        return Lasted(incident.started, closing.spoken)
    if status != "completed" or not turns or turns[-1].is_open:
        return None
    return Lasted(turns[0].date, turns[-1].date)


def maintenance_status(incident: Incident, last: str | None, at: datetime) -> str:
    """Return what the window and the last update say together.

    An update wins if it closes the maintenance, or says that work continues after the window.
    """
    assert incident.ends is not None
    if last is not None and last in CLOSED:
        return last
    if at < incident.started.start:
        return last or "scheduled"
    if last is not None and last in GOES_ON:
        return last
    return "in_progress" if at < incident.ends.start else "completed"
