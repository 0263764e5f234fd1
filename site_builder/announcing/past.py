"""The site's files in an earlier revision."""

from __future__ import annotations

import io
import subprocess
import tarfile
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from site_builder.changes.inventory import take_inventory
from site_builder.changes.survey import Survey, survey

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
    there = _git(root, "ls-tree", "--name-only", id, "--", *_FOLDERS).decode().split()
    with TemporaryDirectory() as folder:
        if there:
            archive = _git(root, "archive", "--format=tar", id, "--", *there)
            try:
                with tarfile.open(fileobj=io.BytesIO(archive)) as files:
                    files.extractall(folder, filter="data")
            except tarfile.TarError as error:
                raise NoRevision(
                    f"Git's archive of this revision cannot be read: {error}."
                ) from None
        found = survey(take_inventory(Path(folder)), datetime.fromisoformat(written))
    if found.has_errors:
        raise NoRevision("The site's files have errors in this revision. Name one without errors.")
    return found


def _git(root: Path, *arguments: str) -> bytes:
    try:
        done = subprocess.run(
            ["git", "-C", str(root), *arguments], capture_output=True, check=False
        )
    except FileNotFoundError:
        raise NoRevision(
            "Git is not installed. Write a time instead: `2022-09-28 10:00`."
        ) from None
    if done.returncode != 0:
        raise NoRevision(
            "This is neither a time (`2022-09-28 10:00`) nor a git revision of this site."
            if arguments[0] == "rev-parse"
            else done.stderr.decode(errors="replace").strip()
        )
    return done.stdout
