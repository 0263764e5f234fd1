"""Languages of countries."""

from __future__ import annotations

from site_builder.adding.addition import Addition, Desk, NotAddable
from site_builder.adding.changed_files import changed
from site_builder.model.country import CountryId
from site_builder.model.locale import LocaleId, is_locale, language_in_words
from site_builder.model.message import told
from site_builder.starter.answers import BadAnswer, country_id


def new_language(desk: Desk, country: str, locale: str) -> Addition:
    """A language of a country, after those that it has."""
    try:
        id = country_id(country)
    except BadAnswer as error:
        raise NotAddable(str(error)) from None
    known = desk.examined.catalogue.countries
    if id not in known:
        raise NotAddable(
            told(
                "content/countries/%(id)s.yml does not exist. Run `site-builder add country "
                "%(id)s=%(locale)s`.",
                id=id,
                locale=locale,
            )
        )
    if not is_locale(locale):
        raise NotAddable(
            told(
                "“%(locale)s” is not a language. Write its code, such as `fr` or `pt-BR`.",
                locale=locale,
            )
        )
    if LocaleId(locale) in known[CountryId(id)].locales:
        raise NotAddable(
            told(
                "%(id)s has %(language)s already.",
                id=id,
                language=language_in_words(LocaleId(locale)),
            )
        )
    return changed(desk, f"content/countries/{id}.yml", lambda tree: tree["locales"].append(locale))
