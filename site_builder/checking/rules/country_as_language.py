"""A text names a country where a language is expected.

As a language, `lu` is Luba-Katanga, not Luxembourgish (`lb`), and `se` is Northern Sami, not
Swedish (`sv`). A text may be in any language, even one that no edition has. But if the id is also
the code of a country on this site, the text is most likely meant for readers in that country, who
would never see it.

Fails:

    # content/countries/se.yml
    locales: [sv]
    # content/site.yml
    notice: {sv: Vi är tillbaka., se: Vi svarar igen.}

Passes:

    # content/countries/se.yml
    locales: [sv]
    # content/site.yml
    notice: {sv: Vi är tillbaka., fi: Olemme palanneet.}
"""

from __future__ import annotations

from collections.abc import Iterable

from site_builder.checking.engine import Check, Examined
from site_builder.checking.rules.missing_source import all_texts
from site_builder.model.country import CountryId
from site_builder.model.locale import language_in_words, written_for
from site_builder.model.message import any_of, told
from site_builder.model.problem import Finding


def find(examined: Examined) -> Iterable[Finding]:
    countries = examined.catalogue.countries
    served = {id for c in countries.values() for own in c.locales for id in written_for(own)}
    doubtful = {str(id) for id in countries} - served
    for text in all_texts(examined.catalogue):
        for locale in text.by_locale:
            if locale in doubtful:
                there = any_of([f"`{id}`" for id in countries[CountryId(locale)].locales])
                yield Finding(
                    text.places[locale],
                    told(
                        "“%(code)s” is a country here, but as a language it means %(language)s, "
                        "and no edition is in that language.",
                        code=locale,
                        language=language_in_words(locale),
                    ),
                    told("Write the code of the language, such as %(there)s.", there=there),
                )


CHECK = Check("country-as-language", "warning", find)
