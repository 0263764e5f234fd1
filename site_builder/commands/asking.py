"""Questions that `site-builder new` asks on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from typing import TypeVar

import click

from site_builder.language.zones import zones_of
from site_builder.model.country import GROUP, CountryId
from site_builder.model.locale import english_name, official_locales
from site_builder.starter.answers import (
    BadAnswer,
    NewContact,
    NewCountry,
    country_id,
    country_name,
    read_address,
    read_contact,
    read_countries,
)
from site_builder.starter.packs import PACKS
from site_builder.starter.site_files import HOSTS

T = TypeVar("T")


def is_terminal() -> bool:
    """Return whether somebody can answer."""
    return sys.stdin.isatty() and sys.stdout.isatty()


class Asker:
    """Asks until an answer can be used. An empty answer takes the default."""

    def name(self) -> str:
        return _asked("Name of your company or service", _name)

    def countries(self) -> tuple[NewCountry, ...]:
        countries: dict[CountryId, NewCountry] = {}
        click.echo("Countries, one at a time: a name or code such as lu; “group” is international.")
        while True:
            text = "Next country (Enter: no more)" if countries else "Country"
            id = _asked(text, _optional(country_id), default="" if countries else None)
            if id is None:
                return tuple(countries.values())
            countries[id] = self._country(id)

    def _country(self, id: CountryId) -> NewCountry:
        usual = "en" if id == GROUP else ",".join(official_locales(id))
        zones = {} if id == GROUP or len(zones_of(id)) == 1 else {id: self._zone(id)}

        def read(languages: str) -> NewCountry:
            return read_countries([f"{id}={languages}"], zones)[0]

        country = _asked(f"  Languages of {country_name(id)}, default first", read, default=usual)
        click.echo(f"  {', '.join(english_name(locale) for locale in country.locales)}")
        return country

    def _zone(self, id: CountryId) -> str:
        return _chosen(f"  Time zone of {country_name(id)}", dict.fromkeys(zones_of(id), ""))

    def address(self) -> str | None:
        text = "Address of the site, such as https://status.yourcompany.com/ (Enter: later)"
        return _asked(text, _optional(read_address), default="")

    def contacts(self) -> tuple[NewContact, ...]:
        text = "E-mail address or telephone number for customers (Enter: later)"
        contact = _asked(text, _optional(read_contact), default="")
        return (contact,) if contact else ()

    def pack(self) -> str | None:
        chosen = _chosen("Prepare drafts for", {"nothing": "no drafts", **PACKS})
        return None if chosen == "nothing" else chosen

    def host(self) -> str | None:
        chosen = _chosen("Publish with", {"nothing": "a server of your own", **HOSTS})
        return None if chosen == "nothing" else chosen


def _name(text: str) -> str:
    if not text.strip():
        raise BadAnswer("Write a name.")
    return text.strip()


def _optional(read: Callable[[str], T]) -> Callable[[str], T | None]:
    return lambda text: read(text) if text.strip() else None


def _chosen(text: str, choices: Mapping[str, str]) -> str:
    """One of some names, each with what it means; the first is the default."""
    names = list(choices)
    click.echo(f"{text}:")
    for number, (name, meaning) in enumerate(choices.items(), 1):
        click.echo(f"    {number}  {name}{f': {meaning}' if meaning else ''}")

    def read(answer: str) -> str:
        if answer in choices:
            return answer
        if answer.isdecimal() and 1 <= int(answer) <= len(names):
            return names[int(answer) - 1]
        raise BadAnswer(f"“{answer}” is not one of them. Write a number from 1 to {len(names)}.")

    return _asked("  Number or name", read, default="1")


def _asked(text: str, read: Callable[[str], T], default: str | None = None) -> T:
    while True:
        answer = click.prompt(text, default=default, show_default=bool(default))
        try:
            return read(answer)
        except BadAnswer as error:
            click.echo(f"  {error}")
