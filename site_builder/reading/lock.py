"""content/translations.lock: which translations were made for which source text."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from site_builder.model.lock import LOCK, Lock
from site_builder.model.problem import Finding, Place

_HINT = (
    "Restore the file from git. After a merge, take either side and run "
    "`site-builder translations lock`."
)


def load_lock(root: Path) -> tuple[Lock, tuple[Finding, ...]]:
    """The lock of the site in `root`, and what is wrong with its file."""
    try:
        text = (root / LOCK).read_text("utf-8")
    except FileNotFoundError:
        return Lock(), ()
    except (OSError, ValueError):
        return Lock(), (Finding(Place(LOCK), "This file cannot be read.", _HINT),)
    try:
        value = json.loads(text)
    except ValueError as error:
        place = Place(LOCK)
        if isinstance(error, json.JSONDecodeError):
            place = Place(LOCK, error.lineno, error.colno)
        return Lock(), (Finding(place, "This is no JSON that could be read.", _HINT),)
    if not _is_lock(value):
        return Lock(), (Finding(Place(LOCK), "This file is no lock of translations.", _HINT),)
    return Lock(value), ()


def _is_lock(value: Any) -> bool:
    return isinstance(value, dict) and all(
        isinstance(locked, dict)
        and all(
            isinstance(marks, dict) and all(isinstance(mark, str) for mark in marks.values())
            for marks in locked.values()
        )
        for locked in value.values()
    )


def write_lock(lock: Lock) -> str:
    """The file's text: a line for each text, in order, so that git can merge it."""
    entries = []
    for entry, locked in sorted(lock.entries.items()):
        texts = ",\n".join(
            f"  {json.dumps(path)}: {json.dumps(dict(sorted(marks.items())))}"
            for path, marks in sorted(locked.items())
            if marks
        )
        if texts:
            entries.append(f" {json.dumps(entry)}: {{\n{texts}\n }}")
    return "{\n" + ",\n".join(entries) + "\n}\n"
