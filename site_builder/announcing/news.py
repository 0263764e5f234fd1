"""What an edition shows now that it did not show before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from site_builder.catalogue.catalogue import Catalogue
from site_builder.editions.edition import Edition
from site_builder.editions.selection import build_editions
from site_builder.outputs.feeds.feed_entries import FeedEntry, plan_entries
from site_builder.pages.addresses import absolute_linker, relative_linker
from site_builder.pages.voice import Voice

_NO_LINK = relative_linker("")


@dataclass(frozen=True, slots=True)
class News:
    """The new entries of an edition, newest first."""

    voice: Voice
    entries: tuple[FeedEntry, ...]


def news_since(
    now: tuple[Catalogue, datetime], then: tuple[Catalogue, datetime], site_url: str
) -> tuple[News, ...]:
    """Return what became public between two states of a site, for each edition with news."""
    before = {edition.address: _names(edition) for edition in build_editions(*then)}
    found = []
    for edition in build_editions(*now):
        # Mail programs load no pictures, so the mail has links to them.
        voice = replace(Voice.of(edition), shows_pictures=False)
        known = before.get(edition.address, frozenset())
        link = absolute_linker(site_url, edition)
        new = [entry for entry in plan_entries(voice, link) if entry.name not in known]
        if new:
            found.append(News(voice, tuple(entry.render() for entry in new)))
    return tuple(found)


def without(news: Sequence[News], ids: frozenset[str]) -> tuple[News, ...]:
    """Return the news without some entries."""
    left = (
        News(item.voice, tuple(entry for entry in item.entries if entry.id not in ids))
        for item in news
    )
    return tuple(item for item in left if item.entries)


def _names(edition: Edition) -> frozenset[str]:
    return frozenset(entry.name for entry in plan_entries(Voice.of(edition), _NO_LINK))
