"""What texts state, such as whether data was taken, so that they cannot contradict one another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from site_builder.model.country import CountryId
from site_builder.model.text import Text

UNKNOWN = "unknown"
"""The value of a claim whose answer is not known yet."""

Claims = Mapping[str, str]
"""What a text states, as written: from claims to their values."""


@dataclass(frozen=True, slots=True)
class Claim:
    """`values` are what texts can state, by id. `countries` is None if it concerns all of them."""

    id: str
    question: Text
    values: Mapping[str, Text]
    countries: frozenset[CountryId] | None

    def concerns(self, country: CountryId) -> bool:
        return self.countries is None or country in self.countries
