"""One output a module. `OUTPUTS` is the list of them."""

from __future__ import annotations

from site_builder.outputs import api, calendar, headers, lite, pages, rss, search
from site_builder.outputs.output import Artefact, Output, Plan, SiteContext

OUTPUTS: tuple[Output, ...] = (
    pages.OUTPUT,
    rss.OUTPUT,
    calendar.OUTPUT,
    api.OUTPUT,
    search.OUTPUT,
    lite.OUTPUT,
    headers.OUTPUT,
)

__all__ = ["OUTPUTS", "Artefact", "Output", "Plan", "SiteContext"]
