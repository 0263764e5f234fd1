"""Text that keeps its own order in right-to-left texts: Latin names, addresses, phone numbers.

Unicode's algorithm (UAX 9) gives signs at the end of a Latin name, and the spaces between the
groups of a number, to the right-to-left words around them: `C++` becomes `++C`, and the groups of
`+972 3 000 1234` change places.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import bidirectional

_RTL = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_LETTER = "A-Za-z\u00aa-\u024f\u0370-\u058f"
_SIGNS = "?._/\\\\@&'’:+#%~=-"
# A full stop belongs to a word only if that is known to end with one; otherwise to the sentence.
_SHORT = ("Inc", "Ltd", "Co", "Corp", "Bros", "Jr", "Sr", "St", "Dr", "Mr", "Mrs", "Ms", "No", "Nr")
_STOP = "(?:" + "|".join(rf"(?<=\b{word})" for word in _SHORT) + r"|(?<=\.[A-Za-z]))\."
_WORD = rf"[{_LETTER}0-9]++(?:[{_SIGNS}]++[{_LETTER}0-9]++)*+(?:{_STOP}|[+#]++)?+"
_NAME = (
    rf"(?<![{_LETTER}0-9])(?:(?<!\S)[.@#/~-])?+(?=[0-9]{{0,6}}[{_LETTER}])"
    rf"{_WORD}(?:[ \u00a0]{_WORD})*+"
)
_NUMBER = r"(?<![\w:.,/])\(?\+?\(?\d++(?:[ \u00a0()/.\-\u2011]{1,3}+\d++)*+"
_RUN = re.compile(f"{_NAME}|{_NUMBER}")
# The end of a time of day or of a longer number: the digits before it are not a phone number.
_GOES_ON = re.compile(r"\w|[:,]\d")
# A number takes the direction of the last letter before it (UAX 9, W7): in "Home Box, 97%" it would
# join the name, on the wrong side of the comma.
_JOINED_NUMBER = re.compile(r"\W{1,3}\d")
_ONLY_LETTERS = re.compile(rf"[{_LETTER} \u00a0]+")
_PLAIN_NUMBER = re.compile(r"[^\w\s]?[\d.,\u00a0\u202f\u066b\u066c]+[^\w\s]?")
_FEWEST_DIGITS = 7


def has_rtl(text: str) -> bool:
    """Return whether part of the text is written from right to left."""
    return _RTL.search(text) is not None


def first_direction(text: str) -> str | None:
    """Return `ltr` or `rtl` by the first letter with a direction, like `dir="auto"`."""
    for character in text:
        kind = bidirectional(character)
        if kind == "L":
            return "ltr"
        if kind in ("R", "AL"):
            return "rtl"
    return None


def ltr_runs(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the text in pieces, each with whether it must be kept left to right."""
    position = 0
    for run in _RUN.finditer(text):
        if _needs_isolation(run[0], text[run.end() : run.end() + 4]):
            if run.start() > position:
                yield text[position : run.start()], False
            yield run[0], True
            position = run.end()
    if position < len(text):
        yield text[position:], False


def _needs_isolation(run: str, following: str) -> bool:
    if _ONLY_LETTERS.fullmatch(run):
        return _JOINED_NUMBER.match(following) is not None
    if any(character.isalpha() for character in run):
        return True
    if _GOES_ON.match(following):
        return False
    return run.lstrip("(").startswith("+") or sum(c.isdigit() for c in run) >= _FEWEST_DIGITS


def is_plain_number(text: str) -> bool:
    """Return whether the text is one number with its signs, which looks the same in both
    directions.
    """
    return _PLAIN_NUMBER.fullmatch(text) is not None
