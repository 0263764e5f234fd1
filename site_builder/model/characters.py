"""Characters that no text needs: those that act, and those that are invisible."""

from __future__ import annotations

import re

# All except tabs and line ends: C0, C1, and what Unicode never assigns (Unicode, 23.1 and 23.7).
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
# The symbols of Word's bullets are left to the check of bullets.
INVISIBLE = re.compile(
    r"[\u180e\u200b\u202a-\u202e\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb]"
    r"|(?![\uf0b7\uf0a7\uf0d8])[\ue000-\uf8ff]|[\U000f0000-\U0010ffff]"
)
# Characters that move a terminal's cursor, end a line, reverse the order of characters, or are the
# broken byte of a file name.
_ACTING = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def visible(text: str) -> str:
    """Return one line of text for a terminal or log, with acting characters as escapes."""
    return _ACTING.sub(lambda match: match[0].encode("unicode_escape").decode(), text)
