"""A key appears twice. YAML would silently keep only the last one.

Fails:

    # content/countries/lu.yml
    locales: [fr]
    locales: [de]

Passes:

    # content/countries/lu.yml
    locales: [fr]
"""

from __future__ import annotations

from collections.abc import Iterable

from site_builder.checking.engine import Check, Examined
from site_builder.model.problem import Finding


def find(examined: Examined) -> Iterable[Finding]:
    return examined.reading.duplicates


CHECK = Check("duplicate-key", "error", find)
