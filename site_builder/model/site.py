"""Settings for the whole site, and its hand-written pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

from site_builder.model.claim import Claims
from site_builder.model.country import CountryId
from site_builder.model.date import Date
from site_builder.model.incident import Correction
from site_builder.model.locale import LocaleId
from site_builder.model.problem import Place
from site_builder.model.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """`root` is the address of the edition that answers at the domain's root, if one is named.

    `cadence` is how soon after an update the next one is promised, by its status. With a record,
    the site is compared with what was public.
    """

    name: Text | None
    notice: Text | None
    zone: ZoneInfo
    source: LocaleId | None
    audiences: Mapping[str, Text]
    country_order: tuple[CountryId, ...]
    shows_stale: bool
    cadence: Mapping[str, timedelta]
    has_record: bool
    root: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    id: str
    title: Text
    text: Text
    countries: frozenset[CountryId]
    published: Date | None
    corrections: tuple[Correction, ...]
    minor: tuple[Date, ...]
    claims: Claims
    is_draft: bool
    place: Place


@dataclass(frozen=True, slots=True)
class FooterLink:
    """`countries` is None if the link is in every country's footer."""

    title: Text
    url: str
    countries: frozenset[CountryId] | None
