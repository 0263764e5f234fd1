"""What is left of an edition that is retired: a page at each of its addresses, which leads on.

Its feeds and its API are gone: programs must not take their last state for the current one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial

from markupsafe import Markup

from site_builder.language.interface import load_interface
from site_builder.model.locale import LocaleId, direction, is_locale
from site_builder.model.retired import Retired
from site_builder.outputs.output import PlannedSite
from site_builder.outputs.plan import Plan
from site_builder.pages.addresses import HOME, ROOT
from site_builder.pages.fixed_phrases import words_of
from site_builder.pages.retired import retired_view
from site_builder.pages.templates import render
from site_builder.pages.views import LinkView
from site_builder.pages.voice import Voice, plain_said
from site_builder.theme.policy import policy_alone

STYLE = (
    "body{font:1.1em/1.45 system-ui,sans-serif;max-width:34em;margin:auto;padding:1em}"
    "h1{font-size:1.5em;line-height:1.2}:root{color-scheme:light dark}"
)


def plan_retired_edition(
    retired: Retired, pages: Iterable[str], speaker: Voice, site: PlannedSite
) -> Iterator[Plan]:
    """Yield the page at each address of a retired edition. `speaker` is an edition that is left."""
    address = retired.key
    locale = LocaleId(address.partition("/")[2])
    if is_locale(locale):
        interface = load_interface(locale)
        speaker = replace(speaker, interface=interface, words=words_of(interface))
    for path in pages:
        make = partial(_page, retired, path, speaker, site)
        yield Plan(f"{address}/{path}index.html", None, make)


def _page(retired: Retired, path: str, voice: Voice, site: PlannedSite) -> bytes:
    root = ROOT + "../" * path.count("/")

    def link(target: str) -> str:
        if target.startswith(ROOT):
            return root + target.removeprefix(ROOT)
        return f"{root}{voice.edition.address}/{target}"

    there = next((e for e in site.editions if e.address == retired.to), None)
    instead = None
    if there is not None:
        page = path if path in site.paths[there.country.id] else HOME
        instead = LinkView(f"{root}{there.address}/{page}", plain_said(there.language))
    html = render(
        "articles/retired_edition.html",
        language=voice.locale,
        direction=direction(voice.locale),
        title=voice.say("No longer on this site"),
        policy=policy_alone(STYLE) if site.policy is not None else None,
        style=Markup(STYLE),
        view=retired_view(voice, retired, link, (), instead),
        root=root,
        name=site.site_name,
    )
    return str(html).encode()
