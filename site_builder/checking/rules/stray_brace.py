"""A text contains a single brace: a mistyped fact, or a brace that must be doubled.

Fails:

    # content/countries/lu.yml
    locales: [fr]
    # status/outage/incident.yml
    title: {fr: Panne}
    started: 2022-07-25
    # status/outage/2022-07-29.yml
    status: investigating
    as_of: 2022-07-29
    text: {fr: "Il y a {4 fichiers"}

Passes:

    # content/countries/lu.yml
    locales: [fr]
    # status/outage/incident.yml
    title: {fr: Panne}
    started: 2022-07-25
    # status/outage/2022-07-29.yml
    status: investigating
    as_of: 2022-07-29
    text: {fr: "Il y a {{4 fichiers"}
"""

from __future__ import annotations

from collections.abc import Iterable

from site_builder.checking.engine import Check, Examined
from site_builder.model.message import told
from site_builder.model.problem import Finding


def find(examined: Examined) -> Iterable[Finding]:
    for text in examined.texts:
        if text.is_fact:
            # Braces in a fact are shown as written.
            continue
        for offset in text.scan.bad_braces:
            brace = text.value[offset]
            yield Finding(
                text.inside(brace, offset),
                told("This “%(brace)s” has no matching brace.", brace=brace),
                told(
                    "Write `{name}` for a fact, or `%(braces)s` for the character itself.",
                    braces=brace * 2,
                ),
            )


CHECK = Check("stray-brace", "error", find)
