"""`_headers`: what servers that read such a file send along with every page.

The format is that of Netlify and Cloudflare Pages; docs/hosting.md says the same for others.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from site_builder.outputs.badges import STRIP_STYLE
from site_builder.outputs.lite import STYLE
from site_builder.outputs.output import Output, Plan, SiteContext
from site_builder.policy import policy
from site_builder.rendering.voice import Voice

HEADERS = {
    # Two policies hold both, so this one allows what single pages have inline. Nothing forbids
    # frames: the strip is made for them, and a page that only tells cannot be misused in one.
    "Content-Security-Policy": policy([STYLE, STRIP_STYLE]),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    # Everything here is public: other sites' pages may read the API and the feeds.
    "Access-Control-Allow-Origin": "*",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def plan_headers(voices: Sequence[Voice], site: SiteContext) -> Iterable[Plan]:
    """The one file of the site."""
    lines = "".join(f"  {name}: {value}\n" for name, value in HEADERS.items())
    # Names that change with the content may be kept for ever.
    lasting = "/assets/*\n  Cache-Control: public, max-age=31536000, immutable\n"
    yield Plan("_headers", None, f"/*\n{lines}{lasting}".encode)


OUTPUT = Output("headers", plan_whole=plan_headers)
