"""All corrections and changes of an edition's texts on one page, with what they changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from site_builder.editions.events import Event, Kind
from site_builder.pages.addresses import CHANGES, CORRECTIONS, NOWHERE, Linker, relative_linker
from site_builder.pages.article import Article, ArticlePlan
from site_builder.pages.changes import ChangeView, change_view, logged, named
from site_builder.pages.correction_views import correction_heading
from site_builder.pages.replaced_words import replaced_of, replaced_words
from site_builder.pages.templates import render
from site_builder.pages.views import LinkView
from site_builder.pages.voice import Voice, plain_said


@dataclass(frozen=True, slots=True)
class CorrectedView:
    """A correction: its text, when it was corrected, and the words that it changed, if known."""

    change: ChangeView
    heading: Markup
    words: Markup | None


def corrections_plan(voice: Voice, events: Iterable[Event], *, has_log: bool) -> ArticlePlan | None:
    """Return the plan of the page `corrections/`; None before the first correction."""
    found = [event for event in events if event.kind in (Kind.correction, Kind.change)]
    if not found:
        return None
    return ArticlePlan(
        path=CORRECTIONS,
        section=NOWHERE,
        styles=("changes",),
        made_of=tuple({named(event): event.shown for event in found}.values()),
        make=partial(_page, voice, found, has_log),
        rest=tuple((event.key, replaced_of(voice, _key(event))) for event in found),
    )


def _key(event: Event) -> str:
    """Return the key of the entry that was corrected."""
    return event.key.rpartition("/")[0]


def _page(voice: Voice, events: Sequence[Event], has_log: bool) -> Article:
    link = relative_linker(CORRECTIONS)
    title = voice.say("Corrections")
    html = render(
        "articles/corrections.html",
        title=title,
        words=voice.words,
        lead=voice.say("What was wrong or has changed in published texts, the newest first."),
        corrections=[_view(voice, event, link) for event in events],
        log=logged(voice, link) if has_log else None,
        changes=LinkView(link(CHANGES), plain_said(voice.words["changes"])),
    )
    return Article(title, title, html)


def _view(voice: Voice, event: Event, link: Linker) -> CorrectedView:
    assert event.correction is not None
    return CorrectedView(
        change_view(voice, event, link),
        correction_heading(voice, event.correction),
        replaced_words(voice, _key(event), event.correction),
    )
