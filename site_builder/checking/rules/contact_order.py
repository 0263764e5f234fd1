"""A temporary contact ends before it starts.

Fails:

    # content/countries/lu.yml
    locales: [fr]
    contacts:
      - {email: aide@example.org, from: 2022-08-01, until: 2022-07-01}

Passes:

    # content/countries/lu.yml
    locales: [fr]
    contacts:
      - {email: aide@example.org, from: 2022-07-01, until: 2022-08-01}
"""

from __future__ import annotations

from collections.abc import Iterable

from site_builder.checking.engine import Check, Examined
from site_builder.model.country import CountryId
from site_builder.model.message import told
from site_builder.model.problem import Finding


def find(examined: Examined) -> Iterable[Finding]:
    for shaped in examined.of_kind("country"):
        zone = examined.catalogue.countries[CountryId(shaped.document.id)].zone
        for i, contact in enumerate(shaped.shape.contacts):
            if contact.since is None or contact.until is None:
                continue
            if contact.until.within(zone).is_before(contact.since.within(zone)):
                yield Finding(
                    shaped.document.place("contacts", i, "until"),
                    told("This contact ends before it starts."),
                    told("Write a date for `until` that is not before `from`, or swap the two."),
                )


CHECK = Check("contact-order", "error", find)
