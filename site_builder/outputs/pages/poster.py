"""A poster of one page for a stairwell or a counter: the situation, whom to call, and a QR code.

Printed pages show the same code, so it is also a file of its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from markupsafe import Markup

from site_builder.editions.statements import latest_statement
from site_builder.model.locale import direction
from site_builder.outputs.guides.status_link import status_element
from site_builder.outputs.keys import Shown
from site_builder.outputs.output import Output, SiteContext
from site_builder.outputs.plan import Plan
from site_builder.outputs.site_name import (
    edition_name,
    preview_mark,
    site_name,
    site_notice,
    titled,
)
from site_builder.pages.addresses import CODE, HOME, POSTER
from site_builder.pages.closed_days import days_off
from site_builder.pages.contact_views import contact_view
from site_builder.pages.home import home_view, told
from site_builder.pages.labels import headline
from site_builder.pages.templates import render
from site_builder.pages.voice import Voice
from site_builder.theme.policy import policy_alone

STYLE = (
    "@page{size:A4;margin:15mm}body{font:1.1em/1.35 system-ui,sans-serif;max-width:32em;"
    "margin:auto;padding:1em;color:#14161d;background:#fff;overflow-wrap:anywhere}"
    "time{unicode-bidi:isolate}address{font-style:normal}h1{font-size:1.9em;line-height:1.15}"
    "h2{font-size:1.25em;margin:1.2em 0 .3em}ul{margin:0;padding-inline-start:1.2em}"
    ".n{color:#4a4f5c}.code{display:flex;gap:1em;align-items:center;margin-block-start:1.2em;"
    "border-block-start:3px solid;padding-block-start:1em;break-inside:avoid}"
    ".code svg{inline-size:38mm;block-size:38mm;flex:none}a{color:inherit}"
    ".contacts{columns:15em 2}.contacts li{break-inside:avoid}"
    "@media print{body{max-width:none;margin:0;padding:0;font-size:12.5pt}}"
)
_MOST_CONTACTS = 4


def plan_poster(voice: Voice, site: SiteContext) -> Iterable[Plan]:
    """`poster/index.html` and `poster/code.svg`; none without `site_url`, since a poster leads to
    an address.
    """
    if site.site_url is None:
        return
    selection = voice.edition.selection
    made_of: list[Shown] = [*selection.open_incidents, *selection.maintenance_to_come]
    newest = latest_statement(selection)
    key = site.key(
        voice,
        made_of,
        POSTER,
        headline(voice),
        told(selection.services),
        days_off(selection),
        newest.update.spoken if newest else None,
        site_name(voice, site),
    )
    address = f"{site.site_url}{voice.edition.address}/"
    path = f"{voice.edition.address}/{POSTER}index.html"
    yield Plan(path, key, partial(_page, voice, site, address))
    yield Plan(
        f"{voice.edition.address}/{CODE}", site.key(voice, (), CODE), partial(_code_file, address)
    )


def _page(voice: Voice, site: SiteContext, address: str) -> bytes:
    link = site.linker(voice.edition, POSTER)
    html = render(
        "articles/poster.html",
        words=voice.words,
        language=voice.locale,
        direction=direction(voice.locale),
        title=titled(voice, site),
        name=site_name(voice, site),
        here=edition_name(voice),
        policy=policy_alone(STYLE) if site.policy else None,
        style=Markup(STYLE),
        notice=site_notice(voice),
        preview=preview_mark(voice, site),
        home=link(HOME),
        status=status_element(site, link),
        view=home_view(voice, link),
        contacts=[
            contact_view(voice, contact)
            for contact in voice.edition.selection.contacts[:_MOST_CONTACTS]
        ],
        address=address,
        code=_code(address),
    )
    return html.encode()


def _code_file(address: str) -> bytes:
    svg = str(_code(address))
    return svg.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1).encode()


def _code(address: str) -> Markup:
    """The address as a QR code (ISO/IEC 18004), to be read from some metres away."""
    # Only posters need the encoder.
    import segno

    code = segno.make(address, error="m", micro=False)
    svg = code.svg_inline(border=0, omitsize=True, svgclass=None, lineclass=None)
    # The address stands beside it as text.
    return Markup(svg.replace("<svg", '<svg aria-hidden="true"', 1))


OUTPUT = Output("poster", plan_poster, folders=(POSTER,))
