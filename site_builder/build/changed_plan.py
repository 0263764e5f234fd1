"""From files that changed to the files of the site that have to be made."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from functools import partial

from site_builder.build.preparation import BuildJob
from site_builder.build.site_plan import PlanInput, plan_site
from site_builder.catalogue.unit import Span
from site_builder.changes.inventory import Inventory
from site_builder.changes.survey import Survey, survey
from site_builder.model.artefact import Artefact
from site_builder.outputs.outcomes import Outcome, SitePlan
from site_builder.publish.stage import copies_of
from site_builder.reading.media_files import published_bytes
from site_builder.system.parallel import core_count


def plan_changes(
    job: BuildJob, inventory: Inventory, logo: Artefact | None
) -> tuple[Survey, SitePlan | None]:
    """Return the survey, and a plan of the site; None if there are errors."""
    memory, configured = job.memory, job.configured
    found = survey(inventory, job.at, memory.known, job.load_texts(), core_count())
    if found.has_errors:
        return found, None
    sources = PlanInput(
        found=found,
        settings=job.settings,
        theme=configured.host,
        shells=configured.shells,
        logo=logo,
        read_file=partial(published_bytes, job.root),
        digest=configured.content,
        records=job.records,
    )

    def is_intact(outcome: Outcome) -> bool:
        return all(copies_of(path, memory.made) <= job.intact.keys() for path in outcome.files)

    return found, plan_site(sources, memory.outcomes if configured.is_whole else {}, is_intact)


def zones_of(found: Survey) -> tuple[str, ...]:
    """Return the time zones of a site."""
    ground = found.ground.catalogue
    return tuple(sorted({ground.site.zone.key, *(c.zone.key for c in ground.countries.values())}))


def lasting_span(found: Survey) -> Span:
    """Return the time around a survey in which the clock does not change the site.

    No date in the files is passed, and no day begins in any of the site's time zones.
    """
    spans = [found.known.span, *(unit.span for unit in found.known.units.values())]
    for zone in (UTC, *(country.zone for country in found.ground.catalogue.countries.values())):
        today = found.at.astimezone(zone).date()
        begins = (datetime.combine(day, time(), zone) for day in (today, today + timedelta(days=1)))
        spans.append(Span(*(moment.astimezone(UTC) for moment in begins)))
    begun = [span.since for span in spans if span.since is not None]
    ended = [span.until for span in spans if span.until is not None]
    return Span(max(begun, default=None), min(ended, default=None))
