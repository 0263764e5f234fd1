"""The links and pictures of a text, with their exact places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from site_builder.checking.written_texts import WrittenText
from site_builder.model.problem import Place


@dataclass(frozen=True, slots=True)
class WrittenLink:
    target: str
    is_picture: bool
    place: Place
    has_words: bool = True


def written_links(text: WrittenText) -> Iterator[WrittenLink]:
    """Yield every link and picture of a text; a text that is a URL is one link."""
    if text.is_url:
        yield WrittenLink(text.value, False, text.inside(text.value, 0))
    if not text.is_markdown:
        return
    scan = text.scan
    for targets, is_picture in ((scan.links, False), (scan.images, True)):
        for target, offset in targets:
            place = text.inside(_as_written(text.value, target, offset), offset)
            yield WrittenLink(target, is_picture, place, offset not in scan.wordless)


def _as_written(text: str, target: str, offset: int) -> str:
    """Return a link's target as written in the text, where a bare address has no scheme."""
    if text.startswith(target, offset):
        return target
    return target.removeprefix("mailto:").removeprefix("https://")
