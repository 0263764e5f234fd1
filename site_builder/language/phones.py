"""Telephone numbers, read with libphonenumber's plans of every country.

The library is only loaded if a number is read, so other sites do not wait for it.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from site_builder.model.country import GROUP, CountryId

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

# No subscriber's number is so short that a code of this length could be one cut off.
_LONGEST_UNLISTED_CODE = 4


@lru_cache(maxsize=1024)
def tel_link(text: str, country: CountryId) -> str:
    """Return the `tel:` address of a number in a country's file.

    RFC 3966 section 3: a global number if it is valid (E.164), otherwise the digits as written,
    because a short code such as 112 has no global form.
    """
    import phonenumbers

    number = _parse(text, country)
    if number is not None and phonenumbers.is_valid_number(number):
        link = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
        return f"tel:{link}{f';ext={number.extension}' if number.extension else ''}"
    return f"tel:{'+' if text.lstrip().startswith('+') else ''}{_digits(text)}"


@lru_cache(maxsize=1024)
def is_phone(text: str, country: CountryId) -> bool:
    """Return whether a number can be dialled in a country; for the group, in the whole world.

    Short codes (112, 116 123) are valid in their country, and never for the group.
    """
    import phonenumbers
    from phonenumbers import shortnumberinfo

    number = _parse(text, country)
    if number is None:
        return False
    if phonenumbers.is_valid_number(number):
        return True
    region = _region(country)
    if region is None or text.lstrip().startswith("+"):
        return False
    if shortnumberinfo.is_valid_short_number_for_region(number, region):
        return True
    is_code = len(str(number.national_number)) <= _LONGEST_UNLISTED_CODE
    return is_code and shortnumberinfo.is_possible_short_number_for_region(number, region)


def how_to_write(text: str, country: CountryId) -> tuple[str, ...]:
    """Return the number that was probably meant, if only a plus is missing; otherwise examples."""
    import phonenumbers

    form = phonenumbers.PhoneNumberFormat
    meant = _parse(f"+{_digits(text)}", GROUP)
    if meant is not None and phonenumbers.is_valid_number(meant):
        return (phonenumbers.format_number(meant, form.INTERNATIONAL),)
    example = phonenumbers.example_number(_region(country) or "LU")
    if example is None:
        return ("+352 26 00 00",)
    forms = (form.INTERNATIONAL,) if country == GROUP else (form.NATIONAL, form.INTERNATIONAL)
    return tuple(dict.fromkeys(phonenumbers.format_number(example, kind) for kind in forms))


def _digits(text: str) -> str:
    return "".join(c for c in text if c.isdigit() and c.isascii())


def _region(country: CountryId) -> str | None:
    return None if country == GROUP else country.upper()


def _parse(text: str, country: CountryId) -> PhoneNumber | None:
    import phonenumbers

    try:
        return phonenumbers.parse(text, _region(country))
    except phonenumbers.NumberParseException:
        return None
