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
    return examined.shape_findings("missing-key")


CHECK = Check("missing-key", "error", find)
