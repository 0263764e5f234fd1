"""content/translations.lock: which translations were made for which source text."""

from __future__ import annotations

import errno
import json
import os
import stat
from dataclasses import replace
from pathlib import Path
from typing import Any

from site_builder.model.message import told
from site_builder.model.problem import Finding, Place
from site_builder.model.translations_lock import LOCK, Lock
from site_builder.reading.conflicts import find_conflict

_HINT = told(
    "Restore the file from git: `git checkout -- content/translations.lock`. "
    "After a merge, keep either side and run `site-builder translations lock`."
)
_MERGE_HINT = told(
    "Keep either side, `git checkout --ours content/translations.lock`, then "
    "run `site-builder translations lock`."
)


def load_lock(root: Path) -> tuple[Lock, tuple[Finding, ...]]:
    """Return the lock of the site in `root`, and the findings about its file."""
    place = Place(LOCK)
    try:
        text = _text_of(root / LOCK)
    except FileNotFoundError:
        return Lock(), ()
    except UnicodeDecodeError:
        return Lock(), (Finding(place, told("This file is not UTF-8 text."), _HINT),)
    except OSError as error:
        message = told("This file cannot be read: %(reason)s.", reason=error.strerror or "")
        return Lock(), (Finding(place, message, _HINT),)
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        if conflict := find_conflict(text, LOCK):
            return Lock(), (replace(conflict, hint=_MERGE_HINT),)
        place = Place(LOCK, error.lineno, error.colno)
        return Lock(), (Finding(place, told("This file is not valid JSON."), _HINT),)
    except (ValueError, RecursionError):
        return Lock(), (Finding(place, told("This file is not a valid translations.lock."), _HINT),)
    if not _is_lock(value):
        return Lock(), (Finding(place, told("This file is not a valid translations.lock."), _HINT),)
    return Lock(value), ()


def _text_of(path: Path) -> str:
    """Return the text of a regular file: a link can point anywhere, and a pipe never ends."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    with open(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "not a regular file")
        return file.read().decode("utf-8-sig")


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
    """Return the file's text: one line for each text, sorted, so git can merge it."""
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
