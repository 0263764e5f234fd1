"""Compressed copies next to text files, for servers that can send them."""

from __future__ import annotations

import gzip
import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import brotli

from site_builder.outputs.media_types import TEXT_TYPES

COPIES = (".gz", ".br")
_TEXTS = tuple(f".{ending}" for ending in TEXT_TYPES)
# Below this, the answer fits one packet anyway.
_SMALLEST = 512


def compress_folder(staged: Path, published: Path) -> int:
    """Write `.gz` and `.br` next to the texts in `staged`; return how many were compressed."""
    return sum(
        _compress_file(path, published / path.relative_to(staged), path.read_bytes())
        for path in _files(staged)
    )


def is_compressed(path: str, size: int) -> bool:
    """Return whether a file of `size` bytes gets compressed copies."""
    return path.endswith(_TEXTS) and size >= _SMALLEST


def compressed_copies(content: bytes) -> Mapping[str, bytes]:
    """Return the copies of a text by the ending that their name adds to the text's.

    The bytes depend on the content alone (gzip with no time and no name, RFC 1952 2.3.1).
    """
    return {
        ".gz": gzip.compress(content, 9, mtime=0),
        ".br": brotli.compress(content, mode=brotli.MODE_TEXT, quality=11),
    }


def _compress_file(path: Path, published: Path, content: bytes) -> bool:
    """Write the copies of a text; False if there was nothing to compress.

    If the file is unchanged in the published folder, its copies are taken over.
    """
    if not is_compressed(path.name, len(content)) or _take_over(path, published, content):
        return False
    for ending, copy in compressed_copies(content).items():
        path.with_name(path.name + ending).write_bytes(copy)
    return True


def _files(folder: Path) -> Iterator[Path]:
    for parent, _, names in os.walk(folder):
        for name in sorted(names):
            if not name.endswith(COPIES):
                yield Path(parent, name)


def _take_over(path: Path, old: Path, content: bytes) -> bool:
    """Copy the compressed files of an unchanged text; False if it has changed or has none."""
    copies = [(old.with_name(old.name + end), path.with_name(path.name + end)) for end in COPIES]
    try:
        if old.read_bytes() != content or not all(_is_newer(copy, old) for copy, _ in copies):
            return False
    except OSError:
        return False
    for source, target in copies:
        shutil.copyfile(source, target)
    return True


def _is_newer(copy: Path, text: Path) -> bool:
    """Return whether a copy is as new as its text; an older one belongs to another text."""
    return copy.stat().st_mtime_ns >= text.stat().st_mtime_ns
