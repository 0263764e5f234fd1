"""Files on the disk: read if they are plain ones, replaced in one step, their form kept."""

from __future__ import annotations

import difflib
import errno
import os
import re
import stat
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

LARGEST = 50_000_000
_BOM = b"\xef\xbb\xbf"
_ENDS = ("\n", "\r\n", "\r")
_LINE = re.compile(r"([^\r\n]*)(\r\n|\n|\r)")


def read_plain(path: Path) -> bytes:
    """Return the bytes of a file. Raises OSError, also for pipes, devices and files that are too
    large.
    """
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    with open(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "not a regular file", str(path))
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise OSError(errno.EFBIG, f"larger than {LARGEST // 1_000_000} MB", str(path))
    return data


def in_form_of(old: bytes, text: str) -> bytes:
    """Return a text with the line ends and byte order mark of the old file."""
    before = old.removeprefix(_BOM).decode()
    lines = _LINE.findall(before)
    ends = [end for _, end in lines]
    rest = before[sum(len(line) + len(end) for line, end in lines) :]
    usual = max(_ENDS, key=ends.count) if ends else "\n"
    new = text.removesuffix("\n").split("\n")
    given = [usual] * len(new)
    if len(set(ends)) > 1:
        # Lines that are as before keep their own.
        matcher = difflib.SequenceMatcher(None, [line for line, _ in lines], new, autojunk=False)
        for start, there, length in matcher.get_matching_blocks():
            given[there : there + length] = ends[start : start + length]
    if rest:
        given[-1] = ""
    written = "".join(line + end for line, end in zip(new, given, strict=True))
    return (_BOM if old.startswith(_BOM) else b"") + written.encode()


def save_files(files: Mapping[Path, bytes]) -> None:
    """Write each file in one step, and replace the first one only after all are written.

    An existing file keeps its mode and owner. Raises OSError; then no file has changed unless the
    system failed between two renames.
    """
    staged: list[tuple[str, Path]] = []
    try:
        for path, data in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            staged.append((_staged(path, data), path))
        for name, path in staged:
            os.replace(name, path)
    except BaseException:
        for name, _ in staged:
            with suppress(OSError):
                os.unlink(name)
        raise


def _staged(path: Path, data: bytes) -> str:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:100]}.")
    try:
        with open(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(handle)
        _take_mode(name, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(name)
        raise
    return name


def _take_mode(name: str, path: Path) -> None:
    try:
        there = os.stat(path)
    except FileNotFoundError:
        # The umask can only be read by setting it briefly.
        mask = os.umask(0o077)
        os.umask(mask)
        os.chmod(name, 0o666 & ~mask)
        return
    with suppress(OSError):
        os.chown(name, there.st_uid, there.st_gid)
    os.chmod(name, stat.S_IMODE(there.st_mode))


def is_device(path: Path) -> bool:
    """Return whether a path belongs to the system, such as `/dev/stdout`. Linux keeps ordinary
    files in memory in `/dev/shm`.
    """
    name = str(path)
    return name.startswith(("/dev/", "/proc/")) and not name.startswith("/dev/shm/")


def save_output(path: Path, data: bytes) -> None:
    """Write the output of a command to a file, through a link, or into a pipe.

    Raises OSError.
    """
    if (path.exists() and not path.is_file()) or is_device(path):
        path.write_bytes(data)
        return
    if not path.parent.is_dir():
        raise FileNotFoundError(errno.ENOENT, "this folder does not exist", str(path.parent))
    save_files({Path(os.path.realpath(path)): data})
