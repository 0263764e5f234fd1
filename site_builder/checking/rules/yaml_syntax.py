"""A file is not valid YAML, so the builder cannot read any of it.

Fails:

    # content/countries/lu.yml
    locales: [fr]
    name: Lux: embourg

Passes:

    # content/countries/lu.yml
    locales: [fr]
    name: 'Lux: embourg'
"""

from __future__ import annotations

from collections.abc import Iterable

from site_builder.checking.engine import Check, Examined
from site_builder.model.problem import Finding


def find(examined: Examined) -> Iterable[Finding]:
    return examined.reading.syntax


CHECK = Check("yaml-syntax", "error", find)
