"""A country has several time zones, and its file does not say which one to use.

If a country has a single zone, the builder uses it. With several, a guess would show times at the
wrong hour and lift embargoes at the wrong time.

Fails:

    # content/countries/us.yml
    locales: [en]

Passes:

    # content/countries/us.yml
    locales: [en]
    time_zone: America/New_York
    # content/countries/lu.yml
    locales: [fr]
"""

from __future__ import annotations

from collections.abc import Iterable

from site_builder.checking.engine import Check, Examined
from site_builder.language.zones import zones_of
from site_builder.model.country import CountryId
from site_builder.model.message import told
from site_builder.model.problem import Finding, Place


def find(examined: Examined) -> Iterable[Finding]:
    for shaped in examined.of_kind("country"):
        document = shaped.document
        # A misspelt zone has its own error.
        zones = zones_of(CountryId(document.id)) if "time_zone" not in document.value else ()
        if len(zones) > 1:
            yield Finding(
                Place(document.file),
                told(
                    "%(country)s has %(count)s time zones, and this file does not name one.",
                    country=document.id.upper(),
                    count=len(zones),
                ),
                told(
                    "Add `time_zone: %(first)s`, or choose another: %(others)s.",
                    first=zones[0],
                    others=", ".join(zones[1:]),
                ),
            )


CHECK = Check("missing-time-zone", "error", find)
