"""A picture or download in content/files/ cannot be published.

The name must work as part of an address, and the content must match the name's extension. The
builder removes all metadata about the author, time and place. It reports what it cannot remove:
scripts, macros, comments and tracked changes.

Fails:

    # content/countries/lu.yml
    locales: [fr]
    # content/files/notes.pdf
    Not a PDF.

Passes:

    # content/countries/lu.yml
    locales: [fr]
    # status/outage/incident.yml
    title: {fr: Panne}
    started: 2022-07-25
    # status/outage/2022-07-29.yml
    status: investigating
    as_of: 2022-07-29
    text: {fr: "[Heures](files/heures.csv)"}
    # content/files/heures.csv
    Date,Hours
    2022-07-29,4
"""

from __future__ import annotations

from collections.abc import Iterable

from site_builder.checking.engine import Check, Examined
from site_builder.model.problem import Finding


def find(examined: Examined) -> Iterable[Finding]:
    return examined.reading.refused_files


CHECK = Check("bad-file", "error", find)
