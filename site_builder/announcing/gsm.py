"""The alphabet of text messages, and the number of parts a text needs.

Source: 3GPP TS 23.038, 6.2.1 (the GSM 7 bit default alphabet and its extension table) and TS
23.040, 9.2.3.24 (the header that joins parts, which takes 7 places of 7 bits or 3 of 16).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
# Each is an escape and a character, which must stay in one part.
_EXTENSION = frozenset("\f^{}\\[~]|€")
# Signs only: a letter in place of another one could change a name or a word.
PLAIN_SIGNS = str.maketrans(
    {
        **dict.fromkeys("\u00a0\u2002\u2003\u2007\u2008\u2009\u200a\u202f\u3000\t", " "),
        **dict.fromkeys("‘’‚‛′ʼ", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‹›", "'"),
        **dict.fromkeys("‐‑‒–—―−•·", "-"),
        "…": "...",
        "×": "x",
        # Soft hyphens, direction marks and joiners have no effect in this alphabet.
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff", ""),
        **dict.fromkeys("\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069", ""),
    }
)
_SPACES = re.compile(" {2,}")


def is_in_alphabet(text: str) -> bool:
    """Return whether every character of the text needs only 7 bits in a text message."""
    return all(character in _BASIC or character in _EXTENSION for character in text)


def in_alphabet(text: str) -> str:
    """Return the text with plain characters instead of typographic ones, if it then fits the
    alphabet.

    A text with other letters is unchanged: it is sent in UCS-2, which has the typographic
    characters.
    """
    plain = _SPACES.sub(" ", text.translate(PLAIN_SIGNS))
    return plain if is_in_alphabet(plain) else text


def sms_parts(text: str) -> int:
    """Return the number of parts, each of 160 characters of the alphabet or 70 UTF-16 units."""
    if is_in_alphabet(text):
        return _parts((2 if character in _EXTENSION else 1 for character in text), 160, 153)
    return _parts((2 if ord(character) > 0xFFFF else 1 for character in text), 70, 67)


def _parts(sizes: Iterable[int], single: int, several: int) -> int:
    """Return how many parts characters of these sizes need, without splitting any character."""
    whole = list(sizes)
    if sum(whole) <= single:
        return 1
    parts, used = 1, 0
    for size in whole:
        if used + size > several:
            parts, used = parts + 1, 0
        used += size
    return parts
