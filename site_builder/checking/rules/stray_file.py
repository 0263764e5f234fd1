"""The builder does not read a file, so its content appears nowhere.

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

from site_builder.checking.engine import Check, Examined
from site_builder.model.problem import Finding


def find(examined: Examined) -> Iterable[Finding]:
    return examined.reading.strays


CHECK = Check("stray-file", "warning", find)
