"""Numbers and lists as CLDR writes them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Context, Decimal, localcontext

from babel.lists import format_list as babel_list
from babel.numbers import format_decimal, format_percent

from site_builder.language.digits import local_digits
from site_builder.model.fact import Percentage
from site_builder.model.locale import LocaleId, babel_locale

# Facts have up to 30 digits and a percentage 2 more decimals; Python's default is 28.
_EXACT = Context(prec=40)


def format_number(number: int | Decimal, locale: LocaleId) -> str:
    """Return a number with the locale's digits and grouping, keeping the decimals as written."""
    cldr = babel_locale(locale)
    exponent = Decimal(number).as_tuple().exponent
    places = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    # The whole part of CLDR's pattern has the grouping, which is not by threes everywhere.
    pattern = cldr.decimal_formats[None].pattern.partition(".")[0]
    if places:
        pattern += "." + "0" * places
    with localcontext(_EXACT):
        text: str = format_decimal(number, format=pattern, locale=cldr, numbering_system="default")
    return local_digits(text, locale)


def format_percentage(percentage: Percentage, locale: LocaleId) -> str:
    """Return a percentage with the locale's sign and spacing, keeping the decimals as written."""
    cldr = babel_locale(locale)
    pattern: str = cldr.percent_formats[None].pattern
    if percentage.places:
        decimals = "." + "0" * percentage.places
        pattern = pattern.replace("#,##0", "#,##0" + decimals)
    with localcontext(_EXACT):
        text: str = format_percent(
            percentage.value / 100, format=pattern, locale=cldr, numbering_system="default"
        )
    return local_digits(text, locale)


def format_list(items: Sequence[str], locale: LocaleId) -> str:
    """Return the items joined as in the locale: “a, b and c”."""
    text: str = babel_list(list(items), locale=babel_locale(locale))
    return text
