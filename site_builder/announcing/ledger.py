"""The record of what was sent to which address: JSON lines next to mkdocs.yml, kept in git.

One line is written before a message is sent and another one after it. If the command is run again
after a crash, nothing is sent twice. For the same reason, nothing is sent if a line cannot be read,
or if the file is not a regular file.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal, get_args

from site_builder.model.message import in_turn, told

LEDGER = "announced.jsonl"
State = Literal["sending", "sent", "failed"]
_STATES = get_args(State)
_KEEP = told(
    "Fix the line by hand, but keep it: without it, its entries would be sent again. Git has "
    "earlier versions of this file."
)


class BrokenLedger(Exception):
    """The ledger cannot be read; the message names the place and what to write instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """`to` is a digest of the address, which holds passwords. `entries` are ids of feed entries."""

    at: str
    to: str
    edition: str
    entries: tuple[str, ...]
    state: State


@dataclass(frozen=True, slots=True)
class Delivered:
    """The entries that an address has received, and those that it may have received."""

    sent: frozenset[str]
    unknown: frozenset[str]


def address_digest(url: str) -> str:
    """Return a form of an address that can be shown to everyone."""
    return "sha256:" + hashlib.sha256(url.encode()).hexdigest()[:32]


def read_ledger(path: Path) -> tuple[Line, ...]:
    """Return the lines written so far. Raises BrokenLedger and OSError."""
    try:
        descriptor = _open(path, os.O_RDONLY)
    except FileNotFoundError:
        return ()
    with open(descriptor, "rb") as file:
        data = file.read().removeprefix(b"\xef\xbb\xbf")
    written = data.split(b"\n")
    return tuple(
        _line(text, path.name, number, is_cut=number == len(written))
        for number, text in enumerate(written, 1)
        if text.strip()
    )


def _open(path: Path, flags: int) -> int:
    """Open a regular file. Links are refused because they can point anywhere, pipes because they
    keep nothing.
    """
    if path.is_symlink():
        raise BrokenLedger(
            told("%(file)s is a link. Replace it with the file itself.", file=path.name)
        )
    descriptor = os.open(path, flags | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC, 0o666)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise BrokenLedger(
            told(
                "%(file)s is not a file. Move it away and restore the file from git. If nothing "
                "was ever sent, you do not need the file.",
                file=path.name,
            )
        )
    return descriptor


def _line(data: bytes, name: str, number: int, is_cut: bool) -> Line:
    """One line with its types. `is_cut` is true if the line has no line end."""

    def broken(column: int, message: str, hint: str = _KEEP) -> BrokenLedger:
        return BrokenLedger(in_turn(f"{name}:{number}:{column}:", message, hint))

    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        column = len(data[: error.start].decode()) + 1
        raise broken(
            column, told("This is not UTF-8 text."), told("Save the file as UTF-8.")
        ) from None
    try:
        value = json.loads(text, object_pairs_hook=_pairs)
    except _Twice as error:
        key = str(error)
        column = text.rfind(json.dumps(key)) + 1
        raise broken(column, told("This line has “%(key)s” twice.", key=key)) from None
    except json.JSONDecodeError as error:
        if error.msg == "Extra data":
            hint = told("Start a new line before column %(column)s.", column=str(error.colno))
            raise broken(error.colno, told("This line has two records."), hint) from None
        # The state comes last, so a line that was cut off before it records nothing.
        if is_cut and '"state"' not in text and _is_at_end(error, text):
            message = told("This last line is incomplete, because writing it was interrupted.")
            hint = told("Delete it: messages are only sent after their line is complete.")
            raise broken(error.colno, message, hint) from None
        if text.lstrip().startswith(("<<<<<<<", "=======", ">>>>>>>", "|||||||")):
            hint = told(
                "Keep the lines of both sides, and delete the lines that start like this one."
            )
            raise broken(1, told("Git left a merge conflict here."), hint) from None
        raise broken(error.colno, told("This is not valid JSON.")) from None
    except (RecursionError, ValueError):
        raise broken(1, told("This line is not a record of sent messages.")) from None
    if not isinstance(value, dict):
        raise broken(1, told("Each line must be one record in braces."))
    for key, kind in _KINDS.items():
        if key not in value:
            raise broken(1, told("“%(key)s” is missing.", key=key))
        if not kind.fits(value[key]):
            column = text.find(json.dumps(key)) + 1
            shown = json.dumps(value[key], ensure_ascii=False)[:60]
            raise broken(
                column,
                told(
                    "“%(key)s” is %(value)s; it must be %(kind)s.",
                    key=key,
                    value=shown,
                    kind=kind.name,
                ),
            )
    if value["state"] not in _STATES:
        shown = json.dumps(value["state"], ensure_ascii=False)[:60]
        hint = told("Write `sent` if the message was sent, or `failed` if it was not.")
        column = text.find('"state"') + 1
        raise broken(column, told("%(value)s is not a valid state.", value=shown), hint)
    return Line(
        at=value["at"],
        to=value["to"],
        edition=value["edition"],
        entries=tuple(value["entries"]),
        state=value["state"],
    )


def _is_at_end(error: json.JSONDecodeError, text: str) -> bool:
    return error.msg.startswith("Unterminated") or error.pos >= len(text.rstrip())


@dataclass(frozen=True, slots=True)
class _Kind:
    name: str
    is_list: bool = False

    def fits(self, value: Any) -> bool:
        if not self.is_list:
            return isinstance(value, str) and bool(value)
        return isinstance(value, list) and all(isinstance(item, str) for item in value)


_TEXT = _Kind(told("a text in quotes"))
_KINDS: Mapping[str, _Kind] = {
    "at": _TEXT,
    "to": _TEXT,
    "edition": _TEXT,
    "entries": _Kind(told("a list of texts"), is_list=True),
    "state": _TEXT,
}


class _Twice(Exception):
    """A key occurs twice; Python's parser would use the last one."""


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise _Twice(key)
        found[key] = value
    return found


def delivered(lines: Iterable[Line], to: str, edition: str) -> Delivered:
    """Return what an address has received of an edition.

    What was sent stays sent, even if other lines disagree: the files of two machines may have been
    merged. If more messages were started than finished, one of them may have been sent.
    """
    sent: set[str] = set()
    begun: Counter[str] = Counter()
    for line in lines:
        if (line.to, line.edition) != (to, edition):
            continue
        if line.state == "sent":
            sent.update(line.entries)
        for id in line.entries:
            begun[id] += 1 if line.state == "sending" else -1
    unknown = {id for id, count in begun.items() if count > 0}
    return Delivered(frozenset(sent), frozenset(unknown - sent))


def write_line(
    path: Path, at: datetime, to: str, edition: str, entries: Iterable[str], state: State
) -> None:
    """Add a line and return once it is on the disk. Raises BrokenLedger and OSError."""
    line = {
        "at": at.isoformat(timespec="seconds"),
        "to": to,
        "edition": edition,
        "entries": list(entries),
        "state": state,
    }
    data = (json.dumps(line, ensure_ascii=False) + "\n").encode()
    descriptor = _open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT)
    try:
        size = os.fstat(descriptor).st_size
        # An editor may have left the last line without its end.
        if size and os.pread(descriptor, 1, size - 1) != b"\n":
            data = b"\n" + data
        try:
            left = data
            while left:
                left = left[os.write(descriptor, left) :]
            os.fsync(descriptor)
        except BaseException:
            # Half a line would keep every later message from going out.
            with suppress(OSError):
                os.ftruncate(descriptor, size)
            raise
    finally:
        os.close(descriptor)
