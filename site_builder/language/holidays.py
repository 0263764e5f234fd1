"""The public holidays of countries, with their names in a reader's language.

The library is only loaded if a country has holidays, so other sites do not wait for it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from site_builder.model.country import GROUP, CountryId
from site_builder.model.locale import LocaleId, is_locale, is_same_language

if TYPE_CHECKING:
    from holidays import HolidayBase


@dataclass(frozen=True, slots=True)
class PublicHoliday:
    """`locale` is the language of the names; None if it is the requested one."""

    names: tuple[str, ...]
    locale: LocaleId | None


def has_public_holidays(country: CountryId) -> bool:
    """Return whether the library `holidays` knows the country."""
    import holidays

    return country != GROUP and hasattr(holidays, country.upper())


def public_days(country: CountryId, days: Iterable[date]) -> tuple[date, ...]:
    """Return which of some days are public holidays; none for an unknown country."""
    if not has_public_holidays(country):
        return ()
    return tuple(day for day in days if day in _holidays(country, day.year, None))


def public_holiday(country: CountryId, day: date, locale: LocaleId) -> PublicHoliday:
    """Return the names of a public holiday: in a language if the library has them, otherwise the
    country's.
    """
    known = _holidays(country, day.year, None)
    language = _matching(known, locale)
    named = _holidays(country, day.year, language)
    own = None
    if language is None:
        # If the library has no names in the only language of a country, they are English.
        written = LocaleId((known.default_language or "en").replace("_", "-"))
        own = written if is_locale(written) else None
    return PublicHoliday(tuple(named.get_list(day)), own)


def _matching(known: HolidayBase, locale: LocaleId) -> str | None:
    """Return the library's language for a locale: that of the same language and script.

    Of several (`en_GB`, `en_US`) the country's own is the first choice, then the locale's.
    """
    found = [
        name
        for name in known.supported_languages
        if is_locale(written := name.replace("_", "-"))
        and is_same_language(LocaleId(written), locale)
    ]
    first = (known.default_language, locale.replace("-", "_"))
    found.sort(key=lambda name: first.index(name) if name in first else len(first))
    return found[0] if found else None


@lru_cache(maxsize=256)
def _holidays(country: CountryId, year: int, language: str | None) -> HolidayBase:
    """Return a country's holidays of a year, by default in its own language."""
    import holidays

    # Without a language the library would take the one of the machine's environment.
    language = language or getattr(holidays, country.upper()).default_language
    return holidays.country_holidays(country.upper(), years=year, expand=False, language=language)
