"""Convert data to bytes and back, each by its type (MessagePack, through msgspec).

Data is checked against its type when it is read. A file written by someone else may be wrong, but
never runs code.
"""

from __future__ import annotations

from datetime import UTC, tzinfo
from functools import cache
from typing import Any, Generic, Protocol, Self, TypeVar, runtime_checkable
from zoneinfo import ZoneInfo

import msgspec
from markupsafe import Markup

T = TypeVar("T")


@runtime_checkable
class Packable(Protocol):
    """A value that says itself how it is packed."""

    def as_plain(self) -> object: ...

    @classmethod
    def from_plain(cls, plain: Any) -> Self:
        """Return the value again. Raises ValueError."""


class Unreadable(ValueError):
    """The bytes are not what was packed; the message says where they differ."""


class Packing(Generic[T]):
    """Packs values of one type, and of the types that its fields have."""

    def __init__(self, kind: type[T]) -> None:
        self._encoder = msgspec.msgpack.Encoder(enc_hook=_plain)
        self._decoder = msgspec.msgpack.Decoder(kind, dec_hook=_rebuilt)

    def pack(self, value: T) -> bytes:
        """Return the value as bytes. Raises NotImplementedError for unsupported types."""
        return self._encoder.encode(value)

    def unpack(self, data: bytes) -> T:
        """Return the packed value. Raises Unreadable."""
        try:
            return self._decoder.decode(data)
        except (msgspec.MsgspecError, ValueError, RecursionError) as error:
            raise Unreadable(str(error)) from None


@cache
def packing_of(kind: type[T]) -> Packing[T]:
    """Return the packing of a type; finding out about a type takes longer than packing a value."""
    return Packing(kind)


def _plain(value: object) -> object:
    if isinstance(value, Packable):
        return value.as_plain()
    if isinstance(value, str):
        # One of our own kinds of text, which consists only of its characters.
        return str(value)
    if isinstance(value, ZoneInfo):
        return value.key
    if value is UTC:
        return ""
    raise NotImplementedError(f"{type(value).__name__} cannot be packed")


def _rebuilt(kind: type, value: Any) -> object:
    if kind is Markup:
        return Markup(value)
    if issubclass(kind, Packable):
        return kind.from_plain(value)
    if issubclass(kind, tzinfo):
        return ZoneInfo(value) if value else UTC
    raise NotImplementedError(f"{kind.__name__} cannot be unpacked")
