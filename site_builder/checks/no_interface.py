"""A locale in whose language the site's own words are not translated.

Texts are shown in it as they are written; headings, dates and notices around them are in the
language that is named, and the page says so to screen readers and search engines.

Fails:

    # content/countries/al.yml
    locales: [sq]

Passes:

    # content/countries/lu.yml
    locales: [fr, de]
"""

from __future__ import annotations

from collections.abc import Iterable

from site_builder.checks.check import Check, Examined
from site_builder.language.interface import load_interface
from site_builder.model.locale import LocaleId, babel_locale
from site_builder.model.problem import Finding


def find(examined: Examined) -> Iterable[Finding]:
    for shaped in examined.of_kind("country"):
        for i, locale in enumerate(shaped.shape.locales):
            spoken = load_interface(locale).locale
            if spoken == locale:
                continue
            yield Finding(
                shaped.document.place("locales", i),
                f"The site's own words are not available in {_english(locale)}; "
                f"its pages will say them in {_english(spoken)}.",
                f"Translate `locales/messages.pot` of the builder into "
                f"`locales/{locale.replace('-', '_')}/LC_MESSAGES/messages.po`, "
                "or leave the locale out.",
            )


def _english(locale: LocaleId) -> str:
    return babel_locale(locale).get_display_name("en") or locale


CHECK = Check("no-interface", "warning", find)
