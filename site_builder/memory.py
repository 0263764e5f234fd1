"""What the last build knew, kept in a file between two runs of the command.

Safe to delete at any time; what is unreadable, or was written by another version of anything that
is installed, counts as missing.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from pathlib import Path

import click

from site_builder.cache import write_whole
from site_builder.examining.survey import Known, SeenFile
from site_builder.host import Host
from site_builder.language.interface import LOCALES
from site_builder.look import Look
from site_builder.model.site import FooterLink
from site_builder.outputs.output import Artefact
from site_builder.packing import Packing
from site_builder.pipeline import Settings
from site_builder.publish.stage import MadeFile
from site_builder.reading.sources import SourceFile
from site_builder.rendering.shell import Shell
from site_builder.scripts import SearchEngine


@dataclass(frozen=True, slots=True)
class Memory:
    """What is known of the files, of the published site and of the one before it.

    `host` was read from the mkdocs.yml whose digest is `config`.
    """

    known: Known | None = None
    made: Mapping[str, MadeFile] = field(default_factory=dict)
    made_before: Mapping[str, MadeFile] = field(default_factory=dict)
    shells: Mapping[bytes, Shell] = field(default_factory=dict)
    host: Host | None = None
    config: bytes = b""


NOTHING = Memory()
_PACKING = Packing(
    [
        *(Artefact, FooterLink, Host, Known, Look, MadeFile, Memory, SearchEngine),
        *(SeenFile, Settings, Shell, SourceFile),
    ]
)


def load_memory(path: Path) -> Memory:
    """What a build left in a file; NOTHING where it cannot be used."""
    # Whatever is wrong with it, the answer is the same: build anew.
    with suppress(Exception), open(path, "rb") as file:
        if file.read(16) == program_digest():
            memory: Memory = _PACKING.unpack(file.read())
            return replace(memory, known=memory.known and memory.known.unpacked())
    return NOTHING


def save_memory(path: Path, memory: Memory) -> None:
    """Keep a memory for the next build, in one step; a disk that is full keeps none."""
    known = memory.known and memory.known.packed()
    with suppress(OSError):
        write_whole(path, program_digest() + _PACKING.pack(replace(memory, known=known)))


def program_digest() -> bytes:
    """A digest of everything that is installed, by size and time of the files, without reading."""
    digest = blake2b(sys.version.encode(), digest_size=16)
    libraries = Path(click.__file__).parent.parent
    digest.update(str(libraries.stat().st_mtime_ns).encode())
    for root in (Path(__file__).parent, LOCALES):
        for folder, names, files in os.walk(root):
            names[:] = sorted(name for name in names if name != "__pycache__")
            for name in sorted(files):
                stat = os.stat(os.path.join(folder, name))
                digest.update(f"{folder}/{name} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return digest.digest()
