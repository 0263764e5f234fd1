"""Git, run as a program."""

from __future__ import annotations

import io
import subprocess
import tarfile
from collections.abc import Sequence
from pathlib import Path


class GitFailed(Exception):
    """Git refused a command; the message is what it said."""


class NoGit(GitFailed):
    """Git is missing."""


def run_git(root: Path, *arguments: str) -> bytes:
    """What a git command prints, run in a folder. Raises GitFailed."""
    try:
        done = subprocess.run(
            ["git", "-C", str(root), *arguments], capture_output=True, check=False
        )
    except FileNotFoundError:
        raise NoGit from None
    if done.returncode != 0:
        raise GitFailed(done.stderr.decode(errors="replace").strip())
    return done.stdout


def extract(root: Path, commit: str, names: Sequence[str], folder: Path) -> None:
    """Write files and folders below `root`, as a commit has them, into a folder.

    Names that the commit does not have are left out. Raises GitFailed.
    """
    listed = run_git(root, "ls-tree", "--name-only", "-z", commit, "--", *names).decode()
    there = [name for name in listed.split("\0") if name]
    if not there:
        return
    archive = run_git(root, "archive", "--format=tar", commit, "--", *there)
    try:
        with tarfile.open(fileobj=io.BytesIO(archive)) as files:
            files.extractall(folder, filter="data")
    except tarfile.TarError as error:
        raise GitFailed(str(error)) from None
