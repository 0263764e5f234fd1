"""A language id does not exist, or is not in the expected form.

Fails:

    # content/countries/lu.yml
    locales: [fr_LU]

Passes:

    # content/countries/lu.yml
    locales: [fr-LU]
"""

from __future__ import annotations

from collections.abc import Iterable

from site_builder.checking.engine import Check, Examined
from site_builder.model.problem import Finding


def find(examined: Examined) -> Iterable[Finding]:
    return examined.shape_findings("unknown-locale")


CHECK = Check("unknown-locale", "error", find)
