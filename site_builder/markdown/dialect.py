"""The Markdown of texts: CommonMark with the extensions in docs/formats.md, from markdown-it's
parts.
"""

from __future__ import annotations

import re
from collections.abc import MutableMapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import isMdAsciiPunct, isPunctChar, isWhiteSpace
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import autolink, linkify
from markdown_it.rules_inline.state_inline import Scanned, StateInline
from markdown_it.token import Token
from mdit_py_plugins.footnote.index import footnote_def, footnote_plugin, footnote_ref

from site_builder.language.cjk import MAY_BE_CJK, is_cjk

if TYPE_CHECKING:
    from linkify_it import LinkifyIt
    from linkify_it.main import Match

OPEN_COMMENT = "open-comment"
"""The key in a parse's environment that is set if a comment is never closed."""
_BREAK = re.compile(r"<br\s*/?>[ \t]*\n?[ \t]*", re.IGNORECASE)
_WWW = re.compile(r"^(?:[a-z0-9-]+\.)+[a-z][a-z0-9-]*(?::\d+)?(?:/[^\s<>]*[^\s<>.,;:!?'\")\]])?/?")
_LABEL = re.compile(".*[:;,&=]")
_BRACES = re.compile(r"\{[^{}\n]+\}")
_UP_TO_SPACE = re.compile(r"(?:\{[^{}\n]+\}|\S)*")
# Variation selectors follow the character that they vary (specification.md, 2.1).
_SELECTORS = re.compile("[\ufe00-\ufe0e]")
_IDEOGRAPHIC_SELECTORS = re.compile("[\U000e0100-\U000e01ef]")


def make_markdown() -> MarkdownIt:
    """Return a parser of the dialect; the renderer sets the rules for its HTML."""
    markdown = MarkdownIt("commonmark", {"html": False, "linkify": True})
    markdown.inline = _Inline()
    markdown.configure("commonmark", {"html": False, "linkify": True})
    markdown.enable(["table", "strikethrough", "linkify"])
    markdown.use(footnote_plugin, inline=False)
    # Rules are called at every special character of a text; most can reject it at a glance.
    markdown.block.ruler.at("footnote_def", _footnote, {"alt": ["paragraph", "reference"]})
    markdown.inline.ruler.at("footnote_ref", _footnote_sign)
    markdown.inline.ruler.at("linkify", _address)
    markdown.inline.ruler.at("autolink", _angle)
    # Addresses stay as written, so facts in them can be filled in; they are checked later.
    markdown.normalizeLink = _keep  # type: ignore[method-assign]
    markdown.normalizeLinkText = _keep  # type: ignore[method-assign, assignment]
    markdown.validateLink = lambda url: True  # type: ignore[method-assign]
    markdown.linkify = _Addresses()
    return markdown


def _keep(url: str) -> str:
    return url


