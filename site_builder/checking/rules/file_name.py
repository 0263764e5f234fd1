"""A file has the wrong name, encoding or location.

Fails:

    # content/countries/lu.yml
    locales: [fr]
    # status/outage/Incident.yml
    title: {fr: Panne}

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
    return examined.reading.files


CHECK = Check("file-name", "error", find)
