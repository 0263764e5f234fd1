"""`sitemap.xml` of each edition, with the day on which each page changed, and `robots.txt`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

from markupsafe import escape

from site_builder.editions.edition import Selection, ShownUpdate
from site_builder.model.date import Date
from site_builder.outputs.output import Output, Plan, SiteContext
from site_builder.outputs.wellknown import plan_llms
from site_builder.rendering.addresses import FAQ, HISTORY, HOME, SERVICES, incident_path
from site_builder.rendering.voice import Voice

SITEMAP = "sitemap.xml"
_SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def plan_sitemap(voice: Voice, site: SiteContext) -> Iterable[Plan]:
    """The addresses of an edition's pages; none without `site_url`."""
    if site.site_url is None or "pages" not in site.outputs:
        return
    base = f"{site.site_url}{voice.edition.address}/"
    days = _days(voice.edition.selection)
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


def _days(selection: Selection) -> Mapping[str, Date]:
    """When each page changed last, as far as its texts say so.

    Source: sitemaps.org, `lastmod`: W3C Datetime, which may be as vague as a year.
    """
    days: dict[str, Date] = {}
    for shown in selection.incidents:
        dates = [date for update in shown.updates for date in _dates(update)]
        if dates:
            newest = max(dates, key=lambda date: date.end)
            for id in (shown.incident.id, *shown.incident.former):
                days[incident_path(id)] = newest
    if days:
        newest = max(days.values(), key=lambda date: date.end)
        days |= dict.fromkeys((HOME, HISTORY, SERVICES), newest)
    answered = [
        date
        for question in selection.questions
        for date in (question.updated, *(correction.at for correction in question.corrections))
    ]
    if answered:
        days[FAQ] = max(answered, key=lambda date: date.end)
    return days


def _dates(update: ShownUpdate) -> Iterator[Date]:
    yield update.update.released
    yield from (correction.at for correction in update.corrections)


OUTPUT = Output("sitemap", plan_sitemap, plan_guides)
