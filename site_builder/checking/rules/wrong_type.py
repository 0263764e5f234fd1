"""A value has the wrong type, such as a number instead of a text, or a word instead of a list.

Fails:

    # content/countries/lu.yml
    locales: fr

Passes:

    # content/countries/lu.yml
    locales: [fr]
"""

from __future__ import annotations

from collections.abc import Iterable

from site_builder.checking.engine import Check, Examined
from site_builder.model.problem import Finding


def find(examined: Examined) -> Iterable[Finding]:
    yield from examined.reading.types
    yield from examined.shape_findings("wrong-type")


CHECK = Check("wrong-type", "error", find)
