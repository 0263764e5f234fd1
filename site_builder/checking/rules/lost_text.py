"""A `#` cuts off a text without quotes: the rest would not be published.

In YAML, a `#` after a space starts a comment. That is fine after a status, a date or a number, and
after a closing quotation mark or bracket. After a text without quotes, the builder cannot tell
whether you meant a comment, so it reports an error. Put a comment on its own line and start it in
the column of the key, or before it; further in, it would end the text above.

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

from site_builder.checking.engine import Check, Examined
from site_builder.model.problem import Finding


def find(examined: Examined) -> Iterable[Finding]:
    return examined.shape_findings("lost-text")


CHECK = Check("lost-text", "error", find)
