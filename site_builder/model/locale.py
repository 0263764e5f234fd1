"""Locale ids (BCP 47) and CLDR's data about them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NewType

from babel import Locale
from babel.core import UnknownLocaleError, get_global, parse_locale

from site_builder.model.message import Message

LocaleId = NewType("LocaleId", str)
# BCP 47, 2.1.1: language in small letters, script with a capital, region in capitals or digits.
_FORM = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?")
_REGION = re.compile(r"[A-Z]{2}|[0-9]{3}")
Direction = Literal["ltr", "rtl"]
_RIGHT_TO_LEFT = frozenset(("Adlm", "Arab", "Hebr", "Nkoo", "Rohg", "Syrc", "Thaa"))
"""The scripts in which CLDR has languages that run from right to left (ISO 15924)."""


@lru_cache(maxsize=512)
def babel_locale(locale: LocaleId) -> Locale:
    """Return the CLDR locale of an id that `parse_locale` accepted."""
    return Locale.parse(locale, sep="-")


@lru_cache(maxsize=512)
def is_locale(text: str) -> bool:
    """Return whether CLDR has data for this id, written as in BCP 47 (`pt-BR`, not `pt_br`).

    Other ids of a language (`cat` and `iw`, for `ca` and `he`) are invalid: their texts would not
    be found under the right id.
    """
    if not _FORM.fullmatch(text):
        return False
    try:
        return str(Locale.parse(text, sep="-").language) == text.partition("-")[0]
    except (ValueError, UnknownLocaleError):
        return False


def meant_locale(text: str) -> LocaleId | None:
    """Return the id that an invalid one probably means; None if there is no guess.

    `pt-BR` for `pt_br`, `ca` for `cat`, and for a country's code (`dk`) its language (`da`).
    """
    written = text.strip().replace("_", "-")
    try:
        cldr = Locale.parse(written, sep="-")
    except (ValueError, UnknownLocaleError, TypeError):
        likely = get_global("likely_subtags").get(f"und_{written.upper()}")
        meant = likely.partition("_")[0] if likely else ""
    else:
        is_other = cldr.language != written.partition("-")[0].lower()
        meant = cldr.language if is_other and "-" not in written else _id(str(cldr))
    return LocaleId(meant) if is_locale(meant) else None


@lru_cache(maxsize=512)
def fallback_chain(locale: LocaleId) -> tuple[LocaleId, ...]:
    """Return the locale and its CLDR parents in the same language and script, nearest first.

    CLDR, UTS 35 part 1, 4.1.3 Parent Locales: some parents are not a prefix of the id (`pt-AO` has
    `pt-PT`), and an id in an unusual script for its language has none (`sr-Latn`, `zh-Hant`). Two
    parents are of another language (`hi-Latn` has `en-IN`): they serve programs that need some
    data, and are left out, because readers would not know why.
    """
    chain = [locale]
    exceptions = get_global("parent_exceptions")
    # `zh-TW` is short for `zh-Hant-TW`: its parent is `zh-Hant`, not `zh`.
    current = str(babel_locale(locale))
    if current != locale.replace("-", "_"):
        chain.append(_id(current))
    while True:
        parent = exceptions.get(current) or current.rpartition("_")[0]
        if not parent or (parent != "no" and not is_same_language(_id(parent), locale)):
            return tuple(chain)
        chain.append(_id(parent))
        current = parent


@lru_cache(maxsize=512)
def written_for(locale: LocaleId) -> tuple[LocaleId, ...]:
    """Return the ids that a text for readers of a locale may have, nearest first.

    This is the fallback chain, each id with the others that mean the same by CLDR's likely subtags:
    `sr-Cyrl` is `sr`, and `zh-Hans` is `zh`.
    """
    ids = [same for id in fallback_chain(locale) for same in (id, *_same_as(id))]
    if locale == "no":
        # CLDR has the data of `nb` for both; `nn` is another written language.
        ids.append(LocaleId("nb"))
    return tuple(dict.fromkeys(ids))


def is_same_language(one: LocaleId, other: LocaleId) -> bool:
    """Return whether readers of one can read the other: the same language in the same script."""
    return language_of(one) == language_of(other)


def language_of(locale: LocaleId) -> tuple[str, str]:
    """Return the language and script of a locale, the same for all of its regions; `no` is `nb`."""
    language, script, _ = _likely(locale)
    return ("nb" if language == "no" else language), script


def with_script(locale: LocaleId) -> LocaleId:
    """Return the id with its script, `sr-Cyrl` for `sr`, if CLDR has that form."""
    language, script, _ = _likely(locale)
    long = LocaleId(f"{language}-{script}")
    return long if is_locale(long) else locale


@lru_cache(maxsize=512)
def _likely(locale: LocaleId) -> tuple[str, str, str]:
    """Return language, script and region; missing ones are CLDR's likely ones.

    UTS 35 part 1, 4.3 Likely Subtags.
    """
    cldr = babel_locale(locale)
    known = get_global("likely_subtags")
    language, script, region = cldr.language, cldr.script or "", cldr.territory or ""
    for parts in ((language, script, region), (language, region), (language, script), (language,)):
        if all(parts) and (found := known.get("_".join(parts))):
            whole = parse_locale(found)
            return language, script or str(whole[2]), region or str(whole[1])
    return language, script or "Latn", region


def _same_as(locale: LocaleId) -> tuple[LocaleId, ...]:
    """Return the shorter and longer ids with the same meaning."""
    language, script, region = _likely(locale)
    forms = ((language,), (language, script), (language, region), (language, script, region))
    ids = [LocaleId("-".join(filter(None, form))) for form in forms]
    return tuple(id for id in ids if is_locale(id) and _likely(id) == _likely(locale))


def _id(name: str) -> LocaleId:
    return LocaleId(name.replace("_", "-"))


def direction(locale: LocaleId) -> Direction:
    """Return the direction of the locale's script.

    It is found from the script alone: Babel would read all of a language's data for it, for every
    language of a site.
    """
    return "rtl" if script(locale) in _RIGHT_TO_LEFT else "ltr"


def without_region(locale: LocaleId) -> LocaleId:
    """Return the language and script of a locale: `en` of `en-GB`."""
    return LocaleId("-".join(p for p in locale.split("-") if not _REGION.fullmatch(p)))


def official_locales(country: str) -> tuple[LocaleId, ...]:
    """The languages that are official in a whole country, the most spoken one first.

    `country` is an ISO 3166-1 code. Source: CLDR, supplemental data, territoryInfo.
    """
    languages = get_global("territory_languages").get(country.upper(), {})
    official = {"official", "de_facto_official"}
    known = {
        _id(id): entry["population_percent"]
        for id, entry in languages.items()
        if entry["official_status"] in official and is_locale(_id(id))
    }
    return tuple(LocaleId(id) for id in sorted(known, key=lambda id: -known[id]))


@lru_cache(maxsize=512)
def language_name(locale: LocaleId) -> str:
    """Return the name of the language in itself, capitalised: `Français`."""
    name = babel_locale(locale).get_display_name() or locale
    return name[:1].upper() + name[1:]


def script(locale: LocaleId) -> str:
    """Return the script in which a locale is written, `Latn` (CLDR, likely subtags)."""
    return _likely(locale)[1]


def english_name(locale: LocaleId) -> str:
    """Return the English name of a language, for authors: `German (Austria)`."""
    return babel_locale(locale).get_display_name("en") or locale


def language_in_words(locale: LocaleId) -> Message:
    """Return the name of a language for messages; each shows it in its own language."""
    return Message("%(english)s", "", {"english": english_name(locale), "cldr": locale})
