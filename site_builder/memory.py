"""What the last build knew, kept in a file between two runs of the command.

Safe to delete at any time. A memory that is damaged, or that another version of any installed
program wrote, counts as none; the log says why, at the level of debugging.
"""

from __future__ import annotations

import logging
import os
import zoneinfo
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path

from site_builder.cache import write_whole
from site_builder.examining.inventory import Known
from site_builder.examining.unit import Span
from site_builder.host import Host
from site_builder.installed import program_digest
from site_builder.packing import Packing, Unreadable
from site_builder.publish.making import MadeFile
from site_builder.records import Record
from site_builder.rendering.joined import Shell

_log = logging.getLogger(__name__)
_SIZE = 16


@dataclass(frozen=True, slots=True)
class Memory:
    """What is known of the files, of the published site and of the one before it.

    `state` is a digest of everything that the published site is made from besides the clock, which
    changes nothing of it within `span`. `host` was read from the mkdocs.yml whose digest is
    `config`. `records` say what was made of each edition.
    `zones` are digests of the time zones that the site uses.
    """

    state: bytes = b""
    span: Span = field(default_factory=lambda: Span(None, None))
    known: Known | None = None
    records: Mapping[str, Record] = field(default_factory=dict)
    made: Mapping[str, MadeFile] = field(default_factory=dict)
    made_before: Mapping[str, MadeFile] = field(default_factory=dict)
    shells: Mapping[bytes, Shell] = field(default_factory=dict)
    host: Host | None = None
    config: bytes = b""
    zones: Mapping[str, bytes] = field(default_factory=dict)


NOTHING = Memory()


def load_memory(path: Path) -> Memory:
    """What a build left in a file; NOTHING if it cannot be used."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        with open(descriptor, "rb") as file:
            program, check, data = file.read(_SIZE), file.read(_SIZE), file.read()
    except OSError as error:
        return _nothing(path, error.strerror or "it cannot be read")
    if program != program_digest():
        return _nothing(path, "another version of an installed program wrote it")
    if check != _digest(data):
        return _nothing(path, "it is damaged")
    try:
        memory = Packing(Memory).unpack(data)
    except Unreadable as error:
        return _nothing(path, str(error))
    if memory.zones != zone_digests(memory.zones):
        return _nothing(path, "the time zones have changed")
    return memory


def _nothing(path: Path, reason: str) -> Memory:
    _log.debug("%s is not used: %s.", path, reason)
    return NOTHING


def save_memory(path: Path, memory: Memory) -> None:
    """Keep a memory for the next build, in one step. A full disk keeps none."""
    data = Packing(Memory).pack(memory)
    try:
        write_whole(path, program_digest() + _digest(data) + data)
    except OSError as error:
        _log.debug("%s was not written: %s.", path, error.strerror)


def zone_digests(zones: Iterable[str]) -> dict[str, bytes]:
    """A digest of each time zone as the system knows it; the package `tzdata` has a version."""
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
