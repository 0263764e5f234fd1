"""Markdown texts as HTML, rendered once per text; facts, links and anchors are filled in later."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import category, normalize
from urllib.parse import quote, urlsplit

from markdown_it.token import Token

from site_builder.language.bidi import has_rtl, is_plain_number, ltr_runs
from site_builder.language.cjk import MAY_BE_CJK, joins
from site_builder.rendering.dialect import make_markdown

# Marks in the rendered HTML; authors' texts are cleaned of these private-use characters.
_CLOSE, _FACT, _LINK, _END = "\ue001", "\ue002", "\ue003", "\ue004"
# Stands for `_` in names of facts while Markdown is read, or `{a-_b}` could begin emphasis.
_UNDERSCORE = "\ue005"
# A fact in code, a link written left to right, an id, a link to an id, one back, a heading's depth.
_FACT_IN_CODE, _LTR_LINK, _ID, _NOTE, _BACK, _DEPTH = (chr(0xE006 + i) for i in range(6))
# Our own marks, and characters that no HTML or XML document may have (XML 1.0, 2.2 Char).
_MARKS = re.compile("[\ue000-\ue02f\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_SLOT = re.compile(f"([{_FACT}{_LINK}{_FACT_IN_CODE}-{_DEPTH}])(.*?){_CLOSE}|{_END}", re.DOTALL)
FACT_NAME = r"[a-z0-9][a-z0-9_-]*"
BRACES = re.compile(rf"\{{\{{|\}}\}}|\{{({FACT_NAME})\}}|[{{}}]", re.ASCII)
_SCHEMES = frozenset(("http", "https", "mailto", "tel"))
_UNSAFE = re.compile(r"[\x00-\x20\\]")
_TASK = re.compile(r"\[([ xX])\][ \t\n]+")
TASKS = {" ": "\u2610", "x": "\u2611", "X": "\u2611"}
"""The boxes of a task list: as characters they arrive in mails, feeds and plain texts too."""

FactOf = Callable[[str], str]


def is_allowed(target: str) -> bool:
    """Whether a link may lead there: http, https, mailto, tel, or relative inside the site."""
    if _UNSAFE.search(target):
        return False
    try:
        parts = urlsplit(target)
    except ValueError:
        return False
    if parts.scheme:
        return parts.scheme.lower() in _SCHEMES
    return is_relative(target)


def is_relative(target: str) -> bool:
    """Whether this is a path inside an edition."""
    path = target.partition("#")[0]
    return not (
        target.startswith("/") or ":" in path or ".." in path.split("/") or _UNSAFE.search(target)
    )


@dataclass(frozen=True, slots=True)
class Rendered:
    """HTML with slots for facts, links, ids and levels of headings."""

    html: str
    is_rtl: bool = False

    def fill(
        self,
        fact: FactOf,
        link: Callable[[str], str | None],
        top: int,
        anchor: str | None = None,
    ) -> str:
        """The HTML whose largest headings are `h{top}`; a link that leads nowhere is plain text.

        Ids begin with `anchor`. Without one there are none, as in feeds and mails, where links
        inside a text would lead into the feed.
        """
        filling = _Filling(fact, link, top, anchor, self.is_rtl, [])
        return _SLOT.sub(filling.replace, self.html)


@dataclass(frozen=True, slots=True)
class _Filling:
    fact: FactOf
    link: Callable[[str], str | None]
    top: int
    anchor: str | None
    is_rtl: bool
    closing: list[str]

    def replace(self, match: re.Match[str]) -> str:
        kind, name = match[1], match[2]
        if kind is None:
            return self.closing.pop()
        if kind == _FACT:
            return self._isolated(self.fact(name))
        if kind == _FACT_IN_CODE:
            return html.escape(self.fact(name))
        if kind == _DEPTH:
            return str(min(6, self.top + int(name)))
        if kind in (_LINK, _LTR_LINK):
            return self._opened(name, ' dir="ltr"' if kind == _LTR_LINK else "")
        if kind == _NOTE:
            self.closing.append("" if self.anchor is None else "</a>")
        if self.anchor is None:
            return ""
        id = html.escape(f"{self.anchor}{html.unescape(name)}")
        if kind == _ID:
            return f' id="{id}"'
        href = html.escape(quote(f"{self.anchor}{html.unescape(name)}", safe="/"))
        if kind == _NOTE:
            return f'<a href="#{href}" role="doc-noteref">'
        return f' <a href="#{href}" role="doc-backlink">\u21a9\ufe0e</a>'

    def _opened(self, target: str, attributes: str) -> str:
        href = _resolve(html.unescape(target), self.fact, self.link)
        self.closing.append("" if href is None else "</a>")
        return "" if href is None else f'<a href="{html.escape(href)}"{attributes}>'

    def _isolated(self, value: str) -> str:
        """A fact that keeps its own direction, where that could be another one than the text's."""
        escaped = html.escape(value)
        if has_rtl(value):
            return f"<bdi>{escaped}</bdi>"
        if not self.is_rtl or is_plain_number(value):
            return escaped
        return f'<bdi dir="ltr">{escaped}</bdi>'


