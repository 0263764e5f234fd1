"""One build by the command: from mkdocs.yml and the files to the published folder."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from hashlib import blake2b
from pathlib import Path

from site_builder.editions.held import Held, held_back
from site_builder.examining.survey import Known, Survey, survey
from site_builder.host import Host, RememberedShells
from site_builder.look import load_logo
from site_builder.memory import NOTHING, Memory, load_memory, save_memory
from site_builder.model.problem import Problem
from site_builder.outputs.keys import Keys, digest
from site_builder.outputs.output import Plan
from site_builder.parallel import core_count
from site_builder.pipeline import plan_site
from site_builder.publish.lock import build_lock, target_lock
from site_builder.publish.mark import (
    NOTHING_FOREIGN,
    Foreign,
    refuse_sources,
    refuse_unpublishable,
)
from site_builder.publish.stage import Report, adopt, no_report, stage, verify
from site_builder.publish.swap import publish, staging_folder
from site_builder.reading.files import published_bytes
from site_builder.rendering.shell import Shells

MEMORY = "memory"
PREVIOUS = "previous"
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
        host, shells = configured.host, configured.shells
        published = Path(host.site_dir)
        refuse_sources(published, root)
        refuse_unpublishable(published)
        found = survey(root, order.at, memory.known, core_count())
        if found.has_errors:
            return Built(host.settings.site_url, host.site_dir, found.problems, None)
        settings = replace(
            host.settings, with_drafts=order.with_drafts, is_preview=order.is_preview
        )
        ordered = replace(host, settings=settings)
        locks.enter_context(target_lock(published))
        plans = plan_build(found, ordered, shells, root)
        staged = staging_folder(published)
        shutil.rmtree(staged, ignore_errors=True)
        previous = root / ".cache" / f"{kind}{PREVIOUS}"
        try:
            present = adopt(previous, staged, published, memory.made_before)
            made = stage(
                plans,
                staged,
                published,
                memory.made,
                present,
                host.precompress,
                core_count(),
                report,
            )
            verify(staged, made)
            shutil.rmtree(previous, ignore_errors=True)
            kept = publish(staged, published, made, previous if memory.made else None)
        except BaseException:
            shutil.rmtree(staged, ignore_errors=True)
            raise
        is_lasting = host.custom_dir is None
        remembered = Memory(
            found.known,
            made,
            memory.made,
            shells.used if is_lasting else {},
            host if is_lasting else None,
            configured.digest,
        )
        save_memory(remembered_in, remembered)
        held = held_back(found.catalogue, found.at)
        url = host.settings.site_url
        return Built(url, host.site_dir, found.problems, len(plans), held, kept)


@dataclass(frozen=True, slots=True)
class Configured:
    """`digest` is of what mkdocs.yml and the command said, and of where the site is."""

    host: Host
    shells: RememberedShells
    digest: bytes


def configure(config_file: Path, site_dir: Path | None, memory: Memory = NOTHING) -> Configured:
    """The host, from memory where mkdocs.yml is as it was. Raises as `build_site` does."""
    written = config_file.read_bytes()
    # A copied checkout brings its cache along; the folders in it are those of the original.
    asked = f"{config_file.resolve()}\0{site_dir and site_dir.resolve()}\0"
    said = blake2b(asked.encode() + written, digest_size=16).digest()

    def load() -> tuple[Host, Shells]:
        # MkDocs alone takes as long as most builds.
        from site_builder.theming import load_host

        loaded = load_host(config_file, site_dir)
        if loaded is None:
            raise NeedsMkDocs
        return loaded

    # What these words bring in stands in other files or in the environment.
    is_whole = b"!ENV" not in written and b"INHERIT" not in written
    if memory.host is not None and memory.config == said and is_whole:
        return Configured(memory.host, RememberedShells(memory.shells, lambda: load()[1]), said)
    host, shells = load()
    return Configured(host, RememberedShells({}, lambda: shells), said)


def plan_build(found: Survey, host: Host, shells: Shells, root: Path) -> list[Plan]:
    """Every file of the site in `root`, the theme's own included."""
    logo = load_logo(root / "content")
    settings = host.settings
    known: Known = found.known
    base = digest(
        known.ground,
        known.span.since,
        known.span.until,
        replace(settings, outputs=frozenset()),
        sorted(settings.outputs),
        host.stylesheet.path,
        logo and logo.path,
        # Every page of a preview says of which moment it is.
        found.at if settings.is_preview else None,
    )
    keys = Keys(known.units, base)
    read_file = partial(published_bytes, root)
    plans = plan_site(found.catalogue, found.at, settings, shells, host, logo, read_file, keys)
    return plans + [Plan(file.path, None, partial(bytes, file.content)) for file in host.files]


@contextmanager
def without_collector() -> Iterator[None]:
    """The builder makes many values and no circles: looking for them takes a fifth of a build."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
