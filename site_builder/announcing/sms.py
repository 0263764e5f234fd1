"""How many parts a text has as an SMS."""

from __future__ import annotations

# 3GPP TS 23.038, 6.2.1: the default alphabet, and the characters that take two places in it.
_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_DOUBLE = frozenset("^{}\\[~]|€")


def sms_parts(text: str) -> int:
    """The number of parts: of 160 characters of the default alphabet, else of 70 UTF-16 units.

    Source: 3GPP TS 23.038 and 23.040, 9.2.3.24: a long text loses 7 or 3 places of each part.
    """
    if all(character in _BASIC or character in _DOUBLE for character in text):
        length = sum(2 if character in _DOUBLE else 1 for character in text)
        return _parts(length, 160, 153)
    return _parts(len(text.encode("utf-16-le")) // 2, 70, 67)


def _parts(length: int, single: int, several: int) -> int:
    return 1 if length <= single else -(-length // several)
