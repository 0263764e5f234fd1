"""A rendered shell, ready to be joined with articles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from site_builder.pages.shell import ShellView


@dataclass(frozen=True, slots=True)
class Shell:
    """Text and slots in turn: `parts[i]` is followed by the value of `slots[i]`."""

    parts: tuple[str, ...]
    slots: tuple[str, ...]
    digest: bytes

    def join(self, values: Mapping[str, str]) -> str:
        """Return the page, with the values of the slots in place."""
        pieces = [self.parts[0]]
        for slot, part in zip(self.slots, self.parts[1:], strict=True):
            pieces.append(values[slot])
            pieces.append(part)
        return "".join(pieces)


def view_digest(view: ShellView) -> bytes:
    """Return the same for views that give the same shell."""
    return blake2b(repr(view).encode(), digest_size=16).digest()
