"""A whole log: its entries and the checkpoint that commits to them, from files and to files."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from site_builder.model.message import Message, told
from site_builder.notary.checkpoint import Checkpoint
from site_builder.notary.leaves import BadLeaf, Leaf
from site_builder.notary.notes import BadNote, Signer, Verifier
from site_builder.notary.place import CHECKPOINT, LOG
from site_builder.notary.tiles import (
    BadBundle,
    bundles,
    entries_of,
    hash_tiles,
    planned_bundles,
)
from site_builder.notary.tree import consistency_proof, is_extension, leaf_hash, root_of

Read = Callable[[str], bytes | None]
"""From a path below the log's folder to the content of the file; None if it is missing."""


class DamagedLog(Exception):
    """A log is not as it was published; `message` says what is wrong, in one sentence."""

    def __init__(self, message: Message) -> None:
        self.message = message
        super().__init__(message)


@dataclass(frozen=True)
class Log:
    """`note` is the signed checkpoint."""

    entries: tuple[bytes, ...]
    note: str

    @cached_property
    def hashes(self) -> tuple[bytes, ...]:
        return tuple(leaf_hash(entry) for entry in self.entries)

    @cached_property
    def leaves(self) -> tuple[Leaf, ...]:
        return tuple(Leaf.parse(entry) for entry in self.entries)

    @cached_property
    def files(self) -> Mapping[str, bytes]:
        """Every tile, and the checkpoint, by path below the log's folder."""
        tiles = (*bundles(self.entries), *hash_tiles(self.hashes))
        return {**dict(tiles), CHECKPOINT: self.note.encode()}


def log_of(leaves: Sequence[Leaf], signer: Signer) -> Log:
    """Return a log of some leaves with a new checkpoint."""
    entries = tuple(leaf.as_bytes() for leaf in leaves)
    root = root_of([leaf_hash(entry) for entry in entries])
    return Log(entries, Checkpoint(signer.name, len(entries), root).signed(signer))


def read_log(read: Read, verifier: Verifier) -> Log:
    """Return the log in some files, once everything in it follows from its signed checkpoint.

    Raises DamagedLog.
    """
    # Each file is read once: a web server may publish a new log meanwhile.
    known = {CHECKPOINT: _read(read, CHECKPOINT)}
    note = _decoded(known[CHECKPOINT])
    checkpoint = _opened(note, verifier)
    entries: list[bytes] = []
    for path, width in planned_bundles(checkpoint.size):
        known[path] = _read(read, path)
        try:
            bundle = entries_of(known[path])
        except BadBundle:
            raise _changed(path) from None
        if len(bundle) != width:
            raise _changed(path)
        entries += bundle
    log = Log(tuple(entries), note)
    for path, content in log.files.items():
        if (known[path] if path in known else _read(read, path)) != content:
            raise _changed(path)
    if root_of(log.hashes) != checkpoint.root:
        raise DamagedLog(
            told(
                "The log was rewritten: its entries do not lead to the root in its signed "
                "checkpoint."
            )
        )
    try:
        log.leaves  # noqa: B018
    except BadLeaf:
        raise DamagedLog(told("The log has an entry that site-builder cannot read.")) from None
    return log


def contradiction(log: Log, note: str, verifier: Verifier) -> Message | None:
    """Say why a log does not extend an earlier checkpoint; None if it does.

    Raises DamagedLog if the note is not a checkpoint of this log.
    """
    old = _opened(note, verifier)
    size, root = len(log.entries), root_of(log.hashes)
    if old.size > size:
        return told(
            "The log is shorter than at the earlier checkpoint: it had %(old)s entries and has "
            "%(new)s now.",
            old=old.size,
            new=size,
        )
    if old.size == size and old.root != root:
        return told(
            "The log was forked: two different logs of %(count)s entries are signed with the same "
            "key.",
            count=size,
        )
    if not is_extension(old.size, old.root, size, root, consistency_proof(log.hashes, old.size)):
        return told(
            "The log was rewritten: its first %(count)s entries are not those of the earlier "
            "checkpoint.",
            count=old.size,
        )
    return None


def _opened(note: str, verifier: Verifier) -> Checkpoint:
    try:
        return Checkpoint.opened(note, verifier)
    except BadNote:
        raise DamagedLog(
            told(
                "The checkpoint has no valid signature with the key “%(key)s”.",
                key=str(verifier),
            )
        ) from None


def _decoded(content: bytes) -> str:
    try:
        return content.decode()
    except ValueError:
        raise _changed(CHECKPOINT) from None


def _read(read: Read, path: str) -> bytes:
    content = read(path)
    if content is None:
        raise DamagedLog(told("%(path)s is missing.", path=f"{LOG}/{path}"))
    return content


def _changed(path: str) -> DamagedLog:
    return DamagedLog(told("%(path)s was changed.", path=f"{LOG}/{path}"))
