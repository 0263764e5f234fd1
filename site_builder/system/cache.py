"""Texts that are slow to make, stored by a hash of their sources.

The folder can be deleted at any time; unreadable files are treated as missing.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Cache:
    """`folder` need not exist yet."""

    folder: Path

    def text(self, parts: Iterable[str], make: Callable[[], str]) -> str:
        """Return the text made before from the same parts, otherwise a new one."""
        digest = hashlib.sha256()
        for part in parts:
            data = part.encode()
            digest.update(len(data).to_bytes(8, "big") + data)
        path = self.folder / digest.hexdigest()
        with suppress(OSError, UnicodeDecodeError):
            return path.read_text("utf-8")
        text = make()
        with suppress(OSError):
            write_whole(path, text.encode())
        return text


def write_whole(path: Path, data: bytes) -> None:
    """Write a file in one step: a killed build leaves nothing half-written. Raise OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent)
    try:
        with open(handle, "wb") as file:
            file.write(data)
        os.replace(name, path)
    except OSError:
        os.unlink(name)
        raise
