"""The whole edition in one small page: no script, nothing to load, to be saved or mailed."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice

from markupsafe import Markup

from site_builder.editions.edition import Selection
from site_builder.editions.statements import Statement, leading_statements
from site_builder.model.locale import direction
from site_builder.outputs.keys import Shown
from site_builder.outputs.names import edition_name, preview_mark, site_name, site_notice, titled
from site_builder.outputs.output import Output, SiteContext
from site_builder.outputs.plan import Plan
from site_builder.outputs.status_link import status_element
from site_builder.policy import policy_alone
from site_builder.rendering.addresses import (
    HISTORY,
    HOME,
    LITE,
    Linker,
)
from site_builder.rendering.closing import days_off
from site_builder.rendering.contacts import contact_view
from site_builder.rendering.home import home_view, told
from site_builder.rendering.labels import headline
from site_builder.rendering.templates import render
from site_builder.rendering.views import EntryView, question_view, update_view
from site_builder.rendering.voice import Voice

LARGEST = 14_000
"""Bytes of the page, compressed: what the first round trip of a connection carries (RFC 6928)."""
STYLE = (
    "body{font:1em/1.5 system-ui,sans-serif;max-width:40em;margin:auto;padding:1em;"
    "overflow-wrap:anywhere}time{unicode-bidi:isolate}address{font-style:normal}"
    "h1{font-size:1.4em}h2{font-size:1.2em}h3{font-size:1em}.n{color:#595959}"
    "pre{white-space:pre-wrap}table{border-collapse:collapse}"
    "td,th{border:1px solid #888;padding:.2em .5em;text-align:start}"
    "@media(prefers-color-scheme:dark){body{background:#14161d;color:#eceef3}"
    "a{color:#a9c1ff}.n{color:#b4b8c2}}.task{list-style:none}"
)
_MOST_UPDATES = 60
_IN_FULL_FIRST = 3


def plan_lite(voice: Voice, site: SiteContext) -> Iterable[Plan]:
    """`lite/index.html`."""
    selection = voice.edition.selection
    recent = _ranked(selection)
    made_of: list[Shown] = [shown for shown, _ in recent]
    made_of += [*selection.open_incidents, *selection.maintenance_to_come, *selection.questions]
    key = site.key(
        voice,
        made_of,
        LITE,
        headline(voice),
        told(selection.services),
        days_off(selection),
        [update.update.key for _, update in recent],
        site_name(voice, site),
    )
    yield Plan(f"{voice.edition.address}/{LITE}index.html", key, partial(_page, voice, site))


def _page(voice: Voice, site: SiteContext) -> bytes:
    """As many entries as there is room for, the newest updates and the questions first."""
    # The page loads nothing, so a picture is a link.
    voice = replace(voice, shows_pictures=False)
    link = site.linker(voice.edition, LITE)
    selection = voice.edition.selection
    updates = [
        update_view(voice, update, link, is_elsewhere=True) for _, update in _ranked(selection)
    ]
    first = max(_IN_FULL_FIRST, len(leading_statements(selection)))
    questions = [question_view(voice, question, link) for question in selection.questions]
    ranked = [*updates[:first], *questions, *updates[first:]]

    def page(count: int) -> bytes:
        shown = {id(view) for view in ranked[:count]}
        return _render(voice, site, link, updates, questions, shown)

    fits, too_many = 0, len(ranked) + 1
    while too_many - fits > 1:
        middle = (fits + too_many) // 2
        if len(gzip.compress(page(middle), 9, mtime=0)) <= LARGEST:
            fits = middle
        else:
            too_many = middle
    return page(fits)


def _ranked(selection: Selection) -> tuple[Statement, ...]:
    """The newest statement of each open incident, worst first, then the newest of all."""
    leading = leading_statements(selection)
    keys = {shown.update.key for _, shown in leading}
    rest = (s for s in selection.statements if s[1].update.key not in keys)
    return (*leading, *islice(rest, max(_MOST_UPDATES - len(leading), 0)))


def _render(
    voice: Voice,
    site: SiteContext,
    link: Linker,
    updates: Sequence[EntryView],
    questions: Sequence[EntryView],
    shown: set[int],
) -> bytes:
    edition = voice.edition
    shown_updates = _fitting(updates, shown)
    html = render(
        "articles/lite.html",
        words=voice.words,
        language=voice.locale,
        direction=direction(voice.locale),
        title=titled(voice, site),
        here=edition_name(voice),
        policy=policy_alone(STYLE) if site.policy else None,
        style=Markup(STYLE),
        notice=site_notice(voice),
        preview=preview_mark(voice, site),
        home=link(HOME),
        status=status_element(site, link),
        history=link(HISTORY),
        view=home_view(voice, link),
        contacts=[contact_view(voice, contact) for contact in edition.selection.contacts],
        updates=shown_updates,
        more_updates=len(edition.selection.statements) > len(shown_updates),
        questions=_fitting(questions, shown),
        linked=[view for view in questions if id(view) not in shown],
    )
    return html.encode()


def _fitting(views: Sequence[EntryView], shown: set[int]) -> list[EntryView]:
    return [view for view in views if id(view) in shown]


OUTPUT = Output("lite", plan_lite)
