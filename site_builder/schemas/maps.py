"""The schemas of maps whose keys people choose, or that are ids of the site."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from site_builder.model.incident import OPEN_STATUSES
from site_builder.schemas.meanings import STATUSES
from site_builder.schemas.names import Named, Names
from site_builder.schemas.patterns import FACT, ID, country_pattern

Schema = dict[str, Any]
RENEW = "After adding one, run `site-builder schema`."


def map_schema(key: str, value: Schema, names: Names) -> Schema:
    """The schema of a map whose keys have a form and whose values have a schema."""
    known, pattern, message = _KEYS[key](names)
    return map_of(known or {}, pattern, value) | {"errorMessage": message}


def map_of(known: Named, pattern: str | None, value: Schema) -> Schema:
    properties = {id: value | described(words) for id, words in known.items()}
    schema: Schema = {"type": "object", "additionalProperties": False}
    if properties:
        schema["properties"] = properties
    if pattern is not None:
        schema["patternProperties"] = {pattern: value}
    return schema


def described(words: str) -> Schema:
    return {"description": words} if words else {}


def _service_keys(names: Names) -> tuple[Named | None, str | None, str]:
    return (
        names.services,
        None if names.services else ID,
        f"Write services of content/services.yml: `portal: major_outage`. {RENEW}",
    )


def _country_keys(names: Names) -> tuple[Named | None, str | None, str]:
    return (
        names.countries,
        None if names.countries else country_pattern(),
        f"Write countries that have a file in content/countries/. {RENEW}",
    )


def _fact_keys(names: Names) -> tuple[Named | None, str | None, str]:
    message = "Write facts by name: `affected: 100`. Names have small letters, digits, - and _."
    return names.facts, FACT, message


def _new_keys(names: Names) -> tuple[Named | None, str | None, str]:
    return None, ID, "Names have small letters, digits and single hyphens, such as `web-portal`."


def _retired_keys(names: Names) -> tuple[Named | None, str | None, str]:
    message = (
        "Write what is gone: `<incident>`, `<incident>/<update>`, `faq/<category>/<question>`, "
        "`pages/<page>`, or an edition such as `lu/fr`."
    )
    return None, r"^[^\s/][^\s]*$", message


def _open_statuses(names: Names) -> tuple[Named | None, str | None, str]:
    statuses: Named = {str(status): STATUSES[status] for status in OPEN_STATUSES}
    return statuses, None, "Write statuses: `investigating: 4 h`."


_KEYS: Mapping[str, Callable[[Names], tuple[Named | None, str | None, str]]] = {
    "open-status": _open_statuses,
    "service": _service_keys,
    "country": _country_keys,
    "fact": _fact_keys,
    "new-id": _new_keys,
    "retired": _retired_keys,
}
"""The keys to offer, the pattern of those that are right too, and what to write instead."""
