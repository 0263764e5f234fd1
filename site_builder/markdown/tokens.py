"""Turn a Markdown text into HTML with slots, which an edition fills in."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from unicodedata import category, normalize

from markdown_it.token import Token

from site_builder.language.bidi import ltr_runs
from site_builder.language.cjk import MAY_BE_CJK, joins
from site_builder.markdown.dialect import make_markdown
from site_builder.markdown.slots import (
    BACK,
    BRACES,
    CLOSE,
    DEPTH,
    END,
    FACT_IN_CODE,
    ID,
    LINK,
    LTR_LINK,
    MARKS,
    NOTE,
    PICTURE,
    UNDERSCORE,
    WORDS,
    fact_slots,
)

_TASK = re.compile(r"\[([ xX])\][ \t\n]+")
TASKS = {" ": "\u2610", "x": "\u2611", "X": "\u2611"}
"""The boxes of a task list: as characters they arrive in mails, feeds and plain texts too."""


def html_with_slots(text: str, is_rtl: bool) -> str:
    """Return the HTML of a text; `is_rtl` if its language runs from right to left."""
    tokens = parse_markdown(MARKS.sub("", text))
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
            token.content = fact_slots(token.content, FACT_IN_CODE)
            # No code is coloured here, and the renderer would decode entities in it into marks.
            token.info = ""
    written: str = _MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {})
    if is_rtl and "<code" in written:
        written = written.replace("<code>", '<code dir="ltr">').replace("<pre>", '<pre dir="ltr">')
    return written


def parse_markdown(text: str, env: dict[str, object] | None = None) -> list[Token]:
    """Return the blocks of a text, with braces as they are written."""
    hidden = BRACES.sub(_hide_underscores, text)
    tokens = _MARKDOWN.parse(hidden, env if env is not None else {})
    if "&" in hidden or UNDERSCORE in hidden:
        for token in tokens:
            _clean(token)
    return tokens


def _hide_underscores(match: re.Match[str]) -> str:
    return match[0].replace("_", UNDERSCORE)


def _clean(token: Token) -> None:
    """Restore underscores, and remove marks that came in as entities (`&#xE004;`)."""
    token.content = _clean_text(token.content)
    for name, value in token.attrs.items():
        token.attrs[name] = _clean_text(str(value))
    for child in token.children or ():
        _clean(child)


def _clean_text(text: str) -> str:
    return MARKS.sub("", text.replace(UNDERSCORE, "_"))


def _mark_headings(tokens: Sequence[Token]) -> None:
    """Depths without gaps (`#`, then `###`), and ids that are unique in the text."""
    above: list[int] = []
    used: Counter[str] = Counter()
    for i, token in enumerate(tokens):
        if token.type == "heading_open":
            level = int(token.tag[1])
            while above and above[-1] >= level:
                above.pop()
            token.tag = f"h{DEPTH}{len(above)}{CLOSE}"
            above.append(level)
            token.info = _unique(slug(tokens[i + 1].children or ()), used)
        elif token.type == "heading_close":
            token.tag = f"h{DEPTH}{len(above) - 1}{CLOSE}"


def _unique(id: str, used: Counter[str]) -> str:
    used[id] += 1
    # Another heading may really be called “causes-2”.
    while used[id] > 1 and f"{id}-{used[id]}" in used:
        used[id] += 1
    if used[id] == 1:
        return id
    numbered = f"{id}-{used[id]}"
    used[numbered] += 1
    return numbered


def slug(children: Iterable[Token]) -> str:
    """Return the id of a heading: letters, marks and digits of any script, and hyphens.

    A fact is represented by its name, so a new figure does not change the address.
    """
    text = "".join(c.content if c.content else " " for c in children if c.type != "footnote_ref")
    letters = (c if category(c)[0] in "LMN" else " " for c in normalize("NFC", text).lower())
    words = "-".join("".join(letters).split()) or "section"
    # An entry has its own ids for its title and its corrections.
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
    """Write the number of each footnote before it, for plain texts."""
    for note, paragraph, inline in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if note.type == "footnote_open" and paragraph.type == "paragraph_open":
            inline.children = [_text(f"[{note.meta['id'] + 1}] "), *(inline.children or [])]


def _join_lines(children: list[Token]) -> None:
    """Leave out the line breaks that would be a gap in Chinese or Japanese."""
    last: Token | None = None
    broken: Token | None = None
    for token in children:
        if token.type == "softbreak":
            broken = token
        elif token.type == "hardbreak":
            last = broken = None
        elif token.content:
            if broken and last and joins(last.content[-1], token.content[0]):
                broken.type = "text"
            last, broken = token, None


def _inline(children: Iterable[Token], is_rtl: bool) -> Iterator[Token]:
    in_link = False
    for token in children:
        if token.type == "text":
            if is_rtl and not in_link:
                yield from _isolated(token.content)
            else:
                token.content = fact_slots(token.content)
                yield token
        elif token.type == "code_inline":
            token.content = fact_slots(token.content, FACT_IN_CODE)
            yield token
        elif token.type == "link_open":
            in_link = True
            is_address = is_rtl and token.info == "auto"
            mark = LTR_LINK if is_address else LINK
            yield _text(f"{mark}{token.attrs['href']}{CLOSE}")
        elif token.type == "link_close":
            in_link = False
            yield _text(END)
        elif token.type == "image":
            words = f"{WORDS}{description(token)}{CLOSE}"
            yield _text(f"{PICTURE}{int(in_link)}{token.attrs['src']}{words}")
        else:
            yield token


def _isolated(content: str) -> Iterator[Token]:
    """Words of a right-to-left text, in which Latin names and numbers to dial keep their order."""
    for piece, is_ltr in _runs(content):
        if is_ltr:
            yield _html('<bdi dir="ltr">')
        yield _text(fact_slots(piece))
        if is_ltr:
            yield _html("</bdi>")


def _runs(content: str) -> Iterator[tuple[str, bool]]:
    """Yield the runs of a text; a fact's name is not looked into."""
    position = 0
    for braces in BRACES.finditer(content):
        yield from ltr_runs(content[position : braces.start()])
        yield braces[0], False
        position = braces.end()
    yield from ltr_runs(content[position:])


