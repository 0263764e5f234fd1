"""A text in several languages, with the language it was first written in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from site_builder.model.locale import LocaleId, written_for
from site_builder.model.problem import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalText:
    """What an edition can see of a text. `locale` is None if it needs no translation.

    A stale text is a translation of an earlier source. If a fallback would show a stale
    translation, the source is shown instead. `source` is the language of the original if it is
    written, `original` its text if the translation shown is stale.
    """

    value: str
    locale: LocaleId | None
    is_fallback: bool = False
    is_stale: bool = False
    source: LocaleId | None = None
    original: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text by locale. `source` is the locale of the original; `place` is its place in the file.

    `stale` are the locales whose translation was made from another source text.
    """

    by_locale: Mapping[LocaleId, str]
    source: LocaleId
    place: Place = field(compare=False)
    places: Mapping[LocaleId, Place] = field(default_factory=dict, compare=False)
    everywhere: str | None = None
    stale: frozenset[LocaleId] = frozenset()

    def in_locale(self, locale: LocaleId, *, with_stale: bool = True) -> LocalText:
        """Return the text for an edition: in its locale, then the CLDR parents, then the source.

        Without `with_stale`, the source also replaces a stale translation. If the source is missing
        too (the checker reports it), the first language written is used.
        """
        if self.everywhere is not None:
            return LocalText(value=self.everywhere, locale=None)
        own, source = self.nearest(locale), self.written_source
        is_stale = own in self.stale
        if own is not None and (with_stale or not is_stale):
            original = self.by_locale[source] if is_stale and source is not None else None
            return LocalText(
                value=self.by_locale[own],
                locale=own,
                is_stale=is_stale,
                source=source,
                original=original,
            )
        written = source or next(iter(self.by_locale), None)
        if written is None:
            return LocalText(value="", locale=None)
        value = self.by_locale[written]
        return LocalText(
            value=value, locale=written, is_fallback=True, is_stale=is_stale, source=source
        )

    @property
    def written_source(self) -> LocaleId | None:
        """The language of the original: the source's, or a CLDR parent of it."""
        return self.nearest(self.source)

    def nearest(self, locale: LocaleId) -> LocaleId | None:
        """Return the language of the text for readers of a locale: its own or a parent's.

        A parent in another script is another language: `sr` does not serve `sr-Latn`.
        """
        return next((c for c in written_for(locale) if c in self.by_locale), None)

    @property
    def has_source(self) -> bool:
        """Whether the text exists in its source language or a CLDR parent of it."""
        return self.everywhere is not None or self.written_source is not None

    def written(self) -> list[tuple[str, Place]]:
        """Return every string of the text with the place of its first character."""
        if self.everywhere is not None:
            return [(self.everywhere, self.place)]
        return [(text, self.places[locale]) for locale, text in self.by_locale.items()]
