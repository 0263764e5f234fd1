"""The whole edition in one small page: no script, nothing to load, easy to save or mail."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
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
from site_builder.outputs.plan import Kept, Piece, Plan
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
from site_builder.pages.titles import question_title
from site_builder.pages.views import question_view, update_view
from site_builder.pages.voice import Voice
from site_builder.theme.policy import policy_alone

LARGEST = 14_000
"""The limit of the compressed page in bytes: the first round trip of a connection (RFC 6928)."""
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
# For a first guess: compressed bytes around a text and of a hundred of its characters, and how many
# texts are measured.
_AROUND, _PACKED, _MEASURED = 40, 42, 20
_MOST_GUESSES = 5
"""After this many guesses, halving is safer."""
# No text contains characters for private use (markdown/slots.py).
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
    path = f"{voice.edition.address}/{LITE}index.html"
    yield Plan.of_pieces(path, key, partial(_page, voice, site))


def _page(voice: Voice, site: SiteContext, kept: Kept) -> list[Piece]:
    """As many entries as there is room for, the newest updates and the questions first."""
    # The page loads nothing, so a picture is a link.
    voice = replace(voice, shows_pictures=False, names_zones=False)
    entries = _Entries.of(voice, site, kept)
    frame = _frame(voice, site, bool(entries.questions))
    head, _, rest = frame.partition(_UPDATES)
    between, _, foot = rest.partition(_QUESTIONS)

    def page(count: int) -> list[Piece]:
        updates, questions = entries.written(count)
        return [_fixed(head), *updates, _fixed(between), *questions, _fixed(foot)]

    def size(count: int) -> int:
        content = b"".join(piece.content for piece in page(count))
        return len(gzip.compress(content, 9, mtime=0))

    return page(most_that_fit(size, len(entries.ranked), _about(voice, entries)))


def _fixed(html: str) -> Piece:
    return Piece(None, html.encode())


def _about(voice: Voice, entries: _Entries) -> int:
    """Estimate the bytes of an entry, from the lengths of the first texts.

    The published page is not used, so the same content gives the same page.
    """
    texts = [
        entry.answer if isinstance(entry, ShownQuestion) else entry.update.text
        for entry in entries.ranked[:_MEASURED]
    ]
    length = sum(len(value) for text in texts for value in voice.shown_values(text))
    return _AROUND + length * _PACKED // (100 * max(len(texts), 1))


def most_that_fit(size: Callable[[int], int], count: int, each: int) -> int:
    """Return the largest number of entries, up to `count`, for a page of at most LARGEST bytes; 0
    if none fits.

    `size` is slow and grows with the number, by about `each`. Each guess follows from the two
    before it, and is rather too low, because rendering too much is wasted.
    """
    fits, too_many = (0, size(0)), (count + 1, 0)
    if fits[1] > LARGEST:
        return 0
    growth, tries = Fraction(max(each, 1)), 0
    while too_many[0] - fits[0] > 1:
        (low, fitting), (high, excessive), tries = fits, too_many, tries + 1
        if excessive:
            growth = Fraction(excessive - fitting, high - low)
        guess = (low + high) // 2 if tries > _MOST_GUESSES else low + (LARGEST - fitting) // growth
        guess = max(low + 1, min(guess, high - 1))
        found = size(guess)
        if found <= LARGEST:
            fits = (guess, found)
            growth = max(Fraction(found - fitting, guess - low), Fraction(1))
        else:
            too_many = (guess, found)
    return fits[0]


def _ranked(selection: Selection) -> tuple[Statement, ...]:
    """Return the newest statement of each open incident, worst first, then the newest of all."""
    leading = leading_statements(selection)
    keys = {shown.update.key for _, shown in leading}
    rest = (s for s in selection.statements if s[1].update.key not in keys)
    return (*leading, *islice(rest, max(_MOST_UPDATES - len(leading), 0)))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entries:
    """What the page can show. `ranked` are updates and questions, most important first."""

    ranked: tuple[ShownUpdate | ShownQuestion, ...]
    updates: tuple[ShownUpdate, ...]
    questions: tuple[ShownQuestion, ...]
    more_updates: bool
    whole: Callable[[ShownUpdate | ShownQuestion], Piece]
    linked: Callable[[ShownQuestion], Piece]
    words: Mapping[str, str]
    history: str

    @classmethod
    def of(cls, voice: Voice, site: SiteContext, kept: Kept) -> _Entries:
        selection, link = voice.edition.selection, site.linker(voice.edition, LITE)
        updates = tuple(update for _, update in _ranked(selection))
        first = max(_IN_FULL_FIRST, len(leading_statements(selection)))

        def whole(entry: ShownUpdate | ShownQuestion) -> Piece:
            shown: Shown
            if isinstance(entry, ShownQuestion):
                shown, key = entry, entry.key
            else:
                shown, key = voice.incidents[entry.update.incident], entry.update.key
            make = partial(_whole, voice, entry, link)
            return kept.part(site.key(voice, (shown,), LITE, "whole", key), make)

        def linked(question: ShownQuestion) -> Piece:
            make = partial(_linked, voice, question, link)
            return kept.part(site.key(voice, (question,), LITE, "linked"), make)

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

    def written(self, count: int) -> tuple[list[Piece], list[Piece]]:
        """Updates and questions as HTML; the first `count` of the ranked ones are complete."""
        shown = {id(entry) for entry in self.ranked[:count]}
        updates = [self.whole(update) for update in self.updates if id(update) in shown]
        is_cut = self.more_updates or len(updates) < len(self.updates)
        if not updates:
            updates = [_fixed(Markup("<p>{}</p>").format(self.words["no_updates"]))]
        if is_cut:
            words = self.words["history"]
            updates.append(_fixed(Markup('<p><a href="{}">{}</a></p>').format(self.history, words)))
        questions = [self.whole(q) for q in self.questions if id(q) in shown]
        links = [self.linked(q) for q in self.questions if id(q) not in shown]
        lines = _lines(questions)
        if links:
            lines += [*([_BREAK] if lines else []), _fixed("<ul>"), *links, _fixed("</ul>")]
        return _lines(updates), lines


_BREAK = Piece(None, b"\n")


def _lines(pieces: Iterable[Piece]) -> list[Piece]:
    return [each for piece in pieces for each in (_BREAK, piece)][1:]


def _whole(voice: Voice, entry: ShownUpdate | ShownQuestion, link: Linker) -> bytes:
    if isinstance(entry, ShownQuestion):
        view = question_view(voice, entry, link)
    else:
        view = update_view(voice, entry, link, is_elsewhere=True)
    return render("components/lite_entry.html", entry=view).encode()


def _linked(voice: Voice, question: ShownQuestion, link: Linker) -> bytes:
    title = question_title(voice, question)
    item = Markup('<li><a href="{}"{}>{}</a></li>')
    return item.format(link(entry_path(question)), title.attributes, title.html).encode()


T = TypeVar("T")


def _once(make: Callable[[T], Piece]) -> Callable[[T], Piece]:
    """Cache a function by the identity of its arguments, which are slow to compare."""
    made: dict[int, Piece] = {}

    def known(value: T) -> Piece:
        if id(value) not in made:
            made[id(value)] = make(value)
        return made[id(value)]

    return known


def _frame(voice: Voice, site: SiteContext, has_questions: bool) -> str:
    """Return the page, with marks in place of updates and questions."""
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
        zone=voice.zone_line(),
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
