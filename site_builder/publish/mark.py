"""The mark of a published folder: the list of files that the builder made.

A folder without a mark is not ours, and nothing in it is ever replaced. In a folder with a mark,
all other files were added by someone else (a certificate's challenge, a verification file): they
are kept in the next site.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from site_builder.model.characters import visible
from site_builder.model.message import told
from site_builder.notary.place import CHECKPOINT, LOG
from site_builder.publish.tree import files_in, walk

MARK = ".site-builder"
_MAKER = "site-builder "
_TITLE = f"{_MAKER}wrote the files listed here and replaces them. It keeps all others."
_SHOWN = 5
SOURCES = ("content", "status", "locales", ".git")
_CACHE = ".cache"


class NotPublishable(Exception):
    """The published folder must not be replaced; the message says why."""


@dataclass(frozen=True, slots=True)
class Foreign:
    """The other files of a published folder: paths below it, and folders if they are empty."""

    files: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()

    def without(self, folder: str) -> Foreign:
        """Return what is not in a folder."""
        start = f"{folder}/"
        return Foreign(
            tuple(path for path in self.files if not path.startswith(start)),
            tuple(path for path in self.folders if not f"{path}/".startswith(start)),
        )


NOTHING_FOREIGN = Foreign()


def mark_of(paths: Iterable[str]) -> bytes:
    """Return the content of the mark for the files that a build made."""
    return "\n".join((_TITLE, *sorted(paths), "")).encode()


def refuse_sources(published: Path, root: Path) -> None:
    """Raise NotPublishable if the site would replace the files it is made from.

    `root` is the folder of mkdocs.yml.
    """
    target, home = Path(os.path.realpath(published)), Path(os.path.realpath(root))
    sources = [home / name for name in SOURCES]
    inside = next((s for s in sources if target == s or s in target.parents), None)
    if inside is not None:
        raise NotPublishable(
            told(
                "%(folder)s is inside %(name)s/, which contains the site's sources. "
                "Publish to a separate folder: `site_dir: site`",
                folder=str(published),
                name=inside.name,
            )
        )
    if target == home / _CACHE:
        raise NotPublishable(
            told(
                "%(folder)s is the cache folder. Publish to a separate folder: `site_dir: site`",
                folder=str(published),
            )
        )
    if target == home or target in home.parents:
        raise NotPublishable(
            told(
                "%(folder)s contains mkdocs.yml and the site's sources. Publish to a "
                "separate folder: `site_dir: site`",
                folder=str(published),
            )
        )


def refuse_unpublishable(published: Path, has_notary: bool = False) -> None:
    """Raise NotPublishable unless the folder is missing, empty, or carries our mark.

    With a notary, it may also hold the log of an earlier site and nothing else.
    """
    if published.is_symlink():
        raise NotPublishable(
            told("%(folder)s is a link. Publish to the folder itself", folder=str(published))
        )
    if not published.exists():
        return
    if not published.is_dir():
        raise NotPublishable(
            told("%(folder)s is a file, not a folder. Publish to a folder", folder=str(published))
        )
    if os.path.ismount(published):
        raise NotPublishable(
            told(
                "%(folder)s is a mount point and cannot be replaced in one step. "
                "Publish to a folder inside it: `--site-dir %(folder)s/site`",
                folder=str(published),
            )
        )
    if marked_files(published) is None and not (has_notary and _is_only_log(published)):
        _refuse_full(published)


def _is_only_log(published: Path) -> bool:
    return all(path.startswith(f"{LOG}/") for path in files_in(published))


def refuse_unsigned(published: Path) -> None:
    """Raise NotPublishable if a build without a key would end the log in a published folder."""
    log = published / LOG
    if (log / CHECKPOINT).exists() and has_log(published):
        raise NotPublishable(
            told(
                "%(folder)s has a log of what was published, and this build has no key to continue "
                "it. Set `notary` in mkdocs.yml or %(name)s, or publish to another folder. To end "
                "the log, delete %(log)s",
                folder=str(published),
                name="SITE_BUILDER_NOTARY_KEY",
                log=str(log),
            )
        )


def has_log(published: Path) -> bool:
    """Return whether the mark of a folder lists a log."""
    return f"{LOG}/{CHECKPOINT}" in (marked_files(published) or ())


def _refuse_full(published: Path) -> None:
    names = sorted(visible(name) for name in os.listdir(published))
    if not names:
        return
    shown = ", ".join(names[:_SHOWN])
    if len(names) > _SHOWN:
        shown = told("%(names)s and %(count)s more", names=shown, count=len(names) - _SHOWN)
    raise NotPublishable(
        told(
            "%(folder)s is not empty and was not written by site-builder: it "
            "contains %(names)s. Publish to an empty or new folder, or move "
            "these files away",
            folder=str(published),
            names=shown,
        )
    )


def foreign_in(published: Path) -> Foreign:
    """What is in a marked folder and not ours; empty if the folder does not exist yet."""
    ours = marked_files(published)
    if ours is None:
        return NOTHING_FOREIGN
    files, folders = [], []
    for path, entry in walk(str(published)):
        if entry.is_dir(follow_symlinks=False):
            if not os.listdir(entry.path):
                folders.append(path)
        elif path not in ours:
            files.append(path)
    return Foreign(tuple(files), tuple(folders))


def keep(foreign: Foreign, published: Path, staged: Path) -> None:
    """Copy the files that are not ours into the next site, unchanged.

    Raises NotPublishable if the new site has its own file at one of the paths.
    """
    for path in foreign.folders:
        with suppress(FileExistsError):
            os.makedirs(staged / path)
    for path in foreign.files:
        target = staged / path
        try:
            os.makedirs(target.parent, exist_ok=True)
            os.link(published / path, target, follow_symlinks=False)
        except (FileExistsError, NotADirectoryError):
            raise NotPublishable(
                told(
                    "%(path)s was not written by site-builder, but the new site has a file "
                    "with this name. Move or rename your file",
                    path=visible(str(published / path)),
                )
            ) from None


def marked_files(published: Path) -> frozenset[str] | None:
    """The paths that the mark of a folder lists; None if it carries none that can be read."""
    try:
        descriptor = os.open(published / MARK, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        with open(descriptor, "rb") as file:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                return None
            title, *paths = file.read().decode().split("\n")
    except (OSError, ValueError):
        return None
    # Other versions may word the rest differently.
    return frozenset((MARK, *paths)) if title.startswith(_MAKER) else None