def description(image: Token) -> str:
    """Return the words of a picture."""
    breaks = ("softbreak", "hardbreak")
    return "".join(" " if t.type in breaks else t.content for t in image.children or ())


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)


def _html(content: str) -> Token:
    return Token("html_inline", "", 0, content=content)


_Rule = Callable[[object, Sequence[Token], int, object, object], str]


def _rules() -> Iterator[tuple[str, _Rule]]:
    """Yield the rules for tokens that markdown-it would write differently."""
    yield "table_open", lambda _r, tokens, i, _o, _e: '<div class="table-scroll"><table>\n'
    yield "table_close", lambda _r, tokens, i, _o, _e: "</table></div>\n"
    yield (
        "heading_open",
        lambda _r, tokens, i, _o, _e: f"<{tokens[i].tag}{ID}{html.escape(tokens[i].info)}{CLOSE}>",
    )
    for cell in ("th_open", "td_open"):
        yield cell, lambda _r, tokens, i, _o, _e: _cell(tokens[i])
    yield "footnote_block_open", lambda _r, tokens, i, _o, _e: '<div class="notes">\n'
    yield "footnote_block_close", lambda _r, tokens, i, _o, _e: "</div>\n"
    yield (
        "footnote_open",
        lambda _r, tokens, i, _o, _e: (
            f"<div{ID}note.{html.escape(tokens[i].meta['label'])}{CLOSE}>"
        ),
    )
    yield "footnote_close", lambda _r, tokens, i, _o, _e: "</div>\n"
    yield "footnote_ref", lambda _r, tokens, i, _o, _e: _note(tokens[i])
    yield "footnote_anchor", lambda _r, tokens, i, _o, _e: f"{BACK}{_reference(tokens[i])}{CLOSE}"


def _cell(token: Token) -> str:
    """Return a cell's alignment as a class: a strict content security policy forbids `style`."""
    style = str(token.attrs.get("style", ""))
    kind = {"text-align:center": "center", "text-align:right": "end"}.get(style)
    return f'<{token.tag} class="{kind}">' if kind else f"<{token.tag}>"


def _note(token: Token) -> str:
    """Return the sign of a footnote. Its ids contain the label, because numbers change with every
    new note.

    The full stop keeps them apart from the ids of headings.
    """
    label, number = html.escape(token.meta["label"]), token.meta["id"] + 1
    link = f"{NOTE}note.{label}{CLOSE}[{number}]{END}"
    return f"<sup{ID}{_reference(token)}{CLOSE}>{link}</sup>"


def _reference(token: Token) -> str:
    times = token.meta["subId"]
    return f"to-note.{html.escape(token.meta['label'])}{f'-{times + 1}' if times else ''}"


_MARKDOWN = make_markdown()
for _name, _rule in _rules():
    _MARKDOWN.add_render_rule(_name, lambda r, t, i, o, e, rule=_rule: rule(r, t, i, o, e))
