"""A text in a language that no edition has, under an id that is the code of a country of the site.

`lu` is not Luxembourgish (`lb`) but Luba-Katanga, and `se` not Swedish (`sv`) but Northern Sami. A
text may be in any language of CLDR, also in one that no edition has; one like this is most likely
meant for the country's readers, and they never see it.

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

from site_builder.checks.check import Check, Examined
from site_builder.checks.missing_source import all_texts
from site_builder.model.country import CountryId
from site_builder.model.locale import english_name, written_for
from site_builder.model.problem import Finding


def find(examined: Examined) -> Iterable[Finding]:
    countries = examined.catalogue.countries
    served = {id for c in countries.values() for own in c.locales for id in written_for(own)}
    doubtful = {str(id) for id in countries} - served
    for text in all_texts(examined.catalogue):
        for locale in text.by_locale:
            if locale in doubtful:
                there = " or ".join(f"`{id}`" for id in countries[CountryId(locale)].locales)
                yield Finding(
                    text.places[locale],
                    f"“{locale}” is the language {english_name(locale)}, which no edition has; it "
                    "is also the code of a country.",
                    f"Write the language of the text, such as {there}.",
                )


CHECK = Check("country-as-language", "warning", find)
