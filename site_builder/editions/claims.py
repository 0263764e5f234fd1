"""What the texts of a country state about each claim, when, and where they contradict each other.

A text states a claim until it is superseded or corrected. All texts that still stand must state
what the newest one states.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import groupby

from site_builder.editions.edition import (
    Overtaking,
    Selection,
    ShownIncident,
    ShownQuestion,
    ShownUpdate,
)
from site_builder.model.claim import UNKNOWN, Claim, Claims
from site_builder.model.date import Date
from site_builder.model.entry_id import natural_key
from site_builder.model.incident import Correction
from site_builder.model.site import Page

Source = ShownUpdate | ShownQuestion | ShownIncident | Page
Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Stated:
    """A value that a text states from a date on; `path` leads to it in the entry's document.

    `date` is None if the text has none of its own: it speaks of the present.
    """

    value: str
    date: Date | None
    path: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimText:
    """A text that states a claim: `stated` has what it said first, then what corrections changed.

    `notes` are its corrections that name no claims; `below` leads to all of them.
    """

    source: Source
    stated: tuple[Stated, ...]
    overtaken_by: tuple[Overtaking, ...]
    notes: tuple[Correction, ...]
    below: Path = ()

    @property
    def last(self) -> Stated:
        return self.stated[-1]

    @property
    def key(self) -> str:
        return source_key(self.source)


@dataclass(frozen=True, slots=True)
class Contradiction:
    """`old` states another value than the newest text, and nothing replaces it.

    `note` is a correction that may be about it, but does not name the claim.
    """

    claim: str
    old: ClaimText
    new: ClaimText
    note: Correction | None


@dataclass(frozen=True, slots=True)
class Turn:
    """A claim got a value, in a text with a date."""

    value: str
    date: Date
    source: ShownUpdate | ShownQuestion


@dataclass(frozen=True, slots=True)
class ShownClaim:
    """What an edition shows of a claim: its value, None if no text states one.

    `turns` are the values in the order of time, newest first; `sources` the texts that state it.
    """

    claim: Claim
    value: str | None
    turns: tuple[Turn, ...]
    sources: tuple[Source, ...]

    @property
    def is_known(self) -> bool:
        return self.value not in (None, UNKNOWN)


def source_key(source: Source) -> str:
    """Return the key of an entry, as references have it."""
    if isinstance(source, ShownUpdate):
        return source.update.key
    if isinstance(source, ShownQuestion):
        return source.key
    if isinstance(source, ShownIncident):
        return source.incident.id
    return f"pages/{source.id}"


def claims_in(selection: Selection) -> tuple[ShownClaim, ...]:
    """Return the claims of an edition, in the order of the site; none if no text states any."""
    shown = []
    for claim in selection.catalogue.claims.values():
        if not claim.concerns(selection.country.id):
            continue
        texts = _texts(selection, claim)
        turns = tuple(_turns(texts))
        sources = tuple(text.source for text in texts)
        value = newest(texts).last.value if texts else None
        shown.append(ShownClaim(claim, value, turns, sources))
    return tuple(shown) if any(item.sources for item in shown) else ()


def contradictions(selection: Selection) -> Iterator[Contradiction]:
    """Yield each text that stands and does not state what the newest one about its claim does."""
    for claim in selection.catalogue.claims.values():
        texts = _texts(selection, claim)
        if len({text.last.value for text in texts}) < 2:
            continue
        new = newest(texts)
        stating = {text.key for text in texts}
        for old in texts:
            if old.last.value != new.last.value and not _is_replaced(old, stating):
                yield Contradiction(claim.id, old, new, _note(old, new.last))


def newest(texts: list[ClaimText]) -> ClaimText:
    """Return the text whose value holds: the newest, or the one that supersedes it."""
    stating = {text.key: text for text in texts}
    found = texts[-1]
    passed = {found.key}
    while True:
        above = (stating.get(other.key) for other in found.overtaken_by)
        later = next((text for text in above if text and text.key not in passed), None)
        if later is None:
            return _of_one_date(texts, found, stating)
        passed.add(later.key)
        found = later


def _of_one_date(
    texts: list[ClaimText], found: ClaimText, stating: dict[str, ClaimText]
) -> ClaimText:
    """Return another text of the same date if only the one that was found has been corrected."""
    for text in texts:
        if (
            text.last.value != found.last.value
            and found.last.date is not None
            and text.last.date is not None
            and not text.last.date.is_before(found.last.date)
            and _note(found, text.last) is not None
            and not (_note(text, found.last) or _is_replaced(text, set(stating)))
        ):
            return text
    return found


def _is_replaced(old: ClaimText, stating: set[str]) -> bool:
    """Return whether another text replaces this one; if only in part, it must state the claim."""
    return any(other.about is None or other.key in stating for other in old.overtaken_by)


def _note(old: ClaimText, new: Stated) -> Correction | None:
    """Return a correction that may be about the new value: it must not be older."""
    notes = (c for c in old.notes if new.date is None or not c.at.is_before(new.date))
    return next(notes, None)


def _turns(texts: list[ClaimText]) -> Iterator[Turn]:
    """Yield the values of a claim, newest first, each with the first date that stated it."""
    dated = [
        Turn(stated.value, stated.date, text.source)
        for text in texts
        for stated in text.stated
        if stated.date is not None and isinstance(text.source, ShownUpdate | ShownQuestion)
    ]
    dated.sort(key=lambda turn: turn.date.end)
    runs = [next(run) for _, run in groupby(dated, key=lambda turn: turn.value)]
    yield from reversed(runs)


def _texts(selection: Selection, claim: Claim) -> list[ClaimText]:
    """Return the texts that state a claim, oldest first; those without a date come before them."""
    texts = [
        replace(text, stated=stated)
        for text in _all_texts(selection, claim.id)
        if (stated := tuple(item for item in text.stated if item.value in claim.values))
    ]
    return sorted(texts, key=_age)


_FIRST = datetime.min.replace(tzinfo=UTC)


def _age(text: ClaimText) -> tuple[object, ...]:
    date, source = text.last.date, text.source
    end = _FIRST if date is None else date.end
    released = source.update.released.end if isinstance(source, ShownUpdate) else end
    return (end, released, natural_key(text.key))


def _all_texts(selection: Selection, claim: str) -> Iterator[ClaimText]:
    for shown in selection.incidents:
        yield from _standing(shown, shown.incident.claims, claim)
        for one in shown.updates:
            update = one.update
            yield from _dated(
                one, claim, update.claims, update.spoken, ("claims",), one.corrections, ()
            )
    for question in selection.questions:
        written, country = question.question, selection.country.id
        override = written.overrides.get(country)
        below: Path = ("overrides", country)
        is_own = override is not None and question.claims is override.claims
        own_notes = (override.corrections or ()) if override is not None else ()
        has_own = any(correction in own_notes for correction in question.corrections)
        yield from _dated(
            question,
            claim,
            question.claims,
            question.updated,
            (*below, "claims") if is_own else ("claims",),
            question.corrections,
            below if has_own else (),
        )
    for page in selection.pages:
        yield from _standing(page, page.claims, claim)


def _standing(source: ShownIncident | Page, claims: Claims, claim: str) -> Iterator[ClaimText]:
    if claim in claims:
        stated = Stated(claims[claim], None, ("claims", claim))
        yield ClaimText(source=source, stated=(stated,), overtaken_by=(), notes=())


def _dated(
    source: ShownUpdate | ShownQuestion,
    claim: str,
    claims: Claims,
    date: Date,
    path: Path,
    corrections: Iterable[Correction],
    below: Path,
) -> Iterator[ClaimText]:
    """Yield the text, if it states the claim; `below` leads to its corrections."""
    in_time = sorted(corrections, key=lambda correction: correction.at.end)
    stated = [Stated(claims[claim], date, (*path, claim))] if claim in claims else []
    stated += [
        Stated(c.claims[claim], c.at, (*below, "corrections", c.index - 1, "claims", claim))
        for c in in_time
        if claim in c.claims
    ]
    if stated:
        notes = tuple(correction for correction in in_time if not correction.claims)
        yield ClaimText(
            source=source,
            stated=tuple(stated),
            overtaken_by=source.overtaken_by,
            notes=notes,
            below=below,
        )
