"""The schema files of a site, and which of its files each one is for."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from copy import deepcopy

from site_builder.reading.document import Kind
from site_builder.schemas.forms import Schema
from site_builder.schemas.names import Names
from site_builder.schemas.shape_schema import shape_schema

MARK = "Written by `site-builder schema`. Run it again instead of changing this file."
"""Which files are ours: one without it is never replaced."""

GLOBS: Mapping[Kind, str] = {
    "site": "content/site.yml",
    "services": "content/services.yml",
    "facts": "content/facts.yml",
    "categories": "content/faq/categories.yml",
    "country": "content/countries/*.yml",
    "question": "content/faq/*/*.yml",
    "page": "content/pages/*.yml",
    "incident": "status/*/incident.yml",
    "maintenance": "status/*/maintenance.yml",
    "update": "status/*/[0-9]*.yml",
}


def schema_files(names: Names) -> Mapping[str, str]:
    """The text of each schema file by its name, such as `update.json`."""
    return {f"{kind}.json": _text(shape_schema(kind, names)) for kind in GLOBS}


def associations(folder: str) -> Mapping[str, str]:
    """From the path of each schema file to the files that it is for, as `yaml.schemas` has them.

    `folder` leads from the site's root to the schemas.
    """
    start = folder if folder.startswith("..") else f"./{folder}"
    return {f"{start}/{kind}.json": glob for kind, glob in GLOBS.items()}


def differs(text: str, other: str) -> bool:
    """Whether two schemas differ in what they call right or wrong.

    Suggested entries do not count: with them, each new update would make the schemas out of date.
    """
    return _without_suggestions(text) != _without_suggestions(other)


def _without_suggestions(text: str) -> Schema | str:
    try:
        schema = deepcopy(json.loads(text))
        for definition in _suggested(schema):
            definition["anyOf"] = definition["anyOf"][-1:]
    except (ValueError, TypeError, KeyError, AttributeError):
        return text
    return schema  # type: ignore[no-any-return]


def _suggested(schema: Schema) -> Iterator[Schema]:
    definition = schema.get("definitions", {}).get("entry")
    if definition and "anyOf" in definition:
        yield definition


def _text(schema: Schema) -> str:
    marked = {"$schema": schema["$schema"], "$comment": MARK, **schema}
    return json.dumps(marked, ensure_ascii=False, indent=1) + "\n"
