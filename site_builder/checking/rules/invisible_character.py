"""A text contains a character that is invisible, or that reverses the order of letters.

U+202E shows `exe.gpj` as `jpg.exe`. A word with a zero-width space looks right, but no search finds
it. Characters for private use show as empty boxes. Marks that languages need are fine: joiners, and
the direction marks U+200E and U+200F.

Fails:

    # content/countries/lu.yml
    locales: [fr]
    # status/outage/incident.yml
    title: {fr: "Pan\\u200bne"}
    started: 2022-07-25
    # status/outage/2022-07-29.yml
    status: investigating
    as_of: 2022-07-29
    text: {fr: "Le portail"}

Passes:

    # content/countries/il.yml
    locales: [he]
    # status/outage/incident.yml
    title: {he: "תקלה\\u200f!"}
    started: 2022-07-25
    # status/outage/2022-07-29.yml
    status: investigating
    as_of: 2022-07-29
    text: {he: "הפורטל\\u200f."}
"""

from __future__ import annotations

from collections.abc import Iterable

from site_builder.checking.engine import Check, Examined
from site_builder.model.characters import INVISIBLE, named
from site_builder.model.message import told
from site_builder.model.problem import Finding

# Languages without spaces, whose words may be cut there (Unicode, 23.2).
_CUT_BY_ZERO_WIDTH_SPACES = frozenset(("km", "lo", "my", "th"))


def find(examined: Examined) -> Iterable[Finding]:
    for text in examined.texts:
        language = str(text.path[-1]).partition("-")[0]
        for match in INVISIBLE.finditer(text.value):
            if match[0] == "\u200b" and language in _CUT_BY_ZERO_WIDTH_SPACES:
                continue
            yield Finding(
                text.inside(match[0], match.start()),
                told(
                    "This text contains an invisible character, %(character)s.",
                    character=named(match[0]),
                ),
                told("Delete the character, or type the text again."),
            )


CHECK = Check("invisible-character", "warning", find)
