"""Errors explained in one line that says what to do."""

from __future__ import annotations

import errno
import traceback
from pathlib import Path

from site_builder.model.characters import visible
from site_builder.model.message import Message, in_turn, told
from site_builder.publish.mark import NotPublishable
from site_builder.system.parallel import WorkerKilled
from site_builder.theme.settings import NotConfigured

DEBUG = "--debug"
_PACKAGE = Path(__file__).parent.parent
_LONGEST = 300
_HINTS = {
    errno.ENOSPC: told("Free some space and run the command again."),
    errno.EDQUOT: told("Free some space and run the command again."),
    errno.EACCES: told("Check its permissions and owner."),
    errno.EPERM: told("Check its permissions and owner."),
    errno.EROFS: told("Use a folder that you can write to."),
    errno.EMFILE: told("Allow more open files with `ulimit -n`."),
    errno.ENOMEM: told("Free some memory and run the command again."),
}


def explanation(error: Exception) -> Message:
    """Return one line that says what happened and what to do."""
    if isinstance(error, WorkerKilled):
        return killed(error)
    if isinstance(error, NotConfigured):
        return in_turn(str(error))
    if isinstance(error, NotPublishable):
        return in_turn(str(error), ".", between="")
    if isinstance(error, MemoryError):
        return told("There is not enough memory. Free some memory and run the command again.")
    if isinstance(error, OSError):
        name = f"{error.filename}:" if error.filename else ""
        return in_turn(name, reason(error))
    kind = type(error).__name__
    said = visible(" ".join(str(error).split()))[:_LONGEST]
    return told(
        "This is a bug in site-builder: %(kind)s: %(said)s (%(where)s). Please "
        "report it to the project's issue tracker, with the full output of the "
        "command with %(debug)s.",
        kind=kind,
        said=said,
        where=_where(error),
        debug=DEBUG,
    )


def killed(error: WorkerKilled) -> Message:
    """Return what happened to a process of a build, and what to do about it."""
    happened = told("A process of this build ended unexpectedly.")
    if name := str(error):
        happened = told("A process of this build was killed by %(signal)s.", signal=name)
    hint = told(
        "Probably memory ran out. Free some memory, or use a single core: "
        "`taskset -c 0 site-builder ...`."
    )
    return in_turn(happened, hint)


def reason(error: OSError) -> Message:
    """Return the system's message and what to do about it."""
    said = error.strerror or " ".join(str(error).split()) or type(error).__name__
    own = in_turn(str(said), ".", between="")
    return in_turn(own, _HINTS.get(error.errno or 0, ""))


def _where(error: Exception) -> str:
    """Return the innermost line of this package in the traceback."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [f for f in frames if Path(f.filename).is_relative_to(_PACKAGE)] or frames[-1:]
    return ", ".join(f"{Path(f.filename).name}:{f.lineno}" for f in ours[-1:])
