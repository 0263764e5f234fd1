"""CommonMark with tables, rendered once per text; facts and links are filled in later."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote, urlsplit

from markdown_it import MarkdownIt
from markdown_it.token import Token

# Marks in the rendered HTML; authors' texts are cleaned of these private-use characters.
_OPEN, _CLOSE = "\ue000", "\ue001"
_FACT, _LINK, _END = "\ue002", "\ue003", "\ue004"
# Stands for `_` in names of facts while Markdown is read, or `{a-_b}` could begin emphasis.
_UNDERSCORE = "\ue005"
# A picture: whether it stands in a link (`1`), its target and its words.
_PICTURE, _WORDS, _PICTURE_END = "\ue020", "\ue021", "\ue022"
# Our own marks, and characters that no HTML or XML document may have (XML 1.0, 2.2 Char).
_MARKS = re.compile("[\ue000-\ue02f\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_SLOT = re.compile(
    f"{_FACT}([a-z0-9_-]+){_CLOSE}|{_LINK}(.*?){_CLOSE}|{_END}"
    f"|{_PICTURE}([01])(.*?){_WORDS}(.*?){_PICTURE_END}",
    re.DOTALL,
)
FACT_NAME = r"[a-z0-9][a-z0-9_-]*"
_BRACES = re.compile(rf"\{{\{{|\}}\}}|\{{({FACT_NAME})\}}|[{{}}]", re.ASCII)
_SCHEMES = frozenset(("http", "https", "mailto", "tel"))
_UNSAFE = re.compile(r"[\x00-\x20\\]")

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
class Files:
    """How pictures and downloads of content/files/ show.

    `picture` makes HTML of a target and the picture's words, None where there is no such picture;
    `after` is HTML behind a link, by its target.
    """

    picture: Callable[[str, str], str | None]
    after: Callable[[str], str]


NO_FILES = Files(lambda target, words: None, lambda target: "")


@dataclass(frozen=True, slots=True)
class Rendered:
    """HTML with slots for facts, links and pictures."""

    html: str

    def fill(self, fact: FactOf, link: Callable[[str], str | None], files: Files = NO_FILES) -> str:
        """The HTML with facts and links in place; a link that leads nowhere here is plain text."""
        closing: list[str] = []

        def picture(target: str, words: str, is_linked: bool) -> str:
            shown = files.picture(target, words)
            if shown is not None and not (is_linked and "</a>" in shown):
                return shown
            href = None if is_linked else _resolve(target, fact, link)
            text = html.escape(words or target)
            return text if href is None else f'<a href="{html.escape(href)}">{text}</a>'

        def replace(match: re.Match[str]) -> str:
            if match[3] is not None:
                words = fill_braces(html.unescape(match[5]), fact)
                return picture(html.unescape(match[4]), words, match[3] == "1")
            if match[1] is not None:
                return html.escape(fact(match[1]))
            if match[2] is None:
                return closing.pop()
            target = html.unescape(match[2])
            href = _resolve(target, fact, link)
            closing.append("" if href is None else f"</a>{files.after(target)}")
            return "" if href is None else f'<a href="{html.escape(href)}">'

        return _SLOT.sub(replace, self.html)


def _resolve(target: str, fact: FactOf, link: Callable[[str], str | None]) -> str | None:
    """The address of a link once its facts are known; None where it must not or cannot lead."""
    if target.startswith("{"):
        filled = fill_braces(target, fact)
    else:
        filled = fill_braces(target, lambda name: quote(fact(name), safe="/.:@-_~"))
    if not is_allowed(filled) or ("{" in target and filled.startswith("files/")):
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

    return _BRACES.sub(replace, text)


def render_inline_text(text: str, fact: FactOf) -> str:
    """A title, name or purpose: no Markdown, facts filled, not escaped."""
    return fill_braces(_MARKS.sub("", text), fact)


@lru_cache(maxsize=8192)
def render_markdown(text: str, top: int) -> Rendered:
    """Render a text whose largest heading becomes `h{top}`."""
    tokens = _parse(_MARKS.sub("", text))
    _shift_headings(tokens, top)
    for token in tokens:
        if token.type == "inline":
            token.children = list(_inline(token.children or []))
        elif token.type in ("fence", "code_block"):
            token.content = _fact_slots(token.content)
            # Nothing colours code here, and the renderer would decode entities in it into marks.
            token.info = ""
    return Rendered(_MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {}))


def _parse(text: str) -> list[Token]:
    hidden = _BRACES.sub(_hide_underscores, text)
    tokens = _MARKDOWN.parse(hidden)
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


def _shift_headings(tokens: list[Token], top: int) -> None:
    headings = [t for t in tokens if t.type in ("heading_open", "heading_close")]
    smallest = min((int(t.tag[1]) for t in headings), default=1)
    for token in headings:
        token.tag = f"h{min(6, int(token.tag[1]) - smallest + top)}"


def _inline(children: Iterable[Token]) -> Iterable[Token]:
    in_link = False
    for token in children:
        if token.type in ("text", "code_inline"):
            token.content = _fact_slots(token.content)
            yield token
        elif token.type == "link_open":
            in_link = True
            yield _text(f"{_LINK}{token.attrs['href']}{_CLOSE}")
        elif token.type == "link_close":
            in_link = False
            yield _text(_END)
        elif token.type == "image":
            slot = f"{_PICTURE}{int(in_link)}{token.attrs['src']}{_WORDS}{_description(token)}"
            yield _text(f"{slot}{_PICTURE_END}")
        else:
            yield token


def _description(image: Token) -> str:
    breaks = ("softbreak", "hardbreak")
    return "".join(" " if t.type in breaks else t.content for t in image.children or ())


def _text(content: str) -> Token:
    token = Token("text", "", 0)
    token.content = content
    return token


def _fact_slots(text: str) -> str:
    def replace(match: re.Match[str]) -> str:
        if match[1] is not None:
            return f"{_FACT}{match[1]}{_CLOSE}"
        return match[0][0]

    return _BRACES.sub(replace, text)


def _keep(url: str) -> str:
    """Addresses stay as written, so that facts in them can be filled; they are checked later."""
    return url


def _table_open(renderer: object, tokens: list[Token], i: int, options: object, env: object) -> str:
    return '<div class="table-scroll"><table>\n'


def _cell_open(renderer: object, tokens: list[Token], i: int, options: object, env: object) -> str:
    """A cell's alignment as a class: a strict content security policy forbids `style`."""
    token = tokens[i]
    style = str(token.attrs.get("style", ""))
    kind = {"text-align:center": "center", "text-align:right": "end"}.get(style)
    return f'<{token.tag} class="{kind}">' if kind else f"<{token.tag}>"


