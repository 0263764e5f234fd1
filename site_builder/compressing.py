"""Compressed copies beside text files, for servers that send them as they are."""

from __future__ import annotations

import gzip
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import brotli

_TEXTS = (".html", ".css", ".js", ".json", ".xml", ".rss", ".atom", ".svg", ".txt", ".ics", ".md")
# Below this, the answer fits one packet anyway.
_SMALLEST = 512


def compress_folder(staged: Path, published: Path) -> int:
    """Write `.gz` and `.br` beside the texts in `staged`; give back how many were compressed.

    Copies of files that are unchanged in `published` are taken over. The bytes depend on the
    content alone (gzip with no time and no name, RFC 1952 2.3.1).
    """
    count = 0
    for path in _texts(staged):
        content = path.read_bytes()
        old = published / path.relative_to(staged)
        if _take_over(path, old, content):
            continue
        path.with_name(path.name + ".gz").write_bytes(gzip.compress(content, 9, mtime=0))
        path.with_name(path.name + ".br").write_bytes(
            brotli.compress(content, mode=brotli.MODE_TEXT, quality=11)
        )
        count += 1
    return count


def _texts(folder: Path) -> Iterator[Path]:
    for parent, _, names in os.walk(folder):
        for name in sorted(names):
            path = Path(parent, name)
            if name.endswith(_TEXTS) and path.stat().st_size >= _SMALLEST:
                yield path


def _take_over(path: Path, old: Path, content: bytes) -> bool:
    """Copy the compressed files of an unchanged text; False where it has changed or has none."""
    copies = [(old.with_name(old.name + end), path.with_name(path.name + end)) for end in _ENDS]
    try:
        if old.read_bytes() != content or not all(source.is_file() for source, _ in copies):
            return False
    except OSError:
        return False
    for source, target in copies:
        shutil.copyfile(source, target)
    return True


_ENDS = (".gz", ".br")
