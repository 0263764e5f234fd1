"""The Statuspage v2 API of an edition, for clients that poll such pages.

https://metastatuspage.com/api describes it. The files have the same paths as Statuspage's, so a
client only needs another address. They contain nothing that the edition's pages do not.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, partial

from site_builder.editions.edition import ShownIncident
from site_builder.editions.timeline import states_before
from site_builder.outputs.api.api_moments import DatedIncident, component_dates, dated
from site_builder.outputs.api.api_views import ApiVoice
from site_builder.outputs.keys import Shown
from site_builder.outputs.output import NEVER_SAID, Output, SiteContext
from site_builder.outputs.plan import Kept, Piece, Plan
from site_builder.pages.home import told
from site_builder.pages.labels import headline
from site_builder.pages.voice import Voice

API = "api/v2/"
MOST_INCIDENTS = 50
_ESCAPED = str.maketrans({sign: f"\\u{ord(sign):04x}" for sign in "<>&"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    """The parts of a file besides `page`; a list that is None is left out."""

    path: str
    has_status: bool = False
    has_components: bool = False
    incidents: tuple[DatedIncident, ...] | None = None
    maintenance: tuple[DatedIncident, ...] | None = None

    @property
    def shown(self) -> list[DatedIncident]:
        return [*(self.incidents or ()), *(self.maintenance or ())]


def plan_api(voice: Voice, site: SiteContext) -> Iterable[Plan]:
    """Plan the files in `api/v2/`; without `site_url` they lack `page.url` and `shortlink`.

    At the root of the domain they are the same: their links lead into the edition.
    """
    edition = voice.edition
    files = _files(voice)
    known = {incident.id: incident for file in files for incident in file.shown}
    updated = [shown.updated for file in files for shown in file.shown]
    if not updated:
        # A site with questions alone is as new as its questions.
        updated = [question.updated.start for question in edition.selection.questions]
    newest = max((moment for moment in updated if moment <= edition.at), default=NEVER_SAID)
    api = ApiVoice(voice, site, newest, component_dates(edition.selection))
    states = edition.selection.services
    components = (told(states), sorted(api.dates.items()))
    rest = (*components, headline(voice), api.page())
    timelines, at = edition.selection.timelines, edition.at
    before = cache(lambda id: states_before(timelines, voice.incidents[id], at))

    def key_of(incident: DatedIncident) -> bytes | None:
        shown = incident.shown
        told_of = (incident.told, before(shown.incident.id))
        return site.key(voice, (shown,), API, told_of, components)

    components_by_id = cache(lambda: {c["id"]: c for c in api.components()})

    @cache
    def written(id: str) -> bytes:
        # An incident is in several files.
        return _json(api.incident(known[id], components_by_id()))

    for file in files:
        made_of: list[Shown] = [incident.shown for incident in file.shown]
        moments = [incident.told for incident in file.shown]
        states_then = [before(incident.shown.incident.id) for incident in file.shown]
        key = site.key(voice, made_of, API, file.path, moments, states_then, *rest)
        make = partial(_pieces, api, file, key_of, written)
        for folder in site.folders(edition):
            yield Plan.of_pieces(f"{folder}{API}{file.path}", key, make)


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
    # Like Statuspage: by status, scheduled maintenance soonest first.
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


def _pieces(
    api: ApiVoice,
    file: _File,
    key_of: Callable[[DatedIncident], bytes | None],
    written: Callable[[str], bytes],
    kept: Kept,
) -> Iterator[Piece]:
    yield Piece(None, b'{"page":' + _json(api.page()))
    if file.has_components:
        yield Piece(None, b',"components":' + _json(api.components()))
    lists = {"incidents": file.incidents, "scheduled_maintenances": file.maintenance}
    for name, incidents in lists.items():
        if incidents is None:
            continue
        yield Piece(None, f',"{name}":['.encode())
        for number, incident in enumerate(incidents):
            yield Piece(None, b"," if number else b"")
            yield kept.part(key_of(incident), partial(written, incident.id))
        yield Piece(None, b"]")
    if file.has_status:
        yield Piece(None, b',"status":' + _json(api.status()))
    yield Piece(None, b"}")


def _json(content: object) -> bytes:
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    # Like Statuspage: the same text for a client, and never HTML for a browser.
    return text.translate(_ESCAPED).encode()


OUTPUT = Output("api", plan_api, folders=(API,))
