"""Git, run as a program."""

from __future__ import annotations

import io
import subprocess
import tarfile
from collections.abc import Sequence
from datetime import datetime
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


def clean_commit(root: Path, names: Sequence[str]) -> str | None:
    """Return the commit that has files and folders below `root` as they are now.

    None if one of them is changed or not in git, or if there is no git. Hidden files and backups
    of editors, which no build reads, do not count.
    """
    try:
        listed = run_git(
            root, "--no-optional-locks", "status", "--porcelain", "-z", "--no-renames",
            "--untracked-files=all", "--ignored", "--", *names,
        ).decode(errors="replace")  # fmt: skip
        # Each entry is two letters for its state, a space, and the path.
        if not all(_is_unread(entry[3:]) for entry in listed.split("\0")[:-1]):
            return None
        return run_git(root, "rev-parse", "--verify", "HEAD^{commit}").decode().strip()
    except GitFailed:
        return None


def _is_unread(path: str) -> bool:
    return path.endswith("~") or any(name.startswith(".") for name in path.split("/"))


def commit_before(root: Path, moment: datetime) -> str | None:
    """Return the last commit at or before a moment; None if there is none. Raises GitFailed."""
    before = f"--before={int(moment.timestamp())}"
    return (
        run_git(root, "rev-list", "-1", "--first-parent", before, "HEAD").decode().strip() or None
    )


def has_commit(root: Path, commit: str) -> bool:
    """Return whether the repository has a commit. Raises NoGit."""
    try:
        run_git(root, "cat-file", "-e", f"{commit}^{{commit}}")
    except NoGit:
        raise
    except GitFailed:
        return False
    return True


def extract(root: Path, commit: str, names: Sequence[str], folder: Path) -> None:
    """Write files and folders below `root`, as a commit has them, into a folder.

    Names that the commit does not have are left out; without names, everything below `root` is
    written. Raises GitFailed.
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
