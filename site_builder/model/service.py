"""Something customers use, and the states it can be in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from site_builder.model.country import CountryId
from site_builder.model.date import Date
from site_builder.model.text import Text


class State(IntEnum):
    """In order of gravity: if incidents overlap, the worst open state applies."""

    operational = 0
    under_maintenance = 1
    degraded_performance = 2
    partial_outage = 3
    major_outage = 4


@dataclass(frozen=True, slots=True)
class Service:
    """`countries` is None if the service exists everywhere."""

    id: str
    name: Text
    group: Text | None
    countries: frozenset[CountryId] | None

    def exists_in(self, country: CountryId) -> bool:
        return self.countries is None or country in self.countries


@dataclass(frozen=True, slots=True)
class StateChange:
    """What a text says about a service; `since` is None if the text's own date applies."""

    service: str
    state: State
    since: Date | None
