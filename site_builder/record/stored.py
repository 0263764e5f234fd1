"""The record of an edition as a file: gzip of JSON, the same bytes for the same record."""

from __future__ import annotations

import gzip
import zlib
from io import BytesIO

import msgspec

from site_builder.model.seen import EditionRecord

RECORD = "record.json.gz"
"""The name of the file in the folder of its edition."""
_LARGEST = 64 * 2**20
_LEVEL = 6


class UnreadableRecord(ValueError):
    """The file is damaged, or it is not a record."""


def pack_record(record: EditionRecord) -> bytes:
    """Return the content of the file."""
    plain = msgspec.json.encode(_without_defaults(msgspec.to_builtins(record)), order="sorted")
    packed = BytesIO()
    with gzip.GzipFile(filename="", mode="wb", compresslevel=_LEVEL, fileobj=packed, mtime=0) as f:
        f.write(plain)
    return packed.getvalue()


def unpack_record(content: bytes) -> EditionRecord:
    """Return the record in a file. Raises UnreadableRecord."""
    try:
        with gzip.GzipFile(fileobj=BytesIO(content)) as file:
            plain = file.read(_LARGEST + 1)
        if len(plain) > _LARGEST:
            raise UnreadableRecord
        return msgspec.json.decode(plain, type=EditionRecord)
    except (OSError, EOFError, zlib.error, msgspec.MsgspecError, RecursionError) as error:
        raise UnreadableRecord(str(error)) from None


def _without_defaults(value: object) -> object:
    """Return plain data without what is empty, which is most of a record."""
    if isinstance(value, dict):
        items = ((key, _without_defaults(item)) for key, item in value.items())
        return {key: item for key, item in items if item not in ("", None, False, {}, [])}
    if isinstance(value, list | tuple):
        return [_without_defaults(item) for item in value]
    return value
