"""From the survey to the plans of all artefacts: the steps in their order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass, replace
from datetime import UTC
from functools import cache, partial
from typing import Protocol

from site_builder.build.recorded import (
    compare_voices,
    lost_files,
    record_plan,
    refused,
    retired_plans,
)
from site_builder.changes.survey import Survey
from site_builder.editions.edition import Edition
from site_builder.editions.selection import build_editions
from site_builder.markdown.render import Renderings
from site_builder.model.artefact import Artefact
from site_builder.model.file import SiteFile
from site_builder.model.parts import digest_of
from site_builder.model.problem import Problem
from site_builder.outputs.all_outputs import OUTPUTS
from site_builder.outputs.feeds.feed import Feed
from site_builder.outputs.guides.wellknown import plan_security
from site_builder.outputs.keys import Keys
from site_builder.outputs.outcomes import SITE, IsIntact, Outcome, SitePlan
from site_builder.outputs.output import PlannedSite, SiteContext, root_edition
from site_builder.outputs.pages.alternates import Alternates
from site_builder.outputs.plan import Plan
from site_builder.outputs.published_media import plan_files
from site_builder.outputs.reached import edition_articles, edition_feeds, edition_paths, target_of
from site_builder.pages.article import ArticlePlan, shared
from site_builder.pages.labels import Headline, headline
from site_builder.pages.shell import Shells
from site_builder.pages.voice import Voice
from site_builder.record.stored import NO_RECORDS, StoredRecords
from site_builder.theme.look import Look
from site_builder.theme.policy import POLICY
from site_builder.theme.settings import Settings


class Theme(Protocol):
    """The parts of the host's theme that pages use."""

    @property
    def stylesheet(self) -> Artefact: ...

    @property
    def look(self) -> Look: ...

    @property
    def files(self) -> tuple[Artefact, ...]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanInput:
    """Everything that a site is planned from. `read_file` returns the published bytes of a picture.

    `digest` covers everything else that affects pages: mkdocs.yml and the theme's templates.
    `records` are those of the published site.
    """

    found: Survey
    settings: Settings
    theme: Theme
    shells: Shells
    logo: Artefact | None
    read_file: Callable[[SiteFile], bytes]
    digest: bytes = b""
    records: StoredRecords = NO_RECORDS


def plan_site(sources: PlanInput, before: Mapping[str, Outcome], is_intact: IsIntact) -> SitePlan:
    """Return a plan of every file of the site.

    Editions with no news since the outcomes of `before` are skipped, as long as their files are
    intact.
    """
    found, settings = sources.found, sources.settings
    ground, with_drafts = found.ground.catalogue, settings.with_drafts
    bare = build_editions(ground, found.at, with_drafts)
    keys = _keys(sources)
    views = {edition.address: keys.view(edition) for edition in bare}
    site = _context(sources, bare, keys)
    known = {
        address: made
        for address, view in views.items()
        if (made := before.get(address)) is not None and made.view == view and is_intact(made)
    }
    fresh = _voices(sources, site, views.keys() - known.keys())
    voices, compared = compare_voices(fresh, sources.records)
    if problems := refused(compared, found, bare, sources.records):
        return SitePlan((), frozenset(), {}, problems)
    articles = {address: _articles(voice, site) for address, voice in voices.items()}
    paths = {
        edition.country.id: frozenset(
            known[edition.address].paths
            if edition.address in known
            else (plan.path for plan in articles[edition.address][1] if not plan.is_former)
        )
        for edition in bare
    }
    around = digest_of({country: sorted(there) for country, there in paths.items()})
    moved = {address for address, outcome in known.items() if outcome.around != around}
    again, _ = compare_voices(_voices(sources, site, moved), sources.records)
    voices |= again
    articles |= {address: _articles(voice, site) for address, voice in again.items()}
    headlines = {a: r.headline for a, r in known.items()}
    headlines |= {address: headline(voice) for address, voice in voices.items()}
    languages = {
        edition.address: known[edition.address].language
        if edition.address in known
        else edition.language
        for edition in bare
    }
    planned = PlannedSite.of(
        site,
        feeds={address: feeds for address, (feeds, _) in articles.items()},
        articles={address: plans for address, (_, plans) in articles.items()},
        paths=paths,
        alternates=Alternates.among(bare, paths),
        headlines=headlines,
        languages=languages,
    )
    outcomes = {a: outcome for a, outcome in known.items() if a not in moved}
    plans: dict[str, Plan] = {}
    whole = digest_of(keys.whole, headlines, found.at.astimezone(UTC).date())
    old = before.get(SITE)
    if old is not None and old.view == whole and old.around == around and is_intact(old):
        outcomes[SITE] = old
    else:
        own = list(_whole_plans(planned, sources))
        outcomes[SITE] = Outcome(
            view=whole,
            around=around,
            paths=(),
            headline=Headline("none", ""),
            language="",
            files={plan.path: plan.key for plan in own},
        )
        plans |= {plan.path: plan for plan in own}
    for edition in bare:
        address = edition.address
        if address in voices:
            own = list(_edition_plans(voices[address], planned))
            outcomes[address] = Outcome(
                view=views[address],
                around=around,
                paths=tuple(sorted(paths[edition.country.id])),
                headline=headlines[address],
                language=languages[address],
                files={plan.path: plan.key for plan in own},
            )
            plans |= {plan.path: plan for plan in own}
    made_again = plans.keys()
    kept = frozenset(path for outcome in outcomes.values() for path in outcome.files) - made_again
    lost: tuple[Problem, ...] = ()
    # An earlier state of the site has fewer files.
    if not any(one.is_earlier for one in compared):
        former = {
            f"{address}/{plan.path}"
            for address, (_, own_plans) in articles.items()
            for plan in own_plans
            if plan.is_former
        }
        lost = lost_files(sources.records, ground, found.at, kept | made_again, former)
    return SitePlan(tuple(plans.values()), kept, outcomes, lost)


