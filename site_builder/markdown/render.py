"""Markdown texts as HTML, rendered once per text; facts, links and anchors are filled in later."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2b
from urllib.parse import quote, urlsplit

from site_builder.language.bidi import has_rtl, is_plain_number
from site_builder.language.lines import in_one_line
from site_builder.markdown.slots import (
    BRACES,
    DEPTH,
    FACT,
    FACT_IN_CODE,
    ID,
    LINK,
    LTR_LINK,
    MARKS,
    NOTE,
    PICTURE,
    SLOT,
    WORDS,
)
from site_builder.markdown.tokens import html_with_slots
from site_builder.model.url import is_link

FactOf = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Files:
    """How pictures and downloads in content/files/ are shown.

    `picture` returns the HTML for a target and the picture's description, None if there is no such
    picture; `after` is HTML after a link, by its target.
    """

    picture: Callable[[str, str], str | None]
    after: Callable[[str], str]


NO_FILES = Files(lambda target, words: None, lambda target: "")


@dataclass(frozen=True, slots=True)
class Rendered:
    """HTML with slots for facts, links, pictures, ids and levels of headings."""

    html: str
    is_rtl: bool = False

    def fill(
        self,
        fact: FactOf,
        link: Callable[[str], str | None],
        top: int,
        anchor: str | None = None,
        files: Files = NO_FILES,
    ) -> str:
        """Return HTML whose largest headings are `h{top}`; a link without a target becomes plain
        text.

        Ids begin with `anchor`. Without an anchor there are no ids, as in feeds and mails, where
        links inside a text would lead into the feed.
        """
        filling = _Filling(
            fact=fact,
            link=link,
            top=top,
            anchor=anchor,
            files=files,
            is_rtl=self.is_rtl,
            closing=[],
        )
        return SLOT.sub(filling.replace, self.html)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Filling:
    fact: FactOf
    link: Callable[[str], str | None]
    top: int
    anchor: str | None
    files: Files
    is_rtl: bool
    closing: list[str]

    def replace(self, match: re.Match[str]) -> str:
        kind, name = match[1], match[2]
        if kind is None:
            return self.closing.pop()
        if kind == FACT:
            return self._isolated(self.fact(name))
        if kind == FACT_IN_CODE:
            return html.escape(self.fact(name))
        if kind == DEPTH:
            return str(min(6, self.top + int(name)))
        if kind == PICTURE:
            return self._picture(name)
        if kind in (LINK, LTR_LINK):
            return self._opened(name, ' dir="ltr"' if kind == LTR_LINK else "")
        if kind == NOTE:
            self.closing.append("" if self.anchor is None else "</a>")
        if self.anchor is None:
            return ""
        id = html.escape(f"{self.anchor}{html.unescape(name)}")
        if kind == ID:
            return f' id="{id}"'
        href = html.escape(quote(f"{self.anchor}{html.unescape(name)}", safe="/"))
        if kind == NOTE:
            return f'<a href="#{href}" role="doc-noteref">'
        return f' <a href="#{href}" role="doc-backlink">\u21a9\ufe0e</a>'

    def _picture(self, slot: str) -> str:
        """Return a picture; if there is none, a link with its words."""
        is_linked, source, description = slot[0] == "1", *slot[1:].split(WORDS)
        target = html.unescape(source)
        words = fill_braces(html.unescape(description), self.fact)
        shown = self.files.picture(target, words)
        if shown is not None and not (is_linked and "</a>" in shown):
            return shown
        href = None if is_linked else _resolve(target, self.fact, self.link)
        text = html.escape(words or target)
        return text if href is None else f'<a href="{html.escape(href)}">{text}</a>'

    def _opened(self, written: str, attributes: str) -> str:
        target = html.unescape(written)
        href = _resolve(target, self.fact, self.link)
        self.closing.append("" if href is None else f"</a>{self.files.after(target)}")
        return "" if href is None else f'<a href="{html.escape(href)}"{attributes}>'

    def _isolated(self, value: str) -> str:
        """Return a fact that keeps its own direction, if that could differ from the text's."""
        escaped = html.escape(value)
        if has_rtl(value):
            return f"<bdi>{escaped}</bdi>"
        if not self.is_rtl or is_plain_number(value):
            return escaped
        return f'<bdi dir="ltr">{escaped}</bdi>'


def _resolve(target: str, fact: FactOf, link: Callable[[str], str | None]) -> str | None:
    """Return the address of a link with its facts filled in; None if it is not allowed or leads
    nowhere.
    """
    filled = filled_target(target, fact)
    if not is_link(filled) or ("{" in target and filled.startswith("files/")):
        return None
    if urlsplit(filled).scheme:
        return filled
    return link(filled)


def filled_target(target: str, fact: FactOf) -> str:
    """Return the target of a link with its facts: one at its beginning can be a whole address."""
    if target.startswith("{"):
        return fill_braces(target, fact)
    return fill_braces(target, lambda name: quote(fact(name), safe="/.:@-_~"))


def fill_braces(text: str, fact: FactOf) -> str:
    """Plain text with its facts filled and doubled braces made single."""

    def replace(match: re.Match[str]) -> str:
        if match[1] is not None:
            return fact(match[1])
        return match[0][0]

    return BRACES.sub(replace, text)


def render_inline_text(text: str, fact: FactOf) -> str:
    """Return a title, name or purpose: one line, no Markdown, facts filled, not escaped."""
    return in_one_line(fill_braces(MARKS.sub("", text), fact))


@dataclass(frozen=True, slots=True)
class Renderings:
    """Texts as HTML, of which some were rendered before: `known` has them by `rendering_key`."""

    known: Mapping[bytes, str] = field(default_factory=dict)

    def of(self, text: str, is_rtl: bool) -> Rendered:
        """Return a rendered text; `is_rtl` if its language runs from right to left."""
        html = self.known.get(rendering_key(text, is_rtl))
        return render_markdown(text, is_rtl) if html is None else Rendered(html, is_rtl)


def rendering_key(text: str, is_rtl: bool) -> bytes:
    """Return what distinguishes a text in one direction from all others."""
    return blake2b(text.encode(), digest_size=16, salt=b"rtl" if is_rtl else b"").digest()


@lru_cache(maxsize=8192)
def render_markdown(text: str, is_rtl: bool) -> Rendered:
    """Render a text that is read from left to right, or from right to left."""
    return Rendered(html_with_slots(text, is_rtl), is_rtl)
