"""The beginning of a rendered text, for a place with room for a few lines."""

from __future__ import annotations

from collections.abc import Sequence
from html.parser import HTMLParser

from markupsafe import Markup

# HTML 13.1.2: these elements have no end tag.
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "wbr")
)
_LISTS = ("ul", "ol")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def beginning(html: Markup, items: int, characters: int) -> tuple[Markup, Markup]:
    """Return the first blocks of a rendered text and the rest, which may be empty.

    The first list keeps at most `items` items, and blocks are added while the text is at most
    `characters` long. The first part is never empty and does not end with a heading, and no block
    but a list is cut.
    """
    blocks = _blocks(str(html))
    length = 0
    for at, block in enumerate(blocks):
        if at and length + block.length > characters:
            at = _without_headings(blocks[:at])
            return _joined(blocks[:at]), _joined(blocks[at:])
        if block.name in _LISTS and len(block.items) > items:
            first = _joined([*blocks[:at], block.with_first(items)])
            return first, _joined([block.without_first(items), *blocks[at + 1 :]])
        length += block.length
    return _joined(blocks), Markup("")


def _without_headings(blocks: list[_Block]) -> int:
    """Return how many blocks there are before the headings at the end; all if all are headings."""
    texts = [at for at, block in enumerate(blocks, 1) if block.name not in _HEADINGS]
    return texts[-1] if texts else len(blocks)


def _joined(blocks: Sequence[_Block | str]) -> Markup:
    html = (block if isinstance(block, str) else block.html for block in blocks)
    return Markup("\n".join(html).strip())


class _Block:
    """An element with its source; `items` are the places of its own list items."""

    def __init__(self, name: str, attributes: list[tuple[str, str | None]]) -> None:
        self.name = name
        self.attributes = dict(attributes)
        self.html = ""
        self.length = 0
        self.items: list[int] = []

    def with_first(self, count: int) -> str:
        return f"{self.html[: self.items[count]].rstrip()}\n</{self.name}>\n"

    def without_first(self, count: int) -> str:
        begins = f"<{self.name}>"
        if self.name == "ol":
            # The numbers go on where the first part ended.
            start = int(self.attributes.get("start") or 1) + count
            begins = f'<ol start="{start}">'
        return f"{begins}\n{self.html[self.items[count] :]}"


class _Splitter(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.html = html
        self.blocks: list[_Block] = []
        self._open: list[str] = []
        self._start = 0
        self._lines = [0]
        for line in html.splitlines(keepends=True):
            self._lines.append(self._lines[-1] + len(line))

    def _at(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not self._open:
            self._start = self._at()
            self.blocks.append(_Block(tag, attrs))
        elif len(self._open) == 1 and tag == "li":
            self.blocks[-1].items.append(self._at() - self._start)
        if tag in _VOID:
            if not self._open:
                self._close(self._at() + len(self.get_starttag_text() or ""))
            return
        self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            while self._open.pop() != tag:
                pass
            if not self._open:
                self._close(self.html.index(">", self._at()) + 1)

    def handle_data(self, data: str) -> None:
        if self._open:
            self.blocks[-1].length += len(data.strip())

    def _close(self, end: int) -> None:
        self.blocks[-1].html = self.html[self._start : end]


def _blocks(html: str) -> list[_Block]:
    splitter = _Splitter(html)
    splitter.feed(html)
    splitter.close()
    return [block for block in splitter.blocks if block.html]
