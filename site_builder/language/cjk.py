"""Chinese, Japanese and Korean in Markdown: bold next to their punctuation, and line breaks.

Emphasis follows the amendments to CommonMark at github.com/tats-u/markdown-cjk-friendly
(specification.md, 6.2), of which there is no maintained port for markdown-it-py. Line breaks follow
CSS Text 3, 4.1.3 (segment break transformation).
"""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import east_asian_width

MAY_BE_CJK = re.compile("[\u1100-\u11ff\u2e80-\uffef\U00016fe0-\U0001b2ff\U0001f200-\U0003ffff]")
"""Characters to look for first: a text without any needs no rule of this module."""
_HANGUL = re.compile("[\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff\uffa0-\uffdc]")
# Wide, but pictures (UTS 51), which occur in texts of every language.
_EMOJI = re.compile("[\u231a-\u2bff\U0001f000-\U0001faff]")
# Quotation marks and dashes of Chinese that Unicode calls ambiguous in width (UAX 11).
_AMBIGUOUS = frozenset("“”‘’…—·")


@lru_cache(maxsize=4096)
def is_cjk(character: str) -> bool:
    """Return whether a character is Chinese, Japanese or Korean; punctuation is, emoji are not."""
    if _HANGUL.match(character):
        return True
    return east_asian_width(character) in "WFH" and not _EMOJI.match(character)


def joins(before: str, after: str) -> bool:
    """Return whether a line break between two characters adds no space; in Korean it does."""
    if _HANGUL.match(before) or _HANGUL.match(after):
        return False
    one, other = is_cjk(before), is_cjk(after)
    return (one and (other or after in _AMBIGUOUS)) or (other and before in _AMBIGUOUS)