def _keys(sources: PlanInput) -> Keys:
    found, settings = sources.found, sources.settings
    shared = digest_of(
        settings,
        sources.theme,
        sources.logo,
        sources.digest,
        found.known.span,
        # Every page of a preview shows the time that it is for.
        found.at if settings.is_preview else None,
    )
    known, ground = found.known, found.ground
    bases = {locale: digest_of(shared, seen, ground.named) for locale, seen in ground.seen.items()}
    return Keys(
        units=known.units, facts=known.facts, whole=digest_of(shared, known.ground), bases=bases
    )


def _context(sources: PlanInput, editions: tuple[Edition, ...], keys: Keys) -> SiteContext:
    """Return what is known about the site before its editions are planned."""
    settings, theme = sources.settings, sources.theme
    site_url = settings.site_url and settings.site_url.rstrip("/") + "/"
    return SiteContext(
        site_name=settings.site_name,
        site_url=site_url or None,
        editions=editions,
        outputs=settings.outputs,
        has_chosen_outputs=settings.has_chosen_outputs,
        shells=sources.shells,
        stylesheet=theme.stylesheet,
        footer=theme.look.footer,
        logo=sources.logo,
        policy=None if settings.is_served else POLICY,
        security=settings.security,
        fonts=theme.look.fonts,
        keys=keys,
        root=root_edition(sources.found.ground.catalogue, editions),
        is_preview=settings.is_preview,
        has_log=settings.has_log,
        read_file=sources.read_file,
    )


def _voices(
    sources: PlanInput, site: SiteContext, addresses: Set[str]
) -> Iterator[tuple[str, Voice]]:
    """Yield the voices of some editions, with their entries."""
    countries = {address.partition("/")[0] for address in addresses}
    if countries:
        found, with_drafts = sources.found, sources.settings.with_drafts
        rendered = found.texts.rendered.values()
        renderings = Renderings({key: html for unit in rendered for key, html in unit.items()})
        for edition in build_editions(found.catalogue, found.at, with_drafts, countries):
            if edition.address in addresses:
                yield edition.address, with_outputs(Voice.of(edition, renderings), site)


def _articles(voice: Voice, site: SiteContext) -> tuple[tuple[Feed, ...], tuple[ArticlePlan, ...]]:
    """Return the feeds and pages of an edition."""
    feeds = edition_feeds(voice, site)
    return feeds, shared(edition_articles(voice, site, feeds))


def _edition_plans(voice: Voice, site: PlannedSite) -> Iterator[Plan]:
    """Yield the files of an edition, and the pictures and downloads that its texts show."""
    yield from plan_files(voice, site)
    for output in OUTPUTS:
        if output.name in site.outputs and output.plan is not None:
            yield from output.plan(voice, site)
    yield from record_plan(voice, site.articles[voice.edition.address])


def _whole_plans(site: PlannedSite, sources: PlanInput) -> Iterator[Plan]:
    """Yield the files that a site has once. None of them shows an entry."""
    voices = [with_outputs(Voice.of(edition), site) for edition in site.editions]
    yield from plan_security(voices, site)
    for output in OUTPUTS:
        if output.name in site.outputs and output.plan_whole is not None:
            yield from output.plan_whole(voices, site)
    if voices[0].edition.selection.catalogue.site.has_record:
        yield from retired_plans(voices, site, sources.records)
    for file in sources.theme.files:
        yield Plan(file.path, None, partial(bytes, file.content))


def with_outputs(voice: Voice, site: SiteContext) -> Voice:
    """Return the voice, whose texts may link to all that the outputs make of its edition."""

    @cache
    def known() -> Mapping[str, str]:
        return {target_of(path): path for path in edition_paths(voice, site)}

    return replace(voice, targets=replace(voice.targets, outputs=known))
