"""Witnesses: others who have seen that a log only grows, and sign its checkpoints too.

The requests are those of c2sp.org/tlog-witness, the signatures those of c2sp.org/tlog-cosignature.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from site_builder.notary.notes import (
    BadKey,
    BadNote,
    is_ed25519,
    key_id,
    parse_key,
    parts_of,
    signature_in,
)
from site_builder.notary.tree import consistency_proof

ADD_CHECKPOINT = "/add-checkpoint"
_COSIGNATURE = b"\x04"
_KEY_SIZE, _TIME_SIZE = 32, 8
_SIZE = re.compile(rb"(0|[1-9][0-9]{0,18})\n?", re.ASCII)
_LAST_SECOND = int(datetime(9999, 12, 31, tzinfo=UTC).timestamp())


@dataclass(frozen=True, slots=True)
class Witness:
    """The public key of a witness."""

    name: str
    key: bytes

    @classmethod
    def parse(cls, line: str) -> Witness:
        """Return the key in a line. Raises BadKey."""
        name, key = parse_key(line)
        if len(key) != _KEY_SIZE + 1 or key[:1] != _COSIGNATURE:
            raise BadKey
        return cls(name, key[1:])

    @property
    def id(self) -> bytes:
        return key_id(self.name, _COSIGNATURE + self.key)

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
        seconds = int.from_bytes(signature[:_TIME_SIZE], "big")
        signed = f"cosignature/v1\ntime {seconds}\n{text}".encode()
        if seconds > _LAST_SECOND or not is_ed25519(signature[_TIME_SIZE:], signed, self.key):
            raise BadNote
        return datetime.fromtimestamp(seconds, UTC)

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
