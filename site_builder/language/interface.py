"""The site's own voice: gettext catalogues of locales/, compiled in memory."""

from __future__ import annotations

import gettext
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from site_builder.language.numbers import format_number
from site_builder.model.country import Country
from site_builder.model.locale import LocaleId, is_same_language, written_for
from site_builder.system.installed import LOCALES

# CLDR makes `no` the parent of `nb` and `nn`, but its texts are written as `nb`.
_WRITTEN_AS = {"no": "nb"}
_ENGLISH = LocaleId("en")


def mark(message: str) -> str:
    """Mark a phrase for extraction if it is translated elsewhere."""
    return message


@dataclass(frozen=True, slots=True)
class Interface:
    """The phrases in one locale; `catalogue_locale` is the locale of their catalogue.

    `locale` is the requested one if the catalogue is in its language, so dates and numbers keep
    their regional form. Otherwise it is the catalogue's.
    """

    locale: LocaleId
    catalogue_locale: LocaleId

    @property
    def translations(self) -> gettext.NullTranslations:
        """The catalogue, read when the first phrase is needed."""
        return _load(self.catalogue_locale)

    def gettext(self, message: str, **values: str) -> str:
        """Return a phrase with `%(name)s` placeholders filled."""
        return self.translations.gettext(message) % values

    def ngettext(self, singular: str, plural: str, count: int, **values: str) -> str:
        """Return a phrase in the plural form for `count`, which `%(count)s` shows."""
        shown = format_number(count, self.locale)
        return self.translations.ngettext(singular, plural, count) % {"count": shown, **values}


@lru_cache(maxsize=256)
def load_interface(locale: LocaleId, others: tuple[LocaleId, ...] = ()) -> Interface:
    """Return the interface in a locale or one of its CLDR parents.

    Without a catalogue for them, it is in the first of the `others` that has one, otherwise in
    English, the language of the source.
    """
    for wanted in (locale, *others):
        for candidate in written_for(wanted):
            written = LocaleId(_WRITTEN_AS.get(candidate, candidate))
            if _catalogue(written).is_file():
                # If `no` is requested and the catalogue is `nb`, the answer is in the requested
                # locale.
                own = is_same_language(wanted, written)
                return Interface(wanted if own else written, written)
        if is_same_language(wanted, _ENGLISH):
            return Interface(wanted, _ENGLISH)
    return Interface(_ENGLISH, _ENGLISH)


def interface_of(country: Country, locale: LocaleId) -> Interface:
    """Return the interface of an edition: in its locale, otherwise in another language of the
    country.
    """
    return load_interface(locale, country.other_locales(locale))


def _catalogue(locale: LocaleId) -> Path:
    return LOCALES / locale.replace("-", "_") / "LC_MESSAGES" / "messages.po"


@lru_cache(maxsize=256)
def _load(locale: LocaleId) -> gettext.NullTranslations:
    return read_catalogue(_catalogue(locale), locale)


def read_catalogue(path: Path, locale: str) -> gettext.NullTranslations:
    """Return the phrases of a file. Without a file, they stay English, as they are written."""
    if not path.is_file():
        return gettext.NullTranslations()
    with open(path, "rb") as file:
        catalog = read_po(file, locale=locale.replace("-", "_"))
    compiled = BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
