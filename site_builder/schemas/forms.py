"""The schema of each form of value (`shapes/forms.py`), with the site's own names in it.

Draft-07, with three keywords of editors that other programs ignore: `markdownDescription`,
`enumDescriptions` and `errorMessage`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from babel.core import get_global
from babel.localedata import locale_identifiers

from site_builder.checking.rules.unknown_rule import RULES
from site_builder.model.locale import is_locale
from site_builder.model.names import english_country
from site_builder.schemas.meanings import CHOICES
from site_builder.schemas.names import Named, Names
from site_builder.shapes.fields import is_country

Schema = dict[str, Any]

_ID = "^[a-z0-9]+(-[a-z0-9]+)*$"
_FACT = "^[a-z0-9][a-z0-9_-]*$"
# As long as its month can be.
_DAY = (
    "[1-9][0-9]{3}-("
    "(0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])"
    "|(0[469]|11)-(0[1-9]|[12][0-9]|30)"
    "|02-(0[1-9]|[12][0-9]))"
)
_CLOCK = "([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?"
_MOMENT = f"{_DAY}(T|[ ]+){_CLOCK}[ ]*(Z|[+-][0-9]{{2}}:?[0-9]{{2}})?"
_DATE = f"^([1-9][0-9]{{3}}(-(0[1-9]|1[0-2]))?|{_DAY}|{_MOMENT})$"
_WEEKDAYS = "(Mo|Tu|We|Th|Fr|Sa|Su)"
_OPEN = f"{_WEEKDAYS}([-,]{_WEEKDAYS})* [0-9]{{2}}:[0-9]{{2}}-[0-9]{{2}}:[0-9]{{2}}"
RENEW = "After adding one, run `site-builder schema`."

HOW: Mapping[str, str] = {
    "text": "Write one sentence for all languages, or one for each: `{en: Hello, fr: Bonjour}`.",
    "date": "Write it as precisely as it is known: `2026`, `2026-11`, `2026-11-25` or "
    "`2026-11-25 09:00`.",
    "moment": "Write a day and a time: `2026-11-25 22:00`.",
    "day": "Write a day: `2026-12-24`.",
    "locale": "Write a language code, such as `fr` or `de-AT`.",
    "hours": "Write days and times: `Mo-Fr 08:00-17:00, Sa 09:00-12:00`.",
    "zone": "Write a name such as `Europe/Luxembourg`.",
    "flag": "Write `true` or `false`.",
}
"""What to write, after what the key means."""


def locale_pattern() -> str:
    """The ids of CLDR's languages, with or without a script and a region (BCP 47, 2.1)."""
    languages = {identifier.partition("_")[0] for identifier in locale_identifiers()}
    known = "|".join(sorted(language for language in languages if is_locale(language)))
    return f"^({known})(-[A-Z][a-z]{{3}})?(-([A-Z]{{2}}|[0-9]{{3}}))?$"


def form_schema(name: str, names: Names) -> Schema:
    """The schema of a form. Raise KeyError for a form that no schema is known for."""
    return _FORMS[name](names)


def choice_schema(name: str, words: Iterable[str]) -> Schema:
    """The schema of one of a few words, with what each means."""
    words = list(words)
    return {"type": "string", "enum": words, "enumDescriptions": [CHOICES[name][w] for w in words]}


def map_schema(key: str, value: Schema, names: Names) -> Schema:
    """The schema of a map whose keys have a form and whose values have a schema."""
    known, pattern, message = _KEYS[key](names)
    return _map(known or {}, pattern, value) | {"errorMessage": message}


def _map(known: Named, pattern: str | None, value: Schema) -> Schema:
    properties = {id: value | _described(words) for id, words in known.items()}
    schema: Schema = {"type": "object", "additionalProperties": False}
    if properties:
        schema["properties"] = properties
    if pattern is not None:
        schema["patternProperties"] = {pattern: value}
    return schema


def _described(words: str) -> Schema:
    return {"description": words} if words else {}


def _service_keys(names: Names) -> tuple[Named | None, str | None, str]:
    return (
        names.services,
        None if names.services else _ID,
        f"Write services of content/services.yml: `portal: major_outage`. {RENEW}",
    )


def _country_keys(names: Names) -> tuple[Named | None, str | None, str]:
    return (
        names.countries,
        None if names.countries else _country_pattern(),
        f"Write countries that have a file in content/countries/. {RENEW}",
    )


def _fact_keys(names: Names) -> tuple[Named | None, str | None, str]:
    message = "Write facts by name: `affected: 100`. Names have small letters, digits, - and _."
    return names.facts, _FACT, message


def _new_keys(names: Names) -> tuple[Named | None, str | None, str]:
    return None, _ID, "Names have small letters, digits and single hyphens, such as `web-portal`."


_KEYS: Mapping[str, Callable[[Names], tuple[Named | None, str | None, str]]] = {
    "service": _service_keys,
    "country": _country_keys,
    "fact": _fact_keys,
    "new-id": _new_keys,
}
"""The keys to offer, the pattern of those that are right too, and what to write instead."""


def _one_of(known: Named | None, pattern: str | None, message: str) -> Schema:
    """One of the known ids, or what fits a pattern too."""
    listed = (
        {
            "type": "string",
            "enum": list(known),
            "enumDescriptions": list(known.values()),
            "errorMessage": message,
        }
        if known
        else None
    )
    if listed is not None and pattern is None:
        return listed
    # A bare year, the id of an update, is a number in YAML.
    free = {"type": ["string", "integer"], "pattern": pattern or _ID, "errorMessage": message}
    return {"anyOf": [listed, free]} if listed is not None else free


