"""The interface's words for states, statuses and the situation as a whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from site_builder.editions.edition import ShownIncident
from site_builder.language.interface import mark
from site_builder.model.date import Date, Precision
from site_builder.model.service import State
from site_builder.pages.voice import Voice

_STATES = {
    State.operational: mark("Working normally"),
    State.under_maintenance: mark("Under maintenance"),
    State.degraded_performance: mark("Limited"),
    State.partial_outage: mark("Partly working"),
    State.major_outage: mark("Not working"),
}
_STATUSES = {
    "investigating": mark("Investigating"),
    "identified": mark("Cause identified"),
    "monitoring": mark("Monitoring"),
    "resolved": mark("Resolved"),
    "postmortem": mark("Incident review"),
    "scheduled": mark("Scheduled"),
    "in_progress": mark("In progress"),
    "verifying": mark("Verifying"),
    "completed": mark("Completed"),
    "cancelled": mark("Cancelled"),
}


def state_label(voice: Voice, state: State) -> str:
    return voice.say(_STATES[state])


# Days, months and years have their own phrases: in French it is “depuis le 25 juillet” but “depuis
# août”.
_SINCE = {
    "day": mark("since %(day)s"),
    "month": mark("since %(month)s"),
    "year": mark("since %(year)s"),
}
_UNTIL = {
    "day": mark("until %(day)s"),
    "month": mark("until %(month)s"),
    "year": mark("until %(year)s"),
}
_NAMES = {Precision.YEAR: "year", Precision.MONTH: "month"}


def since_label(voice: Voice, date: Date) -> Markup:
    """Return since when a state has lasted."""
    return _by_precision(voice, _SINCE, date, voice.date_after("since", date))


def until_label(voice: Voice, date: Date) -> Markup:
    """Return until when something holds, the day, month or year included."""
    return _by_precision(voice, _UNTIL, date, voice.date_after("until", date))


def _by_precision(voice: Voice, messages: Mapping[str, str], date: Date, shown: Markup) -> Markup:
    name = _NAMES.get(date.precision, "day")
    return voice.phrase(messages[name], **{name: shown})


def as_of_label(voice: Voice, date: Date) -> Markup:
    """Return the date on which a text named a state, if its beginning is not known."""
    if date.precision >= Precision.DAY:
        return voice.phrase("as of %(day)s", day=voice.date(date))
    return voice.phrase("as of %(month)s", month=voice.date(date))


def status_label(voice: Voice, status: str) -> str:
    """Return the status of an update."""
    return voice.say(_STATUSES[status])


def incident_status(voice: Voice, shown: ShownIncident) -> str:
    """Return the status of an incident as a whole: after its review it is still resolved."""
    if shown.is_assumed:
        return voice.say("The planned time has passed")
    return status_label(voice, "resolved" if shown.status == "postmortem" else shown.status)


@dataclass(frozen=True, slots=True)
class Headline:
    """The situation in one line. `code` is a state's id or `none`, for the style."""

    code: str
    text: str


def _is_in_the_dark(shown: ShownIncident) -> bool:
    """Return whether an incident is open, and no text says how it has affected services.

    A service that works, or is under maintenance, says nothing about such an incident.
    """
    if shown.incident.is_maintenance:
        return False
    is_silent = not shown.services
    return is_silent or (
        shown.status in ("investigating", "identified")
        and all(state.state is State.operational for state in shown.services)
    )


def headline(voice: Voice) -> Headline:
    """Return the worst that is open now; silence is never called health."""
    selection = voice.edition.selection
    if not selection.open_incidents:
        if selection.incidents:
            return Headline("none", voice.say("There are no open incidents."))
        return Headline("none", voice.say("No incidents have been reported."))
    worst = max((s.state for i in selection.open_incidents for s in i.services), default=None)
    if worst is None or (
        worst < State.degraded_performance and any(map(_is_in_the_dark, selection.open_incidents))
    ):
        return Headline("degraded_performance", voice.say("We are responding to an incident."))
    return Headline(
        worst.name,
        {
            State.operational: voice.say(
                "The affected services are working again; we are still monitoring them."
            ),
            State.under_maintenance: voice.say("Maintenance is in progress."),
            State.degraded_performance: voice.say("Some services are limited."),
            State.partial_outage: voice.say("Some services are only partly working."),
            State.major_outage: voice.say("Some services are not working."),
        }[worst],
    )
