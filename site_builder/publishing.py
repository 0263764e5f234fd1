"""From a finished folder to the published one, in one step."""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


class NotPublishable(Exception):
    """The published folder is something that must not be replaced; the message says what."""


@contextmanager
def build_lock(cache: Path) -> Iterator[None]:
    """Hold the only build of a site; a second one waits until the first is done."""
    cache.mkdir(parents=True, exist_ok=True)
    with open(cache / "build.lock", "w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def staging_folder(published: Path) -> Path:
    """The folder beside the published one in which a build is made."""
    return published.with_name(f".{published.name}.new")


def refuse_unpublishable(published: Path) -> None:
    """Raise NotPublishable unless the folder is missing, empty, or a site that we may replace."""
    if published.is_symlink():
        raise NotPublishable(f"{published} is a link; the site needs a real folder")
    if published.exists() and not published.is_dir():
        raise NotPublishable(f"{published} is a file; the site needs a folder")


def publish(staged: Path, published: Path, previous: Path | None = None) -> None:
    """Put a finished folder in the place of the published one.

    A reader of the folder sees the whole old site or the whole new one, at every moment. The old
    one is moved to `previous` where that can be done at once, and else deleted.
    """
    refuse_unpublishable(published)
    if published.exists():
        _exchange(staged, published)
        if previous is not None:
            with suppress(OSError):
                os.rename(staged, previous)
                return
        shutil.rmtree(staged, ignore_errors=True)
    else:
        os.rename(staged, published)


def _exchange(one: Path, other: Path) -> None:
    """Swap two folders, by renameat2(2) where the system has it."""
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
            raise NotPublishable(f"{other} cannot be replaced: {os.strerror(code)}")
    # Without an exchange there is a moment with no site between these two steps.
    old = other.with_name(f".{other.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    os.rename(other, old)
    os.rename(one, other)
    os.rename(old, one)
