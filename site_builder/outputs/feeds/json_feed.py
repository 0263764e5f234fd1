"""JSON Feed 1.1 (jsonfeed.org)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import partial

from site_builder.outputs.feeds.feed import Feed
from site_builder.outputs.feeds.feed_entries import PlannedEntry
from site_builder.outputs.feeds.feeds import plan_format
from site_builder.outputs.output import Output, PlannedSite
from site_builder.outputs.plan import Kept, Piece, Plan
from site_builder.pages.voice import Voice


def plan_json_feed(voice: Voice, site: PlannedSite) -> Iterable[Plan]:
    """Return every feed of an edition, ending in `.json`."""
    return plan_format(voice, site, "json", write_json_feed)


def write_json_feed(feed: Feed, ending: str, kept: Kept) -> Iterator[Piece]:
    content = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "description": feed.description,
        "home_page_url": feed.home,
        "feed_url": feed.address(ending),
        "language": feed.language,
        "items": [],
    }
    start, end, rest = _json(content).rpartition(b"]\n}")
    yield Piece(None, start)
    for number, entry in enumerate(feed.entries):
        yield Piece(None, b",\n  " if number else b"\n  ")
        yield kept.part(feed.key_of(entry), partial(_item, feed.language, entry))
    yield Piece(None, b"\n " + end + rest if feed.entries else end + rest)


def _item(language: str, planned: PlannedEntry) -> bytes:
    entry = planned.render()
    item = _json(
        {
            "id": entry.id,
            "url": entry.link,
            "title": entry.title.text,
            "content_html": str(entry.html),
            "date_published": entry.published.isoformat(),
            "date_modified": entry.updated.isoformat(),
            "tags": [entry.category],
            "language": entry.language or language,
        }
    )
    # Lines end between values only: those in texts are escaped.
    return item.replace(b"\n", b"\n  ")


def _json(content: object) -> bytes:
    text = json.dumps(content, ensure_ascii=False, indent=1)
    # A title must not run as code in a page that inserts it unescaped.
    return text.replace("<", "\\u003c").encode()


OUTPUT = Output("json", plan_json_feed)
