"""Finished pages as they work without a server, opened as files.

A browser shows a folder's list of files for a link to a folder, and runs no script of another file.
So links name `index.html`, and the pages are those of readers without JavaScript.
"""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Set
from urllib.parse import quote, unquote, urlsplit

from site_builder.outputs.pages.missing import MISSING
from site_builder.theme.policy import POLICY_FROM_DISK

_INDEX = "index.html"
_SCRIPT = re.compile(r"\s*<script\b[^>]*>.*?</script>", re.DOTALL)
_POLICY = re.compile(r'(<meta http-equiv="Content-Security-Policy" content=")[^"]*(")')
# Our pages quote every attribute and escape `<` and `>` in texts and values.
_TAG = re.compile(r"<(a|link|img|source)\b[^>]*>")
_ADDRESS = re.compile(r'(\s(?:href|src)=")([^"]*)(")')
_FOR_SERVERS = frozenset(("_headers", "robots.txt"))
_FOR_SCRIPTS = re.compile(r"assets/javascripts/|(?:.*/)?search\.json$")


def is_for_readers(path: str) -> bool:
    """Whether a file of a site is of use without a server and scripts."""
    is_copy = path.endswith((".gz", ".br"))
    is_for_server = path in _FOR_SERVERS or posixpath.basename(path) == MISSING
    return not is_for_server and not is_copy and not _FOR_SCRIPTS.match(path)


def from_disk(path: str, page: str, paths: Set[str], site_url: str | None) -> str:
    """A page of a site for reading from disk; `paths` are those of all files that come along.

    Links to the site's own address lead to the page that comes along, if there is one.
    """
    page = _SCRIPT.sub("", page)
    policy = html.escape(POLICY_FROM_DISK)
    page = _POLICY.sub(lambda match: match[1] + policy + match[2], page)

    def address(match: re.Match[str]) -> str:
        written = html.unescape(match[2])
        return match[1] + html.escape(_from(path, written, paths)) + match[3]

    def tag(match: re.Match[str]) -> str:
        text = match[0]
        if match[1] == "a" and site_url:
            text = _ADDRESS.sub(lambda m: _below(m, path, site_url), text)
        return _ADDRESS.sub(address, text)

    return _TAG.sub(tag, page)


def _below(match: re.Match[str], path: str, site_url: str) -> str:
    """An address of the site itself, as one that is relative to a page."""
    written, root = html.unescape(match[2]), site_url.rstrip("/") + "/"
    if not written.startswith(root):
        return match[0]
    up = "../" * path.count("/")
    return match[1] + html.escape(f"{up or './'}{written[len(root) :]}") + match[3]


def _from(path: str, written: str, paths: Set[str]) -> str:
    """A relative address that names a file, if it leads to one of `paths`."""
    try:
        parts = urlsplit(written)
    except ValueError:
        return written
    if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
        return written
    folder = posixpath.dirname(path)
    target = posixpath.normpath(posixpath.join(folder, unquote(parts.path)))
    target = "" if target == "." else target
    if target not in paths:
        target = posixpath.join(target, _INDEX)
        if target not in paths:
            return written
    link = quote(posixpath.relpath(target, folder or "."))
    return f"{link}#{parts.fragment}" if parts.fragment else link
