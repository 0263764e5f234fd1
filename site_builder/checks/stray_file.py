"""A file that the builder does not know. What it says appears nowhere.

Fails:

    # content/countries/lu.yml
    locales: [fr]
    # content/notes.txt
    remember

Passes:

    # content/countries/lu.yml
    locales: [fr]
"""

from __future__ import annotations

from collections.abc import Iterable

from site_builder.checks.check import Check, Examined
from site_builder.model.problem import Finding


def find(examined: Examined) -> Iterable[Finding]:
    return examined.reading.strays


CHECK = Check("stray-file", "warning", find)
