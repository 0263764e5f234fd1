"""The whole edition in one small page: no script, nothing to load, to be saved or mailed."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from typing import TypeVar

from markupsafe import Markup

from site_builder.editions.edition import Selection, ShownQuestion, ShownUpdate
from site_builder.editions.statements import Statement, leading_statements
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
from site_builder.pages.addresses import (
    HISTORY,
    HOME,
    LITE,
    Linker,
    entry_path,
)
from site_builder.pages.closed_days import days_off
from site_builder.pages.contact_views import contact_view
from site_builder.pages.home import home_view, told
from site_builder.pages.labels import headline
from site_builder.pages.templates import render
from site_builder.pages.views import question_view, update_view
from site_builder.pages.voice import Voice
from site_builder.theme.policy import policy_alone

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
_FIRST_GUESS = 32
_MOST_GUESSES = 6
"""After so many, halves are surer."""
# No text holds characters of private use (markdown/slots.py).
_UPDATES, _QUESTIONS = "\ue020updates\ue021", "\ue020questions\ue021"


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
    entries = _Entries.of(voice, site.linker(voice.edition, LITE))
    frame = _frame(voice, site, bool(entries.questions))

    def page(count: int) -> bytes:
        updates, questions = entries.written(count)
        return frame.replace(_UPDATES, updates).replace(_QUESTIONS, questions).encode()

    def size(count: int) -> int:
        return len(gzip.compress(page(count), 9, mtime=0))

    return page(most_that_fit(size, len(entries.ranked)))


def most_that_fit(size: Callable[[int], int], count: int) -> int:
    """The most entries, of `count`, with which the page has at most LARGEST bytes; 0 if none has.

    `size` takes long and grows with the number, about evenly: each guess follows from the last.
    """
    fits, too_many = (0, 0), (count + 1, 0)
    guess, tries = min(_FIRST_GUESS, count), 0
    while too_many[0] - fits[0] > 1:
        found = size(guess)
        if found <= LARGEST:
            fits = (guess, found)
        else:
            too_many = (guess, found)
        low, high, tries = fits[0], too_many[0], tries + 1
        if tries > _MOST_GUESSES:
            guess = (low + high) // 2
        elif not too_many[1]:
            guess = low * LARGEST // max(fits[1], 1) + 1
        else:
            guess = low + (LARGEST - fits[1]) * (high - low) // (too_many[1] - fits[1])
        guess = max(low + 1, min(guess, high - 1))
    return fits[0]


def _ranked(selection: Selection) -> tuple[Statement, ...]:
    """The newest statement of each open incident, worst first, then the newest of all."""
    leading = leading_statements(selection)
    keys = {shown.update.key for _, shown in leading}
    rest = (s for s in selection.statements if s[1].update.key not in keys)
    return (*leading, *islice(rest, max(_MOST_UPDATES - len(leading), 0)))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entries:
    """What the page can show. `ranked` are updates and questions, what matters most first."""

    ranked: tuple[ShownUpdate | ShownQuestion, ...]
    updates: tuple[ShownUpdate, ...]
    questions: tuple[ShownQuestion, ...]
    more_updates: bool
    whole: Callable[[ShownUpdate | ShownQuestion], str]
    linked: Callable[[ShownQuestion], str]
    words: Mapping[str, str]
    history: str

    @classmethod
    def of(cls, voice: Voice, link: Linker) -> _Entries:
        selection = voice.edition.selection
        updates = tuple(update for _, update in _ranked(selection))
        first = max(_IN_FULL_FIRST, len(leading_statements(selection)))

        def whole(shown: ShownUpdate | ShownQuestion) -> str:
            if isinstance(shown, ShownQuestion):
                view = question_view(voice, shown, link)
            else:
                view = update_view(voice, shown, link, is_elsewhere=True)
            return render("components/lite_entry.html", entry=view)

        def linked(question: ShownQuestion) -> str:
            title = voice.text(question.title, voice.edition.at)
            item = Markup('<li><a href="{}"{}>{}</a></li>')
            return item.format(link(entry_path(question)), title.attributes, title.html)

        return cls(
            ranked=(*updates[:first], *selection.questions, *updates[first:]),
            updates=updates,
            questions=selection.questions,
            more_updates=len(selection.statements) > len(updates),
            whole=_once(whole),
            linked=_once(linked),
            words=voice.words,
            history=link(HISTORY),
        )

    def written(self, count: int) -> tuple[str, str]:
        """Updates and questions as HTML, of which the first `count` of the ranked are in full."""
        shown = {id(entry) for entry in self.ranked[:count]}
        updates = [self.whole(update) for update in self.updates if id(update) in shown]
        if not updates:
            updates = [Markup("<p>{}</p>").format(self.words["no_updates"])]
        if self.more_updates or len(shown & set(map(id, self.updates))) < len(self.updates):
            words = self.words["history"]
            updates.append(Markup('<p><a href="{}">{}</a></p>').format(self.history, words))
        questions = [self.whole(q) for q in self.questions if id(q) in shown]
        links = [self.linked(q) for q in self.questions if id(q) not in shown]
        if links:
            questions.append(f"<ul>{''.join(links)}</ul>")
        return "\n".join(updates), "\n".join(questions)


T = TypeVar("T")


def _once(make: Callable[[T], str]) -> Callable[[T], str]:
    """The same, for values that are the same objects each time: equal ones take long to compare."""
    made: dict[int, str] = {}

    def known(value: T) -> str:
        if id(value) not in made:
            made[id(value)] = make(value)
        return made[id(value)]

    return known


def _frame(voice: Voice, site: SiteContext, has_questions: bool) -> str:
    """The page, with marks in place of updates and questions."""
    edition, link = voice.edition, site.linker(voice.edition, LITE)
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
        view=home_view(voice, link),
        contacts=[contact_view(voice, contact) for contact in edition.selection.contacts],
        updates=Markup(_UPDATES),
        has_questions=has_questions,
        questions=Markup(_QUESTIONS),
    )
    return str(html)


OUTPUT = Output("lite", plan_lite, folders=(LITE,))
