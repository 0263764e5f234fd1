"""Locale ids (BCP 47) and what CLDR knows of them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NewType

from babel import Locale
from babel.core import UnknownLocaleError, get_global, parse_locale

LocaleId = NewType("LocaleId", str)
# BCP 47, 2.1.1: language in small letters, script with a capital, region in capitals or digits.
_FORM = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?")
_REGION = re.compile(r"[A-Z]{2}|[0-9]{3}")
Direction = Literal["ltr", "rtl"]


@lru_cache(maxsize=512)
def babel_locale(locale: LocaleId) -> Locale:
    """The CLDR locale of an id that `parse_locale` accepted."""
    return Locale.parse(locale, sep="-")


@lru_cache(maxsize=512)
def is_locale(text: str) -> bool:
    """Whether CLDR has data for this id, written as BCP 47 has it (`pt-BR`, not `pt_br`)."""
    if not _FORM.fullmatch(text):
        return False
    try:
        Locale.parse(text, sep="-")
    except (ValueError, UnknownLocaleError):
        return False
    return True


@lru_cache(maxsize=512)
def fallback_chain(locale: LocaleId) -> tuple[LocaleId, ...]:
    """The locale and its CLDR parents without the root, nearest first.

    CLDR, UTS 35 part 1, 4.1.3 Parent Locales: some parents are not a cut of the id
    (`zh-Hant` has none, `pt-AO` has `pt-PT`).
    """
    chain = [locale]
    exceptions = get_global("parent_exceptions")
    # `zh-TW` is short for `zh-Hant-TW`: its parent is `zh-Hant`, not `zh`.
    current = str(babel_locale(locale))
    if current != locale.replace("-", "_"):
        chain.append(LocaleId(current.replace("_", "-")))
    while True:
        parent = exceptions.get(current) or current.rpartition("_")[0]
        if current == "zh_Hant" or not parent or parent == "root":
            return tuple(chain)
        chain.append(LocaleId(parent.replace("_", "-")))
        current = parent


def direction(locale: LocaleId) -> Direction:
    """The direction in which the locale's script runs."""
    return "rtl" if babel_locale(locale).character_order == "right-to-left" else "ltr"


def without_region(locale: LocaleId) -> LocaleId:
    """The language and script of a locale: `en` of `en-GB`."""
    return LocaleId("-".join(p for p in locale.split("-") if not _REGION.fullmatch(p)))


@lru_cache(maxsize=512)
def language_name(locale: LocaleId) -> str:
    """The name of the language in itself, as it begins a line: `Français`."""
    name = babel_locale(locale).get_display_name() or locale
    return name[:1].upper() + name[1:]


@lru_cache(maxsize=512)
def script(locale: LocaleId) -> str:
    """The script in which a locale is written, `Latn` (CLDR, likely subtags)."""
    cldr = babel_locale(locale)
    likely = get_global("likely_subtags")
    for name in (str(cldr), cldr.language):
        if cldr.script is None and name in likely:
            return str(parse_locale(likely[name])[2])
    return str(cldr.script or "Latn")


def english_name(locale: LocaleId) -> str:
    """The name of a language for who writes the site: `German (Austria)`."""
    return babel_locale(locale).get_display_name("en") or locale
