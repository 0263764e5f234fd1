"""List the files of a site, and group those that are read together."""

from __future__ import annotations

import os
import stat
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from site_builder.model.message import told
from site_builder.model.problem import Finding, Place
from site_builder.model.translations_lock import LOCK
from site_builder.reading.strays import root_strays

GROUND = ""
"""The unit that all others depend on: countries, services, facts, claims, site, categories and
what is retired.
"""
FACTS = "content/facts.yml"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """`name` is the path below the site's root; the other fields show whether it changed, by
    stat(2).

    Programs can set `modified` back after a change, but not `changed`.
    """

    name: str
    size: int
    modified: int
    changed: int
    inode: int


@dataclass(frozen=True, slots=True)
class Sources:
    """The files by unit, links to places outside the site, and files next to its folders.

    A unit is the folder of an incident, the files of a question or of a page, a picture or
    download, or the ground.
    """

    units: Mapping[str, tuple[SourceFile, ...]]
    refused: tuple[Finding, ...]
    strays: tuple[Finding, ...] = ()


def list_sources(root: Path) -> Sources:
    """Return the files of content/ and status/, except hidden files and backups of editors."""
    units: dict[str, list[SourceFile]] = defaultdict(list)
    refused: list[Finding] = []
    real_root = os.path.realpath(root) + os.sep
    for top in ("content", "status"):
        for name, entry in _walk(os.path.join(root, top), top, refused):
            if name == LOCK:
                continue
            if (finding := _refused(name, entry, real_root)) is not None:
                refused.append(finding)
                continue
            try:
                found = entry.stat()
            except OSError:
                units[unit_of(name)].append(
                    SourceFile(name=name, size=-1, modified=0, changed=0, inode=0)
                )
                continue
            file = SourceFile(
                name=name,
                size=found.st_size,
                modified=found.st_mtime_ns,
                changed=found.st_ctime_ns,
                inode=found.st_ino,
            )
            units[unit_of(name)].append(file)
    by_unit = {name: tuple(files) for name, files in units.items()}
    return Sources(by_unit, tuple(refused), root_strays(root))


def _refused(name: str, entry: os.DirEntry[str], real_root: str) -> Finding | None:
    """Return why a file is not read, so no file is ignored silently."""
    if not _is_text(name):
        shown = name.encode("utf-8", "backslashreplace").decode()
        hint = told("Rename it, using letters, digits and hyphens.")
        return Finding(Place(shown), told("This file name is not valid UTF-8."), hint)
    if entry.is_symlink():
        if not os.path.realpath(entry.path).startswith(real_root):
            message = told("This link points outside the site's folder.")
            return Finding(
                Place(name), message, told("Copy the file here instead of linking to it.")
            )
        if entry.is_dir():
            message = told("This is a link to a folder. The builder does not follow it.")
            return Finding(
                Place(name), message, told("Copy the folder here instead of linking to it.")
            )
    # A published file must be a regular file: the target of a link can change.
    is_published = name.startswith("content/files/")
    if not _is_regular(entry) or (is_published and entry.is_symlink()):
        message = told("This is a link or a device, not a regular file.")
        return Finding(Place(name), message, told("Copy the file itself here."))
    return None


def _is_text(name: str) -> bool:
    # Bytes that are not UTF-8 become half of a surrogate pair (os.fsdecode).
    return not any("\ud800" <= character <= "\udfff" for character in name)


def _is_regular(entry: os.DirEntry[str]) -> bool:
    """Return whether it is a file. If that is unknown, reading it will report the error."""
    try:
        return stat.S_ISREG(entry.stat().st_mode)
    except OSError:
        return True


def unit_of(name: str) -> str:
    """Return the unit to which a file belongs, by its path."""
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


def _walk(folder: str, name: str, refused: list[Finding]) -> Iterator[tuple[str, os.DirEntry[str]]]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except FileNotFoundError:
        return
    except OSError as error:
        message = told("This folder cannot be read: %(reason)s.", reason=error.strerror or "")
        refused.append(Finding(Place(name), message, told("Check its permissions and owner.")))
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        below = f"{name}/{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(entry.path, below, refused)
        elif not entry.name.endswith("~"):
            yield below, entry
