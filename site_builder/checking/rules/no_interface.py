"""Some languages of the site have no translation of the user interface.

Texts in such a language are shown as usual. Headings, dates and notices around them appear in the
country's next language that is translated, otherwise in English. The page marks their language for
screen readers and search engines. One warning covers all these languages.

Fails:

    # content/countries/al.yml
    locales: [sq]

Passes:

    # content/countries/lu.yml
    locales: [fr, de]
"""

from __future__ import annotations

from collections.abc import Iterable

from site_builder.checking.engine import Check, Examined
from site_builder.language.interface import interface_of
from site_builder.model.country import CountryId
from site_builder.model.locale import LocaleId, fallback_chain, is_same_language, language_in_words
from site_builder.model.message import all_of, in_turn, told
from site_builder.model.problem import Finding, Place


def find(examined: Examined) -> Iterable[Finding]:
    places: list[Place] = []
    countries: dict[tuple[LocaleId, LocaleId], list[CountryId]] = {}
    for shaped in examined.of_kind("country"):
        country = examined.catalogue.countries[CountryId(shaped.document.id)]
        for locale in country.locales:
            spoken = interface_of(country, locale).locale
            if not is_same_language(spoken, locale):
                places.append(shaped.document.place("locales", shaped.shape.locales.index(locale)))
                countries.setdefault((locale, spoken), []).append(country.id)
    if not places:
        return
    languages = [
        told(
            "%(language)s (%(countries)s: shown in %(other)s)",
            language=language_in_words(locale),
            countries=", ".join(ids),
            other=language_in_words(spoken),
        )
        for (locale, spoken), ids in countries.items()
    ]
    files = all_of(list(dict.fromkeys(f"`{_catalogue(locale)}`" for locale, _ in countries)))
    yield Finding(
        places[0],
        told(
            "The user interface is not available in %(languages)s.",
            languages=in_turn(*languages, between=", "),
        ),
        told(
            "Translate the builder's `locales/messages.pot` into %(files)s, or remove "
            "the languages from `locales`.",
            files=files,
        ),
    )


def _catalogue(locale: LocaleId) -> str:
    """Return the name of a language's catalogue, shared by all its regions."""
    # `no`, the parent of both Norwegian languages, has no catalogue.
    widest = [id for id in fallback_chain(locale) if id != "no"][-1]
    return f"locales/{widest.replace('-', '_')}/LC_MESSAGES/messages.po"


CHECK = Check("no-interface", "warning", find)
