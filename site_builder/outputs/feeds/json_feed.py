"""JSON Feed 1.1 (jsonfeed.org)."""

from __future__ import annotations

import json
from collections.abc import Iterable

from site_builder.outputs.feeds.feed import Feed
from site_builder.outputs.feeds.feeds import plan_format
from site_builder.outputs.output import Output, PlannedSite
from site_builder.outputs.plan import Plan
from site_builder.pages.voice import Voice


def plan_json_feed(voice: Voice, site: PlannedSite) -> Iterable[Plan]:
    """Every feed of an edition, ending in `.json`."""
    return plan_format(voice, site, "json", write_json_feed)


def write_json_feed(feed: Feed, ending: str) -> bytes:
    content = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "description": feed.description,
        "home_page_url": feed.home,
        "feed_url": feed.address(ending),
        "language": feed.language,
        "items": [
            {
                "id": entry.id,
                "url": entry.link,
                "title": entry.title.text,
                "content_html": str(entry.html),
                "date_published": entry.published.isoformat(),
                "date_modified": entry.updated.isoformat(),
                "tags": [entry.category],
                "language": entry.language or feed.language,
            }
            for entry in feed.entries()
        ],
    }
    text = json.dumps(content, ensure_ascii=False, indent=1)
    # A title must not run in a page that inserts it unread.
    return text.replace("<", "\\u003c").encode()


OUTPUT = Output("json", plan_json_feed)
