"""Which files a site has, and which of them are read together."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from site_builder.model.lock import LOCK
from site_builder.model.problem import Finding, Place
from site_builder.reading.strays import root_strays

GROUND = ""
"""The unit of what everything else stands on: countries, services, facts, site, categories."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """`name` is the path below the site's root; the rest tells whether it changed, by stat(2)."""

    name: str
    size: int
    modified: int
    inode: int


@dataclass(frozen=True, slots=True)
class Sources:
    """The files by unit, the links that lead out of the site, and what stands beside its folders.

    A unit is the folder of an incident, the files of a question or of a page, a picture or
    download, or the ground.
    """

    units: Mapping[str, tuple[SourceFile, ...]]
    refused: tuple[Finding, ...]
    strays: tuple[Finding, ...] = ()


def list_sources(root: Path) -> Sources:
    """The files of content/ and status/; hidden files and backups of editors do not count."""
    units: dict[str, list[SourceFile]] = defaultdict(list)
    refused: list[Finding] = []
    real_root = os.path.realpath(root) + os.sep
    for top in ("content", "status"):
        for name, entry in _walk(os.path.join(root, top), top):
            if name == LOCK:
                continue
            if entry.is_symlink() and not os.path.realpath(entry.path).startswith(real_root):
                message = "This link leads out of the site's folder."
                hint = "Copy the file here instead of linking to it."
                refused.append(Finding(Place(name), message, hint))
                continue
            if name.startswith("content/files/") and not entry.is_file(follow_symlinks=False):
                message = "This is a link or a device, not a file."
                refused.append(Finding(Place(name), message, "Copy the file itself here."))
                continue
            try:
                stat = entry.stat()
            except OSError:
                units[unit_of(name)].append(SourceFile(name, -1, 0, 0))
                continue
            file = SourceFile(name, stat.st_size, stat.st_mtime_ns, stat.st_ino)
            units[unit_of(name)].append(file)
    by_unit = {name: tuple(files) for name, files in units.items()}
    return Sources(by_unit, tuple(refused), root_strays(root))


def unit_of(name: str) -> str:
    """The unit to which a file belongs, by its path."""
    parts = name.split("/")
    if parts[0] == "status" and len(parts) > 2:
        return f"status/{parts[1]}"
    if parts[:2] == ["content", "faq"] and len(parts) == 4:
        return f"content/faq/{parts[2]}/{parts[3].split('.')[0]}"
    if parts[:2] == ["content", "files"] and len(parts) > 2:
        return name
    if parts[:2] == ["content", "pages"] and len(parts) == 3:
        return f"content/pages/{parts[2].split('.')[0]}"
    return GROUND


def _walk(folder: str, name: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        below = f"{name}/{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(entry.path, below)
        elif not entry.name.endswith("~") and not entry.is_dir():
            yield below, entry
