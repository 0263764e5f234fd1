"""A value of another kind than its key needs: a number for a text, one word for a list.

Fails:

    # content/countries/lu.yml
    locales: fr

Passes:

    # content/countries/lu.yml
    locales: [fr]
"""

from __future__ import annotations

from collections.abc import Iterable

from site_builder.checks.check import Check, Examined
from site_builder.model.problem import Finding


def find(examined: Examined) -> Iterable[Finding]:
    yield from examined.reading.types
    yield from examined.shape_findings("wrong-type")


CHECK = Check("wrong-type", "error", find)
