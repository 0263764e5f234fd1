"""The marks in rendered HTML that each edition replaces."""

from __future__ import annotations

import re

# Marks in the rendered HTML; authors' texts are cleaned of these private-use characters.
CLOSE, FACT, LINK, END = "\ue001", "\ue002", "\ue003", "\ue004"
# Replaces `_` in names of facts while Markdown is parsed, because `{a-_b}` could begin emphasis.
UNDERSCORE = "\ue005"
# A fact in code, a link written left to right, an id, a link to an id, one back, a heading's depth.
FACT_IN_CODE, LTR_LINK, ID, NOTE, BACK, DEPTH = (chr(0xE006 + i) for i in range(6))
# A picture: whether it is in a link (`1`), its target, and its description after the other mark.
PICTURE, WORDS = "\ue00c", "\ue00d"
# Our own marks, and characters that no HTML or XML document may have (XML 1.0, 2.2 Char).
MARKS = re.compile("[\ue000-\ue02f\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
SLOT = re.compile(f"([{FACT}{LINK}{FACT_IN_CODE}-{PICTURE}])(.*?){CLOSE}|{END}", re.DOTALL)
FACT_NAME = r"[a-z0-9][a-z0-9_-]*"
BRACES = re.compile(rf"\{{\{{|\}}\}}|\{{({FACT_NAME})\}}|[{{}}]", re.ASCII)


def fact_slots(text: str, mark: str = FACT) -> str:
    """Return the text with a slot for each fact, and single braces for doubled ones."""
    if "{" not in text and "}" not in text:
        return text

    def replace(match: re.Match[str]) -> str:
        if match[1] is not None:
            return f"{mark}{match[1]}{CLOSE}"
        return match[0][0]

    return BRACES.sub(replace, text)
