"""What a log commits to: its size and its root (c2sp.org/tlog-checkpoint)."""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass

from site_builder.notary.notes import BadNote, Signer, Verifier, opened, sign

_SIZE = re.compile(r"0|[1-9][0-9]{0,18}", re.ASCII)
_ROOT_SIZE = 32


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """`origin` is the name of the log, `size` the number of its leaves."""

    origin: str
    size: int
    root: bytes

    def signed(self, signer: Signer) -> str:
        root = base64.b64encode(self.root).decode()
        return sign(f"{self.origin}\n{self.size}\n{root}\n", signer)

    @classmethod
    def opened(cls, note: str, verifier: Verifier) -> Checkpoint:
        """Return the checkpoint of the verifier's log that a note has. Raises BadNote."""
        checkpoint = cls.parse(opened(note, verifier))
        if checkpoint.origin != verifier.name:
            raise BadNote
        return checkpoint

    @classmethod
    def parse(cls, text: str) -> Checkpoint:
        """Return the checkpoint in the text of a note, whoever has signed it. Raises BadNote."""
        origin, size, root, *_ = [*text.split("\n"), "", ""]
        try:
            digest = base64.b64decode(root, validate=True)
        except (binascii.Error, ValueError):
            raise BadNote from None
        if not _SIZE.fullmatch(size) or len(digest) != _ROOT_SIZE:
            raise BadNote
        return cls(origin, int(size), digest)
