"""A text without quotes that a `#` cuts off: what follows would not be published.

In YAML a `#` after a space begins a comment. After a status, a date or a number it may stay one,
and so may one after a closing quotation mark or bracket. After a text nobody can know what was
meant, so it is refused. A comment on a line of its own begins in the column of its key, or before
it: further in, it would end the text above it.

Fails:

    # content/countries/lu.yml
    locales: [fr]
    # content/site.yml
    notice: We fixed #12 and more

Passes:

    # content/countries/lu.yml
    locales: [fr] # to be checked
    # content/site.yml
    # Agreed with the lawyers.
    notice: 'We fixed #12 and more' # for one week
    source: fr # of all texts
"""

from __future__ import annotations

from collections.abc import Iterable

from site_builder.checks.check import Check, Examined
from site_builder.model.problem import Finding


def find(examined: Examined) -> Iterable[Finding]:
    return examined.shape_findings("lost-text")


CHECK = Check("lost-text", "error", find)
