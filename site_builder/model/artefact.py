"""A finished file of the site."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Artefact:
    """One file of the finished site; `path` is relative to its root, with slashes."""

    path: str
    content: bytes
