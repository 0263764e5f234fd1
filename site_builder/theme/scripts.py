"""The script of all pages, and the engine of their search."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

_SOURCE = Path(__file__).parent.parent / "assets" / "site.js"
SCRIPTS = "assets/javascripts"


@dataclass(frozen=True, slots=True)
class SearchEngine:
    """Material's own scripts, in `folder`; `worker` and `languages` are paths below it."""

    folder: str = field(compare=False)
    worker: str
    languages: str = "lunr"


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
    content = _SOURCE.read_bytes()
    name = hashlib.sha256(content).hexdigest()[:10]
    return Script(f"{SCRIPTS}/site.{name}.js", content)


def search_engine(folders: list[Path]) -> SearchEngine | None:
    """Return the engine in the first of a theme's folders that has one."""
    for folder in folders:
        scripts = folder / SCRIPTS
        for path in sorted(scripts.glob("workers/search.*.min.js")):
            return SearchEngine(str(scripts), path.relative_to(scripts).as_posix())
    return None


def without_map(script: bytes) -> bytes:
    """Return a script without the address of its source map, which is not published."""
    return re.sub(rb"\n?//# sourceMappingURL=\S+\s*$", b"\n", script)
