"""What was public once and is no longer: its address stays and says so."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from site_builder.model.country import CountryId
from site_builder.model.date import Date
from site_builder.model.problem import Place
from site_builder.model.text import Text

_KEY = re.compile(r"[a-zA-Z0-9][\w.-]*(/[a-zA-Z0-9][\w.-]*)*", re.ASCII)


def is_retired_key(written: str) -> bool:
    """Return whether a key can be that of something public: it never leads out of the site."""
    return _KEY.fullmatch(written) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Retired:
    """`key` is the key of an entry (`<incident>`, `<incident>/<update>`,
    `faq/<category>/<question>`, `pages/<page>`), the address of an edition or the path of a file.

    `to` is the key of what readers should read instead. `countries` is None if it is all of them.
    """

    key: str
    at: Date
    note: Text | None
    to: str | None
    countries: frozenset[CountryId] | None
    place: Place

    def holds(self, country: CountryId, at: datetime) -> bool:
        """Return whether it is gone in a country at a given time."""
        return self.at.start <= at and (self.countries is None or country in self.countries)
