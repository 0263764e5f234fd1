"""HTML of ours as Markdown."""

from __future__ import annotations

import re
from urllib.parse import unquote

from site_builder.rendering.plain import without_back_links

_NOTE_SIGN = re.compile(r'<sup id="[^"]*"><a href="#([^"]*)" role="doc-noteref">\[\d+\]</a></sup>')
_NOTE = re.compile(r'<div id="([^"]*/note\.[^"]*)">\s*<p>\[\d+\] ')
_CODE = re.compile(r"(<code\b[^>]*>.*?</code>)", re.DOTALL)
_PICTURE = (".chart__row", ".chart__ends", ".legend")
"""The words in a picture of states; what they say is in the table below it."""
_LINK_SIGNS = re.compile(r"\[(?=[^\[\]<>]*\]\()")
_SIGNS = re.compile(r"[\\`*_\[\]<>]|&(?=#?\w+;)|^(?=[#>+-]|\d+[.)])")
_TASK = re.compile('(<li class="task">\\s*(?:<p>)?)(\u2610|\u2611) ')


def as_markdown(html: str) -> str:
    """The text of some HTML as Markdown, without its pictures.

    Angle brackets of a text stay entities: whoever renders the Markdown again must not get them as
    HTML. Footnotes are named by their anchors, since a page may have several with one number.
    """
    # Only who makes Markdown waits for the converter to load.
    from html_to_markdown import ConversionOptions, convert

    # Markup would escape what it puts in once more.
    plain = without_back_links(str(html))
    if 'class="notes"' in plain:
        plain = _NOTE_SIGN.sub(lambda sign: f"[^{unquote(sign[1])}]", plain)
        plain = _NOTE.sub(r"<div><p>[^\1]: ", plain)
    if 'class="task"' in plain:
        plain = _TASK.sub(_box, plain)
    options = ConversionOptions(
        strip_tags=["svg"],
        exclude_selectors=list(_PICTURE),
        extract_metadata=False,
        br_in_tables=True,
    )
    pieces = _CODE.split(plain)
    # Code is shown as it is, entities too, and nobody takes it for HTML.
    pieces[::2] = (_literal(piece) for piece in pieces[::2])
    text = convert("".join(pieces), options).content or ""
    return text.strip()


def line_as_markdown(text: str) -> str:
    """One line of plain text as Markdown that shows just these characters (CommonMark, 2.4)."""
    return _SIGNS.sub(r"\\\g<0>", " ".join(text.split()))


def _literal(html: str) -> str:
    """HTML whose words make no HTML and no links of their own in Markdown."""
    text = html.replace("&lt;", "&amp;lt;")
    return _LINK_SIGNS.sub(r"\\[", text) if "](" in text else text


def _box(task: re.Match[str]) -> str:
    checked = " checked" if task[2] == "\u2611" else ""
    return f'{task[1]}<input type="checkbox"{checked}> '
