"""The RSS 2.0 feed of an edition."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any

from site_builder.outputs.feed_entries import FeedEntry, PlannedEntry, plan_entries
from site_builder.outputs.output import Output, Plan, SiteContext
from site_builder.rendering.addresses import Linker, absolute_linker
from site_builder.rendering.labels import headline
from site_builder.rendering.voice import Voice

FEED = "feed.rss"


def plan_rss(voice: Voice, site: SiteContext) -> Iterable[Plan]:
    """`feed.rss`; without `site_url` there is none, since a feed needs absolute links."""
    if site.site_url is not None:
        link = absolute_linker(site.site_url, voice.edition)
        planned = plan_entries(voice, link)
        entries = [(entry.id, entry.published, entry.updated) for entry in planned]
        made_of = [entry.shown for entry in planned]
        built = None if entries else voice.edition.at
        key = site.key(voice, made_of, FEED, entries, headline(voice), built)
        make = partial(_feed, voice, site, link, planned)
        yield Plan(f"{voice.edition.address}/{FEED}", key, make)


def _feed(voice: Voice, site: SiteContext, link: Linker, planned: Sequence[PlannedEntry]) -> bytes:
    # feedgen brings lxml along, which a build that changes no feed can do without.
    from feedgen.feed import FeedGenerator

    entries = [entry.render() for entry in planned]
    written = voice.edition.selection.catalogue.site.name
    name = voice.text(written, voice.edition.at).text if written else site.site_name
    feed = FeedGenerator()
    feed.title(f"{name} – {voice.country_name(voice.edition.country)}")
    feed.link(href=link(""), rel="alternate")
    feed.link(href=link(FEED), rel="self", type="application/rss+xml")
    feed.description(headline(voice).text)
    feed.language(voice.edition.language_tag)
    feed.generator("site-builder")
    # feedgen would write the clock here; the same input must give the same bytes.
    newest = max((entry.updated for entry in entries), default=voice.edition.at)
    feed.lastBuildDate(newest)
    # feedgen puts each new entry first unless told otherwise.
    for entry in entries:
        _add(feed, entry)
    xml: bytes = feed.rss_str(pretty=True)
    return xml


def _add(feed: Any, entry: FeedEntry) -> None:
    item = feed.add_entry(order="append")
    item.guid(entry.id, permalink=False)
    item.title(entry.title)
    item.link(href=entry.link)
    item.description(str(entry.html))
    item.category(term=entry.category)
    item.published(entry.published)


OUTPUT = Output("rss", plan_rss)
