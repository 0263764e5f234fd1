"""A text in several languages, with the language it was first written in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from site_builder.model.locale import LocaleId, fallback_chain
from site_builder.model.problem import Place


@dataclass(frozen=True, slots=True)
class LocalText:
    """A text in one language. `locale` is None where a text needs no translation."""

    value: str
    locale: LocaleId | None
    is_fallback: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """A text by locale. `source` is the locale of the original; `place` says where it stands."""

    by_locale: Mapping[LocaleId, str]
    source: LocaleId
    place: Place = field(compare=False)
    places: Mapping[LocaleId, Place] = field(default_factory=dict, compare=False)
    everywhere: str | None = None

    def in_locale(self, locale: LocaleId) -> LocalText:
        """The text for an edition: its locale, the CLDR parents of it, then the source.

        A source that is missing too (the checker reports it) gives the first language written.
        """
        if self.everywhere is not None:
            return LocalText(self.everywhere, None)
        for candidate in fallback_chain(locale):
            if candidate in self.by_locale:
                return LocalText(self.by_locale[candidate], candidate)
        for candidate in (*fallback_chain(self.source), *self.by_locale):
            if candidate in self.by_locale:
                return LocalText(self.by_locale[candidate], candidate, is_fallback=True)
        return LocalText("", None)

    @property
    def has_source(self) -> bool:
        """Whether the text exists in its source language or a CLDR parent of that."""
        return self.everywhere is not None or any(
            candidate in self.by_locale for candidate in fallback_chain(self.source)
        )

    def written(self) -> list[tuple[str, Place]]:
        """Every string of the text with the place of its first character."""
        if self.everywhere is not None:
            return [(self.everywhere, self.place)]
        return [(text, self.places[locale]) for locale, text in self.by_locale.items()]
