"""Texts that are costly to make, kept by a hash of what they are made from.

Safe to delete at any time; what is unreadable counts as missing.
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
        """The text made before from the same parts, else a new one."""
        digest = hashlib.sha256()
        for part in parts:
            data = part.encode()
            digest.update(len(data).to_bytes(8, "big") + data)
        path = self.folder / digest.hexdigest()
        with suppress(OSError, UnicodeDecodeError):
            return path.read_text("utf-8")
        text = make()
        with suppress(OSError):
            self._write(path, text)
        return text

    def _write(self, path: Path, text: str) -> None:
        """Write in one step, so that a build that is killed leaves no half text."""
        self.folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=self.folder)
        try:
            with open(handle, "w", encoding="utf-8") as file:
                file.write(text)
            os.replace(name, path)
        except OSError:
            os.unlink(name)
            raise
