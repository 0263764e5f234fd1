"""Every output, each once."""

from __future__ import annotations

from site_builder.outputs import (
    api,
    atom,
    badges,
    calendar,
    headers,
    json_feed,
    lite,
    markdown,
    pages,
    previews,
    rss,
    search,
    sitemap,
)
from site_builder.outputs.output import Output

OUTPUTS: tuple[Output, ...] = (
    pages.OUTPUT,
    rss.OUTPUT,
    atom.OUTPUT,
    json_feed.OUTPUT,
    calendar.OUTPUT,
    api.OUTPUT,
    search.OUTPUT,
    lite.OUTPUT,
    badges.OUTPUT,
    previews.OUTPUT,
    markdown.OUTPUT,
    sitemap.OUTPUT,
    headers.OUTPUT,
)
