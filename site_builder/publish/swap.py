"""From a finished folder to the published one, in one step."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from site_builder.model.message import told
from site_builder.notary.place import CHECKPOINT, LOG
from site_builder.publish.mark import (
    MARK,
    Foreign,
    NotPublishable,
    foreign_in,
    keep,
    mark_of,
    refuse_unpublishable,
)

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


def staging_folder(published: Path) -> Path:
    """Return the folder next to the published one in which a build is made."""
    return published.with_name(f".{published.name}.new")


def publish(
    staged: Path, published: Path, paths: Iterable[str], previous: Path | None = None
) -> Foreign:
    """Put a finished folder, whose files are at `paths`, in the place of the published one.

    Readers of the folder always see either the whole old site or the whole new one. Other files in
    the old folder are also in the new one, and are returned. The old folder is moved to `previous`
    if that can be done at once, otherwise deleted. Raises NotPublishable and OSError.
    """
    listed = frozenset(paths)
    has_log = f"{LOG}/{CHECKPOINT}" in listed
    refuse_unpublishable(published, has_log)
    (staged / MARK).write_bytes(mark_of(listed))
    foreign = foreign_in(published)
    if has_log:
        # Someone may have brought the log back, so that the mark does not list its files.
        foreign = foreign.without(LOG)
    keep(foreign, published, staged)
    if published.exists():
        _exchange(staged, published)
        if previous is not None:
            with suppress(OSError):
                os.rename(staged, previous)
                return foreign
        shutil.rmtree(staged, ignore_errors=True)
    else:
        os.rename(staged, published)
    return foreign


def _exchange(one: Path, other: Path) -> None:
    """Swap two folders, with renameat2(2) if the system has it."""
    with suppress(OSError, AttributeError):
        library = ctypes.CDLL(None, use_errno=True)
        if (
            library.renameat2(
                _AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE
            )
            == 0
        ):
            return
        if ctypes.get_errno() not in (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP):
            code = ctypes.get_errno()
            raise NotPublishable(
                told(
                    "%(folder)s cannot be replaced: %(said)s",
                    folder=str(other),
                    said=os.strerror(code),
                )
            )
    # Without an exchange, there is briefly no site between these two steps.
    old = other.with_name(f".{other.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    os.rename(other, old)
    os.rename(one, other)
    os.rename(old, one)
