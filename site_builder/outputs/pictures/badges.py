"""The situation for other people's pages: pictures, and a strip to embed as a frame."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import partial

from markupsafe import Markup

from site_builder.model.locale import direction
from site_builder.outputs.guides.status_link import status_element
from site_builder.outputs.output import Output, SiteContext
from site_builder.outputs.pictures.colours import COLOURS
from site_builder.outputs.plan import Plan
from site_builder.outputs.site_name import preview_mark, site_name
from site_builder.pages.addresses import HOME, SERVICES
from site_builder.pages.home import told
from site_builder.pages.labels import Headline, headline, state_label
from site_builder.pages.templates import render
from site_builder.pages.voice import Voice
from site_builder.theme.policy import policy

STRIP = "strip/"
STRIP_STYLE = (
    "body{margin:0;font:16px/1.4 system-ui,sans-serif}h1{margin:0;font:inherit}"
    "a{display:flex;flex-wrap:wrap;gap:0 .5em;padding:.5em .8em;"
    "color:#1a1a1a;background:#f3f4f7;border-inline-start:.4em solid;text-decoration:none}"
    "a:focus-visible{outline:3px solid}b{font-weight:600}"
    ".operational,.none{border-color:#1b6e3a}.under_maintenance{border-color:#1a56b0}"
    ".degraded_performance,.partial_outage{border-color:#8a5a00}.major_outage{border-color:#b3261e}"
    "@media(prefers-color-scheme:dark){a{color:#eceef3;background:#272a35}}"
)


def plan_badges(voice: Voice, site: SiteContext) -> Iterable[Plan]:
    """`badge.svg` of the edition and of each service, and `strip/`."""
    states = {state.service.id: state.state for state in voice.edition.selection.services}
    name, state = site_name(voice, site), headline(voice)
    makes = {"badge.svg": partial(_badge, voice, name, state.text, state.code)}
    for service in voice.services_with_feed:
        title = voice.text(service.name, voice.edition.at).text
        state_now = states.get(service.id)
        label = state_label(voice, state_now) if state_now else voice.words["unknown"]
        make = partial(_badge, voice, title, label, state_now.name if state_now else "none")
        makes[f"{SERVICES}{service.id}/badge.svg"] = make
    makes[f"{STRIP}index.html"] = partial(_strip, voice, site, name, state)
    # Once for all of them, because the headline looks at every incident.
    said = (name, state, told(voice.edition.selection.services))
    for path, make in makes.items():
        yield Plan(f"{voice.edition.address}/{path}", site.key(voice, (), path, said), make)


def _badge(voice: Voice, name: str, state: str, code: str) -> bytes:
    left, right = _width(name), _width(state)
    svg = render(
        "components/badge.svg",
        language=voice.locale,
        direction=direction(voice.locale),
        name=name,
        state=state,
        label=voice.say("%(label)s: %(text)s", label=name, text=state),
        left=left,
        right=right,
        colour=COLOURS[code],
    )
    return svg.encode()


def _width(text: str) -> int:
    """About how wide a text is at 11 pixels, with room on both sides.

    The reader's font is unknown; the picture squeezes or stretches the text to this width.
    """
    wide = ("W", "F")
    return round(14 + sum(11.5 if unicodedata.east_asian_width(c) in wide else 6.4 for c in text))


def _strip(voice: Voice, site: SiteContext, name: str, state: Headline) -> bytes:
    link = site.linker(voice.edition, STRIP)
    html = render(
        "articles/strip.html",
        language=voice.locale,
        direction=direction(voice.locale),
        policy=policy([STRIP_STYLE]) if site.policy else None,
        style=Markup(STRIP_STYLE),
        name=name,
        headline=state,
        home=link(HOME),
        status=status_element(site, link),
        preview=preview_mark(voice, site),
    )
    return html.encode()


OUTPUT = Output("badges", plan_badges, folders=(STRIP,))
