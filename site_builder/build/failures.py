"""Errors explained in one line that says what to do."""

from __future__ import annotations

import errno
import traceback
from pathlib import Path

from site_builder.model.characters import visible
from site_builder.publish.mark import NotPublishable
from site_builder.system.parallel import WorkerKilled
from site_builder.theme.settings import NotConfigured

DEBUG = "--debug"
_PACKAGE = Path(__file__).parent.parent
_LONGEST = 300
_HINTS = {
    errno.ENOSPC: "Free some space and run the command again.",
    errno.EDQUOT: "Free some space and run the command again.",
    errno.EACCES: "Check its permissions and owner.",
    errno.EPERM: "Check its permissions and owner.",
    errno.EROFS: "Use a folder that you can write to.",
    errno.EMFILE: "Allow more open files with `ulimit -n`.",
    errno.ENOMEM: "Free some memory and run the command again.",
}


def explanation(error: Exception) -> str:
    """Return one line that says what happened and what to do."""
    if isinstance(error, WorkerKilled | NotConfigured):
        return str(error)
    if isinstance(error, NotPublishable):
        return f"{error}."
    if isinstance(error, MemoryError):
        return "There is not enough memory. Free some memory and run the command again."
    if isinstance(error, OSError):
        name = f"{error.filename}: " if error.filename else ""
        return f"{name}{reason(error)}."
    kind = type(error).__name__
    said = visible(" ".join(str(error).split()))[:_LONGEST]
    return (
        f"This is a bug in site-builder: {kind}: {said} ({_where(error)}). Please report it to the "
        f"project's issue tracker, with the full output of the command with {DEBUG}."
    )


def reason(error: OSError) -> str:
    """Return the system's message and what to do about it, without a final full stop."""
    said = error.strerror or " ".join(str(error).split()) or type(error).__name__
    hint = _HINTS.get(error.errno or 0)
    return f"{said}. {hint.removesuffix('.')}" if hint else said


def _where(error: Exception) -> str:
    """Return the innermost line of this package in the traceback."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [f for f in frames if Path(f.filename).is_relative_to(_PACKAGE)] or frames[-1:]
    return ", ".join(f"{Path(f.filename).name}:{f.lineno}" for f in ours[-1:])
