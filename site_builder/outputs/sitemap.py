"""`sitemap.xml` of each edition, with the day on which each page changed, and `robots.txt`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from markupsafe import escape

from site_builder.model.date import Date
from site_builder.outputs.output import Output, Plan, SiteContext
from site_builder.outputs.page_dates import page_dates
from site_builder.outputs.wellknown import plan_llms
from site_builder.rendering.voice import Voice

SITEMAP = "sitemap.xml"
_SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def plan_sitemap(voice: Voice, site: SiteContext) -> Iterable[Plan]:
    """The addresses of an edition's pages; none without `site_url`."""
    if site.site_url is None or "pages" not in site.outputs:
        return
    base = f"{site.site_url}{voice.edition.address}/"
    days = page_dates(voice.edition.selection)
    paths = sorted(site.paths[voice.edition.country.id])
    content = "".join(_url(base + path, days.get(path)) for path in paths)
    text = f'{_HEAD}<urlset xmlns="{_SPACE}">\n{content}</urlset>\n'
    key = site.whole_key(SITEMAP, voice.edition.address, text)
    yield Plan(f"{voice.edition.address}/{SITEMAP}", key, text.encode)


def plan_robots(voices: Sequence[Voice], site: SiteContext) -> Iterable[Plan]:
    """The index of all sitemaps and `robots.txt`, which names it."""
    if site.site_url is None or "pages" not in site.outputs:
        return
    maps = "".join(
        f"<sitemap><loc>{escape(site.site_url)}{voice.edition.address}/{SITEMAP}</loc></sitemap>\n"
        for voice in voices
    )
    index = f'{_HEAD}<sitemapindex xmlns="{_SPACE}">\n{maps}</sitemapindex>\n'
    yield Plan(SITEMAP, None, index.encode)
    robots = f"User-agent: *\nAllow: /\nSitemap: {site.site_url}{SITEMAP}\n"
    yield Plan("robots.txt", None, partial(str.encode, robots))


def plan_guides(voices: Sequence[Voice], site: SiteContext) -> Iterable[Plan]:
    """What leads search engines and assistants to the editions."""
    yield from plan_robots(voices, site)
    yield from plan_llms(voices, site)


def _url(address: str, day: Date | None) -> str:
    changed = f"<lastmod>{day.iso}</lastmod>" if day is not None else ""
    return f"<url><loc>{escape(address)}</loc>{changed}</url>\n"


OUTPUT = Output("sitemap", plan_sitemap, plan_guides)
