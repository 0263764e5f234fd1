"""Days on which contacts are closed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from site_builder.model.text import Text


@dataclass(frozen=True, slots=True)
class OwnHoliday:
    """A day off listed in the file; `name` is None if the file gives only the day."""

    day: date
    name: Text | None


@dataclass(frozen=True, slots=True)
class Holidays:
    """A country's days off: public holidays if `are_public`, and its `own`."""

    are_public: bool
    own: tuple[OwnHoliday, ...]
