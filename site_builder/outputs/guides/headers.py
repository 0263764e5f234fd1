"""`_headers`: what servers that read such a file send with every page.

The format is that of Netlify and Cloudflare Pages; hosting/ has the same for other servers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from site_builder.editions.edition import Edition
from site_builder.outputs.feeds.explained import formats_of
from site_builder.outputs.feeds.feeds import AT_ROOT
from site_builder.outputs.guides.status_link import status_header
from site_builder.outputs.media_types import FORMATS
from site_builder.outputs.output import Output, SiteContext
from site_builder.outputs.pages import lite, poster, retired_editions
from site_builder.outputs.pictures.badges import STRIP_STYLE
from site_builder.outputs.plan import Plan
from site_builder.pages.voice import Voice
from site_builder.theme.policy import policy

HEADERS = {
    # Browsers apply both policies, so this one allows the inline parts of single pages. Frames are
    # not forbidden: the strip is made for them, and a page that only informs cannot be misused in
    # one.
    "Content-Security-Policy": policy(
        [lite.STYLE, poster.STYLE, STRIP_STYLE, retired_editions.STYLE]
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    # Everything here is public: other sites' pages may read the API and the feeds.
    "Access-Control-Allow-Origin": "*",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


# Names that change with the content may be cached for ever.
_LASTING = {"Cache-Control": "public, max-age=31536000, immutable"}
# An SVG opened by itself is a document, which needs only its own content.
_OF_PICTURES = {"Content-Security-Policy": "default-src 'none'; img-src data:; sandbox"}
# RFC 6797: browsers that have seen the site once never ask for it without encryption again.
_ENCRYPTED = {"Strict-Transport-Security": "max-age=31536000"}

Rules = Mapping[str, Mapping[str, str]]
"""Headers by a path below the root of the site, or by the beginning of paths: `/assets/*`.

A later rule replaces the headers of an earlier one.
"""
FRESH: Mapping[str, str] = {"Cache-Control": "no-cache"}
"""What servers send with all files whose rules say nothing of caching.

`_headers` leaves it out: its readers join the values of all rules for a file, and have browsers ask
each time by themselves.
"""
NOT_FOUND_BY_SEARCH: Rules = {"/*.md": {"X-Robots-Tag": "noindex"}}
"""For servers that have rules for endings: search engines have the pages themselves."""


def header_rules(editions: Iterable[Edition], site: SiteContext) -> Rules:
    """Return the headers of a site's files, for `_headers` and for every server."""
    whole = dict(HEADERS)
    if (site.site_url or "").startswith("https:"):
        whole |= _ENCRYPTED
    if site.is_preview:
        whole |= {"X-Robots-Tag": "noindex"}
    rules: dict[str, Mapping[str, str]] = {
        "/*": whole,
        "/assets/*": _LASTING,
        "/files/*": _LASTING,
        "/pictures/*": _LASTING | _OF_PICTURES,
        # The theme's own, whose name says nothing of its content.
        "/assets/images/favicon.png": FRESH,
    }
    if site.root is not None:
        rules |= _at_root(site, site.root)
    for edition in editions:
        rules[f"/{edition.address}/*"] = {"Link": status_header(site, edition)}
    return rules


def plan_headers(voices: Sequence[Voice], site: SiteContext) -> Iterable[Plan]:
    """Yield the one file of the site."""
    rules = header_rules([voice.edition for voice in voices], site)
    text = "".join(
        f"{path}\n" + "".join(f"  {name}: {value}\n" for name, value in values.items())
        for path, values in rules.items()
    )
    yield Plan("_headers", None, text.encode)


def _at_root(site: SiteContext, root: Edition) -> Mapping[str, Mapping[str, str]]:
    """Return the headers for files of the edition at the root of the domain.

    Servers do not know `.atom`, or that a `.json` is a feed.
    """
    link = {"Link": status_header(site, root)}
    rules: dict[str, Mapping[str, str]] = {"/": link}
    if "api" in site.outputs:
        rules["/api/v2/*"] = link
    for ending in formats_of(site):
        for path in AT_ROOT:
            type_ = f"{FORMATS[ending]}; charset=utf-8"
            rules[f"/{path}.{ending}"] = {"Content-Type": type_, **link}
    return rules


OUTPUT = Output("headers", plan_whole=plan_headers)
