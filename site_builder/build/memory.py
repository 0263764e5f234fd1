"""What the last build knew, kept in a file between two runs of the command.

The file can be deleted at any time. It is ignored if it is damaged, or if another version of an
installed program wrote it; the log gives the reason at debug level.
"""

from __future__ import annotations

import logging
import os
import zoneinfo
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from pathlib import Path

from site_builder.build.host import Host
from site_builder.catalogue.unit import Span
from site_builder.changes.inventory import Known, ReadTexts
from site_builder.outputs.outcomes import Outcome
from site_builder.pages.rendered_shell import Shell
from site_builder.publish.making import MadeFile
from site_builder.system.cache import write_whole
from site_builder.system.installed import program_digest
from site_builder.system.packing import Unreadable, packing_of

_log = logging.getLogger(__name__)
_SIZE = 16
_MOST = 2**32


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """What is known about the files, the published site and the one before it.

    `state` is a digest of everything that the published site is made from, except the clock, which
    does not change the site within `span`. `host` was read from the mkdocs.yml with the digest
    `config`. `outcomes` describe each edition. `zones` are digests of the site's time zones,
    `texts` is a digest of the texts that were read when the memory was made.
    """

    state: bytes = b""
    span: Span = field(default_factory=lambda: Span(None, None))
    known: Known | None = None
    outcomes: Mapping[str, Outcome] = field(default_factory=dict)
    made: Mapping[str, MadeFile] = field(default_factory=dict)
    made_before: Mapping[str, MadeFile] = field(default_factory=dict)
    shells: Mapping[bytes, Shell] = field(default_factory=dict)
    host: Host | None = None
    config: bytes = b""
    zones: Mapping[str, bytes] = field(default_factory=dict)
    texts: bytes = b""


NOTHING = Memory()


@dataclass(frozen=True, slots=True)
class Loaded:
    """A memory, and the bytes that belong to it but are not decoded yet."""

    memory: Memory
    packed: bytes = b""

    def texts(self) -> ReadTexts | None:
        """Return the content of the site's files; None if the memory was made from others."""
        if _digest(self.packed) == self.memory.texts:
            with suppress(Unreadable):
                texts: ReadTexts = packing_of(ReadTexts).unpack(self.packed)
                return texts
        return None


def load_memory(path: Path) -> Loaded:
    """Return the memory that a build left in a file; NOTHING if it cannot be used."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        with open(descriptor, "rb") as file:
            program, check, size = file.read(_SIZE), file.read(_SIZE), file.read(_SIZE)
            data, packed = file.read(int.from_bytes(size, "big") % _MOST), file.read()
    except OSError as error:
        return _nothing(path, error.strerror or "it cannot be read")
    if program != program_digest():
        return _nothing(path, "another version of an installed program wrote it")
    if check != _digest(data):
        return _nothing(path, "it is damaged")
    try:
        memory = packing_of(Memory).unpack(data)
    except Unreadable as error:
        return _nothing(path, str(error))
    if memory.zones != zone_digests(memory.zones):
        return _nothing(path, "the time zones have changed")
    return Loaded(memory, packed)


def _nothing(path: Path, reason: str) -> Loaded:
    _log.debug("%s is not used: %s.", path, reason)
    return Loaded(NOTHING)


def save_memory(path: Path, memory: Memory, texts: ReadTexts | None, before: Loaded) -> None:
    """Save a memory for the next build, in one step; without `texts`, keep those of `before`.

    If the disk is full, nothing is saved.
    """
    packed = before.packed if texts is None else packing_of(ReadTexts).pack(texts)
    memory = replace(memory, texts=before.memory.texts if texts is None else _digest(packed))
    if memory == before.memory:
        return
    data = packing_of(Memory).pack(memory)
    parts = (program_digest(), _digest(data), len(data).to_bytes(_SIZE, "big"), data, packed)
    try:
        write_whole(path, b"".join(parts))
    except OSError as error:
        _log.debug("%s was not written: %s.", path, error.strerror)


def zone_digests(zones: Iterable[str]) -> dict[str, bytes]:
    """Return a digest of each time zone of the system; the package `tzdata` has a version."""
    return {zone: _digest(_zone_data(zone)) for zone in zones}


def _zone_data(zone: str) -> bytes:
    for folder in zoneinfo.TZPATH:
        try:
            return Path(folder, zone).read_bytes()
        except OSError:
            continue
    return b""


def _digest(data: bytes) -> bytes:
    return blake2b(data, digest_size=_SIZE).digest()
