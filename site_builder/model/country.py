"""A country with its locales, or the international group."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NewType
from zoneinfo import ZoneInfo

from site_builder.model.contact import Contact
from site_builder.model.date import Date
from site_builder.model.fact import Facts
from site_builder.model.holiday import Holidays
from site_builder.model.locale import LocaleId
from site_builder.model.text import Text

CountryId = NewType("CountryId", str)
GROUP = CountryId("group")


@dataclass(frozen=True, slots=True)
class Link:
    title: Text
    url: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """`facts` are this country's own and override the site's; `name` is None if CLDR has it.

    `links` are those of the footer, `subscribe` the team's own lists for news.
    """

    id: CountryId
    locales: tuple[LocaleId, ...]
    zone: ZoneInfo
    name: Text | None
    contacts: tuple[Contact, ...]
    minor: tuple[Date, ...]
    facts: Facts
    links: tuple[Link, ...]
    subscribe: tuple[Link, ...]
    holidays: Holidays

    def other_locales(self, locale: LocaleId) -> tuple[LocaleId, ...]:
        """Return the country's other locales in order, starting after the given one."""
        index = self.locales.index(locale)
        return self.locales[index + 1 :] + self.locales[:index]
