"""Which addresses may be links: one rule for texts, contacts, footers and mkdocs.yml."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_SCHEMES = frozenset(("http", "https", "mailto", "tel"))
# RFC 3986, 2: no spaces, controls, quotes or brackets like these; browsers read “\” as “/”.
# Invisible characters, and those that reverse the order, hide the target of a link.
_UNSAFE = re.compile(
    r"[\x00-\x20\x7f-\xa0\\\"<>`\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202f\u2060-\u206f"
    r"\ufeff\ufff9-\ufffb]"
)
_HOST = re.compile(r"[^\s/?#@:\[\]%!$&'()*+,;=]+|\[[0-9A-Fa-f:.]+\]")


def is_link(target: str) -> bool:
    """Return whether a link may lead there: http, https, mailto, tel, or a path in the site."""
    return is_url(target) or is_relative(target)


def is_url(target: str, schemes: frozenset[str] = _SCHEMES) -> bool:
    """Return whether this is a whole address with one of the schemes.

    A web address needs a host and must not contain a name and password (RFC 3986, 3.2.1), which
    would be published.
    """
    # Braces remain if a fact does not exist or is not allowed there.
    if _UNSAFE.search(target) or "{" in target or "}" in target:
        return False
    try:
        parts = urlsplit(target)
        scheme, port = parts.scheme.lower(), parts.port
    except ValueError:
        return False
    if scheme not in schemes:
        return False
    if scheme in ("http", "https"):
        host = parts.netloc.removesuffix(f":{port}") if port is not None else parts.netloc
        # A name may end with a dot, but none of its parts may be empty (RFC 1034, 3.1).
        return _HOST.fullmatch(host) is not None and all(host.removesuffix(".").split("."))
    return bool(parts.path) and not parts.netloc


def is_web_address(target: str) -> bool:
    """Return whether this is a whole http or https address."""
    return is_url(target, frozenset(("http", "https")))


def is_relative(target: str) -> bool:
    """Return whether this is a path inside an edition."""
    path = target.partition("#")[0]
    return not (
        target.startswith("/") or ":" in path or ".." in path.split("/") or _UNSAFE.search(target)
    )
