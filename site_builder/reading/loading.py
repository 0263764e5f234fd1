"""Read the bytes of the site's files. No other module opens them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

_MOST_READ = 6_000_000


def text_of(data: bytes) -> str:
    """Return the text of a file, with `\n` line ends and no byte order mark.

    Raises UnicodeDecodeError if it is not UTF-8.
    """
    return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")


def load_files(root: Path, names: Iterable[str]) -> Mapping[str, bytes | OSError]:
    """Return the bytes of files below `root`, or the reason why one cannot be read."""
    contents: dict[str, bytes | OSError] = {}
    for name in names:
        try:
            with open(os.path.join(root, name), "rb") as file:
                # Larger files are refused anyway.
                contents[name] = file.read(_MOST_READ)
        except OSError as error:
            contents[name] = error
    return contents
