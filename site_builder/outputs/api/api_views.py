"""Incidents, updates and services as the Statuspage v2 API writes them, ready for JSON.

Source of the fields and enumerations: the public documentation of Atlassian
Statuspage's status API.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from site_builder.catalogue.entry_keys import first_id
from site_builder.editions.edition import ServiceState, ShownIncident, ShownUpdate
from site_builder.editions.timeline import states_before
from site_builder.markdown.plain_text import plain_text
from site_builder.model.service import Service, State
from site_builder.outputs.api.api_moments import (
    MOST_UPDATES,
    ComponentDates,
    DatedIncident,
    api_id,
    is_announced,
)
from site_builder.outputs.output import SiteContext
from site_builder.outputs.site_name import titled
from site_builder.pages.addresses import HOME, absolute_linker, incident_path, relative_linker
from site_builder.pages.correction_views import correction_heading
from site_builder.pages.labels import headline
from site_builder.pages.titles import entry_title, fact_moment
from site_builder.pages.views import window
from site_builder.pages.voice import Voice

Json = dict[str, object]
_NO_LINK = relative_linker(HOME)
_IMPACTS = {
    State.operational: "none",
    # Statuspage reserves the impact "maintenance" for scheduled maintenance.
    State.under_maintenance: "minor",
    State.degraded_performance: "minor",
    State.partial_outage: "major",
    State.major_outage: "critical",
}
_INDICATORS = {
    "none": "none",
    **{state.name: impact for state, impact in _IMPACTS.items()},
    State.under_maintenance.name: "maintenance",
}


@dataclass(frozen=True, slots=True)
class ApiVoice:
    """Converts an edition's entries to the API's format.

    `updated` is the time of the newest content, `dates` are those of the services with a state, by
    id.
    """

    voice: Voice
    site: SiteContext
    updated: datetime
    dates: Mapping[str, ComponentDates]

    @property
    def page_id(self) -> str:
        """The id of the country: its languages have the same content."""
        return api_id("page", self.voice.edition.country.id)

    def page(self) -> Json:
        """`url` is left out if mkdocs.yml has no `site_url`."""
        country = self.voice.edition.country
        return {
            "id": self.page_id,
            "name": titled(self.voice, self.site),
            **self._address("url", HOME),
            "time_zone": country.zone.key,
            "updated_at": self._time(self.updated),
        }

    def status(self) -> Json:
        line = headline(self.voice)
        return {"indicator": _INDICATORS[line.code], "description": line.text}

    def components(self) -> list[Json]:
        """Return each service named in a text, after its group."""
        components: list[Json] = []
        groups: dict[str, list[ServiceState]] = {}
        for state in self.voice.edition.selection.services:
            groups.setdefault(self._group_id(state.service) or state.service.id, []).append(state)
        for position, (group, states) in enumerate(groups.items(), 1):
            if states[0].service.group is None:
                components.append(self._component(states[0], position, None))
                continue
            members = [self._component(s, i, group) for i, s in enumerate(states, 1)]
            components += [self._group(group, states, members, position), *members]
        return components

    def _group_id(self, service: Service) -> str | None:
        """Return the id of a group. Its text may change, so its first service identifies it."""
        if service.group is None:
            return None
        services = self.voice.edition.selection.catalogue.services.values()
        return api_id("group", next(s.id for s in services if s.group == service.group))

    def _component(self, state: ServiceState, position: int, group: str | None) -> Json:
        service = state.service
        return {
            "id": api_id("component", service.id),
            "name": self._name(service),
            "status": state.state.name,
            **self._dates([state]),
            "position": position,
            "description": None,
            "showcase": True,
            "start_date": None,
            "group_id": group,
            "page_id": self.page_id,
            "group": False,
            "only_show_if_degraded": False,
        }

    def _group(
        self, id: str, states: list[ServiceState], members: list[Json], position: int
    ) -> Json:
        worst = max(state.state for state in states)
        assert states[0].service.group is not None
        return {
            **members[0],
            "id": id,
            "name": self.voice.text(states[0].service.group, self.voice.edition.at).text,
            "status": worst.name,
            **self._dates(states),
            "position": position,
            "group_id": None,
            "group": True,
            "components": [member["id"] for member in members],
        }

    def _dates(self, states: Iterable[ServiceState]) -> Json:
        """Return when the first of some services was named, and when a state last changed."""
        dates = [self.dates[state.service.id] for state in states]
        return {
            "created_at": self._time(min(date.created for date in dates)),
            "updated_at": self._time(max(date.updated for date in dates)),
        }

    def incident(self, dated: DatedIncident, components: Mapping[object, Json]) -> Json:
        """`components` are those of the edition, by id."""
        shown, incident = dated.shown, dated.shown.incident
        named = {change.service for change in incident.services}
        named |= {change.service for u in shown.updates for change in u.update.services}
        ids = {api_id("component", service) for service in named}
        record: Json = {
            "id": dated.id,
            "name": self.voice.text(incident.title, self.voice.edition.at).text,
            "status": _status(shown.status),
            "created_at": self._time(dated.created),
            "updated_at": self._time(dated.updated),
            "monitoring_at": self._time(dated.monitoring),
            "resolved_at": self._time(dated.resolved),
            "impact": self._impact(shown),
            **self._address("shortlink", incident_path(incident.id)),
            "started_at": self._time(dated.started),
            "page_id": self.page_id,
            "incident_updates": self._updates(dated),
            "components": [c for id, c in components.items() if id in ids],
        }
        if incident.ends is not None:
            record["scheduled_for"] = self._time(incident.started.start)
            record["scheduled_until"] = self._time(incident.ends.start)
        return record

    def _impact(self, shown: ShownIncident) -> str:
        """Return the impact of the worst state; without any service, that of the headline."""
        if shown.incident.is_maintenance:
            return "maintenance"
        changes = [*shown.incident.services, *(c for u in shown.updates for c in u.update.services)]
        states = [c.state for c in changes if self._service(c.service) is not None]
        return _IMPACTS[max(states, default=State.degraded_performance)]

    def _updates(self, dated: DatedIncident) -> list[Json]:
        """Return the newest updates; the announcement of maintenance is the oldest."""
        incident, at = dated.shown.incident, self.voice.edition.at
        affected = self._affected(dated.shown)
        updates = [
            self._update(
                dated.id,
                update.id,
                update.shown.status,
                self._body(update.shown),
                (update.created, update.updated, update.displayed),
                affected[update.shown.update.id],
            )
            for update in dated.updates
        ]
        if incident.is_maintenance and is_announced(incident, at):
            id = api_id("update", f"{first_id(incident.id, incident.former)}/")
            moments = (dated.created, dated.created, dated.created)
            text = self._announcement(dated.shown)
            updates.append(self._update(dated.id, id, "scheduled", text, moments, affected[""]))
        return updates[:MOST_UPDATES]

    def _update(
        self,
        incident: str,
        id: str,
        status: str,
        body: str,
        moments: tuple[datetime, datetime, datetime],
        affected: list[Json],
    ) -> Json:
        created, updated, displayed = moments
        return {
            "id": id,
            "status": _status(status),
            "body": body,
            "incident_id": incident,
            "created_at": self._time(created),
            "updated_at": self._time(updated),
            "display_at": self._time(displayed),
            "affected_components": affected or None,
            "deliver_notifications": False,
        }

    def _affected(self, shown: ShownIncident) -> dict[str, list[Json]]:
        """Return what each update says about services, by its id; the announcement of maintenance
        has the id "".

        The old state is the previous one in the incident, at first the service's state without it.
        """
        incident, selection = shown.incident, self.voice.edition.selection
        said = states_before(selection.timelines, shown, selection.at)
        begun = {change.service: change.state for change in incident.services}
        affected = {}
        if incident.is_maintenance:
            affected[""] = self._changes(said, begun)
            said |= begun
        for update in reversed(shown.updates):
            named = {change.service: change.state for change in update.update.services}
            if update is shown.updates[-1] and not incident.is_maintenance:
                named = begun | named
            affected[update.update.id] = self._changes(said, named)
            said |= named
        return affected

    def _changes(self, old: Mapping[str, State], new: Mapping[str, State]) -> list[Json]:
        """Statuspage needs an old state for each: `operational` if no text had given one."""
        return [
            {
                "code": api_id("component", id),
                "name": self._name(service),
                "old_status": old.get(id, State.operational).name,
                "new_status": state.name,
            }
            for id, state in new.items()
            if (service := self._service(id)) is not None
        ]

    def _service(self, id: str) -> Service | None:
        service = self.voice.edition.selection.catalogue.services[id]
        return service if service.exists_in(self.voice.edition.country.id) else None

    def _body(self, shown: ShownUpdate) -> str:
        """Return an update as plain text, with its corrections and what supersedes it."""
        voice = self.voice
        moment = fact_moment(voice, shown.update.released)
        parts = [voice.body(shown.update.text, moment, 4, _NO_LINK).plain]
        for correction in shown.corrections:
            date = plain_text(correction_heading(voice, correction))
            note = voice.body(correction.note, fact_moment(voice, correction.at), 4, _NO_LINK)
            parts.append(f"{date}\n{note.plain}")
        for other in shown.overtaken_by:
            title = entry_title(voice, other.key).text
            if other.about is None:
                parts.append(voice.say("Superseded by “%(entry)s”", entry=title))
                continue
            about = voice.text(other.about, voice.edition.at).text
            message = "Partly superseded by “%(entry)s”: %(about)s"
            parts.append(voice.say(message, entry=title, about=about))
        return "\n\n".join(parts)

    def _announcement(self, shown: ShownIncident) -> str:
        parts = [plain_text(window(self.voice, shown))]
        if shown.incident.summary:
            body = self.voice.body(shown.incident.summary, self.voice.edition.at, 4, _NO_LINK)
            parts.append(body.plain)
        return "\n\n".join(parts)

    def _name(self, service: Service) -> str:
        return self.voice.text(service.name, self.voice.edition.at).text

    def _address(self, field: str, path: str) -> Json:
        if self.site.site_url is None:
            return {}
        return {field: absolute_linker(self.site.site_url, self.voice.edition)(path)}

    def _time(self, moment: datetime | None) -> str | None:
        if moment is None:
            return None
        return moment.astimezone(self.voice.edition.country.zone).isoformat(timespec="milliseconds")


def _status(status: str) -> str:
    """Statuspage has no status for cancelled maintenance; the update's text says it."""
    return "completed" if status == "cancelled" else status
