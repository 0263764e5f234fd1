"""Writes the files of a new site, all or none."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from site_builder.model.characters import visible
from site_builder.model.message import told

_SHOWN = 5


class NotStartable(Exception):
    """A site cannot be created here. The message says why, and what to do."""


def start_site(folder: Path, files: Iterable[tuple[str, str]]) -> list[Path]:
    """Write files, by their paths below `folder`, and return the paths of all of them.

    Raise NotStartable, without touching anything, if the folder is taken. Raise OSError.
    """
    refuse_taken(folder)
    kept = folder if folder.exists() else folder.parent
    written: list[Path] = []
    try:
        for name, text in files:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            # "x" fails on files that appeared in the meantime.
            with open(path, "x", encoding="utf-8") as file:
                written.append(path)
                file.write(text)
    except BaseException:
        _take_back(written, kept)
        raise
    return written


def _take_back(written: Iterable[Path], kept: Path) -> None:
    """Delete a half-written site: the next attempt would refuse the folder."""
    for path in written:
        with suppress(OSError):
            path.unlink()
        for parent in path.parents:
            if parent == kept:
                break
            with suppress(OSError):
                parent.rmdir()


def refuse_taken(folder: Path) -> None:
    """Raise NotStartable if something is in the folder, or in its place."""
    if folder.is_symlink() and not folder.exists():
        raise NotStartable(
            told("%(folder)s is a broken link. Choose a new folder.", folder=str(folder))
        )
    if folder.exists() and not folder.is_dir():
        raise NotStartable(told("%(folder)s is a file. Choose a new folder.", folder=str(folder)))
    if folder.is_dir() and (names := sorted(os.listdir(folder))):
        shown = ", ".join(map(visible, names[:_SHOWN]))
        if len(names) > _SHOWN:
            more = len(names) - _SHOWN
            shown = told("%(names)s and %(count)s more", names=shown, count=more)
        raise NotStartable(
            told(
                "%(folder)s is not empty: it contains %(names)s. Choose a new folder, such as "
                "%(other)s.",
                folder=str(folder),
                names=shown,
                other=str(folder / "status-site"),
            )
        )