def _resolve(target: str, fact: FactOf, link: Callable[[str], str | None]) -> str | None:
    """The address of a link once its facts are known; None where it must not or cannot lead."""
    if target.startswith("{"):
        filled = fill_braces(target, fact)
    else:
        filled = fill_braces(target, lambda name: quote(fact(name), safe="/.:@-_~"))
    if not is_allowed(filled):
        return None
    if urlsplit(filled).scheme:
        return filled
    return link(filled)


def fill_braces(text: str, fact: FactOf) -> str:
    """Plain text with its facts filled and doubled braces made single."""

    def replace(match: re.Match[str]) -> str:
        if match[1] is not None:
            return fact(match[1])
        return match[0][0]

    return BRACES.sub(replace, text)


def render_inline_text(text: str, fact: FactOf) -> str:
    """A title, name or purpose: no Markdown, facts filled, not escaped."""
    return fill_braces(_MARKS.sub("", text), fact)


@lru_cache(maxsize=8192)
def render_markdown(text: str, is_rtl: bool) -> Rendered:
    """Render a text that is read from left to right, or from right to left."""
    tokens = parse_markdown(_MARKS.sub("", text))
    _mark_headings(tokens)
    if "[" in text:
        _mark_tasks(tokens)
        _number_notes(tokens)
    has_cjk = MAY_BE_CJK.search(text) is not None
    for token in tokens:
        if token.type == "inline":
            token.children = list(_inline(token.children or [], is_rtl))
            if has_cjk:
                _join_lines(token.children)
        elif token.type in ("fence", "code_block"):
            token.content = _fact_slots(token.content, _FACT_IN_CODE)
            # Nothing colours code here, and the renderer would decode entities in it into marks.
            token.info = ""
    html = _MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {})
    if is_rtl and "<code" in html:
        html = html.replace("<code>", '<code dir="ltr">').replace("<pre>", '<pre dir="ltr">')
    return Rendered(html, is_rtl)


def parse_markdown(text: str, env: dict[str, object] | None = None) -> list[Token]:
    """The blocks of a text, with braces as they are written."""
    hidden = BRACES.sub(_hide_underscores, text)
    tokens = _MARKDOWN.parse(hidden, env if env is not None else {})
    if "&" in hidden or _UNDERSCORE in hidden:
        for token in tokens:
            _clean(token)
    return tokens


def _hide_underscores(match: re.Match[str]) -> str:
    return match[0].replace("_", _UNDERSCORE)


def _clean(token: Token) -> None:
    """Restore underscores, and remove marks that came in as entities (`&#xE004;`)."""
    token.content = _clean_text(token.content)
    for name, value in token.attrs.items():
        token.attrs[name] = _clean_text(str(value))
    for child in token.children or ():
        _clean(child)


def _clean_text(text: str) -> str:
    return _MARKS.sub("", text.replace(_UNDERSCORE, "_"))


