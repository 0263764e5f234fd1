"""What git said, for the people who maintain a site."""

from __future__ import annotations

from site_builder.model.message import Message, told
from site_builder.system.git import GitFailed, NoGit


def git_failure(error: GitFailed) -> Message:
    """Return what git said, or that there is no git."""
    if isinstance(error, NoGit):
        return told("Git is not installed.")
    return told("Git says: %(said)s", said=str(error))
