"""The values that an entry's defaults depend on: countries, zones and source languages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from site_builder.language.zones import only_zone
from site_builder.markdown.comments import without_comments
from site_builder.model.country import CountryId
from site_builder.model.locale import LocaleId
from site_builder.model.text import Text
from site_builder.model.translations_lock import (
    Lock,
    Locked,
    entry_name,
    mark_before,
    source_mark,
    text_mark,
)
from site_builder.reading.document import Document, KeyPath
from site_builder.shapes.shaping import Shaped

Countries = frozenset[CountryId]


@dataclass(frozen=True, slots=True)
class TextsOf:
    """Makes the texts of a document, with their source language."""

    document: Document
    source: LocaleId | None
    locked: Locked = field(default_factory=dict)

    def __call__(self, value: str | Mapping[str, str] | None, *path: str | int) -> Text | None:
        return None if value is None else self.required(value, *path)

    def required(self, value: str | Mapping[str, str], *path: str | int) -> Text:
        place = self.document.place(*path)
        if isinstance(value, str):
            source = self.source or LocaleId("en")
            return Text(by_locale={}, source=source, place=place, everywhere=value)
        by_locale = {LocaleId(locale): text for locale, text in value.items()}
        places = {locale: self.document.place(*path, locale) for locale in by_locale}
        source = self.source or next(iter(by_locale), LocaleId("en"))
        text = Text(by_locale=by_locale, source=source, place=place, places=places)
        return replace(text, stale=self._stale(text, path)) if self.locked else text

    def _stale(self, text: Text, path: KeyPath) -> frozenset[LocaleId]:
        """Return the locales that were translated from another source text."""
        written = text.written_source
        if written is None:
            return frozenset()
        source = text.by_locale[written]
        now = text_mark(source)
        stale = set()
        for locale, translation in text.by_locale.items():
            if locale == written:
                continue
            others = partial(sources_in_list, self.document, path, written)
            before = mark_before(self.locked, path, locale, source, translation, others)
            if before is not None and source_mark(before) != now:
                stale.add(locale)
        return frozenset(stale)


def sources_in_list(document: Document, path: KeyPath, locale: LocaleId) -> frozenset[str]:
    """Return the marks of all texts in a language at a path, ignoring positions in lists."""
    holders: list[Any] = [document.value]
    for part in path:
        if isinstance(part, int):
            holders = [item for holder in holders if isinstance(holder, list) for item in holder]
        else:
            holders = [h[part] for h in holders if isinstance(h, dict) and part in h]
    texts = (holder.get(locale) for holder in holders if isinstance(holder, dict))
    return frozenset(text_mark(without_comments(t)) for t in texts if isinstance(t, str))


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """The values that an entry's defaults depend on: zone and source of the site and the countries.

    A country without `time_zone` has its only zone.
    """

    zone: ZoneInfo
    site_source: LocaleId | None
    zones: Mapping[CountryId, ZoneInfo]
    first_locales: Mapping[CountryId, LocaleId]
    lock: Lock

    @classmethod
    def of(cls, site: Shaped | None, countries: Iterable[Shaped], lock: Lock) -> Ground:
        zone = (site.shape.time_zone if site else None) or ZoneInfo("UTC")
        source = LocaleId(site.shape.source) if site and site.shape.source else None
        known = {CountryId(d.document.id): d.shape for d in countries}
        return cls(
            zone=zone,
            site_source=source,
            # Several zones without a choice is an error; the site's zone only fills the gap.
            zones={id: shape.time_zone or only_zone(id) or zone for id, shape in known.items()},
            first_locales={id: LocaleId(shape.locales[0]) for id, shape in known.items()},
            lock=lock,
        )

    def texts(self, shaped: Shaped, source: LocaleId | None) -> TextsOf:
        if not self.lock.entries:
            return TextsOf(shaped.document, source)
        locked = self.lock.entries.get(entry_name(shaped.document.file), {})
        return TextsOf(shaped.document, source, locked)

    def countries(self, words: Iterable[str] | None) -> Countries:
        """Return the known countries of a list; all of them by default."""
        if words is None or "all" in words:
            return frozenset(self.zones)
        return frozenset(CountryId(word) for word in words) & frozenset(self.zones)

    def zone_of(self, countries: Countries) -> ZoneInfo:
        """Return the zone of the only country, otherwise of the site."""
        return self.zones[next(iter(countries))] if len(countries) == 1 else self.zone

    def source(
        self, written: str | None, countries: Countries | None, incident: str | None = None
    ) -> LocaleId | None:
        """Return the source language: as written, of the only country, the incident or the site."""
        if written:
            return LocaleId(written)
        if countries is not None and len(countries) == 1:
            return self.first_locales[next(iter(countries))]
        return LocaleId(incident) if incident else self.site_source
