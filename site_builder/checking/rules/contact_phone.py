"""A phone number cannot be dialled: it is too short or long, or from another country.

Numbers are checked against the numbering plan of the file's country or, if they start with `+`, of
the country they name. Emergency, freephone and other short numbers are valid too. In group.yml,
only international numbers work for all readers.

Fails:

    # content/countries/lu.yml
    locales: [fr]
    contacts:
      - phone: "0800 123 456"

Passes:

    # content/countries/lu.yml
    locales: [fr]
    contacts:
      - phone: "8002 1234"
      - phone: "+32 2 523 40 60"
      - phone: "112"
"""

from __future__ import annotations

from collections.abc import Iterable

from site_builder.checking.engine import Check, Examined
from site_builder.language.phones import how_to_write, is_phone
from site_builder.model.country import GROUP, CountryId
from site_builder.model.message import any_of, told
from site_builder.model.problem import Finding
from site_builder.shapes.fields import shorten


def find(examined: Examined) -> Iterable[Finding]:
    for shaped in examined.of_kind("country"):
        country = CountryId(shaped.document.id)
        # An unknown country has no numbering plan; another check reports it.
        if country not in examined.catalogue.countries:
            continue
        for i, contact in enumerate(shaped.shape.contacts):
            phone = contact.phone
            # Another check reports text without any digit.
            if not isinstance(phone, str) or not any(c.isdigit() for c in phone):
                continue
            if not is_phone(phone, country):
                where = (
                    told("from every country")
                    if country == GROUP
                    else told("in %(country)s", country=country.upper())
                )
                written = any_of([f"`{form}`" for form in how_to_write(phone, country)])
                yield Finding(
                    shaped.document.place("contacts", i, "phone"),
                    told(
                        "“%(phone)s” is not a phone number that can be dialled %(where)s.",
                        phone=shorten(phone),
                        where=where,
                    ),
                    told(
                        "Write a number such as %(written)s. Start a number in another country "
                        "with `+` and its calling code.",
                        written=written,
                    ),
                )


CHECK = Check("contact-phone", "warning", find)
