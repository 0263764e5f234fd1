"""The site's files in an earlier revision."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from site_builder.changes.inventory import take_inventory
from site_builder.changes.survey import Survey, survey
from site_builder.model.git_failure import git_failure
from site_builder.model.message import in_turn, told
from site_builder.system.git import GitFailed, NoGit, extract, run_git

_FOLDERS = ("content", "status")


class NoRevision(Exception):
    """Git does not have this revision, or its files have errors; the message says which."""


def survey_revision(root: Path, revision: str) -> Survey:
    """Return the site in `root` as of a revision of its repository, at the time of that commit.

    Raises NoRevision.
    """
    # Git must not read a revision as an option.
    commit = _git(
        root, "rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}"
    )
    id = commit.decode().strip()
    written = _git(root, "show", "-s", "--format=%cI", id).decode().strip()
    with TemporaryDirectory() as folder:
        try:
            extract(root, id, _FOLDERS, Path(folder))
        except GitFailed as error:
            raise NoRevision(git_failure(error)) from None
        found = survey(take_inventory(Path(folder)), datetime.fromisoformat(written))
    if found.has_errors:
        raise NoRevision(
            told("The site's files have errors in this revision. Name one without errors.")
        )
    return found


def _git(root: Path, *arguments: str) -> bytes:
    try:
        return run_git(root, *arguments)
    except GitFailed as error:
        if isinstance(error, NoGit):
            hint = told("Write a time instead: `2022-09-28 10:00`.")
            raise NoRevision(in_turn(git_failure(error), hint)) from None
        raise NoRevision(
            told("This is neither a time (`2022-09-28 10:00`) nor a git revision of this site.")
            if arguments[0] == "rev-parse"
            else git_failure(error)
        ) from None
