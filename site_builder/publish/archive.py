"""A preview as one zip file, to be handed to somebody without a server."""

from __future__ import annotations

import os
import stat
import tempfile
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

from site_builder.model.characters import visible
from site_builder.model.message import told
from site_builder.publish.mark import SOURCES, NotPublishable, marked_files

_COMMENT = b"site-builder wrote this preview and may replace it."
_FOLDER = "preview"
# The earliest time that a zip file can hold: a file's own time would differ from build to build.
_TIME = (1980, 1, 1, 0, 0, 0)
_LEVEL = 9

Prepare = Callable[[str, bytes], bytes]
"""From a file's path and content to the content that goes into the archive."""


def refuse_archive(archive: Path, root: Path) -> None:
    """Raise NotPublishable if a zip file would replace or expose something.

    `root` is the folder of mkdocs.yml. Drafts in a published folder would be public, and its files
    belong to the build.
    """
    shown = visible(str(archive))
    target = Path(os.path.realpath(archive.parent)) / archive.name
    if not target.parent.is_dir():
        raise NotPublishable(
            told("%(folder)s is not a folder. Create it first", folder=visible(str(archive.parent)))
        )
    for folder in target.parents:
        is_source = folder.parent == Path(os.path.realpath(root)) and folder.name in SOURCES
        if is_source or marked_files(folder) is not None:
            what = (
                told("the site's sources") if is_source else told("a site that site-builder wrote")
            )
            raise NotPublishable(
                told(
                    "%(path)s is inside %(name)s/, which contains %(what)s. Write the file "
                    "somewhere else",
                    path=shown,
                    name=visible(folder.name),
                    what=what,
                )
            )
    try:
        found = os.lstat(target)
    except FileNotFoundError:
        return
    if not stat.S_ISREG(found.st_mode) or not _is_ours(target):
        raise NotPublishable(
            told(
                "%(path)s exists and is not a preview that site-builder wrote. Choose "
                "another name, or move the file away",
                path=shown,
            )
        )


def write_archive(archive: Path, folder: Path, paths: Iterable[str], prepare: Prepare) -> int:
    """Write files of a folder into a zip file, in one step, and return its size in bytes.

    The same files give the same bytes. Raises OSError.
    """
    mask = os.umask(0o077)
    os.umask(mask)
    handle, name = tempfile.mkstemp(dir=archive.parent, prefix=".", suffix=".zip")
    try:
        with open(handle, "wb") as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as made:
                for path in sorted(paths):
                    content = prepare(path, (folder / path).read_bytes())
                    made.writestr(_entry(path), content)
                made.comment = _COMMENT
            os.fchmod(file.fileno(), 0o666 & ~mask)
        os.replace(name, archive)
    except BaseException:
        os.unlink(name)
        raise
    return archive.stat().st_size


def _entry(path: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(f"{_FOLDER}/{path}", _TIME)
    entry.compress_type = zipfile.ZIP_DEFLATED
    # Made on Unix, wherever the build runs: readable by all.
    entry.create_system = 3
    entry.external_attr = (stat.S_IFREG | 0o644) << 16
    return entry


def _is_ours(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as found:
            return found.comment == _COMMENT
    except (OSError, ValueError, zipfile.BadZipFile):
        return False
