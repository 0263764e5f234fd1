"""An update has neither `as_of` nor `published`.

Fails:

    # content/countries/lu.yml
    locales: [fr]
    # status/outage/incident.yml
    title: {fr: Panne}
    started: 2022-07-25
    # status/outage/2022-07-29.yml
    status: monitoring
    text: {fr: Texte}

Passes:

    # content/countries/lu.yml
    locales: [fr]
    # status/outage/incident.yml
    title: {fr: Panne}
    started: 2022-07-25
    # status/outage/2022-07-29.yml
    status: investigating
    as_of: 2022-07-29
    text: {fr: Texte}
"""

from __future__ import annotations

from collections.abc import Iterable

from site_builder.checking.engine import Check, Examined
from site_builder.model.message import told
from site_builder.model.problem import Finding, Place


def find(examined: Examined) -> Iterable[Finding]:
    for shaped in examined.of_kind("update"):
        written = shaped.document.value
        if "as_of" not in written and "published" not in written:
            if any(examined.is_misspelt(shaped.document, key) for key in ("as_of", "published")):
                continue
            yield Finding(
                Place(shaped.document.file),
                told("This update has no date."),
                told(
                    "Add the date that it describes, such as `as_of: 2026-11-25`, the date on "
                    "which it is published, such as `published: 2026-11-25 09:00`, or both."
                ),
            )


CHECK = Check("missing-date", "error", find)
