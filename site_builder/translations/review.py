"""Decide which returned translations can go into the site's files."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from site_builder.markdown.comments import without_comments
from site_builder.markdown.scan import outline, scan_text
from site_builder.model.locale import LocaleId
from site_builder.model.message import Message, in_turn, told
from site_builder.model.translations_lock import in_list, shape_of, shape_of_key, text_mark
from site_builder.translations.exchange import Answer
from site_builder.translations.texts import Translatable

# Characters that only some programs treat as line ends, and others that no text needs.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_UNKNOWN = told("This text no longer exists.")
_GONE = told("The source has changed since the export, or the text no longer exists. Export again.")


@dataclass(frozen=True, slots=True)
class Accepted:
    """A translation that can be written."""

    text: Translatable
    target: str


@dataclass(frozen=True, slots=True)
class RefusedTranslation:
    """A refused translation, and the reason."""

    id: str
    reason: str


@dataclass(frozen=True, slots=True)
class Review:
    accepted: tuple[Accepted, ...]
    refused: tuple[RefusedTranslation, ...]
    unchanged: int
    open: int


def review(answers: Iterable[Answer], texts: Iterable[Translatable], locale: LocaleId) -> Review:
    """Sort the returned translations: to write, refused with a reason, unchanged, not done yet."""
    known = {text.id: text for text in texts}
    old = _OldIds(known.values())
    accepted: list[Accepted] = []
    refused: list[RefusedTranslation] = []
    unchanged = not_done = 0
    for answer in answers:
        target = answer.target.replace("\r\n", "\n").strip()
        text = known.get(answer.id) or old.text_of(answer)
        if text is not None and text.id not in known:
            text = None
        if not target or not answer.is_final:
            not_done += 1
        elif text is None:
            refused.append(
                RefusedTranslation(answer.id, _GONE if in_list_by_id(answer.id) else _UNKNOWN)
            )
        elif text_mark(answer.source) != text_mark(text.original):
            reason = told("The source has changed since the export. Export it again.")
            refused.append(RefusedTranslation(answer.id, reason))
        elif text.source == locale:
            refused.append(
                RefusedTranslation(answer.id, told("This is the source language of the text."))
            )
        elif (wrong := _unwritable(answer.target) or _wrong(text, target)) is not None:
            refused.append(RefusedTranslation(answer.id, wrong))
        elif text.text.by_locale.get(locale) == target and locale not in text.text.stale:
            unchanged += 1
        else:
            accepted.append(Accepted(text, target))
            # Two translations of one text: neither is better, and only one can be used.
            known.pop(text.id, None)
    return Review(tuple(accepted), tuple(refused), unchanged, not_done)


class _OldIds:
    """Texts in lists by their content: files exported earlier have positions in their ids.

    Another text may have the position now, so a text is only found by its source.
    """

    def __init__(self, texts: Iterable[Translatable]) -> None:
        self._texts: dict[tuple[str, str, str], list[Translatable]] = defaultdict(list)
        for text in texts:
            if in_list(text.path):
                mark = text_mark(text.original)
                self._texts[text.entry, shape_of(text.path), mark].append(text)

    def text_of(self, answer: Answer) -> Translatable | None:
        entry, _, key = answer.id.partition("#")
        if not in_list_by_id(answer.id):
            return None
        found = self._texts.get((entry, shape_of_key(key), text_mark(answer.source)))
        return found.pop(0) if found else None


def in_list_by_id(id: str) -> bool:
    """Return whether an id belongs to a text in a list, in the current or the former notation."""
    key = id.partition("#")[2]
    return "~" in key or any(part.isdigit() for part in key.split("."))


def _unwritable(target: str) -> str | None:
    """Return why a text cannot be written to a file unchanged; None if it can."""
    found = _CONTROL.search(target.replace("\r\n", "\n"))
    if found:
        return told(
            "The translation contains the control character %(code)s. Delete the character.",
            code=f"U+{ord(found[0]):04X}",
        )
    if without_comments(target) != target:
        return told(
            "The translation contains a comment, which readers never see. Delete the comment."
        )
    return None


def _wrong(text: Translatable, target: str) -> str | None:
    """Return what a translation has lost or added besides words; None if nothing."""
    one, other = scan_text(text.original), scan_text(target)
    before, after = (Counter(f"{{{name}}}" for name, _ in text.facts) for text in (one, other))
    for fact in before - after:
        return told("The translation is missing %(fact)s.", fact=fact)
    for fact in after - before:
        return told("The translation has %(fact)s, which the source does not have.", fact=fact)
    before, after = (Counter(target for target, _ in text.links) for text in (one, other))
    for link in before - after:
        return told("The translation is missing the link to %(address)s.", address=link)
    for link in after - before:
        return told(
            "The translation has a link to %(address)s, which the source does not have.",
            address=link,
        )
    if other.bad_braces:
        return told(
            "The translation has a single brace. Write `{{` or `}}` for the character itself."
        )
    if not text.is_markdown:
        return told("The translation must be on one line.") if "\n" in target else None
    if outline(text.original) != outline(target):
        return told(
            "The structure differs: the source has %(source)s, the translation has %(target)s.",
            source=_structure(text.original),
            target=_structure(target),
        )
    return None


# The blocks of Markdown by markdown-it's names.
_BLOCKS = {
    "paragraph": told("paragraph"),
    "heading": told("heading"),
    "bullet_list": told("bullet list"),
    "ordered_list": told("numbered list"),
    "list_item": told("list item"),
    "blockquote": told("quotation"),
    "hr": told("line"),
    "table": told("table"),
    "tr": told("table row"),
    "th": told("table heading"),
    "td": told("table cell"),
}


def _structure(text: str) -> Message:
    """The blocks of a text, counted."""
    count = Counter(kind.removesuffix("_open") for kind in outline(text))
    counted = [
        told("%(count)s × %(block)s", count=number, block=_BLOCKS.get(kind, kind))
        for kind, number in count.items()
    ]
    return in_turn(*counted, between=", ") if counted else told("nothing")
