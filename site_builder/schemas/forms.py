"""The schema of each form of value (`shapes/forms.py`), with the site's own names in it.

Draft-07, with four keywords of VS Code that other programs ignore: `markdownDescription`,
`enumDescriptions`, `errorMessage` and `defaultSnippets`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from babel.core import get_global

from site_builder.checking.rules.unknown_rule import RULES
from site_builder.model.names import english_country
from site_builder.schemas.maps import RENEW, Schema, described, map_of
from site_builder.schemas.meanings import CHOICES
from site_builder.schemas.names import Named, Names
from site_builder.schemas.patterns import (
    DATE,
    DAY,
    ID,
    KEY,
    MOMENT,
    OPEN,
    country_codes,
    country_pattern,
    locale_pattern,
)
from site_builder.shapes.fields import zone_named
from site_builder.shapes.lengths import LENGTH

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
    "length": "Write hours or days: `4 h`, `2 d`.",
}
"""What to write, after what the key means."""


def form_schema(name: str, names: Names) -> Schema:
    """The schema of a form. Raise KeyError for a form that no schema is known for."""
    return _FORMS[name](names)


def choice_schema(name: str, words: Iterable[str]) -> Schema:
    """The schema of one of a few words, with what each means."""
    words = list(words)
    return {"type": "string", "enum": words, "enumDescriptions": [CHOICES[name][w] for w in words]}


def _one_of(known: Named | None, pattern: str, message: str) -> Schema:
    """One of the known ids; if none are known, what fits a pattern."""
    if not known:
        return _fitting(pattern, {}, message)
    return {
        "type": "string",
        "enum": list(known),
        "enumDescriptions": list(known.values()),
        "errorMessage": message,
    }


def _fitting(pattern: str, offered: Named, message: str) -> Schema:
    """Whatever fits a pattern; some of it is offered.

    Not as an `enum` beside the pattern: hovering would show all of it, and brackets would offer
    dashes too.
    """
    schema = {"type": "string", "pattern": pattern, "errorMessage": message}
    snippets = [{"label": id, "body": id} | described(words) for id, words in offered.items()]
    return schema | ({"defaultSnippets": snippets} if snippets else {})


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
    return map_of(names.locales or {}, locale_pattern(), plain) | {"errorMessage": message}


def _plain(names: Names) -> Schema:
    message = "A text is expected here. Put numbers, `true` and `false` in quotes."
    return {"type": "string", "minLength": 1, "errorMessage": message}


def _date(names: Names) -> Schema:
    return {
        "type": ["string", "integer"],
        "pattern": DATE,
        "minimum": 1000,
        "maximum": 9998,
        "errorMessage": f"This is not a date. {HOW['date']}",
    }


def _moment(names: Names) -> Schema:
    message = f"A date with a time is expected here. {HOW['moment']}"
    return {"type": "string", "pattern": f"^{MOMENT}$", "errorMessage": message}


def _day(names: Names) -> Schema:
    message = f"A date without a time is expected here. {HOW['day']}"
    return {"type": "string", "pattern": f"^{DAY}$", "errorMessage": message}


def _holiday(names: Names) -> Schema:
    message = "Write `public`, a day such as `2026-12-24`, or `{date: 2026-12-24, name: text}`."
    offered = {"public": "all public holidays of the country"}
    return _fitting(f"^(public|{DAY})$", offered, message)


def _zone(names: Names) -> Schema:
    zones = [*filter(zone_named, sorted(get_global("zone_territories"))), "UTC"]
    aliases = filter(zone_named, sorted(get_global("zone_aliases")))
    either = "|".join((*zones, *aliases)).replace("+", "[+]")
    message = f"This is not a time zone. {HOW['zone']}"
    return _fitting(f"^({either})$", dict.fromkeys(zones, ""), message)


def _country_code(names: Names) -> Schema:
    codes = country_codes()
    either = "|".join("".join(f"[{c}{c.upper()}]" for c in code) for code in codes)
    message = "Write the two letters of the country, such as `lu`."
    return _fitting(f"^({either})$", {code: english_country(code) for code in codes}, message)


def _country(names: Names) -> Schema:
    message = f"Write a country that has a file in content/countries/. {RENEW}"
    return _one_of(names.countries, country_pattern(), message)


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
    return _one_of(names.services, ID, message)


def _claims(names: Names) -> Schema:
    """A map from claims to one of the values of each."""
    message = f"Write claims and values of content/claims.yml: `data-taken: none`. {RENEW}"
    schema: Schema = {"type": "object", "additionalProperties": False, "errorMessage": message}
    if names.claims:
        values = {id: _one_of(known, ID, message) for id, known in names.claims.items()}
        return schema | {"properties": values}
    return schema | {"patternProperties": {ID: {"type": "string", "pattern": ID}}}


def _audience(names: Names) -> Schema:
    message = f"Write an audience of content/site.yml. {RENEW}"
    return _one_of(names.audiences, ID, message)


def _entry(names: Names) -> Schema:
    message = (
        "Write an update (`2022-09-28`, `<incident>/<update>`) or `faq/<category>/<question>`."
    )
    return _or_year(_fitting(KEY, names.entries or {}, message))


def _question_id(names: Names) -> Schema:
    message = "Write the id of a question, or `<category>/<question>`."
    questions = {
        key.removeprefix("faq/"): words
        for key, words in (names.entries or {}).items()
        if key.startswith("faq/")
    }
    return _or_year(_fitting(KEY, questions, message))


def _former(names: Names) -> Schema:
    message = "Write the old name of the file or folder, without its extension."
    return _or_year(_fitting(KEY, {}, message))


def _or_year(schema: Schema) -> Schema:
    """The schema with bare years: the id of an update that is a number in YAML."""
    return schema | {"type": ["string", "integer"]}


def _edition(names: Names) -> Schema:
    message = f"Write a country and one of its languages: `lu/fr`. {RENEW}"
    return _one_of(names.editions, "^([a-z]{2}|group)/[A-Za-z0-9-]+$", message)


def _rule(names: Names) -> Schema:
    return {"type": "string", "enum": list(RULES)}


def _locale(names: Names) -> Schema:
    return _fitting(locale_pattern(), names.locales or {}, HOW["locale"])


def _hours(names: Names) -> Schema:
    message = f"These are not opening hours. {HOW['hours']}"
    pattern = f"^ *{OPEN}([,;] +{OPEN})* *$"
    return {"type": "string", "pattern": pattern, "errorMessage": message}


def _length(names: Names) -> Schema:
    return {"type": "string", "pattern": f"^{LENGTH.pattern}$", "errorMessage": HOW["length"]}


def _retired(names: Names) -> Schema:
    message = (
        "Write what it was: an incident, `<incident>/<update>`, `faq/<category>/<question>`, "
        "`pages/<page>`, or an edition such as `lu/fr`."
    )
    return {"type": "string", "minLength": 1, "errorMessage": message}


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
    "claims": _claims,
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
    "length": _length,
    "locale": _locale,
    "moment": _moment,
    "number": _number,
    "plain": _plain,
    "question-id": _question_id,
    "retired": _retired,
    "rule": _rule,
    "service": _service,
    "text": _text,
    "translations": _translations,
    "zone": _zone,
}
