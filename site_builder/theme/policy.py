"""Let browsers do as little as possible with our pages (W3C, Content Security Policy 3)."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable

MARK_SCRIPTS = 'document.documentElement.className="js"'
"""The one inline script of a page, which lets styles reserve space for the other scripts' output.
"""
_SOURCES = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "connect-src": "'self'",
    "base-uri": "'self'",
    "form-action": "'none'",
}


def policy(styles: Iterable[str] = ()) -> str:
    """Return the policy of a page; `styles` are its allowed inline stylesheets."""
    hashes = [f"'sha256-{_digest(style)}'" for style in styles]
    sources = _SOURCES | {"style-src": " ".join([_SOURCES["style-src"], *hashes])}
    return "; ".join(f"{name} {value}" for name, value in sources.items())


def policy_alone(style: str) -> str:
    """Return the policy of a page that loads nothing and has no script."""
    return (
        f"default-src 'none'; style-src 'sha256-{_digest(style)}'; img-src data:; "
        "base-uri 'self'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


_SOURCES["script-src"] += f" 'sha256-{_digest(MARK_SCRIPTS)}'"
POLICY = policy()
POLICY_FROM_DISK = (
    "default-src 'none'; style-src 'self' file: 'unsafe-inline'; img-src 'self' file: data:; "
    "font-src 'self' file:; base-uri 'none'; form-action 'none'"
)
"""The policy of a page that is opened as a file: it has no script at all.

What `'self'` means there differs between browsers, so the scheme is named too.
"""
