"""The site's files as they were at a moment, as a new commit: nothing is lost."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from site_builder.model.git_failure import git_failure
from site_builder.model.message import told
from site_builder.system.git import GitFailed, commit_before, run_git

_PATHS = ("content", "status", "mkdocs.yml")
_CHANGES = {"A": told("back"), "D": told("removed")}
_OTHER = told("as before")


class NotUndoable(Exception):
    """The site cannot go back. The message says why, and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepBack:
    """What going back to a commit does: each file with `back`, `removed` or `as before`.

    `subject` is the first line of the commit's message, `written` the time of the commit.
    """

    commit: str
    subject: str
    written: datetime
    files: Sequence[tuple[str, str]]


def plan_step_back(root: Path, moment: datetime) -> StepBack:
    """What to do so that the site's files are as the last commit before a moment has them.

    Raises NotUndoable.
    """
    try:
        unsaved = run_git(root, "status", "--porcelain", "-z", "--", *_PATHS).decode()
        if unsaved:
            names = ", ".join(entry[3:] for entry in unsaved.split("\0") if entry)
            raise NotUndoable(
                told(
                    "Some changes are not committed: %(files)s. Commit them first, so that nothing "
                    "is lost: `git add -A && git commit`.",
                    files=names,
                )
            )
        commit = commit_before(root, moment)
        if not commit:
            raise NotUndoable(told("The site has no commit that is so old. Name a later time."))
        shown = run_git(root, "show", "-s", "--format=%cI%n%s", commit).decode()
        written, _, subject = shown.strip().partition("\n")
        # The paths are those of the site, which may be in a folder of the repository.
        listed = run_git(
            root, "diff", "--relative", "--name-status", "--no-renames", "-z", "HEAD", commit,
            "--", *_PATHS,
        )  # fmt: skip
    except GitFailed as error:
        raise NotUndoable(git_failure(error)) from None
    kinds_and_names = iter(os.fsdecode(listed).split("\0")[:-1])
    files = [
        (name, _CHANGES.get(kind, _OTHER))
        for kind, name in zip(kinds_and_names, kinds_and_names, strict=True)
    ]
    if not files:
        raise NotUndoable(told("No file of the site has changed since then."))
    return StepBack(
        commit=commit, subject=subject, written=datetime.fromisoformat(written), files=files
    )


def step_back(root: Path, step: StepBack, message: str) -> None:
    """Put the files in place and commit them. Raises NotUndoable."""
    names = [f":(literal){name}" for name, _ in step.files]
    try:
        run_git(root, "restore", f"--source={step.commit}", "--staged", "--worktree", "--", *names)
        run_git(root, "commit", "--quiet", f"--message={message}", "--", *names)
    except GitFailed as error:
        raise NotUndoable(git_failure(error)) from None
