"""What ids, dates and codes look like, as regular expressions that editors understand too."""

from __future__ import annotations

from babel.core import get_global
from babel.localedata import locale_identifiers

from site_builder.model.locale import is_locale
from site_builder.shapes.fields import is_country

ID = "^[a-z0-9]+(-[a-z0-9]+)*$"
KEY = "^(faq/)?([a-z0-9-]+/)?[a-z0-9-]+$"
FACT = "^[a-z0-9][a-z0-9_-]*$"
# As long as its month can be.
DAY = (
    "[1-9][0-9]{3}-("
    "(0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])"
    "|(0[469]|11)-(0[1-9]|[12][0-9]|30)"
    "|02-(0[1-9]|[12][0-9]))"
)
_CLOCK = "([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?"
MOMENT = f"{DAY}(T|[ ]+){_CLOCK}[ ]*(Z|[+-][0-9]{{2}}:?[0-9]{{2}})?"
DATE = f"^([1-9][0-9]{{3}}(-(0[1-9]|1[0-2]))?|{DAY}|{MOMENT})$"
_WEEKDAYS = "(Mo|Tu|We|Th|Fr|Sa|Su)"
OPEN = f"{_WEEKDAYS}([-,]{_WEEKDAYS})* [0-9]{{2}}:[0-9]{{2}}-[0-9]{{2}}:[0-9]{{2}}"


def locale_pattern() -> str:
    """The ids of CLDR's languages, with or without a script and a region (BCP 47, 2.1)."""
    languages = {identifier.partition("_")[0] for identifier in locale_identifiers()}
    known = "|".join(sorted(language for language in languages if is_locale(language)))
    return f"^({known})(-[A-Z][a-z]{{3}})?(-([A-Z]{{2}}|[0-9]{{3}}))?$"


def country_codes() -> list[str]:
    return sorted(c.lower() for c in get_global("territory_languages") if is_country(c.lower()))


def country_pattern() -> str:
    return f"^({'|'.join(country_codes())}|group)$"
