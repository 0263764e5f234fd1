"""The board of claims: what is known, what is not, and what is being done about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from site_builder.editions.claims import ShownClaim, Turn, claims_in
from site_builder.editions.edition import Selection, ShownIncident, ShownQuestion, ShownUpdate
from site_builder.pages.addresses import Linker, entry_path
from site_builder.pages.labels import as_of_label
from site_builder.pages.titles import question_title
from site_builder.pages.views import LinkView, next_promise, promise
from site_builder.pages.voice import Said, Voice

STYLES = "known"
"""The stylesheet apart of pages with a board."""


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim with its value, since when it is known, and the values before it, newest first."""

    question: Said
    value: Said | None
    since: Markup | None
    before: tuple[Markup, ...]


@dataclass(frozen=True, slots=True)
class AwaitedView:
    """A promised text; `link` is the question that it answers."""

    link: LinkView | None
    promise: Markup


@dataclass(frozen=True, slots=True)
class KnownView:
    known: tuple[ClaimView, ...]
    unknown: tuple[ClaimView, ...]
    awaited: tuple[AwaitedView, ...] = ()


def claims_at_home(selection: Selection) -> tuple[ShownClaim, ...]:
    """Return the claims for the home page: not those that only closed incidents have stated."""
    is_open = {shown.incident.id: shown.is_open for shown in selection.incidents}
    claims = [claim for claim in claims_in(selection) if not _is_over(claim, is_open)]
    return tuple(claims) if any(claim.sources for claim in claims) else ()


def claims_of_incident(
    claims: Iterable[ShownClaim], shown: ShownIncident
) -> tuple[ShownClaim, ...]:
    """Return those of the edition's claims that the texts of an incident state."""
    own = {shown.incident.id, *(update.update.key for update in shown.updates)}
    return tuple(claim for claim in claims if any(_key(source) in own for source in claim.sources))


def _key(source: object) -> str | None:
    if isinstance(source, ShownIncident):
        return source.incident.id
    return source.update.key if isinstance(source, ShownUpdate) else None


def _is_over(claim: ShownClaim, is_open: Mapping[str, bool]) -> bool:
    stating = [
        source.update.incident if isinstance(source, ShownUpdate) else source.incident.id
        for source in claim.sources
        if isinstance(source, ShownUpdate | ShownIncident)
    ]
    return bool(stating) and not any(is_open[id] for id in stating)


def questions_awaited(selection: Selection) -> tuple[ShownQuestion, ...]:
    """Return the questions for which a fuller answer is promised."""
    return tuple(question for question in selection.questions if question.answer_by is not None)


def known_key(claims: Iterable[ShownClaim]) -> tuple[object, ...]:
    """Return what a board shows, apart from texts of the site itself."""
    return tuple(
        (
            item.claim.id,
            item.value,
            [(t.value, t.date.iso, t.date.precision, entry_path(t.source)) for t in item.turns],
        )
        for item in claims
    )


def awaited_key(selection: Selection) -> tuple[object, ...]:
    """Return the promises of answers that a board shows."""
    return tuple(
        (entry_path(question), question.answer_by.iso, question.answer_by.end < selection.at)
        for question in questions_awaited(selection)
        if question.answer_by is not None
    )


def known_view(
    voice: Voice, claims: tuple[ShownClaim, ...], link: Linker, *, with_awaited: bool = False
) -> KnownView | None:
    """Return the board of some claims; None without any."""
    if not claims:
        return None
    return KnownView(
        known=tuple(_claim(voice, item, link) for item in claims if item.is_known),
        unknown=tuple(_claim(voice, item, link) for item in claims if not item.is_known),
        awaited=tuple(_awaited(voice, link)) if with_awaited else (),
    )


def _claim(voice: Voice, item: ShownClaim, link: Linker) -> ClaimView:
    now = voice.edition.at
    value = None if item.value is None else voice.text(item.claim.values[item.value], now)
    # A text without a date, or an older one that replaces a newer one, may say what holds.
    is_dated = bool(item.turns) and item.turns[0].value == item.value
    before = item.turns[1:] if is_dated else item.turns
    return ClaimView(
        question=voice.text(item.claim.question, now),
        value=value,
        since=_since(voice, item, link) if is_dated else None,
        before=tuple(_before(voice, item, turn, link) for turn in before),
    )


def _since(voice: Voice, item: ShownClaim, link: Linker) -> Markup:
    turn = item.turns[0]
    if not item.is_known:
        return _linked(as_of_label(voice, turn.date), turn, link)
    date = _linked(voice.date(turn.date), turn, link)
    return voice.phrase("%(label)s: %(text)s", label=voice.say("Known since"), text=date)


def _before(voice: Voice, item: ShownClaim, turn: Turn, link: Linker) -> Markup:
    value = voice.text(item.claim.values[turn.value], voice.edition.at).span
    date = _linked(as_of_label(voice, turn.date), turn, link)
    said = voice.phrase("%(period)s (%(duration)s)", period=value, duration=date)
    return voice.phrase("%(label)s: %(text)s", label=voice.say("Before"), text=said)


def _linked(words: Markup, turn: Turn, link: Linker) -> Markup:
    return Markup('<a href="{}">{}</a>').format(link(entry_path(turn.source)), words)


def _awaited(voice: Voice, link: Linker) -> Iterable[AwaitedView]:
    selection = voice.edition.selection
    for shown in selection.open_incidents:
        said = next_promise(voice, shown)
        if said is not None:
            yield AwaitedView(None, said)
    for question in questions_awaited(selection):
        said = promise(voice, question.answer_by, "answer")
        if said is not None:
            title = question_title(voice, question)
            yield AwaitedView(LinkView(link(entry_path(question)), title), said)
