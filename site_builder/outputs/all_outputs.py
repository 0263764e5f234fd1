"""Every output, each once."""

from __future__ import annotations

from site_builder.outputs import calendar, search
from site_builder.outputs.api import api
from site_builder.outputs.feeds import atom, json_feed, rss
from site_builder.outputs.guides import headers, sitemap
from site_builder.outputs.guides import markdown_twins as markdown
from site_builder.outputs.output import Output
from site_builder.outputs.pages import html as pages
from site_builder.outputs.pages import lite, poster, questions
from site_builder.outputs.pictures import badges, previews

OUTPUTS: tuple[Output, ...] = (
    pages.OUTPUT,
    questions.OUTPUT,
    rss.OUTPUT,
    atom.OUTPUT,
    json_feed.OUTPUT,
    calendar.OUTPUT,
    api.OUTPUT,
    search.OUTPUT,
    lite.OUTPUT,
    poster.OUTPUT,
    badges.OUTPUT,
    previews.OUTPUT,
    markdown.OUTPUT,
    sitemap.OUTPUT,
    headers.OUTPUT,
)
