"""The one way from a site's files to what is published, for every command.

`build`, `serve` and the plugin pass what they want and what they remember; they decide what to do
with the files. A build with nothing to do ends here, before most of the program is imported.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from site_builder.build.configured import Configured
from site_builder.build.memory import Memory, zone_digests
from site_builder.catalogue.unit import Span
from site_builder.changes.inventory import Inventory, Known, ReadTexts, take_inventory
from site_builder.model.agenda import Agenda
from site_builder.model.artefact import Artefact
from site_builder.model.parts import digest_of
from site_builder.model.problem import Problem
from site_builder.outputs.outcomes import SitePlan
from site_builder.publish.making import MadeFile
from site_builder.record.stored import NO_RECORDS, StoredRecords
from site_builder.theme.logo import cleaned_logo, load_logo
from site_builder.theme.settings import Settings

_SHELLS_KEPT = 12
"""Makes the shells of an edition, one for each section and depth of its pages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildJob:
    """A job for `prepare`: the site in `root` at a given time.

    `intact` are the remembered files that are unchanged. `load_texts` returns the texts that were
    read when the memory was made, if they are still known. `signed_by` is the public key of the
    log, if there is one. `records` are those in the published folder.
    """

    root: Path
    at: datetime
    configured: Configured
    settings: Settings
    memory: Memory
    load_texts: Callable[[], ReadTexts | None]
    intact: Mapping[str, MadeFile]
    signed_by: str = ""
    records: StoredRecords = NO_RECORDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """What to publish at a given time.

    `plan` is None if there are errors, or if the published site is up to date. `state` is a digest
    of everything that the site is made from, except the clock, which does not change the site
    within `span`. `zones` are the time zones of the site. `texts` are None if no file was read.
    """

    at: datetime
    known: Known
    texts: ReadTexts | None
    state: bytes
    span: Span
    plan: SitePlan | None
    zones: tuple[str, ...]

    @property
    def problems(self) -> tuple[Problem, ...]:
        refused = self.plan.problems if self.plan is not None else ()
        return (*self.known.problems, *refused)

    @property
    def has_errors(self) -> bool:
        return any(problem.is_error for problem in self.problems)

    @property
    def agenda(self) -> Agenda:
        """What is ahead."""
        return self.known.agenda(self.at)


def prepare(job: BuildJob) -> Prepared:
    """Examine a site and plan its files. Raises settings.NotConfigured for its logo."""
    memory = job.memory
    inventory = take_inventory(job.root, memory.known)
    logo = load_logo(job.root / "content")
    state = digest_of(
        job.configured.content,
        job.configured.host,
        job.settings,
        logo,
        inventory.state,
        job.signed_by,
    )
    if memory.known is not None and memory.state == state and _is_up_to_date(job):
        known = replace(memory.known, files=inventory.files)
        return Prepared(
            at=job.at,
            known=known,
            texts=None,
            state=state,
            span=memory.span,
            plan=None,
            zones=tuple(memory.zones),
        )
    return _planned(job, inventory, logo, state)


def _is_up_to_date(job: BuildJob) -> bool:
    """Return whether a new build from the same files would give the published site."""
    return (
        job.configured.is_whole
        # Every page of a preview shows the time that it is for.
        and not job.settings.is_preview
        and job.memory.span.holds(job.at)
        and job.intact.keys() == job.memory.made.keys()
    )


def _planned(job: BuildJob, inventory: Inventory, logo: Artefact | None, state: bytes) -> Prepared:
    # Importing the modules that read and render texts takes longer than everything above.
    from site_builder.build.changed_plan import lasting_span, plan_changes, zones_of

    logo = cleaned_logo(logo) if logo is not None else None
    found, plan = plan_changes(job, inventory, logo)
    return Prepared(
        at=job.at,
        known=found.known,
        texts=found.texts,
        state=state,
        span=lasting_span(found),
        plan=plan,
        zones=zones_of(found),
    )


def remembered(job: BuildJob, prepared: Prepared, made: Mapping[str, MadeFile]) -> Memory:
    """Return what the next build can start from, after one that made the files `made`."""
    memory, plan, configured = job.memory, prepared.plan, job.configured
    outcomes = memory.outcomes if plan is None else plan.outcomes
    is_lasting = configured.host.custom_dir is None
    return Memory(
        state=prepared.state,
        span=prepared.span,
        known=prepared.known,
        outcomes=outcomes,
        made=made,
        made_before=memory.made_before if plan is None else _without_parts(memory.made),
        shells=configured.shells.newest(_SHELLS_KEPT * len(outcomes)) if is_lasting else {},
        host=configured.host if is_lasting else None,
        config=configured.digest,
        zones=zone_digests(prepared.zones),
    )


def _without_parts(made: Mapping[str, MadeFile]) -> dict[str, MadeFile]:
    """Pieces of the site before the published one are never used."""
    return {path: replace(file, parts=b"") if file.parts else file for path, file in made.items()}