def _table_close(
    renderer: object, tokens: list[Token], i: int, options: object, env: object
) -> str:
    return "</table></div>\n"


def _make() -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    markdown.normalizeLink = _keep  # type: ignore[method-assign]
    markdown.validateLink = lambda url: True  # type: ignore[method-assign]
    markdown.add_render_rule("table_open", _table_open)
    markdown.add_render_rule("table_close", _table_close)
    markdown.add_render_rule("th_open", _cell_open)
    markdown.add_render_rule("td_open", _cell_open)
    return markdown


_MARKDOWN = _make()


@dataclass(frozen=True, slots=True)
class TextScan:
    """What a checker wants to know of a text, with offsets into it.

    `facts` are names and where their `{` stands; `bad_braces` braces that mean nothing;
    `links` and `images` are targets and where they stand; `wordless` are the places of those
    images that have no words.
    """

    facts: tuple[tuple[str, int], ...]
    bad_braces: tuple[int, ...]
    links: tuple[tuple[str, int], ...]
    images: tuple[tuple[str, int], ...]
    wordless: frozenset[int] = frozenset()


def outline(text: str) -> tuple[str, ...]:
    """The blocks of a Markdown text in order, by markdown-it's names: what a translation keeps."""
    return tuple(t.type for t in _parse(text) if t.nesting >= 0 and t.type != "inline")


def scan_text(text: str) -> TextScan:
    """Find the facts, stray braces and links of a Markdown text."""
    facts, bad = [], []
    for match in _BRACES.finditer(text):
        if match[1] is not None:
            facts.append((match[1], match.start()))
        elif len(match[0]) == 1:
            bad.append(match.start())
    links: list[tuple[str, int]] = []
    images: list[tuple[str, int]] = []
    wordless: set[int] = set()
    if "](" in text or "<" in text or "]:" in text:
        position = 0
        for token in (c for t in _parse(text) for c in t.children or []):
            if token.type not in ("link_open", "image"):
                continue
            target = str(token.attrs["href" if token.type == "link_open" else "src"])
            found = _find_target(text, target, position)
            position = found + len(target)
            (links if token.type == "link_open" else images).append((target, found))
            if token.type == "image" and not _description(token).strip():
                wordless.add(found)
    return TextScan(tuple(facts), tuple(bad), tuple(links), tuple(images), frozenset(wordless))


def _find_target(text: str, target: str, position: int) -> int:
    """Where a target stands as one, not as a word of the text; a definition may stand anywhere."""
    standing = re.compile(rf"(?:\(\s*<?|\]:\s*<?|<){re.escape(target)}(?=[\s)>]|$)")
    found = standing.search(text, position) or standing.search(text)
    return found.end() - len(target) if found else max(text.find(target), 0)
