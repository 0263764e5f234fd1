"""The page that a server sends for an address in an edition that does not exist."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from urllib.parse import urlsplit

from markupsafe import Markup

from site_builder.outputs.guides.status_link import status_element
from site_builder.outputs.output import PlannedSite
from site_builder.outputs.plan import Plan
from site_builder.pages.addresses import FAQ, HOME, ROOT
from site_builder.pages.rendered_shell import Shell
from site_builder.pages.shell import escape_title
from site_builder.pages.templates import render
from site_builder.pages.voice import Voice

MISSING = "404.html"
"""Its name in each edition, and at the root of the site."""


def base_of(site_url: str | None, folder: str) -> Markup:
    """Return the `base` of a page that is sent at any depth, for links relative to a folder."""
    path = urlsplit(site_url or "/").path or "/"
    return Markup('<base href="{}">').format(path + folder)


def without_skip_link(html: str) -> str:
    """Return a page without the link to its content: `base` would make it lead elsewhere."""
    before, link, after = html.partition('<a href="#content" class="md-skip">')
    return before + after.partition("</a>")[2] if link else html


def plan_missing(
    voice: Voice, site: PlannedSite, shell: Shell, name: str, switch: Callable[[str], str]
) -> Plan:
    """Return the plan of an edition's page; its shell is that of home."""
    path = f"{voice.edition.address}/{MISSING}"
    key = site.key(voice, (), path, shell.digest)
    return Plan(path, key, partial(_missing, voice, site, shell, name, switch))


def _missing(
    voice: Voice, site: PlannedSite, shell: Shell, name: str, switch: Callable[[str], str]
) -> bytes:
    title = voice.say("Page not found")
    links = [
        (voice.say("Situation"), "./"),
        (voice.say("Questions and answers"), FAQ),
        (voice.say("Choose your country and language"), ROOT),
    ]
    base = base_of(site.site_url, f"{voice.edition.address}/")
    status = status_element(site, lambda path: path or "./")
    values = {
        "head": f'<meta name="robots" content="noindex">{base}{status}',
        "title": escape_title(title, name),
        "switch": switch(HOME),
        "article": render("articles/missing.html", title=title, links=links),
    }
    return without_skip_link(shell.join(values)).encode()
