"""Find what a `#` cuts off from a value without quotes.

YAML 1.2.2, 6.6 Comments: a `#` after a space starts a comment. In `text: We fixed #12 and more`,
it is easy to overlook that the end of the sentence is lost.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import yaml

from site_builder.model.message import Message, told
from site_builder.model.problem import Place
from site_builder.reading.document import Cut, place_at
from site_builder.reading.syntax.repairs import single_quoted

_BEHIND = re.compile(r"[ \t]+(?P<cut>#[^\n]*)")
_BELOW = re.compile(r"[ \t]*(?:\n[ \t]*)*\n(?P<indent>[ \t]+)(?P<cut>#[^\n]*)")
# Braces and commas at the end of a comment were meant to close the map around the text.
_CLOSERS = re.compile(r"[\s,}\]]*$")


@dataclass(frozen=True, slots=True)
class Source:
    """A YAML text and the line of its file in which it begins."""

    text: str
    file: str
    first_line: int


def cut_after(node: yaml.ScalarNode, source: Source, indent: int | None) -> Cut | None:
    """Return the comment that may be the rest of a plain value or block; None if there is none.

    `indent` is the column of the value's key or dash, and None inside braces and brackets. A
    comment on its own line, in that column or before it, is not part of the text.
    """
    text = source.text
    end = node.end_mark.index
    if node.style in ("|", ">"):
        # The end of a block is the beginning of the next line, or a place in its indentation.
        end = text.rfind("\n", 0, end)
        return _below(node, source, end, indent) if end >= 0 else None
    match = None if node.style else _BEHIND.match(text, end)
    if match is None:
        return None if node.style else _below(node, source, end, indent)
    cut = match["cut"].rstrip()
    return Cut(_place(source, match), cut, _repair(node, source, cut))


def _below(node: yaml.ScalarNode, source: Source, end: int, indent: int | None) -> Cut | None:
    match = _BELOW.match(source.text, end)
    if match is None:
        return None
    cut = match["cut"].rstrip()
    if indent is None:
        # Inside braces the column does not help; `#12` is not a comment, `# 12` is.
        if cut[1:2] in ("", " ", "#"):
            return None
    elif len(match["indent"]) <= indent:
        return None
    if node.style:
        start = source.text.find("\n", node.start_mark.index) + 1
        line = source.text[start:].lstrip("\n").partition("\n")[0]
        lead = line[: len(line) - len(line.lstrip())]
        repair = told("indent it like the text above: `%(line)s`", line=f"{lead}{cut}")
    else:
        repair = _repair(node, source, cut)
    return Cut(_place(source, match), cut, repair)


def _repair(node: yaml.ScalarNode, source: Source, cut: str) -> Message:
    """Return what to write: the line with the whole text in quotes, or `|` for paragraphs."""
    start = node.start_mark.index
    before = source.text[source.text.rfind("\n", 0, start) + 1 : start].rstrip()
    if "\n" in node.value:
        return told(
            "write `%(key)s |` and the whole text, indented, on the lines below",
            key=before.lstrip(),
        )
    closers = ""
    if before.count("{") > before.count("}") or before.count("[") > before.count("]"):
        closers = _CLOSERS.search(cut)[0]  # type: ignore[index]
    # A heading of Markdown needs a space after its signs (CommonMark 4.2).
    rest = cut if node.value else re.sub(r"^(#{2,6})(?=[^#\s])", r"\1 ", cut)
    whole = " ".join(f"{node.value} {rest.removesuffix(closers)}".split())
    return told("write `%(text)s`", text=f"{before} {single_quoted(whole)}{closers}".strip())


def _place(source: Source, match: re.Match[str]) -> Place:
    place = place_at(source.file, source.text, match.start("cut"), len(match["cut"].rstrip()))
    return Place(place.file, place.line + source.first_line - 1, place.column, place.length)
