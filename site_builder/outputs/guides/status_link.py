"""The link by which programs find the status of a page's subject (RFC 8631, relation `status`).

The RFC leaves open whether people or programs read it. Pages are for people already, so the link
leads to the API's `status.json`, or to the situation if there is no API.
"""

from __future__ import annotations

from markupsafe import Markup

from site_builder.editions.edition import Edition
from site_builder.outputs.output import SiteContext
from site_builder.pages.addresses import HOME, Linker

_STATUS = "api/v2/status.json"


def status_path(site: SiteContext) -> str:
    """Return the resource's path inside an edition."""
    return _STATUS if "api" in site.outputs else HOME


def status_element(site: SiteContext, link: Linker) -> Markup:
    """Return the `link` element of a page; `link` leads from there into its edition."""
    path = status_path(site)
    kind = Markup(' type="application/json"') if path else ""
    return Markup('<link rel="status"{} href="{}">').format(kind, link(path))


def status_header(site: SiteContext, edition: Edition) -> str:
    """Return the value of the header `Link` for everything in an edition (RFC 8288)."""
    path = status_path(site)
    kind = '; type="application/json"' if path else ""
    return f'<{site.site_url or "/"}{edition.address}/{path}>; rel="status"{kind}'
