"""The links and pictures of a text with their exact places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from site_builder.model.problem import Place
from site_builder.written import WrittenText


@dataclass(frozen=True, slots=True)
class WrittenLink:
    target: str
    is_picture: bool
    place: Place
    has_words: bool = True


def written_links(text: WrittenText) -> Iterator[WrittenLink]:
    """Every link and picture of a text; of a URL the whole."""
    if text.is_url:
        yield WrittenLink(text.value, False, text.inside(text.value, 0))
    if not text.is_markdown:
        return
    scan = text.scan
    for targets, is_picture in ((scan.links, False), (scan.images, True)):
        position = 0
        for target, offset in targets:
            found = _in_link(text.value, target, position)
            position = offset if found is None else found + len(target)
            place = text.inside(target, offset if found is None else found)
            yield WrittenLink(target, is_picture, place, offset not in scan.wordless)


def _in_link(text: str, target: str, start: int) -> int | None:
    """Where a target stands as one: its words may stand in the link's text too."""
    pattern = re.compile(rf"(?:\]\(\s*<?|<|\]:\s*<?){re.escape(target)}(?=[\s)>]|\Z)")
    match = pattern.search(text, start) or pattern.search(text)
    return match.end() - len(target) if match else None
