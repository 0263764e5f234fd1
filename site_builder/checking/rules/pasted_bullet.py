"""A bullet was pasted from a word processor. Markdown does not turn it into a list.

Fails:

    # content/countries/lu.yml
    locales: [fr]
    # status/outage/incident.yml
    title: {fr: Panne}
    started: 2022-07-25
    # status/outage/2022-07-29.fr.md
    ---
    status: investigating
    as_of: 2022-07-29
    ---

    • Le portail
    • Le téléphone

Passes:

    # content/countries/lu.yml
    locales: [fr]
    # status/outage/incident.yml
    title: {fr: Panne}
    started: 2022-07-25
    # status/outage/2022-07-29.fr.md
    ---
    status: investigating
    as_of: 2022-07-29
    ---

    - Le portail
    - Le téléphone
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from site_builder.checking.engine import Check, Examined
from site_builder.markdown.comments import masked
from site_builder.model.message import told
from site_builder.model.problem import Finding
from site_builder.shapes.fields import shorten

# The bullets of Word, LibreOffice and web pages; the last three are from Word's symbol fonts.
_BULLET = re.compile(r"^[ \t>]*([·•‣▪▫●○◦■□\uf0b7\uf0a7\uf0d8])[ \t\xa0]+(\S.*)$", re.MULTILINE)


def find(examined: Examined) -> Iterable[Finding]:
    for text in examined.texts:
        if not text.is_markdown:
            continue
        # One warning per list, at its first line.
        last = -1
        for bullet in _BULLET.finditer(masked(text.value, "comment", "open", "code")):
            if text.value[last : bullet.start()].strip() or last < 0:
                yield Finding(
                    text.inside(bullet[1], bullet.start(1)),
                    told("“%(bullet)s” does not start a list item.", bullet=bullet[1]),
                    told(
                        "Start each line of the list with a hyphen: `- %(text)s`.",
                        text=shorten(bullet[2]),
                    ),
                )
            last = bullet.end()


CHECK = Check("pasted-bullet", "warning", find)
