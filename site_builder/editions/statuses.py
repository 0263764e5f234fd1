"""The status of an incident or maintenance, and of each update: written, or kept from before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from site_builder.editions.edition import Lasted, Turn
from site_builder.model.incident import CLOSED, Incident, Update

GOES_ON = ("in_progress", "verifying")


def statuses_of(incident: Incident, updates: Sequence[Update]) -> tuple[str, ...]:
    """The status with each of the updates, which are those of one country, oldest first.

    An update without one keeps that of the update before it; in maintenance the window counts too,
    as it was when the update went out.
    """
    statuses: list[str] = []
    written: str | None = None
    for update in updates:
        written = update.status or written
        if incident.is_maintenance and update.status is None:
            status = maintenance_status(incident, written, update.released.start)
        else:
            # The check `missing-status` reports an incident whose first update has none.
            status = written or "investigating"
        statuses.append(status)
    return tuple(statuses)


def status_of(incident: Incident, updates: Sequence[Update], at: datetime) -> str:
    """The status at a moment; "" for an incident without an update."""
    if incident.is_maintenance:
        return maintenance_status(incident, last_written(updates), at)
    return statuses_of(incident, updates)[-1] if updates else ""


def last_written(updates: Sequence[Update]) -> str | None:
    """The status that was written last."""
    return next((update.status for update in reversed(updates) if update.status), None)


def closing_of(updates: Sequence[Update], statuses: Sequence[str]) -> Update | None:
    """The update that says that an incident is closed; None while none does.

    What is said after that, such as a postmortem, does not move the end.
    """
    closing = None
    for update, status in zip(reversed(updates), reversed(statuses), strict=True):
        if status not in CLOSED:
            break
        # In maintenance the window alone can close it, whatever is told after that.
        if update.status is not None:
            closing = update
    return closing


def lasted_of(
    incident: Incident, closing: Update | None, status: str, turns: Sequence[Turn]
) -> Lasted | None:
    """From when to when an incident lasted; None if it is open.

    Of maintenance that is when it turned services, known once an update says that it is completed:
    until then its window is a plan.
    """
    if closing is None:
        return None
    if not incident.is_maintenance:
        return Lasted(incident.started, closing.spoken)
    if status != "completed" or not turns or turns[-1].is_open:
        return None
    return Lasted(turns[0].date, turns[-1].date)


def maintenance_status(incident: Incident, last: str | None, at: datetime) -> str:
    """What the window and the last update together say.

    An update that closes it, or says that work goes on after the window, is believed.
    """
    assert incident.ends is not None
    if last is not None and last in CLOSED:
        return last
    if at < incident.started.start:
        return last or "scheduled"
    if last is not None and last in GOES_ON:
        return last
    return "in_progress" if at < incident.ends.start else "completed"
