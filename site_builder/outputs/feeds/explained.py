"""The page that explains feeds to people who have never used one."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from markupsafe import Markup

from site_builder.outputs.feeds.feed import Feed
from site_builder.outputs.media_types import FORMATS
from site_builder.outputs.output import SiteContext
from site_builder.pages.addresses import (
    CALENDAR,
    FAQ,
    FEEDS,
    NOWHERE,
    SERVICES,
    relative_linker,
)
from site_builder.pages.article import Article, ArticlePlan
from site_builder.pages.own_links import own_links
from site_builder.pages.templates import render
from site_builder.pages.voice import Said, Voice

_NAMES = {"rss": "RSS", "atom": "Atom", "json": "JSON Feed"}


def formats_of(site: SiteContext) -> list[str]:
    """Return the formats of feeds that are built."""
    return [name for name in FORMATS if name in site.outputs] if site.site_url else []


def feeds_plan(voice: Voice, site: SiteContext, feeds: Iterable[Feed]) -> ArticlePlan:
    """Return the plan of the page `feeds/`."""
    shown = [feed for feed in feeds if _is_listed(feed)]
    rest = ([(f.path, f.title) for f in shown], formats_of(site), "calendar" in site.outputs)
    return ArticlePlan(
        path=FEEDS, section=NOWHERE, made_of=(), make=partial(_feeds, voice, site, shown), rest=rest
    )


def _is_listed(feed: Feed) -> bool:
    return feed.path in ("feed", f"{FAQ}feed", "changes") or feed.path.startswith(SERVICES)


def _feeds(voice: Voice, site: SiteContext, feeds: list[Feed]) -> Article:
    title = voice.say("Get updates")
    lists = [
        {
            "name": _name(voice, feed),
            "formats": [
                {"name": _NAMES[ending], "url": feed.address(ending)} for ending in formats_of(site)
            ],
        }
        for feed in feeds
    ]
    html = render(
        "articles/feeds.html",
        title=title,
        words=voice.words,
        steps=[
            voice.say("Install a feed reader: an app or program that fetches updates for you."),
            voice.say("Copy one of the addresses below."),
            voice.say("Add the address to your feed reader as a new subscription."),
        ],
        own=own_links(voice, voice.edition.country.subscribe, relative_linker(FEEDS)),
        calendar=f"{feeds[0].base}{CALENDAR}" if "calendar" in site.outputs else None,
        feeds=lists,
    )
    return Article(title, title, html)


def _name(voice: Voice, feed: Feed) -> Said:
    if feed.path.startswith(SERVICES):
        id = feed.path.removeprefix(SERVICES).removesuffix("/feed")
        return voice.text(voice.edition.selection.catalogue.services[id].name, voice.edition.at)
    names = {
        "feed": voice.say("All updates"),
        "changes": voice.say("Changes"),
        f"{FAQ}feed": voice.say("Questions and answers"),
    }
    return Said(text=names[feed.path], attributes=Markup(""), notice=None)
