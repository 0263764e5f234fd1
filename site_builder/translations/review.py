"""Whether what a translator sent back can go into the site's files."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from site_builder.model.locale import LocaleId
from site_builder.model.lock import text_mark
from site_builder.rendering.scan import outline, scan_text
from site_builder.translations.exchange import Answer
from site_builder.translations.texts import Translatable


@dataclass(frozen=True, slots=True)
class Accepted:
    """A translation that can be written."""

    text: Translatable
    target: str


@dataclass(frozen=True, slots=True)
class Refused:
    """A translation that stays out, and why."""

    id: str
    reason: str


@dataclass(frozen=True, slots=True)
class Review:
    accepted: tuple[Accepted, ...]
    refused: tuple[Refused, ...]
    unchanged: int
    open: int


def review(answers: Iterable[Answer], texts: Iterable[Translatable], locale: LocaleId) -> Review:
    """Sort what came back: to write, refused with a reason, the same as before, not done yet."""
    known = {text.id: text for text in texts}
    accepted: list[Accepted] = []
    refused: list[Refused] = []
    unchanged = not_done = 0
    for answer in answers:
        target = answer.target.strip()
        text = known.get(answer.id)
        if not target or not answer.is_final:
            not_done += 1
        elif text is None:
            refused.append(Refused(answer.id, "There is no such text any more."))
        elif text_mark(answer.source) != text_mark(text.original):
            reason = "The source has changed since it was sent out. Export it again."
            refused.append(Refused(answer.id, reason))
        elif text.source == locale:
            refused.append(Refused(answer.id, "This is the language of the original."))
        elif (wrong := _wrong(text, target)) is not None:
            refused.append(Refused(answer.id, wrong))
        elif text.text.by_locale.get(locale) == target and locale not in text.text.stale:
            unchanged += 1
        else:
            accepted.append(Accepted(text, target))
    return Review(tuple(accepted), tuple(refused), unchanged, not_done)


def _wrong(text: Translatable, target: str) -> str | None:
    """What a translation lost or added that is no matter of language; None where all is there."""
    one, other = scan_text(text.original), scan_text(target)
    pairs: Mapping[str, tuple[Counter[str], Counter[str]]] = {
        "{%s}": (Counter(n for n, _ in one.facts), Counter(n for n, _ in other.facts)),
        "the link to %s": (Counter(t for t, _ in one.links), Counter(t for t, _ in other.links)),
    }
    for form, (before, after) in pairs.items():
        for name in before - after:
            return f"It has lost {form % name}."
        for name in after - before:
            return f"It has {form % name}, which the source does not have."
    if other.bad_braces:
        return "A brace stands alone; write {{ or }} for a brace itself."
    if not text.is_markdown:
        return "It has more than one line." if "\n" in target else None
    if outline(text.original) != outline(target):
        return (
            "Its structure is another one: the source has "
            f"{_told(text.original)}, the translation {_told(target)}."
        )
    return None


def _told(text: str) -> str:
    count = Counter(re.sub("_open$", "", kind).replace("_", " ") for kind in outline(text))
    return ", ".join(f"{n} × {kind}" for kind, n in count.items()) or "nothing"