def _mark_headings(tokens: Sequence[Token]) -> None:
    """Depths without gaps (`#`, then `###`), and ids that are unique in the text."""
    above: list[int] = []
    used: Counter[str] = Counter()
    for i, token in enumerate(tokens):
        if token.type == "heading_open":
            level = int(token.tag[1])
            while above and above[-1] >= level:
                above.pop()
            token.tag = f"h{_DEPTH}{len(above)}{_CLOSE}"
            above.append(level)
            token.info = _unique(slug(tokens[i + 1].children or ()), used)
        elif token.type == "heading_close":
            token.tag = f"h{_DEPTH}{len(above) - 1}{_CLOSE}"


def _unique(id: str, used: Counter[str]) -> str:
    used[id] += 1
    # A heading of its own may be called “causes-2”.
    while used[id] > 1 and f"{id}-{used[id]}" in used:
        used[id] += 1
    if used[id] == 1:
        return id
    numbered = f"{id}-{used[id]}"
    used[numbered] += 1
    return numbered


def slug(children: Iterable[Token]) -> str:
    """The id that a heading's words give: letters, marks and digits of any script, and hyphens.

    A fact stands in it by its name, so that a new figure changes no address.
    """
    text = "".join(c.content if c.content else " " for c in children if c.type != "footnote_ref")
    letters = (c if category(c)[0] in "LMN" else " " for c in normalize("NFC", text).lower())
    words = "-".join("".join(letters).split()) or "section"
    # An entry has ids of its own for its title and its corrections.
    is_taken = words == "title" or words.startswith("correction-")
    return f"section-{words}" if is_taken else words


def _mark_tasks(tokens: Sequence[Token]) -> None:
    """`[ ]` and `[x]` at the beginning of a list's item become boxes."""
    for item, paragraph, inline in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if item.type != "list_item_open" or paragraph.type != "paragraph_open":
            continue
        first = (inline.children or [Token("text", "", 0)])[0]
        box = _TASK.match(first.content) if first.type == "text" else None
        if box is not None:
            first.content = f"{TASKS[box[1]]} {first.content[box.end() :]}"
            item.attrs["class"] = "task"


def _number_notes(tokens: Sequence[Token]) -> None:
    """Write the number of each footnote before it, where plain texts keep it."""
    for note, paragraph, inline in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if note.type == "footnote_open" and paragraph.type == "paragraph_open":
            inline.children = [_text(f"[{note.meta['id'] + 1}] "), *(inline.children or [])]


def _join_lines(children: list[Token]) -> None:
    """Leave out the line breaks that would be a gap in Chinese or Japanese."""
    for i, token in enumerate(children):
        if token.type != "softbreak":
            continue
        before = next((t.content for t in reversed(children[:i]) if t.content), "")
        after = next((t.content for t in children[i + 1 :] if t.content), "")
        if before and after and joins(before[-1], after[0]):
            token.type, token.content = "text", ""


def _inline(children: Iterable[Token], is_rtl: bool) -> Iterator[Token]:
    in_link = False
    for token in children:
        if token.type == "text":
            if is_rtl and not in_link:
                yield from _isolated(token.content)
            else:
                token.content = _fact_slots(token.content)
                yield token
        elif token.type == "code_inline":
            token.content = _fact_slots(token.content, _FACT_IN_CODE)
            yield token
        elif token.type == "link_open":
            in_link = True
            is_address = is_rtl and token.info == "auto"
            mark = _LTR_LINK if is_address else _LINK
            yield _text(f"{mark}{token.attrs['href']}{_CLOSE}")
        elif token.type == "link_close":
            in_link = False
            yield _text(_END)
        elif token.type == "image":
            # Pages load nothing from elsewhere: a picture becomes a link to it, or in a link,
            # which can hold no other one, its description.
            shown = _text(_fact_slots(_description(token) or str(token.attrs["src"])))
            if in_link:
                yield shown
            else:
                yield _text(f"{_LINK}{token.attrs['src']}{_CLOSE}")
                yield shown
                yield _text(_END)
        else:
            yield token


