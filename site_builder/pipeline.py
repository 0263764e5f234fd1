"""From a catalogue to the plans of all artefacts: the steps in their order."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from site_builder.catalogue.catalogue import Catalogue
from site_builder.editions.edition import Selection
from site_builder.editions.selection import build_editions
from site_builder.look import Look
from site_builder.outputs import OUTPUTS
from site_builder.outputs.feeds import FORMATS, feeds_of
from site_builder.outputs.keys import Keys
from site_builder.outputs.output import Artefact, Plan, SiteContext
from site_builder.outputs.wellknown import plan_security
from site_builder.policy import POLICY
from site_builder.rendering.addresses import (
    FEEDS,
    SECTIONS,
    audience_path,
    incident_path,
    month_id,
    month_path,
    page_path,
)
from site_builder.rendering.faq import audiences_of
from site_builder.rendering.shell import Shells
from site_builder.rendering.voice import Voice
from site_builder.scripts import SearchEngine


@dataclass(frozen=True, slots=True)
class Settings:
    """What mkdocs.yml says. `outputs` are names of OUTPUTS, `security` addresses of contacts."""

    site_name: str
    site_url: str | None
    outputs: frozenset[str]
    with_drafts: bool = False
    security: tuple[str, ...] = ()


class Theme(Protocol):
    """What the pages take of the host's theme."""

    @property
    def stylesheet(self) -> Artefact: ...

    @property
    def search(self) -> SearchEngine | None: ...

    @property
    def look(self) -> Look: ...


def plan_site(
    catalogue: Catalogue,
    at: datetime,
    settings: Settings,
    shells: Shells,
    host: Theme,
    logo: Artefact | None,
    keys: Keys | None = None,
) -> list[Plan]:
    """A plan of every file of the site."""
    editions = build_editions(catalogue, at, settings.with_drafts)
    site_url = settings.site_url and settings.site_url.rstrip("/") + "/"
    has_feeds = bool(site_url and settings.outputs & FORMATS.keys())
    paths = {e.country.id: page_paths(e.selection, has_feeds) for e in editions}
    site = SiteContext(
        settings.site_name,
        site_url or None,
        editions,
        paths,
        settings.outputs,
        shells,
        host.stylesheet,
        host.look.footer,
        logo,
        host.search if "search" in settings.outputs else None,
        None if settings.with_drafts else POLICY,
        settings.security,
        keys,
    )
    voices = [Voice.of(edition) for edition in editions]
    if has_feeds:
        feeds = {voice.edition.address: feeds_of(voice, site) for voice in voices}
        site = replace(site, feeds=feeds)
    wanted = [output for output in OUTPUTS if output.name in settings.outputs]
    plans = [*plan_security(voices, site)]
    for output in wanted:
        if output.plan_whole is not None:
            plans += output.plan_whole(voices, site)
    for voice in voices:
        for output in wanted:
            if output.plan is not None:
                plans += output.plan(voice, site)
    return plans


def page_paths(selection: Selection, has_feeds: bool) -> frozenset[str]:
    """Every page that the editions of a country have."""
    paths = {*SECTIONS}
    for shown in selection.incidents:
        paths |= {incident_path(id) for id in (shown.incident.id, *shown.incident.former)}
        paths |= {month_path(month_id(u.update.spoken)) for u in shown.updates}
        if not shown.updates:
            paths.add(month_path(month_id(shown.incident.started)))
    paths |= {page_path(page.id) for page in selection.pages}
    if has_feeds:
        paths.add(FEEDS)
    paths |= {audience_path(id) for id in audiences_of(selection)}
    return frozenset(paths)
