"""The record of an edition as a file: gzip of JSON, the same bytes for the same record."""

from __future__ import annotations

import gzip
import os
import zlib
from collections.abc import Collection
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import msgspec

from site_builder.model.message import Message, told
from site_builder.model.seen import NEVER_PUBLIC, EditionRecord

RECORD = "record.json.gz"
"""The name of the file in the folder of its edition."""
_LARGEST = 64 * 2**20
_LEVEL = 4


class UnreadableRecord(ValueError):
    """The file at `path`, below the published folder, is damaged, or it is not a record."""

    def __init__(self, path: str) -> None:
        self.path = path
        super().__init__(path)


@dataclass(frozen=True, slots=True)
class StoredRecords:
    """The records in a published folder; None if nothing was published yet."""

    folder: Path | None

    @property
    def is_kept(self) -> bool:
        """Whether the site has a published folder at all: previews do not."""
        return self.folder is not None

    @property
    def addresses(self) -> Collection[str]:
        """The editions that have a record, also those that the site no longer has."""
        if self.folder is None:
            return ()
        found = self.folder.glob(f"*/*/{RECORD}")
        return sorted(path.parent.relative_to(self.folder).as_posix() for path in found)

    def content(self, address: str) -> bytes | None:
        """Return the file of an edition; None if there is none. Links are not followed."""
        if self.folder is None:
            return None
        try:
            path = self.folder / address / RECORD
            descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
            with open(descriptor, "rb") as file:
                return file.read()
        except (FileNotFoundError, NotADirectoryError):
            return None

    def record(self, address: str) -> EditionRecord:
        """Return the record of an edition. Raises UnreadableRecord."""
        try:
            content = self.content(address)
        except OSError:
            raise UnreadableRecord(f"{address}/{RECORD}") from None
        if content is None:
            return NEVER_PUBLIC
        return unpack_record(content, f"{address}/{RECORD}")


NO_RECORDS = StoredRecords(None)


def damaged_record(folder: Path, error: UnreadableRecord) -> Message:
    """Return what to do about a record that cannot be read."""
    return told(
        "The record of what was public in %(path)s cannot be read. Put it back from the web "
        "server or a backup. If it is lost, delete the file: the next build starts a new record",
        path=str(folder / error.path),
    )


def pack_record(record: EditionRecord) -> bytes:
    """Return the content of the file."""
    plain = msgspec.json.encode(record)
    packed = BytesIO()
    with gzip.GzipFile(filename="", mode="wb", compresslevel=_LEVEL, fileobj=packed, mtime=0) as f:
        f.write(plain)
    return packed.getvalue()


def unpack_record(content: bytes, path: str) -> EditionRecord:
    """Return the record in a file; `path` is for messages. Raises UnreadableRecord."""
    try:
        with gzip.GzipFile(fileobj=BytesIO(content)) as file:
            plain = file.read(_LARGEST + 1)
        if len(plain) > _LARGEST:
            raise UnreadableRecord(path)
        record = msgspec.json.decode(plain, type=EditionRecord)
    except (OSError, EOFError, zlib.error, msgspec.MsgspecError, RecursionError):
        raise UnreadableRecord(path) from None
    if not all(map(_is_page, record.pages)):
        # Pages are written at these paths.
        raise UnreadableRecord(path)
    return record


def _is_page(path: str) -> bool:
    """Return whether a path is that of a page below its edition."""
    *folders, end = path.split("/")
    return not end and all(name and name.strip(".") and "\\" not in name for name in folders)
