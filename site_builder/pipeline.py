"""From an examined site to its artefacts: the steps in their order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from site_builder.checks.check import Examined
from site_builder.editions.edition import Selection
from site_builder.editions.selection import build_editions
from site_builder.outputs import OUTPUTS
from site_builder.outputs.output import Artefact, SiteContext
from site_builder.outputs.root import render_root
from site_builder.rendering.addresses import (
    SECTIONS,
    incident_path,
    month_id,
    month_path,
    page_path,
)
from site_builder.rendering.shell import ShellRenderer
from site_builder.rendering.voice import Voice

Report = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Settings:
    """What mkdocs.yml says. `outputs` are names of OUTPUTS."""

    site_name: str
    site_url: str | None
    outputs: frozenset[str]
    with_drafts: bool = False


def no_report(done: int, of: int) -> None:
    """Reports progress to nobody."""


def build_artefacts(
    examined: Examined,
    settings: Settings,
    shells: ShellRenderer,
    styles: Artefact,
    report: Report = no_report,
) -> Iterator[Artefact]:
    """Every file of the site. `report` hears how many editions are done, of how many."""
    editions = build_editions(examined.catalogue, examined.at, settings.with_drafts)
    paths = {e.country.id: page_paths(e.selection) for e in editions}
    site_url = settings.site_url and settings.site_url.rstrip("/") + "/"
    site = SiteContext(
        settings.site_name,
        site_url or None,
        editions,
        paths,
        settings.outputs,
        shells,
        styles,
    )
    voices = [Voice.of(edition) for edition in editions]
    if "pages" in settings.outputs:
        yield from render_root(voices, site)
    for done, voice in enumerate(voices):
        report(done, len(voices))
        for output in OUTPUTS:
            if output.name in settings.outputs:
                yield from output.render(voice, site)
    report(len(voices), len(voices))


def page_paths(selection: Selection) -> frozenset[str]:
    """Every page that the editions of a country have."""
    paths = {*SECTIONS}
    for shown in selection.incidents:
        paths |= {incident_path(id) for id in (shown.incident.id, *shown.incident.former)}
        paths |= {month_path(month_id(u.update.spoken)) for u in shown.updates}
        if not shown.updates:
            paths.add(month_path(month_id(shown.incident.started)))
    paths |= {page_path(page.id) for page in selection.pages}
    return frozenset(paths)
