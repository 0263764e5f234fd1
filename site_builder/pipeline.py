"""From a catalogue to the plans of all artefacts: the steps in their order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from typing import Protocol

from site_builder.catalogue.catalogue import Catalogue
from site_builder.editions.edition import Edition
from site_builder.editions.selection import build_editions
from site_builder.look import Look
from site_builder.model.file import SiteFile
from site_builder.outputs import OUTPUTS
from site_builder.outputs.alternates import Alternates
from site_builder.outputs.feeds import feeds_of
from site_builder.outputs.feeds_page import formats_of
from site_builder.outputs.files import plan_files
from site_builder.outputs.keys import Keys
from site_builder.outputs.output import Artefact, Plan, SiteContext
from site_builder.outputs.reached import edition_articles, edition_paths, target_of
from site_builder.outputs.wellknown import plan_security
from site_builder.policy import POLICY
from site_builder.rendering.article import shared
from site_builder.rendering.shell import Shells
from site_builder.rendering.voice import Voice
from site_builder.scripts import SearchEngine


@dataclass(frozen=True, slots=True)
class Settings:
    """What mkdocs.yml says. `outputs` are names of OUTPUTS, `security` addresses of contacts.

    The command says the rest: a preview shows what is not public, and each page says so; what is
    served goes through the dev server, which puts a script of its own into the pages.
    """

    site_name: str
    site_url: str | None
    outputs: frozenset[str]
    with_drafts: bool = False
    security: tuple[str, ...] = ()
    is_preview: bool = False
    is_served: bool = False


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
    read_file: Callable[[SiteFile], bytes],
    keys: Keys | None = None,
) -> list[Plan]:
    """A plan of every file of the site. `read_file` gives what is published of a picture."""
    editions = build_editions(catalogue, at, settings.with_drafts)
    site_url = settings.site_url and settings.site_url.rstrip("/") + "/"
    site = SiteContext(
        settings.site_name,
        site_url or None,
        editions,
        settings.outputs,
        shells,
        host.stylesheet,
        host.look.footer,
        logo,
        host.search if "search" in settings.outputs else None,
        None if settings.is_served else POLICY,
        settings.security,
        host.look.fonts,
        keys,
        root=_root_edition(catalogue, editions),
        is_preview=settings.is_preview,
        read_file=read_file,
    )
    voices = [with_outputs(Voice.of(edition), site) for edition in editions]
    if formats_of(site):
        feeds = {voice.edition.address: feeds_of(voice, site) for voice in voices}
        site = replace(site, feeds=feeds)
    articles = {voice.edition.address: shared(edition_articles(voice, site)) for voice in voices}
    paths = {
        edition.country.id: frozenset(plan.path for plan in articles[edition.address])
        for edition in editions
    }
    alternates = Alternates.among(editions, paths)
    site = replace(site, articles=articles, paths=paths, alternates=alternates)
    wanted = [output for output in OUTPUTS if output.name in settings.outputs]
    plans = [*plan_security(voices, site), *plan_files(voices, site)]
    for output in wanted:
        if output.plan_whole is not None:
            plans += output.plan_whole(voices, site)
    for voice in voices:
        for output in wanted:
            if output.plan is not None:
                plans += output.plan(voice, site)
    return plans


def with_outputs(voice: Voice, site: SiteContext) -> Voice:
    """The voice, whose texts may link to all that the outputs make of its edition."""

    @cache
    def known() -> Mapping[str, str]:
        return {target_of(path): path for path in edition_paths(voice, site)}

    return replace(voice, targets=replace(voice.targets, outputs=known))


def _root_edition(catalogue: Catalogue, editions: tuple[Edition, ...]) -> Edition | None:
    """The edition that content/site.yml names, else the only one."""
    if catalogue.site.root is None:
        return editions[0] if len(editions) == 1 else None
    return next((e for e in editions if e.address == catalogue.site.root), None)
