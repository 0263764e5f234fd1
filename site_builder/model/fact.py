"""A named value used in texts; it keeps its history."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from site_builder.model.date import Date
from site_builder.model.problem import Place
from site_builder.model.text import Text


@dataclass(frozen=True, slots=True)
class Percentage:
    """12 % is Percentage(Decimal("12"), places=0): `places` are the decimals written."""

    value: Decimal
    places: int


FactValue = int | Decimal | Percentage | Date | Text


@dataclass(frozen=True, slots=True)
class FactVersion:
    """A value from a date on; `since` is None if it has always applied."""

    since: Date | None
    value: FactValue


@dataclass(frozen=True, slots=True)
class Fact:
    id: str
    versions: tuple[FactVersion, ...]
    place: Place

    def at(self, moment: datetime) -> FactValue | None:
        """Return the value at a given time; None before the first one."""
        version = self.version_at(moment)
        return version.value if version is not None else None

    def version_at(self, moment: datetime) -> FactVersion | None:
        """Return the value at a given time with its date; None before the first one."""
        held = [v for v in self.versions if v.since is None or v.since.start <= moment]
        return held[-1] if held else None


Facts = Mapping[str, Fact]
