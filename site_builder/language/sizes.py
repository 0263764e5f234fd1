"""Sizes of files as CLDR writes them."""

from __future__ import annotations

from decimal import ROUND_UP, Decimal

from babel.units import format_unit

from site_builder.language.digits import local_digits
from site_builder.model.locale import LocaleId, babel_locale


def format_size(size: int, locale: LocaleId) -> str:
    """Return a size in bytes for readers: `34 kB`, `1,2 MB`. It is rounded up."""
    if size <= 999_000:
        unit, number, pattern = "digital-kilobyte", Decimal(-(-size // 1000) or 1), "0"
    else:
        rounded = (Decimal(size) / 1_000_000).quantize(Decimal("0.1"), rounding=ROUND_UP)
        unit, number, pattern = "digital-megabyte", rounded, "0.0"
    text: str = format_unit(
        number,
        unit,
        length="short",
        format=pattern,
        locale=babel_locale(locale),
        numbering_system="default",
    )
    return local_digits(text, locale)
