"""The small but complete site that `site-builder new` creates."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from site_builder.model.characters import visible

_SHOWN = 5

_TEMPLATE = Path(__file__).parent / "template"


class NotStartable(Exception):
    """A site cannot be created here. The message says why, and what to do."""


def start_site(folder: Path, at: datetime) -> list[Path]:
    """Write a small site dated `at`, in UTC, and return its files.

    The date of its update includes the time, so that a second update on the same day is clearly
    newer, and the offset, so that it stays the same if the site's time zone changes.

    Raise NotStartable, without touching anything, if the folder is taken. Raise OSError.
    """
    _refuse_taken(folder)
    kept = folder if folder.exists() else folder.parent
    now = at.astimezone(UTC)
    day, moment = now.date().isoformat(), f"{now:%Y-%m-%d %H:%M} +00:00"
    written: list[Path] = []
    try:
        for name, text in _template():
            path = folder / name.replace("@DAY@", day)
            path.parent.mkdir(parents=True, exist_ok=True)
            # "x" fails on files that appeared in the meantime.
            with open(path, "x", encoding="utf-8") as file:
                written.append(path)
                file.write(text.replace("@DAY@", day).replace("@MOMENT@", moment))
    except BaseException:
        _take_back(written, kept)
        raise
    return written


def _template() -> Iterable[tuple[str, str]]:
    """Yield the path and text of each file of the new site."""
    # The folder itself comes first, so that an error names it.
    for path in sorted(_TEMPLATE.rglob("*"), key=lambda path: len(path.parts)):
        if path.is_file():
            name = path.relative_to(_TEMPLATE).as_posix()
            # Under its own name, it would make git ignore files of ours.
            yield ".gitignore" if name == "gitignore" else name, path.read_text("utf-8")


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


def _refuse_taken(folder: Path) -> None:
    if folder.is_symlink() and not folder.exists():
        raise NotStartable(f"{folder} is a broken link. Choose a new folder.")
    if folder.exists() and not folder.is_dir():
        raise NotStartable(f"{folder} is a file. Choose a new folder.")
    if folder.is_dir() and (names := sorted(os.listdir(folder))):
        more = f" and {len(names) - _SHOWN:,} more" if len(names) > _SHOWN else ""
        shown = ", ".join(map(visible, names[:_SHOWN]))
        raise NotStartable(
            f"{folder} is not empty: it contains {shown}{more}. Choose a new folder, such as "
            f"{folder / 'status-site'}."
        )
