"""The time zones of a country."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from importlib.resources import files
from zoneinfo import ZoneInfo

from site_builder.model.country import CountryId

# Zones of a country are treated as one if their clocks agree on all of these days: Germany has the
# zone of Büsingen, which has had the time of Berlin since 1981. Reports go no further back.
_DAYS = tuple(datetime(2010, 1, 1, tzinfo=UTC) + timedelta(days=14 * i) for i in range(650))


@lru_cache(maxsize=256)
def zones_of(country: CountryId) -> tuple[str, ...]:
    """Return the names of a country's zones, each with different clocks; none for `group`.

    Source: zone.tab of the time zone database, whose territories are CLDR's.
    """
    by_clock: dict[tuple[timedelta | None, ...], str] = {}
    names = _names().get(country.upper(), ())
    if len(names) == 1:
        return names
    for name in names:
        zone = ZoneInfo(name)
        clock = tuple(day.astimezone(zone).utcoffset() for day in _DAYS)
        by_clock.setdefault(clock, name)
    return tuple(by_clock.values())


def only_zone(country: CountryId) -> ZoneInfo | None:
    """Return the zone of a whole country; None if it has several."""
    zones = zones_of(country)
    return ZoneInfo(zones[0]) if len(zones) == 1 else None


@lru_cache(maxsize=1)
def _names() -> Mapping[str, tuple[str, ...]]:
    """Return the zones of each country by its ISO code, in the order of the database."""
    table = files("tzdata").joinpath("zoneinfo", "zone.tab").read_text("utf-8")
    names: dict[str, tuple[str, ...]] = {}
    for line in table.splitlines():
        if not line.startswith("#"):
            code, _, name = line.split("\t")[:3]
            names[code] = (*names.get(code, ()), name)
    return names
