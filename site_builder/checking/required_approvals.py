"""Which entries a site wants to have approved before they are published."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from site_builder.checking.engine import Examined
from site_builder.model.country import CountryId
from site_builder.shapes.shaping import Shaped


def needs_approval(examined: Examined) -> Iterator[Shaped]:
    """The entries that content/site.yml requires an approval for, drafts apart."""
    site = next((d.shape for d in examined.of_kind("site") if d.shape.approvals), None)
    if site is None:
        return
    wanted = site.approvals
    countries = {CountryId(id) for id in wanted.countries}
    zone = examined.catalogue.site.zone
    since = wanted.since.within(zone).start if wanted.since else None
    shown = _shown(examined)
    for shaped in examined.of_kind(*wanted.kinds):
        document = shaped.document
        there, released, is_draft = shown.get(
            (document.kind, document.owner, document.id), (frozenset(), None, True)
        )
        if is_draft or ("all" not in countries and not countries & there):
            continue
        if since is None or released is None or released >= since:
            yield shaped


_Shown = dict[tuple[str, str, str], tuple[frozenset[CountryId], datetime | None, bool]]


def _shown(examined: Examined) -> _Shown:
    """Where each entry shows, since when, and whether it is a draft."""
    shown: _Shown = {}
    for incident in examined.catalogue.incidents:
        kind = "maintenance" if incident.is_maintenance else "incident"
        begins = incident.published or incident.started
        shown[kind, "", incident.id] = (incident.countries, begins.start, incident.is_draft)
        for update in incident.updates:
            is_draft = incident.is_draft or update.is_draft
            key = ("update", update.incident, update.id)
            shown[key] = (update.countries, update.released.start, is_draft)
    for question in examined.catalogue.questions:
        key = ("question", question.category, question.id)
        shown[key] = (question.countries, question.published.start, question.is_draft)
    for page in examined.catalogue.pages:
        released = page.published.start if page.published else None
        shown["page", "", page.id] = (page.countries, released, page.is_draft)
    return shown
