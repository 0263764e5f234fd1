"""What an edition publishes, for links to it, according to the outputs themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from site_builder.editions.edition import Edition
from site_builder.model.artefact import Artefact
from site_builder.outputs.all_outputs import OUTPUTS
from site_builder.outputs.feeds.explained import feeds_plan, formats_of
from site_builder.outputs.feeds.feed import Feed
from site_builder.outputs.feeds.feeds import feeds_of
from site_builder.outputs.output import PlannedSite, SiteContext
from site_builder.outputs.pages import html as pages
from site_builder.outputs.pages.alternates import Alternates
from site_builder.outputs.pages.questions import paged_questions
from site_builder.pages.all_pages import articles_of
from site_builder.pages.article import ArticlePlan
from site_builder.pages.rendered_shell import Shell
from site_builder.pages.shell import ShellView
from site_builder.pages.voice import Voice

_INDEX = "index.html"
_NO_STYLES = Artefact("", b"")


class _Unrendered:
    """Shells for callers that only need paths."""

    def render(self, view: ShellView) -> Shell:
        raise AssertionError(view.page_url)


def edition_feeds(voice: Voice, site: SiteContext) -> tuple[Feed, ...]:
    """Return the feeds of an edition."""
    return feeds_of(voice, site) if formats_of(site) else ()


def edition_articles(
    voice: Voice, site: SiteContext, feeds: Iterable[Feed]
) -> Iterator[ArticlePlan]:
    """Yield the pages of an edition, which has these feeds."""
    has_feeds = bool(formats_of(site))
    paged = paged_questions(voice.edition.selection, site)
    yield from articles_of(voice, paged, has_feeds=has_feeds, has_log=site.has_log)
    if has_feeds:
        yield feeds_plan(voice, site, feeds)


def edition_paths(voice: Voice, site: SiteContext) -> Iterable[str]:
    """Yield the paths of all pages and files of an edition, relative to it; a page's ends with a
    slash.

    Nothing is rendered.
    """
    address = voice.edition.address
    # Keys would need the targets of links, which are only being found out here.
    site = replace(site, keys=None)
    feeds = edition_feeds(voice, site)
    articles = tuple(edition_articles(voice, site, feeds))
    paths = frozenset(article.path for article in articles)
    planned = PlannedSite.of(
        site,
        headlines={},
        languages={},
        feeds={address: feeds},
        articles={address: articles},
        paths={voice.edition.country.id: paths},
        alternates=Alternates(),
    )
    if pages.OUTPUT.name in site.outputs:
        yield from paths
    for output in OUTPUTS:
        # The shells of pages take long, and their paths are known by now.
        if output.name not in site.outputs or output.plan is None or output is pages.OUTPUT:
            continue
        for plan in output.plan(voice, planned):
            if plan.path.startswith(f"{address}/"):
                yield plan.path[len(address) + 1 :].removesuffix(_INDEX)


def every_path(voice: Voice, editions: tuple[Edition, ...]) -> Iterable[str]:
    """Return the same for a site with every output."""
    outputs = frozenset(output.name for output in OUTPUTS)
    site = unrendered_site("https://example.org/", editions, outputs)
    return edition_paths(voice, site)


def unrendered_site(
    site_url: str, editions: tuple[Edition, ...], outputs: frozenset[str]
) -> SiteContext:
    """Return what is known about a site by anyone who only needs its paths."""
    return SiteContext(
        site_name="",
        site_url=site_url,
        editions=editions,
        outputs=outputs,
        shells=_Unrendered(),
        stylesheet=_NO_STYLES,
    )


def target_of(path: str) -> str:
    """Return the name that texts use for a path of their edition."""
    return path.strip("/")
