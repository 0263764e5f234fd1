"""Witnesses: others who have seen that a log only grows, and sign its checkpoints too.

The requests are those of c2sp.org/tlog-witness, the signatures those of c2sp.org/tlog-cosignature.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from site_builder.notary.checkpoint import Checkpoint
from site_builder.notary.notes import (
    BadKey,
    BadNote,
    is_ed25519,
    is_mldsa44,
    key_id,
    parse_key,
    parts_of,
    signature_in,
)
from site_builder.notary.tree import consistency_proof

ADD_CHECKPOINT = "/add-checkpoint"
_ED25519, _MLDSA44 = b"\x04", b"\x06"
_KEY_SIZES = {_ED25519: 32, _MLDSA44: 1312}
_LONGEST_NAME = 255
_TIME_SIZE = 8
_SIZE = re.compile(rb"(0|[1-9][0-9]{0,18})\n?", re.ASCII)
_LAST_SECOND = int(datetime(9999, 12, 31, tzinfo=UTC).timestamp())


@dataclass(frozen=True, slots=True)
class Witness:
    """The public key of a witness, after the byte of its type: Ed25519 or ML-DSA-44."""

    name: str
    kind: bytes
    key: bytes

    @classmethod
    def parse(cls, line: str) -> Witness:
        """Return the key in a line. Raises BadKey."""
        name, key = parse_key(line)
        if len(key) - 1 != _KEY_SIZES.get(key[:1]) or len(name.encode()) > _LONGEST_NAME:
            raise BadKey
        return cls(name, key[:1], key[1:])

    @property
    def id(self) -> bytes:
        return key_id(self.name, self.kind + self.key)

    def cosigned_at(self, note: str) -> datetime | None:
        """Return when the witness has signed a checkpoint; None if it has not.

        Raises BadNote if a signature in its name is wrong.
        """
        text, lines = parts_of(note)
        moments = [
            self._moment(signature, text)
            for line in lines
            if (signature := signature_in(line, self.name, self.id)) is not None
        ]
        return max(moments, default=None)

    def _moment(self, signature: bytes, text: str) -> datetime:
        time, signature = signature[:_TIME_SIZE], signature[_TIME_SIZE:]
        seconds = int.from_bytes(time, "big")
        if seconds > _LAST_SECOND:
            raise BadNote
        if self.kind == _ED25519:
            signed = f"cosignature/v1\ntime {seconds}\n{text}".encode()
            is_valid = is_ed25519(signature, signed, self.key)
        else:
            is_valid = is_mldsa44(signature, self._subtree(time, text), self.key)
        if not is_valid:
            raise BadNote
        return datetime.fromtimestamp(seconds, UTC)

    def _subtree(self, time: bytes, text: str) -> bytes:
        """Return what a witness signs with ML-DSA-44: the tree from its first leaf on."""
        checkpoint = Checkpoint.parse(text)
        name, origin = self.name.encode(), checkpoint.origin.encode()
        if len(origin) > _LONGEST_NAME:
            raise BadNote
        parts = (
            b"subtree/v1\n\0",
            bytes([len(name)]) + name,
            time,
            bytes([len(origin)]) + origin,
            bytes(8),
            checkpoint.size.to_bytes(8, "big"),
            checkpoint.root,
        )
        return b"".join(parts)

    def lines_in(self, answer: str, note: str) -> tuple[str, ...]:
        """Return the valid lines in the answer of this witness; those by others are left out.

        Raises BadNote.
        """
        lines = answer.splitlines()
        ours = [line for line in lines if signature_in(line, self.name, self.id) is not None]
        for line in ours:
            self.cosigned_at(f"{parts_of(note)[0]}\n{line}\n")
        return tuple(ours)


def with_signatures(note: str, lines: Sequence[str]) -> str:
    """Return a note with more signatures."""
    return note + "".join(f"{line}\n" for line in lines)


def request_of(note: str, hashes: Sequence[bytes], old: int) -> bytes:
    """Return the request for a cosignature, if the witness has seen the first `old` leaves."""
    proof = "".join(
        f"{base64.b64encode(each).decode()}\n" for each in consistency_proof(hashes, old)
    )
    return f"old {old}\n{proof}\n{note}".encode()


def size_in(answer: bytes) -> int | None:
    """Return the size of the log that a witness has seen, from its answer 409; None if unclear."""
    found = _SIZE.fullmatch(answer)
    return int(found[1]) if found else None
