"""Digits of the numbering system that a locale writes in, which Babel leaves Latin."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from site_builder.model.locale import LocaleId, babel_locale

# Unicode Standard, chapter 22.3: the decimal digits of a script are consecutive. Names are those of
# CLDR's numbering systems (UTS 35 part 3, 1), if a locale uses one by default.
_ZEROS = {
    "adlm": 0x1E950,
    "arab": 0x660,
    "arabext": 0x6F0,
    "beng": 0x9E6,
    "cakm": 0x11136,
    "deva": 0x966,
    "mymr": 0x1040,
    "nkoo": 0x7C0,
    "olck": 0x1C50,
    "tibt": 0xF20,
}


def local_digits(text: str, locale: LocaleId) -> str:
    """Return the text with its Latin digits as the locale writes them."""
    return text.translate(_table(locale))


@lru_cache(maxsize=512)
def _table(locale: LocaleId) -> Mapping[int, str]:
    zero = _ZEROS.get(babel_locale(locale).default_numbering_system)
    return {} if zero is None else {ord("0") + i: chr(zero + i) for i in range(10)}
