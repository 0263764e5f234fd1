"""The builder does not know the public holidays of this country.

It knows those of most countries, but not those of the group, whose readers live everywhere.

Fails:

    # content/countries/group.yml
    locales: [en]
    holidays: [public]

Passes:

    # content/countries/lu.yml
    locales: [fr]
    holidays: [public, 2022-12-24]
"""

from __future__ import annotations

from collections.abc import Iterable

from site_builder.checking.engine import Check, Examined
from site_builder.language.holidays import has_public_holidays
from site_builder.model.country import GROUP, CountryId
from site_builder.model.message import told
from site_builder.model.problem import Finding


def find(examined: Examined) -> Iterable[Finding]:
    for shaped in examined.of_kind("country"):
        country = CountryId(shaped.document.id)
        for i, item in enumerate(shaped.shape.holidays):
            if item == "public" and not has_public_holidays(country):
                message = told(
                    "The builder does not know the public holidays of “%(country)s”.",
                    country=country,
                )
                if country == GROUP:
                    message = told("The builder does not know the public holidays of the group.")
                yield Finding(
                    shaped.document.place("holidays", i),
                    message,
                    told(
                        "List each date instead: `2026-12-24`, or `{date: 2026-12-24, name: ...}`."
                    ),
                )


CHECK = Check("unknown-holidays", "error", find)
