"""Facts as a locale writes them."""

from __future__ import annotations

from datetime import tzinfo
from decimal import Decimal

from site_builder.language.dates import format_date
from site_builder.language.lines import in_one_line
from site_builder.language.numbers import format_number, format_percentage
from site_builder.model.date import Date
from site_builder.model.fact import FactValue, Percentage
from site_builder.model.locale import LocaleId


def format_fact(value: FactValue, locale: LocaleId, zone: tzinfo) -> str:
    """Number, percentage, date or text, for a reader of `locale` in `zone`."""
    if isinstance(value, Percentage):
        return format_percentage(value, locale)
    if isinstance(value, int | Decimal):
        return format_number(value, locale)
    if isinstance(value, Date):
        return format_date(value, locale, zone)
    return in_one_line(value.in_locale(locale).value)