def _text(names: Names) -> Schema:
    message = "A text is expected here: one sentence, or one for each language code (`fr: ...`)."
    translations = _translations(names)
    return translations | {
        "type": ["string", "object"],
        "minLength": 1,
        "errorMessage": message,
    }


def _translations(names: Names) -> Schema:
    message = "Write a text for each language code, such as `fr` or `de-AT`."
    plain = {"$ref": "#/definitions/plain"}
    return _map(names.locales or {}, locale_pattern(), plain) | {"errorMessage": message}


def _plain(names: Names) -> Schema:
    message = "A text is expected here. Put numbers, `true` and `false` in quotes."
    return {"type": "string", "minLength": 1, "errorMessage": message}


def _date(names: Names) -> Schema:
    return {
        "type": ["string", "integer"],
        "pattern": _DATE,
        "minimum": 1000,
        "maximum": 9998,
        "errorMessage": f"This is not a date. {HOW['date']}",
    }


def _moment(names: Names) -> Schema:
    message = f"A date with a time is expected here. {HOW['moment']}"
    return {"type": "string", "pattern": f"^{_MOMENT}$", "errorMessage": message}


def _day(names: Names) -> Schema:
    message = f"A date without a time is expected here. {HOW['day']}"
    return {"type": "string", "pattern": f"^{_DAY}$", "errorMessage": message}


def _holiday(names: Names) -> Schema:
    message = "Write `public`, a day such as `2026-12-24`, or `{date: 2026-12-24, name: text}`."
    meaning = "all public holidays of the country"
    known = {"type": "string", "enum": ["public"], "enumDescriptions": [meaning]}
    return {"anyOf": [known | {"errorMessage": message}, _day(names) | {"errorMessage": message}]}


def _zone(names: Names) -> Schema:
    message = f"This is not a time zone. {HOW['zone']}"
    aliases = "|".join(sorted(get_global("zone_aliases")))
    zones = dict.fromkeys((*sorted(get_global("zone_territories")), "UTC"), "")
    schema = _one_of(zones, f"^({aliases.replace('+', '[+]')})$", message)
    del schema["anyOf"][0]["enumDescriptions"]
    return schema


def _country_code(names: Names) -> Schema:
    codes = _country_codes()
    either = "|".join("".join(f"[{c}{c.upper()}]" for c in code) for code in codes)
    message = "Write the two letters of the country, such as `lu`."
    return _one_of({code: english_country(code) for code in codes}, f"^({either})$", message)


def _country_codes() -> list[str]:
    return sorted(c.lower() for c in get_global("territory_languages") if is_country(c.lower()))


def _country_pattern() -> str:
    return f"^({'|'.join(_country_codes())}|group)$"


def _country(names: Names) -> Schema:
    message = f"Write a country that has a file in content/countries/. {RENEW}"
    return _one_of(names.countries, None if names.countries else _country_pattern(), message)


def _countries(names: Names) -> Schema:
    message = "Write `all`, or a list in brackets: `[lu, de]`."
    return {
        "anyOf": [
            {"type": "string", "enum": ["all"], "errorMessage": message},
            {"type": "array", "items": {"$ref": "#/definitions/country"}, "errorMessage": message},
        ]
    }


def _service(names: Names) -> Schema:
    message = f"Write a service of content/services.yml. {RENEW}"
    return _one_of(names.services, None if names.services else _ID, message)


def _audience(names: Names) -> Schema:
    message = f"Write an audience of content/site.yml. {RENEW}"
    return _one_of(names.audiences, None if names.audiences else _ID, message)


def _entry(names: Names) -> Schema:
    message = (
        "Write an update (`2022-09-28`, `<incident>/<update>`) or `faq/<category>/<question>`."
    )
    return _one_of(names.entries, "^(faq/)?([a-z0-9-]+/)?[a-z0-9-]+$", message)


def _former(names: Names) -> Schema:
    message = "Write the old name of the file or folder, without its extension."
    return _one_of(None, "^(faq/)?([a-z0-9-]+/)?[a-z0-9-]+$", message)


def _edition(names: Names) -> Schema:
    message = f"Write a country and one of its languages: `lu/fr`. {RENEW}"
    pattern = None if names.editions else "^([a-z]{2}|group)/[A-Za-z0-9-]+$"
    return _one_of(names.editions, pattern, message)


def _rule(names: Names) -> Schema:
    return {"type": "string", "enum": list(RULES)}


def _locale(names: Names) -> Schema:
    return _one_of(names.locales, locale_pattern(), HOW["locale"])


def _hours(names: Names) -> Schema:
    message = f"These are not opening hours. {HOW['hours']}"
    pattern = f"^ *{_OPEN}([,;] +{_OPEN})* *$"
    return {"type": "string", "pattern": pattern, "errorMessage": message}


def _fact_value(names: Names) -> Schema:
    message = "A number, percentage, date or text is expected here."
    return {"type": ["number", "string"], "minLength": 1, "errorMessage": message}


def _flag(names: Names) -> Schema:
    return {"type": "boolean", "errorMessage": f"{HOW['flag']}"}


def _number(names: Names) -> Schema:
    message = "Write a number such as `10`, without quotes."
    return {"type": "number", "errorMessage": message}


_FORMS: Mapping[str, Callable[[Names], Schema]] = {
    "audience": _audience,
    "countries": _countries,
    "country": _country,
    "country-code": _country_code,
    "date": _date,
    "day": _day,
    "edition": _edition,
    "entry": _entry,
    "fact-value": _fact_value,
    "flag": _flag,
    "former": _former,
    "holiday": _holiday,
    "hours": _hours,
    "locale": _locale,
    "moment": _moment,
    "number": _number,
    "plain": _plain,
    "rule": _rule,
    "service": _service,
    "text": _text,
    "translations": _translations,
    "zone": _zone,
}
