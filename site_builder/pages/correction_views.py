"""Corrections and changes of a text, below it: when, what, and which words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from site_builder.model.incident import Correction
from site_builder.pages.addresses import Linker
from site_builder.pages.titles import fact_moment
from site_builder.pages.voice import Body, Voice

ENTRY_TOP = 4
"""The level of the headings in the text of an entry."""


@dataclass(frozen=True, slots=True)
class CorrectionView:
    """`words` is the text with what was removed and added, if that is known."""

    anchor: str
    former: tuple[str, ...]
    heading: Markup
    note: Body
    words: Markup | None = None


def correction_anchor(entry: str, correction: Correction) -> str:
    return f"{entry}/correction-{correction.id}"


def correction_anchors(
    anchor: str, corrections: tuple[Correction, ...], entries: Iterable[str] = ()
) -> tuple[str, ...]:
    """Return every anchor of the corrections of an entry, present and former; `entries` are the
    anchors that the entry had before.
    """
    former = _former_anchors(anchor, corrections, entries)
    present = (correction_anchor(anchor, correction) for correction in corrections)
    return tuple(dict.fromkeys((*present, *(a for each in former.values() for a in each))))


def _former_anchors(
    anchor: str, corrections: tuple[Correction, ...], entries: Iterable[str]
) -> dict[int, tuple[str, ...]]:
    # Anchors were positions in the list once, which people wrote in the order of time.
    in_time = sorted(corrections, key=lambda correction: correction.at.start)
    places = {c.index: f"{anchor}/correction-{place}" for place, c in enumerate(in_time, 1)}
    before = tuple(entries)
    return {
        c.index: (places[c.index], *(correction_anchor(entry, c) for entry in before))
        for c in corrections
    }


def correction_heading(voice: Voice, correction: Correction) -> Markup:
    """Return when a text was corrected, or when what it says has changed."""
    if correction.kind == "change":
        return voice.phrase("Updated %(date)s", date=voice.date(correction.at))
    return voice.phrase("Text corrected %(date)s", date=voice.date(correction.at))


def correction_views(
    voice: Voice,
    anchor: str,
    corrections: tuple[Correction, ...],
    link: Linker,
    entries: Iterable[str] = (),
) -> tuple[CorrectionView, ...]:
    """Return the corrections of an entry with an anchor; `entries` are those that it had before."""
    former = _former_anchors(anchor, corrections, entries)
    return tuple(
        CorrectionView(
            correction_anchor(anchor, correction),
            former[correction.index],
            correction_heading(voice, correction),
            voice.body(
                correction.note,
                fact_moment(voice, correction.at),
                ENTRY_TOP,
                link,
                correction_anchor(anchor, correction),
            ),
        )
        for correction in corrections
    )
