"""Every text of a site that can be translated, its place, and its translation status."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial

from site_builder.checking.engine import Examined
from site_builder.checking.rules.missing_source import all_texts
from site_builder.model.country import CountryId
from site_builder.model.locale import LocaleId, is_locale
from site_builder.model.text import Text
from site_builder.model.translations_lock import (
    Lock,
    entry_name,
    mark_before,
    pair_mark,
    shape_of,
    source_mark,
    text_key,
    text_mark,
)
from site_builder.reading.document import Document, KeyPath


class TranslationState(StrEnum):
    """The translation status of a text in a language."""

    fresh = "fresh"
    stale = "stale"
    missing = "missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Translatable:
    """A text in one or more languages. `path` leads to the map by language in the document."""

    document: Document
    path: KeyPath
    text: Text
    source: LocaleId
    countries: frozenset[CountryId]
    is_markdown: bool
    number: int = 1
    """The number among equal texts in a list."""

    @property
    def entry(self) -> str:
        return entry_name(self.document.file)

    @property
    def key(self) -> str:
        key = text_key(self.path, self.original)
        return key if self.number == 1 else f"{key}_{self.number}"

    @property
    def id(self) -> str:
        """`status/outage/2022-09-28#text`: the unique id that translators send back."""
        return f"{self.entry}#{self.key}"

    @property
    def original(self) -> str:
        return self.text.by_locale[self.source]

    def state(self, locale: LocaleId) -> TranslationState:
        """Return the translation status of the text for readers of a locale."""
        shown = self.text.nearest(locale)
        if shown is None:
            return TranslationState.missing
        return TranslationState.stale if shown in self.text.stale else TranslationState.fresh


def translatables(examined: Examined) -> tuple[Translatable, ...]:
    """Return the texts by language, in the order of their files, including links' addresses and
    facts.
    """
    texts = {text.place: text for text in all_texts(examined.catalogue) if text.by_locale}
    found: dict[tuple[str, KeyPath], Translatable] = {}
    count: Counter[str] = Counter()
    for written in examined.texts:
        path, document = written.path[:-1], written.document
        if not path or not isinstance(written.path[-1], str) or not is_locale(written.path[-1]):
            continue
        text = texts.get(document.place(*path))
        if text is None or written.path[-1] not in text.by_locale:
            continue
        source = text.written_source
        if source is not None and (document.file, path) not in found:
            first = Translatable(
                document=document,
                path=path,
                text=text,
                source=source,
                countries=written.countries,
                is_markdown=written.is_markdown,
            )
            count[first.id] += 1
            found[document.file, path] = replace(first, number=count[first.id])
    return tuple(found.values())


def new_lock(texts: Iterable[Translatable], old: Lock, accepted: Iterable[str]) -> Lock:
    """Return the lock with the translations made since the old one.

    A translation that is new or has changed is recorded for the current source. An unchanged
    translation of a changed source stays stale, unless its id is `accepted`.
    """
    accept = frozenset(accepted)
    texts = tuple(texts)
    present: dict[tuple[str, str], set[str]] = defaultdict(set)
    for text in texts:
        present[text.entry, shape_of(text.path)].add(text_mark(text.original))
    entries: dict[str, dict[str, Mapping[str, str]]] = {}
    for text in texts:
        locked = old.entries.get(text.entry, {})
        others = partial(present.__getitem__, (text.entry, shape_of(text.path)))
        marks = {}
        for locale, translation in _translations(text):
            now = pair_mark(text.original, translation)
            was = mark_before(locked, text.path, locale, text.original, translation, others)
            is_untouched = was is not None and was.partition(":")[2] == text_mark(translation)
            is_stale = was is not None and source_mark(was) != source_mark(now)
            keeps = is_untouched and is_stale and text.id not in accept
            marks[str(locale)] = was if keeps and was is not None else now
        if marks:
            entries.setdefault(text.entry, {})[text.key] = marks
    return Lock(entries)


def still_stale(texts: Iterable[Translatable], lock: Lock) -> list[tuple[Translatable, LocaleId]]:
    """Return the translations that a lock has for another source text."""
    return [
        (text, LocaleId(locale))
        for text in texts
        for locale, pair in sorted(lock.entries.get(text.entry, {}).get(text.key, {}).items())
        if source_mark(pair) != text_mark(text.original)
    ]


def _translations(text: Translatable) -> Iterator[tuple[LocaleId, str]]:
    return (
        (locale, value) for locale, value in text.text.by_locale.items() if locale != text.source
    )
