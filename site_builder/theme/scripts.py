"""The script of all pages, and the engine of their search."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_ASSETS = Path(__file__).parent.parent / "assets"
SCRIPTS = "assets/javascripts"


@dataclass(frozen=True, slots=True)
class Script:
    """`path` changes with the content."""

    path: str
    content: bytes


@cache
def site_script() -> Script:
    """What makes pages comfortable; without it they say the same.

    `make script` bundles it from the modules in assets/script/.
    """
    return _script("site")


@cache
def search_engine() -> Script:
    """What finds entries in an index; only readers who go to the search box load it."""
    return _script("search")


def _script(name: str) -> Script:
    content = (_ASSETS / f"{name}.js").read_bytes()
    digest = hashlib.sha256(content).hexdigest()[:10]
    return Script(f"{SCRIPTS}/{name}.{digest}.js", content)
