"""A key that no entry of this kind has: most often a slip of the pen.

A key the builder does not know would be ignored, and what it says would be missing on the page.

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

from site_builder.checks.check import Check, Examined
from site_builder.model.problem import Finding


def find(examined: Examined) -> Iterable[Finding]:
    return examined.shape_findings("unknown-key")


CHECK = Check("unknown-key", "error", find)