def _isolated(content: str) -> Iterator[Token]:
    """Words of a right-to-left text, in which Latin names and numbers to dial keep their order."""
    for piece, is_ltr in _runs(content):
        if is_ltr:
            yield _html('<bdi dir="ltr">')
        yield _text(_fact_slots(piece))
        if is_ltr:
            yield _html("</bdi>")


def _runs(content: str) -> Iterator[tuple[str, bool]]:
    """The runs of a text; a fact's name is not looked into."""
    position = 0
    for braces in BRACES.finditer(content):
        yield from ltr_runs(content[position : braces.start()])
        yield braces[0], False
        position = braces.end()
    yield from ltr_runs(content[position:])


def _description(image: Token) -> str:
    breaks = ("softbreak", "hardbreak")
    return "".join(" " if t.type in breaks else t.content for t in image.children or ())


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)


def _html(content: str) -> Token:
    return Token("html_inline", "", 0, content=content)


def _fact_slots(text: str, mark: str = _FACT) -> str:
    if "{" not in text and "}" not in text:
        return text

    def replace(match: re.Match[str]) -> str:
        if match[1] is not None:
            return f"{mark}{match[1]}{_CLOSE}"
        return match[0][0]

    return BRACES.sub(replace, text)


_Rule = Callable[[object, Sequence[Token], int, object, object], str]


def _rules() -> Iterator[tuple[str, _Rule]]:
    """The HTML of what markdown-it would write in another way."""
    yield "table_open", lambda _r, tokens, i, _o, _e: '<div class="table-scroll"><table>\n'
    yield "table_close", lambda _r, tokens, i, _o, _e: "</table></div>\n"
    yield (
        "heading_open",
        lambda _r, tokens, i, _o, _e: (
            f"<{tokens[i].tag}{_ID}{html.escape(tokens[i].info)}{_CLOSE}>"
        ),
    )
    for cell in ("th_open", "td_open"):
        yield cell, lambda _r, tokens, i, _o, _e: _cell(tokens[i])
    yield "footnote_block_open", lambda _r, tokens, i, _o, _e: '<div class="notes">\n'
    yield "footnote_block_close", lambda _r, tokens, i, _o, _e: "</div>\n"
    yield (
        "footnote_open",
        lambda _r, tokens, i, _o, _e: (
            f"<div{_ID}note.{html.escape(tokens[i].meta['label'])}{_CLOSE}>"
        ),
    )
    yield "footnote_close", lambda _r, tokens, i, _o, _e: "</div>\n"
    yield "footnote_ref", lambda _r, tokens, i, _o, _e: _note(tokens[i])
    yield "footnote_anchor", lambda _r, tokens, i, _o, _e: f"{_BACK}{_reference(tokens[i])}{_CLOSE}"


def _cell(token: Token) -> str:
    """A cell's alignment as a class: a strict content security policy forbids `style`."""
    style = str(token.attrs.get("style", ""))
    kind = {"text-align:center": "center", "text-align:right": "end"}.get(style)
    return f'<{token.tag} class="{kind}">' if kind else f"<{token.tag}>"


def _note(token: Token) -> str:
    """The sign of a footnote. Its ids hold the label, since numbers change with every new note.

    Their full stop keeps them apart from the ids of headings.
    """
    label, number = html.escape(token.meta["label"]), token.meta["id"] + 1
    link = f"{_NOTE}note.{label}{_CLOSE}[{number}]{_END}"
    return f"<sup{_ID}{_reference(token)}{_CLOSE}>{link}</sup>"


def _reference(token: Token) -> str:
    times = token.meta["subId"]
    return f"to-note.{html.escape(token.meta['label'])}{f'-{times + 1}' if times else ''}"


_MARKDOWN = make_markdown()
for _name, _rule in _rules():
    _MARKDOWN.add_render_rule(_name, lambda r, t, i, o, e, rule=_rule: rule(r, t, i, o, e))
