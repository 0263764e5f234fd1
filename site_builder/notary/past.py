"""What was published at a moment, by the entries of a log."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from site_builder.notary.leaves import BadLeaf, Leaf, built_at, newest

_COMMIT = re.compile("[0-9a-f]{40}|[0-9a-f]{64}", re.ASCII)
"""SHA-1 or SHA-256, as git writes them."""


@dataclass(frozen=True, slots=True)
class Build:
    """One build: its moment, and the commit that it was made from, if that is known."""

    built: str
    commit: str | None

    @classmethod
    def of(cls, leaf: Leaf) -> Build:
        return cls(leaf.built, leaf.commit)

    @property
    def at(self) -> datetime:
        return built_at(self.built)


def published_at(leaves: Iterable[Leaf], moment: datetime) -> dict[str, Leaf]:
    """Return the newest leaf of each edition at or before a moment.

    Raises BadLeaf for a moment or a commit that is not valid.
    """
    found = newest(leaf for leaf in leaves if built_at(leaf.built) <= moment)
    if not all(leaf.commit is None or _COMMIT.fullmatch(leaf.commit) for leaf in found.values()):
        raise BadLeaf
    return found


def builds_of(leaves: Mapping[str, Leaf]) -> tuple[Build, ...]:
    """Return the builds that some leaves come from, the newest first."""
    builds = {Build.of(leaf) for leaf in leaves.values()}
    return tuple(sorted(builds, key=lambda build: (build.built, build.commit or ""), reverse=True))
