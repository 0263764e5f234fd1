"""What a site names, so that editors can offer it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from site_builder.catalogue.catalogue import Catalogue
from site_builder.checking.engine import Examined
from site_builder.checking.named import countries_named, keys_of
from site_builder.model.locale import english_name
from site_builder.model.names import english_country
from site_builder.model.text import Text

_MOST_UPDATES = 100
Named = Mapping[str, str]
"""Ids with what each is called; the name is empty where it is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """The ids of a site. None, or nothing, where a file is missing or broken: any id will do.

    `claims` are the values of each. `entries` are the newest updates and all questions, by the keys
    that references use.
    """

    locales: Named | None = None
    countries: Named | None = None
    editions: Named | None = None
    services: Named | None = None
    audiences: Named | None = None
    facts: Named | None = None
    claims: Mapping[str, Named] | None = None
    entries: Named | None = None


def names_of(examined: Examined) -> Names:
    """The names of a site, in the order in which the site shows them."""
    catalogue = examined.catalogue
    countries = list(dict.fromkeys((*catalogue.countries, *countries_named(examined))))
    locales = dict.fromkeys(
        locale for country in catalogue.countries.values() for locale in country.locales
    )
    services = {id: service.name for id, service in catalogue.services.items()}
    facts = keys_of(examined, "facts")
    return Names(
        locales={locale: english_name(locale) for locale in locales},
        countries={id: english_country(id) for id in countries},
        editions={
            f"{country.id}/{locale}": f"{english_country(country.id)}, {english_name(locale)}"
            for country in catalogue.countries.values()
            for locale in country.locales
        },
        services=_named(keys_of(examined, "services"), services),
        audiences=_named(keys_of(examined, "site", "audiences"), catalogue.site.audiences),
        facts=None if facts is None else dict.fromkeys(facts, ""),
        claims=_claims(examined),
        entries=_entries(catalogue),
    )


def _named(ids: Iterable[str] | None, texts: Mapping[str, Text]) -> Named | None:
    if ids is None:
        return None
    return {id: _words(texts[id]) if id in texts else "" for id in ids}


def _claims(examined: Examined) -> Mapping[str, Named] | None:
    ids = keys_of(examined, "claims")
    if ids is None:
        return None
    known = examined.catalogue.claims
    return {
        id: {value: _words(words) for value, words in known[id].values.items()}
        for id in ids
        if id in known
    }


def _entries(catalogue: Catalogue) -> Named:
    updates = [
        (update.released.start, update.key, _words(update.title or incident.title))
        for incident in catalogue.incidents
        for update in incident.updates
    ]
    newest = sorted(updates, reverse=True)[:_MOST_UPDATES]
    questions = {question.key: _words(question.question) for question in catalogue.questions}
    return {key: words for _, key, words in newest} | questions


def _words(text: Text) -> str:
    """A text in the language in which it was written first."""
    if text.everywhere is not None:
        return text.everywhere
    return text.by_locale.get(text.source) or next(iter(text.by_locale.values()), "")
