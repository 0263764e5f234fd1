"""One build by the command: from mkdocs.yml and the files to the published folder."""

from __future__ import annotations

import gc
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from functools import partial
from pathlib import Path

from site_builder.editions.held import Held
from site_builder.examining.survey import Survey, survey
from site_builder.examining.unit import Span
from site_builder.host import Host, RememberedShells
from site_builder.look import font_file, load_logo
from site_builder.memory import NOTHING, Memory, load_memory, save_memory, zone_digests
from site_builder.model.parts import digest_of
from site_builder.model.problem import Problem
from site_builder.parallel import core_count
from site_builder.pipeline import Record, Settings, SitePlan, Sources, file_count, plan_site
from site_builder.publish.lock import build_lock, target_lock
from site_builder.publish.mark import (
    NOTHING_FOREIGN,
    Foreign,
    foreign_in,
    refuse_sources,
    refuse_unpublishable,
)
from site_builder.publish.stage import (
    MadeFile,
    Report,
    adopt,
    copies_of,
    intact_files,
    no_report,
    stage,
    verify,
)
from site_builder.publish.swap import publish, staging_folder
from site_builder.reading.files import published_bytes
from site_builder.rendering.shell import Shells

MEMORY = "memory"
PREVIOUS = "previous"
_SHELLS_KEPT = 12
"""For each edition; it needs one for each section and depth of its pages."""
PREVIEW = "preview"
"""The folder beside mkdocs.yml for what must not be taken for the published site."""


class NeedsMkDocs(Exception):
    """Other plugins or hooks of mkdocs.yml have a part in the build, so MkDocs must run it."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be built: the site at a moment, into `site_dir` if that is not None.

    A preview shows what is not public: drafts, or a moment that is still to come.
    """

    at: datetime
    site_dir: Path | None = None
    with_drafts: bool = False
    is_preview: bool = False

    def folder(self, root: Path) -> Path | None:
        """Where the site goes; None for the folder that mkdocs.yml says."""
        if self.site_dir is None and self.is_preview:
            return root / PREVIEW
        return self.site_dir


@dataclass(frozen=True, slots=True)
class Built:
    """`count` is the number of files published; None where errors kept the site as it was.

    `held` is what is not public at the moment of the build, `kept` what the published folder held
    besides our files, and still holds.
    """

    site_url: str | None
    site_dir: str
    problems: tuple[Problem, ...]
    count: int | None
    held: tuple[Held, ...] = ()
    kept: Foreign = NOTHING_FOREIGN


def build_site(config_file: Path, order: Order, report: Report = no_report) -> Built:
    """Publish the site of `config_file`, or leave the published one as it is if anything is wrong.

    Raises NeedsMkDocs, configuration.NotConfigured, mark.NotPublishable and OSError.
    """
    root = config_file.resolve().parent
    # Previews have a memory of their own, so that they leave no trace in the published site.
    kind = f"{PREVIEW}." if order.is_preview else ""
    remembered_in = root / ".cache" / f"{kind}{MEMORY}"
    with build_lock(root / ".cache"), without_collector(), ExitStack() as locks:
        memory = load_memory(remembered_in)
        configured = configure(config_file, order.folder(root), memory)
        host = configured.host
        published = Path(host.site_dir)
        refuse_sources(published, root)
        refuse_unpublishable(published)
        locks.enter_context(target_lock(published))
        intact = intact_files(published, memory.made)
        settings = replace(
            host.settings, with_drafts=order.with_drafts, is_preview=order.is_preview
        )
        prepared = prepare(root, order.at, configured, settings, memory, intact)
        found, plan = prepared.found, prepared.plan
        built = Built(settings.site_url, host.site_dir, found.problems, None, found.held)
        if found.has_errors:
            return built
        if plan is None:
            save_memory(remembered_in, remembered(memory, prepared, configured, intact))
            return replace(built, count=file_count(memory.records), kept=foreign_in(published))
        staged = staging_folder(published)
        shutil.rmtree(staged, ignore_errors=True)
        previous = root / ".cache" / f"{kind}{PREVIOUS}"
        try:
            present = adopt(previous, staged, published, memory.made_before)
            made = stage(plan, staged, published, intact, present, host.precompress, report)
            verify(staged, made)
            shutil.rmtree(previous, ignore_errors=True)
            kept = publish(staged, published, made, previous if memory.made else None)
        except BaseException:
            shutil.rmtree(staged, ignore_errors=True)
            raise
        save_memory(remembered_in, remembered(memory, prepared, configured, made))
        return replace(built, count=file_count(plan.records), kept=kept)


@dataclass(frozen=True, slots=True)
class Prepared:
    """What is to be published at a moment.

    `plan` is None where there are errors, or where the published site is up to date. `state` is a
    digest of everything that the site is made from besides the clock, and `span` the time in which
    the clock changes nothing of it.
    """

    found: Survey
    state: bytes
    span: Span
    plan: SitePlan | None