def _footnote(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    if not state.src.startswith("[^", state.bMarks[line] + state.tShift[line]):
        return False
    return footnote_def(state, line, end, silent)


def _footnote_sign(state: StateInline, silent: bool) -> bool:
    return state.src.startswith("[^", state.pos) and footnote_ref(state, silent)


def _address(state: StateInline, silent: bool) -> bool:
    return state.src[state.pos] == ":" and linkify(state, silent)


def _angle(state: StateInline, silent: bool) -> bool:
    """`<br>`, an address in angle brackets, or a comment."""
    if state.src[state.pos] != "<":
        return False
    if state.src.startswith("<!--", state.pos):
        return _comment(state)
    return _line_break(state, silent) or autolink(state, silent)


def _comment(state: StateInline) -> bool:
    """Drop a comment that the reader of texts mistook for code."""
    end = state.src.find("-->", state.pos + 4, state.posMax)
    if end < 0:
        state.env[OPEN_COMMENT] = True
    state.pos = state.posMax if end < 0 else end + 3
    return True


def _line_break(state: StateInline, silent: bool) -> bool:
    """`<br>`, the one tag that Markdown has no sign for in a cell."""
    found = _BREAK.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        state.push("hardbreak", "br", 0)
    state.pos = found.end()
    return True


class _Inline(ParserInline):
    """The parser of paragraphs, with the rules for emphasis in Chinese, Japanese and Korean."""

    def parse(
        self, src: str, md: MarkdownIt, env: MutableMapping[str, Any], tokens: list[Token]
    ) -> list[Token]:
        if not MAY_BE_CJK.search(src):
            return super().parse(src, md, env, tokens)
        state = _CjkState(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


class _CjkState(StateInline):
    def scanDelims(self, start: int, canSplitWord: bool) -> Scanned:
        scanned = super().scanDelims(start, canSplitWord)
        end = start + scanned.length
        before, after = self._before(start), self.src[end : end + 1] or " "
        if not (is_cjk(before) or is_cjk(after) or _IDEOGRAPHIC_SELECTORS.match(before)):
            return scanned
        last, following = _Neighbour(before), _Neighbour(after)
        is_left = not following.is_space and (
            not following.is_other_mark or last.is_space or last.is_other_mark or last.is_cjk
        )
        is_right = not last.is_space and (
            not last.is_other_mark
            or following.is_space
            or following.is_other_mark
            or following.is_cjk
        )
        if canSplitWord:
            return Scanned(is_left, is_right, scanned.length)
        can_open = is_left and (not is_right or last.is_mark)
        can_close = is_right and (not is_left or following.is_mark)
        return Scanned(can_open, can_close, scanned.length)

    def _before(self, start: int) -> str:
        """Return the character before a run of marks, without its variation selector."""
        before = self.src[start - 1 : start] or " "
        if start > 1 and _SELECTORS.match(before):
            return self.src[start - 2]
        return before


class _Neighbour:
    """What the rules ask about a character next to a run of marks."""

    __slots__ = ("is_cjk", "is_mark", "is_other_mark", "is_space")

    def __init__(self, character: str) -> None:
        self.is_space = isWhiteSpace(ord(character))
        self.is_mark = isMdAsciiPunct(ord(character)) or isPunctChar(character)
        self.is_cjk = is_cjk(character) or _IDEOGRAPHIC_SELECTORS.match(character) is not None
        self.is_other_mark = self.is_mark and not self.is_cjk


class _Addresses:
    """Finds bare addresses: `https://`, `http://`, `www.` and mail, like linkify-it.

    An address ends at a Chinese, Japanese or Korean character, because those languages put no space
    between an address and the next word. A name of a fact in it is part of it.
    """

    @cached_property
    def _finder(self) -> LinkifyIt:
        # Its patterns cost a twentieth of a second, which a site without bare addresses saves.
        from linkify_it import LinkifyIt
        from linkify_it.tlds import TLDS

        schemas = {"ftp:": None, "//": None, "www.": {"validate": _WWW}}
        # Without IANA's list, mail to `.bank` or `.health` would not be a link.
        return LinkifyIt(schemas, {"fuzzy_link": False}).tlds(TLDS)

    def pretest(self, text: str) -> bool:
        return "@" in text or "://" in text or "www." in text

    test = pretest

    def match(self, text: str) -> list[Match]:
        found = self._finder.match(_plain(text)) or []
        return [_as_written(match, text) for match in found]

    def match_at_start(self, text: str) -> Match | None:
        # The parser gives all that is left of a text, each time.
        text = _UP_TO_SPACE.match(text)[0]  # type: ignore[index]
        found = self._finder.match_at_start(_plain(text))
        return None if found is None else _as_written(found, text)


def _plain(text: str) -> str:
    text = _BRACES.sub(lambda name: "x" * len(name[0]), text)
    return MAY_BE_CJK.sub(" ", text)


def _as_written(match: Match, text: str) -> Match:
    """Return the match with the characters as written in the text, and its target."""
    prefix = {"www.": "https://", "mailto:": "mailto:"}.get(match.schema, "")
    if match.schema == "mailto:":
        # `mail:info@example.org`: the text before a colon is a label, or `mailto:` itself.
        name = text[match.index : match.last_index].rpartition("@")[0]
        label = _LABEL.match(name)
        if label is not None:
            prefix = "" if label[0].lower() == "mailto:" else prefix
            match.index += 0 if not prefix else label.end()
    match.raw = match.text = text[match.index : match.last_index]
    match.url = prefix + match.raw
    return match
