"""A required key is missing.

Fails:

    # content/countries/lu.yml
    locales: [fr]
    # status/outage/incident.yml
    started: 2022-07-25

Passes:

    # content/countries/lu.yml
    locales: [fr]
    # status/outage/incident.yml
    title: {fr: Panne}
    started: 2022-07-25
"""

from __future__ import annotations

from collections.abc import Iterable

from site_builder.checking.engine import Check, Examined
from site_builder.model.problem import Finding


def find(examined: Examined) -> Iterable[Finding]:
    for shaped in examined.shaped:
        for error in shaped.errors:
            key = str(error.path[-1]) if error.path else ""
            is_on_top = len(error.path) == 1
            if error.code == "missing-key" and not (
                is_on_top and examined.is_misspelt(shaped.document, key)
            ):
                yield error.finding


CHECK = Check("missing-key", "error", find)
