"""The content of a folder and everything below it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path


def walk(folder: str, below: str = "") -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Yield everything below a folder, with its path relative to it after `below`; links are not
    followed.
    """
    for entry in os.scandir(folder):
        yield f"{below}{entry.name}", entry
        if entry.is_dir(follow_symlinks=False):
            yield from walk(entry.path, f"{below}{entry.name}/")


def files_in(folder: Path) -> frozenset[str]:
    """Return the paths of the files in a folder and below, relative to it."""
    return frozenset(
        path for path, entry in walk(str(folder)) if not entry.is_dir(follow_symlinks=False)
    )
