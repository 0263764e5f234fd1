"""A file has a key that does not exist, usually because of a typo.

An unknown key would be ignored, and its content would be missing from the page.

Fails:

    # content/countries/lu.yml
    locales: [fr]
    time_zon: Europe/Luxembourg

Passes:

    # content/countries/lu.yml
    locales: [fr]
    time_zone: Europe/Luxembourg
"""

from __future__ import annotations

from collections.abc import Iterable

from site_builder.checking.engine import Check, Examined
from site_builder.model.problem import Finding


def find(examined: Examined) -> Iterable[Finding]:
    return examined.shape_findings("unknown-key")


CHECK = Check("unknown-key", "error", find)
