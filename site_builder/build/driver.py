"""One build by the command: from mkdocs.yml and the files to the published folder."""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from site_builder.build.configured import LoadHost, configure
from site_builder.build.memory import load_memory, save_memory
from site_builder.build.notary import notary_of
from site_builder.build.preparation import BuildJob, prepare, remembered
from site_builder.build.request import PREVIEW, BuildRequest, Built
from site_builder.outputs.outcomes import file_count
from site_builder.publish.build_lock import build_lock, target_lock
from site_builder.publish.making import Published, Report, no_report, same_bytes
from site_builder.publish.mark import (
    NotPublishable,
    foreign_in,
    refuse_sources,
    refuse_unpublishable,
    refuse_unsigned,
)
from site_builder.publish.stage import adopt, intact_files, stage, verify
from site_builder.publish.swap import publish, staging_folder
from site_builder.record.stored import (
    NO_RECORDS,
    StoredRecords,
    UnreadableRecord,
    damaged_record,
)

if TYPE_CHECKING:
    from site_builder.build.host import Host
    from site_builder.publish.attesting import Notary

MEMORY = "memory"
PREVIOUS = "previous"


def run_build(
    config_file: Path, order: BuildRequest, load_host: LoadHost, report: Report = no_report
) -> Built:
    """Publish the site of `config_file`; if there is an error, leave the published site unchanged.

    Raises NeedsMkDocs, settings.NotConfigured, mark.NotPublishable and OSError.
    """
    root = config_file.resolve().parent
    # Previews have their own memory, so they leave no trace in the published site.
    kind = f"{PREVIEW}." if order.is_preview else ""
    remembered_in = root / ".cache" / f"{kind}{MEMORY}"
    previous = root / ".cache" / f"{kind}{PREVIOUS}"
    with build_lock(root / ".cache"), without_collector(), ExitStack() as locks:
        loaded = load_memory(remembered_in)
        memory = loaded.memory
        configured = configure(config_file, order.folder(root), load_host, memory)
        host = configured.host
        published = Path(host.site_dir)
        refuse_sources(published, root)
        notary = _notary(host, order, config_file)
        refuse_unpublishable(published, notary is not None)
        if notary is None:
            refuse_unsigned(published)
        locks.enter_context(target_lock(published))
        staged = staging_folder(published)
        # Leftovers of a killed build are removed even if there is nothing to do.
        shutil.rmtree(staged, ignore_errors=True)
        job = BuildJob(
            root=root,
            at=order.at,
            configured=configured,
            settings=replace(
                host.settings,
                with_drafts=order.with_drafts,
                is_preview=order.is_preview,
                has_log=notary is not None or order.has_log,
            ),
            memory=memory,
            load_texts=loaded.texts,
            intact=intact_files(published, memory.made),
            signed_by=notary.state if notary is not None else "",
            records=NO_RECORDS if order.is_preview else StoredRecords(published),
        )
        try:
            prepared = prepare(job)
        except UnreadableRecord as error:
            raise NotPublishable(damaged_record(published, error)) from None
        url, plan = host.settings.site_url, prepared.plan
        built = Built(
            site_url=url,
            site_dir=host.site_dir,
            problems=prepared.problems,
            count=None,
            agenda=prepared.agenda,
        )
        if prepared.has_errors:
            return built
        if plan is None:
            if notary is not None:
                notary.published_log(published)
            now = remembered(job, prepared, job.intact)
            save_memory(remembered_in, now, prepared.texts, loaded)
            return replace(built, count=file_count(memory.outcomes), kept=foreign_in(published))
        try:
            present = adopt(previous, staged, published, memory.made_before)
            before = Published(published, job.intact)
            made = stage(plan, staged, before, present, host.precompress, report)
            verify(staged, made)
            attested, paths = None, frozenset(made)
            if notary is not None:
                from site_builder.publish.attesting import Finished

                site = Finished(staged, paths, plan.outcomes.keys(), same_bytes(made, job.intact))
                attested = notary.attest(site, published, order.at)
                paths |= attested.paths
            shutil.rmtree(previous, ignore_errors=True)
            kept = publish(staged, published, paths, previous if memory.made else None)
        except BaseException:
            shutil.rmtree(staged, ignore_errors=True)
            raise
        now = remembered(job, prepared, made)
        save_memory(remembered_in, now, prepared.texts, loaded)
        if notary is not None and attested is not None:
            notary.remember(attested)
        return replace(built, count=file_count(plan.outcomes), kept=kept, attested=attested)


def _notary(host: Host, order: BuildRequest, config_file: Path) -> Notary | None:
    """Return who enters the site in its log; previews and copies are in none."""
    if order.is_preview or order.is_copy:
        return None
    url = host.settings.site_url
    look = [*([host.custom_dir] if host.custom_dir else []), *(f.path for f in host.look.fonts)]
    return notary_of(host.notary, url, config_file, os.environ, order.new_log, look)


@contextmanager
def without_collector() -> Iterator[None]:
    """Pause garbage collection, which takes a fifth of a build and finds no cycles."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
