"""Git, run as a program."""

from __future__ import annotations

import subprocess
from pathlib import Path


class GitFailed(Exception):
    """Git is missing or refused a command; the message is what it said."""


def run_git(root: Path, *arguments: str) -> bytes:
    """What a git command prints, run in a folder. Raises GitFailed."""
    try:
        done = subprocess.run(
            ["git", "-C", str(root), *arguments], capture_output=True, check=False
        )
    except FileNotFoundError:
        raise GitFailed("Git is not installed.") from None
    if done.returncode != 0:
        raise GitFailed(done.stderr.decode(errors="replace").strip())
    return done.stdout
