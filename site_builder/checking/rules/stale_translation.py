"""The source of a text has changed since it was translated.

content/translations.lock records which version of the source each translation is based on. Readers
see a notice that the translation is out of date.

Fails:

    # content/countries/lu.yml
    locales: [fr, de]
    # content/translations.lock
    {"content/site": {"notice": {"de": "000000000000:000000000000"}}}
    # content/site.yml
    source: fr
    notice: {fr: Nouveau texte, de: Alter Text}

Passes:

    # content/countries/lu.yml
    locales: [fr, de]
    # content/site.yml
    source: fr
    notice: {fr: Nouveau texte, de: Neuer Text}
"""

from __future__ import annotations

from collections.abc import Iterable

from site_builder.checking.engine import Check, Examined
from site_builder.checking.rules.missing_source import all_texts
from site_builder.model.locale import language_in_words
from site_builder.model.message import told
from site_builder.model.problem import Finding


def find(examined: Examined) -> Iterable[Finding]:
    for text in all_texts(examined.catalogue):
        written = text.written_source
        for locale in sorted(text.stale):
            assert written is not None
            yield Finding(
                text.places[locale],
                told(
                    "The %(source)s source of this %(language)s text has changed since it was "
                    "translated.",
                    source=language_in_words(written),
                    language=language_in_words(locale),
                ),
                told("Update the translation, then run `site-builder translations lock`."),
            )


CHECK = Check("stale-translation", "warning", find)
