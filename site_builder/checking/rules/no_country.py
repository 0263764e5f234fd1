"""The site has no country, so it has no pages.

Fails:

    # content/facts.yml
    files: 4

Passes:

    # content/countries/lu.yml
    locales: [fr]
"""

from __future__ import annotations

from collections.abc import Iterable

from site_builder.checking.engine import Check, Examined
from site_builder.checking.named import countries_named
from site_builder.model.message import told
from site_builder.model.problem import Finding, Place


def find(examined: Examined) -> Iterable[Finding]:
    if not countries_named(examined):
        yield Finding(
            Place("content/countries"),
            told("This site has no country yet, so there is nothing to build."),
            told(
                "Create a file for each country, such as `content/countries/lu.yml` with "
                "`locales: [fr, de]`. `group.yml` is the international edition."
            ),
        )


CHECK = Check("no-country", "error", find)
