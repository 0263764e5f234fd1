"""The kinds of pages of a built site, found in its folder, so that new ones are looked at too."""

from __future__ import annotations

import re
from pathlib import Path

NOT_FOUND = "404"
_EDITION = re.compile(r"(?:^|(?<=/))(?:group|[a-z]{2})/[a-z]{2,3}(?:-\w+)*/")
_QUESTION = re.compile(r"^faq/(?!for/).+")
_DATED = re.compile(r"[^/]*\d[^/]*")


def kinds_of(folder: Path) -> dict[str, str]:
    """The address of one page of each kind, its largest, which shows the most.

    Pages are of one kind if their paths differ only in edition and in names with digits, as those
    of months and incidents have, or if they are pages of questions. The page for what is not there
    is at an address deep in the site.
    """
    largest: dict[str, Path] = {}
    for path in sorted(folder.rglob("*.html")):
        kind = _kind(path.relative_to(folder).as_posix())
        if kind not in largest or path.stat().st_size > largest[kind].stat().st_size:
            largest[kind] = path
    return {kind: _address(path.relative_to(folder)) for kind, path in largest.items()}


def _kind(path: str) -> str:
    if path == "404.html":
        return NOT_FOUND
    name = path.removesuffix("index.html")
    if not name:
        return "root"
    within = _EDITION.sub("", name, count=1)
    within = _QUESTION.sub("faq/*", within)
    return _DATED.sub("*", within).rstrip("/") or "home"


def _address(path: Path) -> str:
    if path.as_posix() == "404.html":
        return "there/is/no/such/page/"
    return path.as_posix().removesuffix("index.html")
