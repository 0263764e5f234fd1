"""Files to write, before they are written."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from pathlib import Path

from site_builder.checking.engine import Examined
from site_builder.language.speech import ENGLISH, Speech
from site_builder.model.country import CountryId
from site_builder.model.locale import LocaleId, without_region
from site_builder.model.message import Message


class NotAddable(ValueError):
    """Something cannot be added as asked. The message says why, and what to write."""


Gap = Callable[[LocaleId], Message]
"""What a gap in a language asks for."""


@dataclass(frozen=True, slots=True)
class Addition:
    """New files, or new texts of files, by path below the site's root. `opens` is to be edited."""

    files: Mapping[str, str]
    opens: str
    is_change: bool = False


@dataclass(frozen=True, slots=True)
class Desk:
    """A site as it is, in `root`, and the moment at which somebody adds to it.

    `speech` is the language of that person.
    """

    root: Path
    examined: Examined
    speech: Speech = ENGLISH

    @property
    def at(self) -> datetime:
        return self.examined.at

    @property
    def zone(self) -> tzinfo:
        """The zone in which times of entries for several countries are written."""
        return self.zone_of(frozenset(self.examined.catalogue.countries))

    def zone_of(self, countries: frozenset[CountryId]) -> tzinfo:
        """The zone in which times of an entry for some countries are written."""
        catalogue = self.examined.catalogue
        if len(countries) == 1:
            return catalogue.countries[next(iter(countries))].zone
        return catalogue.site.zone

    def languages(
        self, countries: Collection[CountryId] | None = None, source: LocaleId | None = None
    ) -> tuple[LocaleId, ...]:
        """The languages to write a text in: the source first, then those of the countries.

        Without `countries`, those of every country.
        """
        catalogue = self.examined.catalogue
        spoken = [
            without_region(locale)
            for country in catalogue.countries.values()
            for locale in country.locales
            if countries is None or country.id in countries
        ]
        first = source or catalogue.site.source or next(iter(spoken), LocaleId("en"))
        others = (id for id in spoken if id != without_region(first))
        return tuple(dict.fromkeys((first, *others)))


def written_moment(moment: datetime, zone: tzinfo) -> str:
    """A moment as files have it, with its offset only if the clock shows that time twice."""
    local = moment.astimezone(zone)
    is_twice = local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
    offset = f" {local:%z}" if is_twice else ""
    return f"{local:%Y-%m-%d %H:%M}{offset[:4]}{':' if offset else ''}{offset[4:]}"


def text_block(desk: Desk, locales: Sequence[LocaleId], gap: Gap) -> str:
    """A text to be written, with a gap for each language, as lines below a key."""
    return "".join(f"  {id}: |\n    [[{desk.speech.say(gap(id))}]]\n" for id in locales)


def text_lines(desk: Desk, locales: Sequence[LocaleId], gap: Gap) -> str:
    """The same for a text of one line."""
    return "".join(f'  {id}: "[[{desk.speech.say(gap(id))}]]"\n' for id in locales)
