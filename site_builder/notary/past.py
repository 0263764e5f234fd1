"""What was published at a moment, by the entries of a log."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from site_builder.notary.leaves import BadLeaf, Leaf, built_at

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


def leaves_until(leaves: Iterable[Leaf], moment: datetime) -> list[Leaf]:
    """Return the leaves at or before a moment, in their order. Raises BadLeaf."""
    found = [leaf for leaf in leaves if built_at(leaf.built) <= moment]
    if not all(leaf.commit is None or _COMMIT.fullmatch(leaf.commit) for leaf in found):
        raise BadLeaf
    return found


def builds_of(leaves: Mapping[str, Leaf]) -> tuple[Build, ...]:
    """Return the builds that some leaves come from, the newest first."""
    builds = {Build.of(leaf) for leaf in leaves.values()}
    return tuple(sorted(builds, key=lambda build: (build.built, build.commit or ""), reverse=True))


def builds_in_order(leaves: Iterable[Leaf]) -> tuple[Build, ...]:
    """Return the builds that made some leaves, in the order of the log."""
    return tuple(dict.fromkeys(Build.of(leaf) for leaf in leaves))
