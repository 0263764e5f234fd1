"""A heading has no space after its `#` signs, so it is not a heading.

Markdown shows `##What to do` as typed. Write `## What to do`. Source: CommonMark, 4.2.

Fails:

    # content/countries/lu.yml
    locales: [fr]
    # content/pages/about.fr.md
    ---
    title: À propos
    ---

    ##Contact

    Texte

Passes:

    # content/countries/lu.yml
    locales: [fr]
    # content/pages/about.fr.md
    ---
    title: À propos
    ---

    ## Contact

    Texte
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from site_builder.checking.engine import Check, Examined
from site_builder.markdown.comments import masked
from site_builder.model.message import told
from site_builder.model.problem import Finding
from site_builder.shapes.fields import shorten

# A single `#` before a word can be a tag on a social network, and `##12` a number.
_HEADING = re.compile(r"^ {0,3}(#{2,6})([^#\s\d].*)$", re.MULTILINE)


def find(examined: Examined) -> Iterable[Finding]:
    for text in examined.texts:
        if not text.is_markdown or "##" not in text.value:
            continue
        for heading in _HEADING.finditer(masked(text.value, "comment", "open", "code")):
            yield Finding(
                text.inside(heading[1], heading.start(1)),
                told(
                    "“%(signs)s” does not start a heading here: a space is missing after it.",
                    signs=heading[1],
                ),
                told("Write `%(signs)s %(words)s`.", signs=heading[1], words=shorten(heading[2])),
            )


CHECK = Check("heading-space", "warning", find)
