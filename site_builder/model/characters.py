"""Characters that no text needs: those that act, and those that are invisible."""

from __future__ import annotations

import re
import unicodedata

from site_builder.model.message import Message, told

# All except tabs and line ends: C0, C1, and what Unicode never assigns (Unicode, 23.1 and 23.7).
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
# The symbols of Word's bullets are left to the check of bullets.
INVISIBLE = re.compile(
    r"[\u180e\u200b\u202a-\u202e\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb]"
    r"|(?![\uf0b7\uf0a7\uf0d8])[\ue000-\uf8ff]|[\U000f0000-\U0010ffff]"
)
# What looks like nothing, or like a plain space, in a word or date.
_HIDDEN = re.compile(r"[\xa0\xad\u2000-\u200f\u202f\u205f\u3000]|" + INVISIBLE.pattern)
# What moves a terminal's cursor, ends a line, turns the order of characters around, or is the
# broken byte of a file's name.
_ACTING = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def visible(text: str) -> str:
    """Return one line of text for a terminal or log, with acting characters as escapes."""
    return _ACTING.sub(lambda match: match[0].encode("unicode_escape").decode(), text)


def named(character: str) -> str:
    """Return how Unicode names a character, with its code: `zero width space (U+200B)`."""
    code = f"U+{ord(character):04X}"
    name = unicodedata.name(character, "").lower()
    return f"{name} ({code})" if name else code


def hidden_character(text: str) -> Message | None:
    """Return a sentence about the first character of a word that nobody sees; None if all show."""
    found = _HIDDEN.search(text)
    if found is None:
        return None
    plain = _HIDDEN.sub(lambda match: " " if match[0].isspace() else "", text)
    before = text[: found.start()]
    where = told("after “%(before)s”", before=before) if before else told("at its beginning")
    return told(
        "“%(text)s” contains an invisible character, %(character)s, %(where)s.",
        text=plain,
        character=named(found[0]),
        where=where,
    )
