"""The installed program: its catalogues, and a digest of its version."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from functools import cache
from hashlib import blake2b
from pathlib import Path

import click

from site_builder import __version__

PACKAGE = Path(__file__).parent.parent
# An installed package includes the catalogues; in a checkout they are next to the package.
LOCALES = next(
    (path for path in (PACKAGE / "locales", PACKAGE.parent / "locales") if path.is_dir()),
    PACKAGE / "locales",
)


@cache
def program_digest() -> bytes:
    """Return a digest of this program and of the versions of all installed packages.

    Only content matters, not times: a checkout on another machine is the same program.
    """
    digest = blake2b(sys.version.encode(), digest_size=16)
    for part in _program():
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.digest()


def builder_version() -> str:
    """Return the version of this program, with a digest of it and of all installed packages."""
    return f"{__version__}+{program_digest().hex()[:12]}"


def _program() -> Iterator[bytes]:
    libraries = Path(click.__file__).parent.parent
    yield from sorted(
        name.encode()
        for name in os.listdir(libraries)
        if name.endswith((".dist-info", ".egg-info"))
    )
    for root in (PACKAGE, LOCALES):
        for folder, names, files in os.walk(root):
            names[:] = sorted(name for name in names if name != "__pycache__")
            for name in sorted(files):
                path = os.path.join(folder, name)
                yield os.path.relpath(path, root).encode()
                yield _read(path)


def _read(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()
