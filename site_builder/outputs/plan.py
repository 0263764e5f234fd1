"""A file of the site before it is made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Plan:
    """A file of the finished site before it is made.

    The same path and key always make the same bytes. A `key` of None is for what depends on so
    much that it is made in every build.
    """

    path: str
    key: bytes | None
    make: Callable[[], bytes]
