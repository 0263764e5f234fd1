"""Texts of pages as plain text, for programs that show no HTML."""

from __future__ import annotations

import re

from markupsafe import Markup

_BACK = re.compile(r' <a href="[^"]*" role="doc-backlink">[^<]*</a>')
_STRUCK = re.compile(r"<s>(.*?)</s>", re.DOTALL)


def without_back_links(html: str) -> str:
    """The HTML without the arrows that lead from a footnote back to its place in the text."""
    return _BACK.sub("", html) if "doc-backlink" in html else html


def plain_text(html: str) -> str:
    """The words of some HTML. Struck ones keep their signs: without them they would count."""
    return Markup(_STRUCK.sub(r"~~\1~~", without_back_links(str(html)))).striptags()


def searched_text(html: str) -> str:
    """The words that a search finds: none that are struck out."""
    return Markup(_STRUCK.sub("", without_back_links(str(html)))).striptags()
