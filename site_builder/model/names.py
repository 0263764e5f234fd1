"""Codes of languages and countries from the names that people write in their place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from babel import Locale
from babel.core import get_global

from site_builder.model.country import GROUP
from site_builder.model.locale import LocaleId, is_locale
from site_builder.model.message import Message, told

# Languages in which people name a country or language. Loading all of CLDR would take seconds.
SPOKEN = ("en", "fr", "de", "es", "it", "nl", "pt", "pl", "sv", "da", "fi", "cs")


def locale_named(name: str) -> LocaleId | None:
    """Return the language with this name (`en` for `English`); None if there is none."""
    code = _codes("languages").get(_key(name))
    return LocaleId(code.replace("_", "-")) if code else None


def country_named(name: str) -> str | None:
    """Return the ISO 3166-1 code for a name or three-letter code; None if there is none."""
    short = get_global("territory_aliases").get(name.strip().upper(), [])
    if len(short) == 1 and len(short[0]) == 2:
        return str(short[0]).lower()
    code = _codes("territories").get(_key(name))
    return code.lower() if code and len(code) == 2 else None


def english_country(id: str) -> str:
    """Return the name of a country in English, as for anyone who writes the site."""
    if id == GROUP:
        return "International"
    return str(Locale("en").territories.get(id.upper(), id))


def country_file_hint(stem: str) -> Message:
    """Return what to call a country's file that has another name, such as `Luxembourg.yml`."""
    code = country_named(stem)
    if code is None and len(stem) == 2 and stem.upper() in get_global("territory_languages"):
        code = stem.lower()
    if code is not None:
        return told("Rename it to `%(name)s.yml`.", name=code)
    return told(
        "Name it after the country's two-letter code (ISO 3166-1), such as "
        "`lu.yml`, or `group.yml` for the international edition."
    )


def _key(name: str) -> str:
    return "".join(character for character in name.casefold() if character.isalnum())


@cache
def _codes(kind: str) -> Mapping[str, str]:
    codes: dict[str, str] = {}
    for locale in map(Locale, SPOKEN):
        for code, name in getattr(locale, kind).items():
            codes.setdefault(_key(name), code)
    if kind == "languages":
        for code, name in _own_names():
            codes.setdefault(_key(name), code)
    return codes


def _own_names() -> Iterator[tuple[str, str]]:
    for code in get_global("likely_subtags"):
        if len(code) == 2 and is_locale(code):
            yield code, Locale.parse(code).get_display_name(code) or code
