"""Who approved a text, and which text that was."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any, Literal

ApprovedKind = Literal["incident", "update", "maintenance", "question", "page"]
APPROVED_KINDS: tuple[ApprovedKind, ...] = (
    "incident",
    "update",
    "maintenance",
    "question",
    "page",
)
"""The kinds of entries that a site can require an approval for."""
_NOT_APPROVED = frozenset(("approvals", "draft"))
"""Keys of an entry that no approval is about: to publish a draft does not change its text."""
_LENGTH = 12


def approval_digest(entry: Mapping[str, Any]) -> str:
    """The digest of everything that an entry says, as an approval records it.

    `entry` are the plain values of its files. The order of keys does not count, and neither do
    comments, quotes or the form of the files.
    """
    told = {key: value for key, value in entry.items() if key not in _NOT_APPROVED}
    written = json.dumps(told, ensure_ascii=False, sort_keys=True, default=str)
    return sha256(written.encode()).hexdigest()[:_LENGTH]
