"""`sitemap.xml` of each edition, with the day on which each page changed, and `robots.txt`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import tzinfo
from functools import partial

from markupsafe import escape

from site_builder.model.date import Date
from site_builder.outputs.guides.page_dates import page_dates
from site_builder.outputs.guides.wellknown import plan_llms
from site_builder.outputs.output import Output, PlannedSite
from site_builder.outputs.plan import Plan
from site_builder.pages.addresses import question_path
from site_builder.pages.faq import leading_pages
from site_builder.pages.voice import Voice

SITEMAP = "sitemap.xml"
LARGEST = 50_000_000
"""Bytes of a sitemap (sitemaps.org). One that alternates would make larger does without them."""
_SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_LINKS = 'xmlns:xhtml="http://www.w3.org/1999/xhtml"'
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def plan_sitemap(voice: Voice, site: PlannedSite) -> Iterable[Plan]:
    """Plan the addresses of an edition's pages; nothing without `site_url`."""
    if site.site_url is None or "pages" not in site.outputs:
        return
    selection = voice.edition.selection
    days = page_dates(selection)
    paths = sorted(site.paths[selection.country.id] - leading_pages(selection))
    zone = voice.edition.country.zone
    dated = {path: _day(days.get(path), zone) for path in paths}
    others = site.alternates.digest() if len(site.editions) > 1 else None
    address = voice.edition.address
    key = site.whole_key(SITEMAP, site.site_url, address, dated, others)
    yield Plan(f"{address}/{SITEMAP}", key, partial(_sitemap, voice, site, dated))


def plan_robots(voices: Sequence[Voice], site: PlannedSite) -> Iterable[Plan]:
    """Plan the index of all sitemaps, and `robots.txt`, which names it."""
    if site.site_url is None or "pages" not in site.outputs:
        return
    maps = "".join(
        f"<sitemap><loc>{escape(site.site_url)}{voice.edition.address}/{SITEMAP}</loc></sitemap>\n"
        for voice in voices
    )
    index = f"{_HEAD}<sitemapindex {_SPACE}>\n{maps}</sitemapindex>\n"
    yield Plan(SITEMAP, None, index.encode)
    robots = f"User-agent: *\nAllow: /\nSitemap: {site.site_url}{SITEMAP}\n"
    yield Plan("robots.txt", None, partial(str.encode, robots))


def plan_guides(voices: Sequence[Voice], site: PlannedSite) -> Iterable[Plan]:
    """Plan the files that lead search engines and assistants to the editions."""
    yield from plan_robots(voices, site)
    yield from plan_llms(voices, site)


def _day(day: Date | None, zone: tzinfo) -> str:
    return f"<lastmod>{day.iso_in(zone)}</lastmod>" if day is not None else ""


def _sitemap(voice: Voice, site: PlannedSite, dated: Mapping[str, str]) -> bytes:
    """Return a sitemap, with the other versions of each page if there is more than one edition."""
    root = escape(site.site_url or "")
    base = f"{root}{voice.edition.address}/"

    small = {question_path(q.anchor) for q in voice.edition.selection.questions}

    def others(path: str) -> str:
        # Pages of questions are many, and name their other versions themselves.
        if path in small:
            return ""
        return "".join(
            f'\n<xhtml:link rel="alternate" hreflang="{tag}" href="{root}{address}"/>'
            for tag, address in site.alternates.of(voice.edition, path)
        )

    if len(site.editions) > 1:
        urls = (f"<url><loc>{base}{p}</loc>{day}{others(p)}</url>\n" for p, day in dated.items())
        text = f"{_HEAD}<urlset {_SPACE} {_LINKS}>\n{''.join(urls)}</urlset>\n".encode()
        if len(text) <= LARGEST:
            return text
    urls = (f"<url><loc>{base}{path}</loc>{day}</url>\n" for path, day in dated.items())
    return f"{_HEAD}<urlset {_SPACE}>\n{''.join(urls)}</urlset>\n".encode()


OUTPUT = Output("sitemap", plan_sitemap, plan_guides)
