"""HTML of ours as Markdown."""

from __future__ import annotations

import re
from urllib.parse import unquote

from site_builder.markdown.plain_text import without_back_links

_NOTE_SIGN = re.compile(r'<sup id="[^"]*"><a href="#([^"]*)" role="doc-noteref">\[\d+\]</a></sup>')
_NOTE = re.compile(r'<div id="([^"]*/note\.[^"]*)">\s*<p>\[\d+\] ')
_CODE = re.compile(r"(<code\b[^>]*>.*?</code>)", re.DOTALL)
_PICTURE = (".chart__picture", ".axis", ".track", ".legend")
"""The words in a picture of states; what they say is in the table below it."""
# What Markdown could take for its own inside a line; the converter knows what begins a block. An
# underscore inside a word means nothing. Tags are matched to be left alone.
_MEANT = re.compile(
    r"<[^>]*>"
    r"|(?P<line_break>[ \t]*[\n\r\x0b\x0c\x85\u2028\u2029]\s*)"
    r"|(?P<sign>[\\`*\[\]]|~~|(?<!\w)_|_(?!\w)|&lt;|&amp;(?=#?\w+;))"
)
# Characters that no text contains (Unicode, 23.7) take the place of signs while the converter
# is at work, since it escapes some of them itself.
_STANDS_FOR = {
    "\\": "\ufdd0",
    "`": "\ufdd1",
    "*": "\ufdd2",
    "[": "\ufdd3",
    "]": "\ufdd4",
    "~~": "\ufdd5",
    "_": "\ufdd6",
    "&lt;": "\ufdd7",
    "&amp;": "\ufdd8",
}
_SHOWN = {mark: f"\\{sign}" for sign, mark in _STANDS_FOR.items()} | {
    "\ufdd5": "\\~\\~",
    "\ufdd7": "&lt;",
    "\ufdd8": "&amp;",
    "\ufdda": "[^",
    "\ufddb": "]",
}
_BACK = str.maketrans(_SHOWN)
_SIGNS = re.compile(r"[\\`*_\[\]<>]|&(?=#?\w+;)|^(?=[#>+-]|\d+[.)])")
_TASK = re.compile('(<li class="task">\\s*(?:<p>)?)(\u2610|\u2611) ')


def as_markdown(html: str) -> str:
    """Return the text of some HTML as Markdown, without its pictures.

    Signs in a text are escaped, and angle brackets stay entities, so rendering the Markdown again
    gives neither links nor HTML. A line of text stays one line. Footnotes are named by their
    anchors, because a page may have several with one number.
    """
    # The converter loads slowly, and only Markdown needs it.
    from html_to_markdown import ConversionOptions, convert

    # Markup would escape its arguments once more.
    plain = without_back_links(str(html))
    if 'class="notes"' in plain:
        plain = _NOTE_SIGN.sub(lambda sign: f"\ufdda{unquote(sign[1])}\ufddb", plain)
        plain = _NOTE.sub("<div><p>\ufdda\\1\ufddb: ", plain)
    if 'class="task"' in plain:
        plain = _TASK.sub(_box, plain)
    options = ConversionOptions(
        strip_tags=["svg"],
        exclude_selectors=list(_PICTURE),
        extract_metadata=False,
        br_in_tables=True,
    )
    pieces = _CODE.split(plain)
    # Code is shown unchanged, including entities, and never becomes HTML.
    pieces[::2] = (_literal(piece) for piece in pieces[::2])
    text = convert("".join(pieces), options).content or ""
    return text.translate(_BACK).strip()


def line_as_markdown(text: str) -> str:
    """One line of plain text as Markdown that shows just these characters (CommonMark, 2.4)."""
    return _SIGNS.sub(r"\\\g<0>", " ".join(text.split()))


def _literal(html: str) -> str:
    """HTML whose words make nothing of their own in Markdown."""
    return _MEANT.sub(_escaped, html)


def _escaped(found: re.Match[str]) -> str:
    if found.lastgroup == "sign":
        return _STANDS_FOR[found[0]]
    return " " if found.lastgroup == "line_break" else found[0]


def _box(task: re.Match[str]) -> str:
    checked = " checked" if task[2] == "\u2611" else ""
    return f'{task[1]}<input type="checkbox"{checked}> '
