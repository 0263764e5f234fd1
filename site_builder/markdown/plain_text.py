"""HTML of ours as plain text: for mails, short texts, calendars, the API and the search."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape

# Our own renderers always quote attribute values and escape `>` in them.
_PIECE = re.compile(r"<!--.*?-->|<(/?)([a-zA-Z][a-zA-Z0-9]*)([^>]*)>|([^<]+)", re.DOTALL)
_BACK = re.compile(r' <a href="[^"]*" role="doc-backlink">[^<]*</a>')
_ATTRIBUTE = re.compile(r'([a-z-]+)(?:="([^"]*)")?')
# Not `\s`: spaces that do not break are part of a text.
_SPACES = re.compile(r"[ \t\r\n\f]+")
_BLOCKS = frozenset(
    ("p", "div", "section", "ul", "ol", "table", "pre", "details", "summary", "blockquote")
)
_NEEDS_CARE = re.compile(
    r"<(?!/?(?:p|ul|ol|li|em|strong|a|code|bdi|span|h[1-6]|div|br)[\s>])", re.IGNORECASE
)
_LINE_END = re.compile(r"</?(?:p|ul|ol|li|h[1-6]|div|br)\b[^>]*>")
_TAG = re.compile(r"<[^>]*>")
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_CELLS = ("td", "th")
_RULE = "—"
_BETWEEN_CELLS = " · "
_BREAK = "\ue000"
# WhatsApp, Slack and others show it struck out. Without the marks, it would look valid.
_STRUCK = "~"


def without_back_links(html: str) -> str:
    """Return the HTML without the arrows that lead from a footnote back to the text."""
    return _BACK.sub("", html) if "doc-backlink" in html else html


def plain_text(html: str, *, only_words: bool = False) -> str:
    """Return the text of some HTML, with a blank line between paragraphs and dashes for lists.

    Emphasis is dropped. A link becomes its words and its address in brackets, if the address works
    outside the page. With `only_words` there are no addresses and no dashes.
    """
    writer = _Writer(only_words=only_words)
    for match in _PIECE.finditer(without_back_links(str(html))):
        closing, name, attributes, text = match.groups()
        if text is not None:
            writer.text(unescape(text))
        elif name is not None and closing:
            writer.close(name.lower())
        elif name is not None:
            writer.open(name.lower(), dict(_ATTRIBUTE.findall(attributes)))
    return writer.finish()


def one_line(html: str) -> str:
    """Return the words of some HTML in one line: for an index or a heading."""
    html = without_back_links(str(html))
    if _NEEDS_CARE.search(html):
        text = plain_text(html, only_words=True)
    else:
        # Most texts are paragraphs and lists, which become words on one line.
        text = unescape(_TAG.sub("", _LINE_END.sub(" ", html))).replace(_BREAK, "")
    return _SPACES.sub(" ", text).strip()


@dataclass(slots=True)
class _List:
    """`number` is that of the next item; None in a list with dashes."""

    number: int | None


@dataclass(slots=True, kw_only=True)
class _Writer:
    only_words: bool
    lines: list[str] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    lists: list[_List] = field(default_factory=list)
    prefixes: list[str] = field(default_factory=list)
    links: list[tuple[str, int]] = field(default_factory=list)
    marker: str = ""
    hidden: int = 0
    is_preformatted: bool = False

    def text(self, text: str) -> None:
        if self.hidden:
            return
        text = text.replace(_BREAK, "")
        self.pieces.append(text.replace("\n", _BREAK) if self.is_preformatted else text)

    def open(self, name: str, attributes: dict[str, str]) -> None:
        if name == "svg":
            self.hidden += 1
        elif name == "a":
            self.links.append((_target(attributes), len(self.pieces)))
        elif name == "br":
            self.pieces.append(_BREAK)
        elif name == "img":
            self.pieces.append(unescape(attributes.get("alt", "")))
        elif name == "input":
            self.pieces.append("[x] " if "checked" in attributes else "[ ] ")
        elif name in ("del", "s"):
            self.pieces.append(_STRUCK)
        elif name in _CELLS and "".join(self.pieces).strip():
            self.pieces.append(_BETWEEN_CELLS)
        elif name in ("ul", "ol"):
            self._end_block(is_apart=not self.lists)
            start = int(attributes.get("start") or 1) if name == "ol" else None
            self.lists.append(_List(start))
        elif name == "li":
            self._open_item()
        elif name == "tr":
            self._end_block(is_apart=False)
        elif name == "hr":
            self._end_block()
            self.pieces.append(_RULE)
            self._end_block()
        elif name in _BLOCKS or name in _HEADINGS:
            self._end_block(is_apart=not self.lists)
            self.is_preformatted = self.is_preformatted or name == "pre"
            if name == "blockquote":
                self.prefixes.append("> ")

    def close(self, name: str) -> None:
        if name == "svg":
            self.hidden -= 1
        elif name == "a" and self.links:
            self._close_link(*self.links.pop())
        elif name in ("del", "s"):
            self.pieces.append(_STRUCK)
        elif name == "li":
            self._end_block(is_apart=False)
            self.prefixes.pop()
        elif name in ("ul", "ol") and self.lists:
            self._end_block(is_apart=False)
            self.lists.pop()
            self._separate(is_apart=not self.lists)
        elif name == "tr":
            row = "".join(self.pieces).rstrip()
            self.pieces[:] = [row.removesuffix(_BETWEEN_CELLS.rstrip())]
            self._end_block(is_apart=False)
        elif name in _BLOCKS or name in _HEADINGS:
            self._end_block(is_apart=not self.lists)
            if name == "pre":
                self.is_preformatted = False
            elif name == "blockquote":
                self.prefixes.pop()

    def finish(self) -> str:
        self._end_block()
        return "\n".join(self.lines).strip("\n")

    def _open_item(self) -> None:
        self._end_block(is_apart=False)
        owner = self.lists[-1] if self.lists else _List(None)
        self.marker = "- "
        if owner.number is not None:
            self.marker = f"{owner.number}. "
            owner.number += 1
        if self.only_words:
            self.marker = ""
        self.prefixes.append(" " * len(self.marker))

    def _close_link(self, target: str, start: int) -> None:
        words = "".join(self.pieces[start:]).strip()
        if not target or self.only_words:
            return
        bare = re.sub(r"^https?://", "", target).rstrip("/")
        if not words:
            self.pieces.append(target)
        elif bare not in words:
            self.pieces.append(f" ({target})")

    def _end_block(self, *, is_apart: bool = True) -> None:
        """Write the collected text as separate lines; a blank line follows if `is_apart`."""
        if self.is_preformatted:
            written = "".join(self.pieces).strip(_BREAK)
        else:
            written = _SPACES.sub(" ", "".join(self.pieces)).strip(" ")
        self.pieces.clear()
        # A link whose words cover several blocks begins again in each.
        self.links = [(target, 0) for target, _ in self.links]
        if written.strip(_BREAK):
            for line in written.split(_BREAK):
                text = line if self.is_preformatted else line.strip(" ")
                self.lines.append(f"{self._prefix()}{text}".rstrip(" "))
        self._separate(is_apart)

    def _separate(self, is_apart: bool) -> None:
        if is_apart and self.lines and self.lines[-1]:
            self.lines.append("")

    def _prefix(self) -> str:
        if not self.marker:
            return "".join(self.prefixes)
        marker, self.marker = self.marker, ""
        return "".join(self.prefixes[:-1]) + marker


def _target(attributes: dict[str, str]) -> str:
    """Return an address that works anywhere; an empty text if it needs the page around it."""
    href = unescape(attributes.get("href", ""))
    scheme, colon, rest = href.partition(":")
    if not colon or not scheme.isalpha():
        return ""
    if scheme in ("mailto", "tel"):
        return rest.partition("?")[0]
    return href
