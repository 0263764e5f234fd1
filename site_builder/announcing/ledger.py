"""What was sent to whom: a file of JSON lines beside mkdocs.yml, kept in git.

A line is written before a message goes out and another one after it, so that whoever runs the
command again after a crash sends nothing twice.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

LEDGER = "announced.jsonl"
State = Literal["sending", "sent", "failed"]


class BrokenLedger(Exception):
    """A line of the ledger cannot be read; the message says which."""


@dataclass(frozen=True, slots=True)
class Line:
    """`to` is a digest of the address, which holds passwords. `entries` are ids of feed entries."""

    at: str
    to: str
    edition: str
    entries: tuple[str, ...]
    state: State


@dataclass(frozen=True, slots=True)
class Told:
    """The entries that an address was told, and those of which nobody knows whether it was."""

    sent: frozenset[str]
    unknown: frozenset[str]


def address_digest(url: str) -> str:
    """An address that may be shown to everybody."""
    return "sha256:" + hashlib.sha256(url.encode()).hexdigest()[:32]


def read_ledger(path: Path) -> tuple[Line, ...]:
    """The lines written so far. Raises BrokenLedger."""
    if not path.is_file():
        return ()
    lines = []
    for number, text in enumerate(path.read_text("utf-8").splitlines(), 1):
        try:
            value = json.loads(text)
            entries = tuple(value["entries"])
            lines.append(Line(value["at"], value["to"], value["edition"], entries, value["state"]))
        except (ValueError, KeyError, TypeError):
            raise BrokenLedger(
                f"{path.name}:{number}: this line cannot be read. It was cut off or changed by "
                "hand; restore the file from git, or delete the line if you know what was sent."
            ) from None
    return tuple(lines)


def told(lines: Iterable[Line], to: str, edition: str) -> Told:
    """What an address was told of an edition; the last line about an entry counts."""
    states: dict[str, State] = {}
    for line in lines:
        if (line.to, line.edition) == (to, edition):
            states |= dict.fromkeys(line.entries, line.state)
    return Told(
        frozenset(id for id, state in states.items() if state == "sent"),
        frozenset(id for id, state in states.items() if state == "sending"),
    )


def write_line(
    path: Path, at: datetime, to: str, edition: str, entries: Iterable[str], state: State
) -> None:
    """Add a line, and return once it is on the disk."""
    line = {
        "at": at.isoformat(timespec="seconds"),
        "to": to,
        "edition": edition,
        "entries": list(entries),
        "state": state,
    }
    with open(path, "a", encoding="utf-8") as file:
        file.write(json.dumps(line, ensure_ascii=False) + "\n")
        file.flush()
        os.fsync(file.fileno())
