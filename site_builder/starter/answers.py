"""What a new site needs to know, and what people write to say it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from site_builder.language.phones import is_phone
from site_builder.language.zones import zones_of
from site_builder.model.country import GROUP, CountryId
from site_builder.model.locale import LocaleId, babel_locale, is_locale, meant_locale
from site_builder.model.message import Message, told
from site_builder.model.names import country_named, locale_named
from site_builder.model.url import is_url

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
_WORDS = re.compile(r"[\s,;]+")


class BadAnswer(ValueError):
    """An answer that cannot be used. The message says why, and what to write."""


@dataclass(frozen=True, slots=True)
class NewCountry:
    """A country with its languages, the first of which is the default one.

    `zone` is None for the international edition, which has the zone of the site.
    """

    id: CountryId
    locales: tuple[LocaleId, ...]
    zone: str | None


@dataclass(frozen=True, slots=True)
class NewContact:
    """An e-mail address or telephone number of a country; of all countries if that is None."""

    value: str
    country: CountryId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """`address` is where the site will be published.

    `pack` is the kind of incident to prepare for, `host` the service that runs the builds.
    """

    name: str
    countries: tuple[NewCountry, ...]
    address: str | None = None
    contacts: tuple[NewContact, ...] = ()
    pack: str | None = None
    host: str | None = None

    @property
    def locales(self) -> tuple[LocaleId, ...]:
        """The languages of all countries, each once."""
        return tuple(dict.fromkeys(id for country in self.countries for id in country.locales))

    @property
    def zone(self) -> str:
        """The zone of the site: that of its first country."""
        return next((country.zone for country in self.countries if country.zone), "UTC")


def read_countries(
    written: Iterable[str], zones: Mapping[CountryId, str] | None = None
) -> tuple[NewCountry, ...]:
    """Countries such as `lu=fr,de`; codes and names in several languages will do.

    `zones` are time zones of countries that have more than one. Raises BadAnswer.
    """
    countries: dict[CountryId, NewCountry] = {}
    for text in written:
        country = _country(text, zones or {})
        if country.id in countries:
            raise BadAnswer(
                told(
                    "“%(text)s” names %(id)s again. Write each country once.",
                    text=text,
                    id=country.id,
                )
            )
        countries[country.id] = country
    if not countries:
        raise BadAnswer(
            told("A site needs a country. Write it with its languages, such as `lu=fr,de`.")
        )
    return tuple(countries.values())


def _country(text: str, zones: Mapping[CountryId, str]) -> NewCountry:
    name, _, languages = text.partition("=")
    id = country_id(name)
    locales = tuple(dict.fromkeys(_locale(word) for word in _WORDS.split(languages) if word))
    if not locales:
        raise BadAnswer(
            told(
                "“%(text)s” names no language. Write the languages behind an equals sign, "
                "such as `%(id)s=fr,de`.",
                text=text,
                id=id,
            )
        )
    return NewCountry(id, locales, None if id == GROUP else _zone(id, zones.get(id)))


def country_id(text: str) -> CountryId:
    """The country that a code or name stands for; `group` is the international edition.

    Raises BadAnswer.
    """
    written = text.strip()
    if written.casefold() in (GROUP, "international"):
        return GROUP
    code = written.lower() if zones_of(CountryId(written.lower())) else country_named(written)
    if code is None or not zones_of(CountryId(code)):
        raise BadAnswer(
            told(
                "“%(written)s” is not a country. Write its two-letter code (ISO 3166-1), "
                "such as `lu`, or `group` for an international edition.",
                written=written,
            )
        )
    return CountryId(code)


def country_in_words(id: CountryId) -> Message:
    """The name of a country for messages; each shows it in its own language."""
    if id == GROUP:
        return told("the international edition")
    names: Mapping[str, str] = babel_locale(LocaleId("en")).territories
    code = id.upper()
    return Message("%(english)s", "", {"english": names.get(code, id), "territory": code})


def _locale(word: str) -> LocaleId:
    if is_locale(word):
        return LocaleId(word)
    # A name comes first: as a code, `uk` is Ukrainian, but `German` is nobody's code.
    meant = locale_named(word) or meant_locale(word)
    if meant is None:
        raise BadAnswer(
            told(
                "“%(word)s” is not a language. Write its code, such as `fr` or `pt-BR`.", word=word
            )
        )
    return meant


def _zone(country: CountryId, given: str | None) -> str:
    zones = zones_of(country)
    if given is not None:
        if given not in zones:
            raise BadAnswer(
                told(
                    "“%(given)s” is not a time zone of %(country)s. Choose one of %(zones)s.",
                    given=given,
                    country=country,
                    zones=_listed(zones),
                )
            )
        return given
    if len(zones) > 1:
        raise BadAnswer(
            told(
                "%(country)s has several time zones. Choose one of %(zones)s, such as "
                "`--time-zone %(country)s=%(first)s`.",
                country=country,
                zones=_listed(zones),
                first=zones[0],
            )
        )
    return zones[0]


def read_zones(written: Iterable[str]) -> Mapping[CountryId, str]:
    """Time zones such as `es=Europe/Madrid`. Raises BadAnswer."""
    zones = {}
    for text in written:
        country, equals, zone = text.partition("=")
        if not equals:
            raise BadAnswer(
                told(
                    "“%(text)s” names no country. Write it first, such as `es=Europe/Madrid`.",
                    text=text,
                )
            )
        zones[country_id(country)] = zone.strip()
    return zones


def read_address(written: str) -> str:
    """The address of a site, with its scheme and a slash at the end. Raises BadAnswer."""
    text = written.strip()
    address = text if "://" in text else f"https://{text}"
    if not is_url(address, frozenset(("https", "http"))) or "." not in address:
        raise BadAnswer(
            told(
                "“%(text)s” is not a web address. Write one such as "
                "`https://status.yourcompany.com/`.",
                text=text,
            )
        )
    return address if address.endswith("/") else f"{address}/"


def read_contact(written: str) -> NewContact:
    """An e-mail address or telephone number, of one country if it begins with `lu=`.

    Raises BadAnswer.
    """
    name, equals, rest = written.rpartition("=")
    country = country_id(name) if equals else None
    value = rest.strip().removeprefix("mailto:").removeprefix("tel:")
    if _EMAIL.fullmatch(value) or is_phone(value, country or GROUP):
        return NewContact(value, country)
    raise BadAnswer(
        told(
            "“%(value)s” is neither an e-mail address nor a telephone number. Begin a "
            "number with `+` and the code of its country, or name its country: `lu=27 "
            "12 34 56`.",
            value=value,
        )
    )


def _listed(zones: Iterable[str]) -> str:
    return ", ".join(f"`{zone}`" for zone in zones)
