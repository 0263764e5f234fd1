"""A picture or download of content/files/ that cannot be published.

Its name must be an address, its content what the name says, and readable by everyone. Everything
in it that tells who made it, when and where is removed; what cannot be removed is named here:
scripts, macros, comments, tracked changes.

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

from site_builder.checks.check import Check, Examined
from site_builder.model.problem import Finding


def find(examined: Examined) -> Iterable[Finding]:
    return examined.reading.refused_files


CHECK = Check("bad-file", "error", find)
