"""A file of the site before it is made."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

KEY_SIZE = 16
_PLACE = struct.Struct(f">{KEY_SIZE}sII")


@dataclass(frozen=True, slots=True)
class Piece:
    """Some bytes of a file, in the order of the file.

    In one file, pieces with the same key always have the same bytes, in every build. A key of None
    means that the piece is made in every build.
    """

    key: bytes | None
    content: bytes


@dataclass(frozen=True, slots=True)
class Kept:
    """The pieces of a file that the last build published, by their keys."""

    content: bytes = b""
    places: Mapping[bytes, tuple[int, int]] = field(default_factory=dict)

    @classmethod
    def of(cls, content: bytes, parts: bytes) -> Kept:
        """Return the content of a file from the `parts` that `joined` gave."""
        return cls(content, {key: (start, end) for key, start, end in _PLACE.iter_unpack(parts)})

    def has(self, key: bytes | None) -> bool:
        """Whether the piece with a key was published."""
        return key is not None and key in self.places

    def part(self, key: bytes | None, make: Callable[[], bytes]) -> Piece:
        """The piece with a key as it was published, otherwise as `make` gives it."""
        if key is None or not self.has(key):
            return Piece(key, make())
        return Piece(key, self.content[slice(*self.places[key])])


NOTHING_KEPT = Kept()
MakePieces = Callable[[Kept], Iterable[Piece]]


def joined(pieces: Iterable[Piece]) -> tuple[bytes, bytes]:
    """Return the content of a file, and the places of the pieces with a key, packed."""
    contents, places, start = [], [], 0
    for piece in pieces:
        contents.append(piece.content)
        end = start + len(piece.content)
        if piece.key is not None:
            places.append(_PLACE.pack(piece.key, start, end))
        start = end
    return b"".join(contents), b"".join(places)


@dataclass(frozen=True, slots=True)
class Plan:
    """A file of the finished site before it is made.

    The same path and key always give the same bytes. A `key` of None is for files that depend on so
    much that every build makes them. A file with many entries has `pieces`: of those with a key, it
    only makes the ones that the last build did not publish.
    """

    path: str
    key: bytes | None
    make: Callable[[], bytes]
    pieces: MakePieces | None = None

    @classmethod
    def of_pieces(cls, path: str, key: bytes | None, pieces: MakePieces) -> Plan:
        """Return a file that is made of pieces."""
        return cls(path, key, lambda: joined(pieces(NOTHING_KEPT))[0], pieces)
