"""A text contains HTML, which readers see as typed: `<b>today</b>` is not bold.

Texts are Markdown. Only `<br>` works as HTML, because table cells have no other line break. Titles
and names are plain text without any formatting.

Fails:

    # content/countries/lu.yml
    locales: [fr]
    # status/outage/incident.yml
    title: {fr: Panne}
    started: 2022-07-25
    # status/outage/2022-07-29.yml
    status: investigating
    as_of: 2022-07-29
    text: {fr: "Le portail est <b>en panne</b>."}

Passes:

    # content/countries/lu.yml
    locales: [fr]
    # status/outage/incident.yml
    title: {fr: Panne}
    started: 2022-07-25
    # status/outage/2022-07-29.yml
    status: investigating
    as_of: 2022-07-29
    text: {fr: "Le portail est **en panne**."}
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from site_builder.checking.engine import Check, Examined
from site_builder.checking.written_texts import WrittenText
from site_builder.markdown.comments import masked
from site_builder.model.file import PICTURES
from site_builder.model.message import Message, told
from site_builder.model.problem import Finding
from site_builder.model.url import is_link, is_relative

# HTML elements that people and word processors write; `<your name>` is not one of them.
_NAMES = (
    "a abbr address article aside audio b big blockquote body br button caption center cite "
    "code col colgroup dd del details dfn div dl dt em embed fieldset figcaption figure "
    "font footer form frame h1 h2 h3 h4 h5 h6 head header hr html i iframe img input ins "
    "kbd label legend li link main mark meta nav object ol option p picture pre q s samp "
    "script section select small source span strike strong style sub summary sup svg table "
    "tbody td textarea tfoot th thead title tr tt u ul var video o:p"
)
_TAG = re.compile(rf"(?<!\\)<(/?)({'|'.join(_NAMES.split())})(?=[\s/>])[^<>]*>", re.IGNORECASE)
_ADDRESS = re.compile(r"""\b(href|src)\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+)""", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:[a-z]+|#\d{1,6}|#x[0-9a-f]{1,5});", re.IGNORECASE)
_EMPTY = frozenset(("br", "col", "embed", "frame", "hr", "img", "input", "link", "meta", "source"))
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class _Element:
    """An element from its first tag to its last; `is_whole` if both exist."""

    start: int
    tag: str
    source: str
    is_whole: bool


def find(examined: Examined) -> Iterable[Finding]:
    for text in examined.texts:
        if text.is_fact or text.is_url:
            continue
        if "<" in text.value:
            yield from _tags(text)
        if "&" in text.value and not text.is_markdown:
            yield from _entities(text)


def _tags(text: WrittenText) -> Iterator[Finding]:
    for element in _elements(masked(text.value, "comment", "open", "code"), text.is_markdown):
        place = text.inside(element.tag, element.start)
        message = told(
            "HTML does not work here: readers see “%(html)s” as text.", html=_short(element.tag)
        )
        yield Finding(place, message, _hint(element, text.is_markdown))


def _elements(text: str, is_markdown: bool) -> Iterator[_Element]:
    """Yield the outermost elements of a text, in one pass."""
    opened: list[re.Match[str]] = []
    for tag in _TAG.finditer(text):
        name = tag[2].lower()
        if is_markdown and name == "br":
            continue
        if not tag[1] and name not in _EMPTY:
            opened.append(tag)
        elif tag[1] and any(other[2].lower() == name for other in opened[-8:]):
            while opened[-1][2].lower() != name:
                opened.pop()
            first = opened.pop()
            if not opened:
                yield _Element(first.start(), first[0], text[first.start() : tag.end()], True)
        elif not opened:
            yield _Element(tag.start(), tag[0], tag[0], name in _EMPTY)
    if opened:
        yield _Element(opened[0].start(), opened[0][0], opened[0][0], False)


def _hint(element: _Element, is_markdown: bool) -> Message:
    if not element.is_whole:
        return told(
            "Delete “%(html)s”. To show it to readers, put it in backticks.",
            html=_short(element.tag),
        )
    if not is_markdown:
        words = " ".join(html.unescape(re.sub(r"<[^<>]*>", " ", element.source)).split())
        return told("Write `%(text)s`.", text=_short(words)) if words else told("Delete the HTML.")
    lines = [line for line in _as_markdown(element.source).splitlines() if line.strip()]
    if not lines:
        return told("Delete the HTML.")
    if len(lines) == 1:
        # The line may contain a long address, which must not be cut off.
        return (
            told("Write `%(text)s`.", text=lines[0].strip())
            if len(lines[0]) <= 500
            else told("Write `%(text)s`.", text=_short(lines[0]))
        )
    shown = ", ".join(f"`{_short(line)}`" for line in lines[:3])
    return told(
        "Write it in Markdown, on separate lines: %(lines)s",
        lines=shown + (", …" if len(lines) > 3 else "."),
    )


def _as_markdown(source: str) -> str:
    # The converter loads slowly, and only sites with HTML in their texts need it.
    from html_to_markdown import ConversionOptions, convert

    options = ConversionOptions(extract_metadata=False, br_in_tables=True)
    markdown = convert(_TAG.sub(_with_allowed_address, source), options).content or ""
    return markdown.replace("![](", "![What it shows](").strip()


def _with_allowed_address(tag: re.Match[str]) -> str:
    """Return a tag without addresses that no link or picture may have (see `forbidden-link`).

    A link keeps only its words. A picture gets a name in content/files/.
    """

    def allowed(attribute: re.Match[str]) -> str:
        address = html.unescape(attribute[2].strip("\"'"))
        if tag[2].lower() != "img":
            return attribute[0] if is_link(address) else ""
        if address.startswith("files/") and is_relative(address):
            return attribute[0]
        name = re.sub(r"[^a-z0-9.]+", "-", re.split(r"[?#]", address)[0].rpartition("/")[2].lower())
        stem, _, ending = name.rpartition(".")
        return f'src="files/{stem}.{ending}"' if ending in PICTURES else 'src="files/picture.png"'

    return _ADDRESS.sub(allowed, tag[0])


def _entities(text: WrittenText) -> Iterator[Finding]:
    for entity in _ENTITY.finditer(masked(text.value, "comment", "open")):
        character = html.unescape(entity[0])
        if character != entity[0]:
            shown = " " if character.isspace() else character
            place = text.inside(entity[0], entity.start())
            message = told(
                "HTML does not work here: readers see “%(html)s” as text.", html=entity[0]
            )
            yield Finding(
                place,
                message,
                told("Write “%(text)s” instead.", text=shown),
            )


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


CHECK = Check("raw-html", "warning", find)