def prepare(
    root: Path,
    at: datetime,
    configured: Configured,
    settings: Settings,
    memory: Memory,
    intact: Mapping[str, MadeFile],
) -> Prepared:
    """Examine the site in `root` and plan its files.

    `intact` are those of the memory's files that are still as they were made.
    """
    found = survey(root, at, memory.known, core_count())
    logo = load_logo(root / "content")
    state = digest_of(configured.content, configured.host, settings, logo, found.known.state)
    if found.has_errors:
        return Prepared(found, state, Span(None, None), None)
    is_same = memory.state == state and memory.span.holds(at) and not settings.is_preview
    if is_same and intact.keys() == memory.made.keys():
        return Prepared(found, state, memory.span, None)
    sources = Sources(
        found=found,
        settings=settings,
        theme=configured.host,
        shells=configured.shells,
        logo=logo,
        read_file=partial(published_bytes, root),
        digest=configured.content,
    )

    def is_intact(record: Record) -> bool:
        return all(copies_of(path, memory.made) <= intact.keys() for path in record.files)

    before = memory.records if configured.is_whole else {}
    plan = plan_site(sources, before, is_intact)
    return Prepared(found, state, _lasting(found), plan)


def remembered(
    memory: Memory, prepared: Prepared, configured: Configured, made: Mapping[str, MadeFile]
) -> Memory:
    """What the next build may start from, after one that left the files `made`."""
    plan, host = prepared.plan, configured.host
    records = memory.records if plan is None else plan.records
    is_lasting = host.custom_dir is None
    return Memory(
        prepared.state,
        prepared.span,
        prepared.found.known,
        records,
        made,
        memory.made_before if plan is None else memory.made,
        configured.shells.newest(_SHELLS_KEPT * len(records)) if is_lasting else {},
        host if is_lasting else None,
        configured.digest,
        memory.zones if plan is None else zone_digests(_zones(prepared.found)),
    )


def _zones(found: Survey) -> Iterable[str]:
    ground = found.ground.catalogue
    return sorted({ground.site.zone.key, *(c.zone.key for c in ground.countries.values())})


def _lasting(found: Survey) -> Span:
    """The time around the moment of a survey in which the clock changes nothing of the site.

    No date in the files turns in it, and no day begins in any of the site's zones.
    """
    spans = [found.known.span, *(unit.span for unit in found.known.units.values())]
    for zone in (UTC, *(country.zone for country in found.ground.catalogue.countries.values())):
        today = found.at.astimezone(zone).date()
        begins = (datetime.combine(day, time(), zone) for day in (today, today + timedelta(days=1)))
        spans.append(Span(*(moment.astimezone(UTC) for moment in begins)))
    begun = [span.since for span in spans if span.since is not None]
    ended = [span.until for span in spans if span.until is not None]
    return Span(max(begun, default=None), min(ended, default=None))


@dataclass(frozen=True, slots=True)
class Configured:
    """`digest` is of what mkdocs.yml and the command say, and where site and program are.

    `content` is of what mkdocs.yml says alone, which is everything if it `is_whole`.
    """

    host: Host
    shells: RememberedShells
    digest: bytes
    content: bytes
    is_whole: bool


def configure(config_file: Path, site_dir: Path | None, memory: Memory = NOTHING) -> Configured:
    """The host, from memory where mkdocs.yml is as it was. Raises as `build_site` does."""
    written = config_file.read_bytes()
    # A copied checkout brings its cache along; the folders in it are those of the original.
    asked = (str(config_file.resolve()), str(site_dir and site_dir.resolve()), sys.prefix)
    said = digest_of(asked, written)

    def load() -> tuple[Host, Shells]:
        # MkDocs alone takes as long as most builds.
        from site_builder.theming import load_host

        loaded = load_host(config_file, site_dir)
        if loaded is None:
            raise NeedsMkDocs
        return loaded

    # What these words bring in stands in other files or in the environment.
    is_whole = b"!ENV" not in written and b"INHERIT" not in written
    content, known = digest_of(written), memory.host
    if known is not None and memory.config == said and is_whole and _has_its_fonts(known):
        shells = RememberedShells(memory.shells, lambda: load()[1])
        return Configured(known, shells, said, content, is_whole)
    host, made = load()
    return Configured(host, RememberedShells({}, lambda: made), said, content, is_whole)


def _has_its_fonts(host: Host) -> bool:
    """Whether the fonts that mkdocs.yml names are still the same files."""
    try:
        return all(font_file(Path(font.path)) == font for font in host.look.fonts)
    except OSError:
        return False


@contextmanager
def without_collector() -> Iterator[None]:
    """The builder makes many values and no circles: looking for them takes a fifth of a build."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
