"""A single brace in a text: a fact that is not written as one, or a brace that should be doubled.

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

from site_builder.checks.check import Check, Examined
from site_builder.checks.texts import written_texts
from site_builder.model.problem import Finding
from site_builder.rendering.markdown import scan_text


def find(examined: Examined) -> Iterable[Finding]:
    for text in written_texts(examined):
        for offset in scan_text(text.value).bad_braces:
            brace = text.value[offset]
            yield Finding(
                text.inside(brace, offset),
                f"The brace “{brace}” stands alone here.",
                f"A fact is written `{{name}}`; for a brace itself write `{brace * 2}`.",
            )


CHECK = Check("stray-brace", "error", find)
