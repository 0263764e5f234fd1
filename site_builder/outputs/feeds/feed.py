"""A feed in any format."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from site_builder.outputs.feeds.feed_entries import PlannedEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed before it is written. `path` is its address in the edition without an extension.

    `key` covers the content in every format (None: not known). `archives` are the paths of the
    feeds with older entries, newest first (RFC 5005). `root` is the address of the site if the feed
    is there, and not in its edition at `base`. `key_of` does the same for one entry.
    """

    id: str
    path: str
    title: str
    description: str
    language: str
    home: str
    base: str
    updated: datetime
    key: bytes | None
    entries: Sequence[PlannedEntry]
    key_of: Callable[[PlannedEntry], bytes | None]
    archives: tuple[str, ...] = ()
    is_archive: bool = False
    root: str | None = None

    def address(self, ending: str) -> str:
        """Return the address of the feed itself in a format."""
        return f"{self.root or self.base}{self.path}.{ending}"
