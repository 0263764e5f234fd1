"""The Statuspage v2 API of an edition, for the clients that poll such pages.

https://metastatuspage.com/api describes it. Its files are those of Statuspage at the same paths, so
that a client needs only another address. They say nothing that the edition's pages do not.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, partial

from site_builder.editions.edition import ShownIncident
from site_builder.editions.timeline import states_before
from site_builder.outputs.api.api_moments import DatedIncident, component_dates, dated
from site_builder.outputs.api.api_views import ApiVoice, Json
from site_builder.outputs.keys import Shown
from site_builder.outputs.output import NEVER_SAID, Output, SiteContext
from site_builder.outputs.plan import Plan
from site_builder.pages.home import told
from site_builder.pages.labels import headline
from site_builder.pages.voice import Voice

API = "api/v2/"
MOST_INCIDENTS = 50
_ESCAPED = str.maketrans({sign: f"\\u{ord(sign):04x}" for sign in "<>&"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    """What a file has besides `page`; a list that is None is not in it."""

    path: str
    has_status: bool = False
    has_components: bool = False
    incidents: tuple[DatedIncident, ...] | None = None
    maintenance: tuple[DatedIncident, ...] | None = None

    @property
    def shown(self) -> list[DatedIncident]:
        return [*(self.incidents or ()), *(self.maintenance or ())]


def plan_api(voice: Voice, site: SiteContext) -> Iterable[Plan]:
    """The files below `api/v2/`; without `site_url` they lack `page.url` and `shortlink`.

    At the root of the domain they are the same: what they link to is in the edition.
    """
    edition = voice.edition
    files = _files(voice)
    updated = [shown.updated for file in files for shown in file.shown]
    if not updated:
        # A site of questions alone is as new as they are.
        updated = [question.updated.start for question in edition.selection.questions]
    newest = max((moment for moment in updated if moment <= edition.at), default=NEVER_SAID)
    api = ApiVoice(voice, site, newest, component_dates(edition.selection))
    states = edition.selection.services
    rest = (told(states), sorted(api.dates.items()), headline(voice), api.page())
    for file in files:
        made_of: list[Shown] = [incident.shown for incident in file.shown]
        moments = [incident.told for incident in file.shown]
        timelines, at = edition.selection.timelines, edition.at
        before = [states_before(timelines, incident.shown, at) for incident in file.shown]
        key = site.key(voice, made_of, API, file.path, moments, before, *rest)
        make = cache(partial(_json, api, file))
        for folder in site.folders(edition):
            yield Plan(f"{folder}{API}{file.path}", key, make)


def _files(voice: Voice) -> list[_File]:
    selection = voice.edition.selection
    known: dict[str, DatedIncident] = {}

    def all_dated(incidents: Iterable[ShownIncident]) -> tuple[DatedIncident, ...]:
        return tuple(
            known.get(shown.incident.id)
            or known.setdefault(shown.incident.id, dated(shown, selection.at))
            for shown in incidents
        )

    incidents = [shown for shown in selection.incidents if not shown.incident.is_maintenance]
    maintenance = [shown for shown in selection.incidents if shown.incident.is_maintenance]
    unresolved = all_dated(shown for shown in incidents if shown.is_open)
    # As Statuspage has it: by status, and what is scheduled soonest first.
    to_come = [shown for shown in maintenance if shown.status == "scheduled"]
    upcoming = all_dated(sorted(to_come, key=lambda shown: shown.incident.started.start))
    active = all_dated(s for s in maintenance if s.is_open and s.status != "scheduled")
    newest = all_dated(incidents[:MOST_INCIDENTS])
    newest_maintenance = all_dated(maintenance[:MOST_INCIDENTS])
    return [
        _File(
            path="summary.json",
            has_status=True,
            has_components=True,
            incidents=unresolved,
            maintenance=(*active, *upcoming),
        ),
        _File(path="status.json", has_status=True),
        _File(path="components.json", has_components=True),
        _File(path="incidents.json", incidents=newest),
        _File(path="incidents/unresolved.json", incidents=unresolved),
        _File(path="scheduled-maintenances.json", maintenance=newest_maintenance),
        _File(path="scheduled-maintenances/upcoming.json", maintenance=upcoming),
        _File(path="scheduled-maintenances/active.json", maintenance=active),
    ]


def _json(api: ApiVoice, file: _File) -> bytes:
    components = api.components()
    by_id = {component["id"]: component for component in components}
    content: Json = {"page": api.page()}
    if file.has_components:
        content["components"] = components
    if file.incidents is not None:
        content["incidents"] = [api.incident(shown, by_id) for shown in file.incidents]
    if file.maintenance is not None:
        maintenance = [api.incident(shown, by_id) for shown in file.maintenance]
        content["scheduled_maintenances"] = maintenance
    if file.has_status:
        content["status"] = api.status()
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    # As Statuspage writes it: the same text to a client, and never HTML to a browser.
    return text.translate(_ESCAPED).encode()


OUTPUT = Output("api", plan_api, folders=(API,))
