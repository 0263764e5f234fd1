"""Questions that `site-builder new` asks on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from typing import TypeVar

import click

from site_builder.commands.spoken import speech
from site_builder.commands.terminal import tell
from site_builder.language.zones import zones_of
from site_builder.model.country import GROUP, CountryId
from site_builder.model.locale import language_in_words, official_locales
from site_builder.model.message import in_turn, told
from site_builder.starter.answers import (
    BadAnswer,
    NewContact,
    NewCountry,
    country_id,
    country_in_words,
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


def confirmed(question: str) -> bool:
    """Return whether somebody says yes, in the language of the command or in English."""
    say = speech().say
    yes = say(told("yes"))
    text = say(told("%(question)s (yes/no)", question=question))
    answer = click.prompt(text, default="", show_default=False).strip().casefold()
    return bool(answer) and any(word.startswith(answer) for word in (yes, "yes"))


class Asker:
    """Asks until an answer can be used. An empty answer takes the default."""

    def name(self) -> str:
        return _asked(told("Name of your company or service"), _name)

    def countries(self) -> tuple[NewCountry, ...]:
        countries: dict[CountryId, NewCountry] = {}
        tell(
            told("Countries, one at a time: a name or code such as lu; “group” is international."),
            sys.stdout,
        )
        while True:
            text = told("Next country (Enter: no more)") if countries else told("Country")
            id = _asked(text, _optional(country_id), default="" if countries else None)
            if id is None:
                return tuple(countries.values())
            countries[id] = self._country(id)

    def _country(self, id: CountryId) -> NewCountry:
        usual = "en" if id == GROUP else ",".join(official_locales(id))
        zones = {} if id == GROUP or len(zones_of(id)) == 1 else {id: self._zone(id)}

        def read(languages: str) -> NewCountry:
            return read_countries([f"{id}={languages}"], zones)[0]

        text = told("Languages of %(country)s, default first", country=country_in_words(id))
        country = _asked(_indented(text), read, default=usual)
        names = in_turn(*map(language_in_words, country.locales), between=", ")
        tell(_indented(names), sys.stdout)
        return country

    def _zone(self, id: CountryId) -> str:
        text = told("Time zone of %(country)s", country=country_in_words(id))
        return _chosen(_indented(text), dict.fromkeys(zones_of(id), ""))

    def address(self) -> str | None:
        text = told("Address of the site, such as https://status.yourcompany.com/ (Enter: later)")
        return _asked(text, _optional(read_address), default="")

    def contacts(self) -> tuple[NewContact, ...]:
        text = told("E-mail address or telephone number for customers (Enter: later)")
        contact = _asked(text, _optional(read_contact), default="")
        return (contact,) if contact else ()

    def pack(self) -> str | None:
        chosen = _chosen(told("Prepare drafts for"), {"nothing": told("no drafts"), **PACKS})
        return None if chosen == "nothing" else chosen

    def host(self) -> str | None:
        own = told("a server of your own")
        chosen = _chosen(told("Publish with"), {"nothing": own, **HOSTS})
        return None if chosen == "nothing" else chosen


def _name(text: str) -> str:
    if not text.strip():
        raise BadAnswer(told("Write a name."))
    return text.strip()


def _optional(read: Callable[[str], T]) -> Callable[[str], T | None]:
    return lambda text: read(text) if text.strip() else None


def _chosen(text: str, choices: Mapping[str, str]) -> str:
    """One of some names, each with what it means; the first is the default."""
    names = list(choices)
    tell(told("%(text)s:", text=text), sys.stdout)
    for number, (name, meaning) in enumerate(choices.items(), 1):
        shown = told("%(title)s: %(lacks)s", title=name, lacks=meaning) if meaning else name
        tell(in_turn(f"    {number}  ", shown, between=""), sys.stdout)

    def read(answer: str) -> str:
        if answer in choices:
            return answer
        if answer.isdecimal() and 1 <= int(answer) <= len(names):
            return names[int(answer) - 1]
        raise BadAnswer(
            told(
                "“%(answer)s” is not one of them. Write a number from 1 to %(count)s.",
                answer=answer,
                count=len(names),
            )
        )

    return _asked(_indented(told("Number or name")), read, default="1")


def _asked(text: str, read: Callable[[str], T], default: str | None = None) -> T:
    while True:
        said = speech().say(text)
        answer = click.prompt(said, default=default, show_default=bool(default))
        try:
            return read(answer)
        except BadAnswer as error:
            tell(_indented(str(error)), sys.stdout)


def _indented(text: str) -> str:
    return in_turn("  ", text, between="")
