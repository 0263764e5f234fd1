"""The schema files of a site, and which of its files each one is for."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from site_builder.reading.document import Kind
from site_builder.schemas.maps import Schema
from site_builder.schemas.names import Names
from site_builder.schemas.shape_schema import shape_schema

MARK = "Written by `site-builder schema`. Run it again instead of changing this file."
"""Which files are ours: one without it is never replaced."""

GLOBS: Mapping[Kind, str] = {
    "site": "content/site.yml",
    "services": "content/services.yml",
    "facts": "content/facts.yml",
    "claims": "content/claims.yml",
    "retired": "content/retired.yml",
    "categories": "content/faq/categories.yml",
    "country": "content/countries/*.yml",
    "question": "content/faq/*/*.yml",
    "page": "content/pages/*.yml",
    "incident": "status/*/incident.yml",
    "maintenance": "status/*/maintenance.yml",
    "update": "status/*/[0-9]*.yml",
}


@dataclass(frozen=True, slots=True)
class SchemaFile:
    """A file such as `update.json`, its schema, and the files that it is for."""

    name: str
    schema: Schema
    glob: str

    @property
    def text(self) -> str:
        marked = {"$schema": self.schema["$schema"], "$comment": MARK, **self.schema}
        return json.dumps(marked, ensure_ascii=False, indent=1) + "\n"


def schema_files(names: Names) -> Iterable[SchemaFile]:
    """The schema of each kind of document."""
    for kind, glob in GLOBS.items():
        yield SchemaFile(f"{kind}.json", shape_schema(kind, names), glob)


def associations(folder: str, files: Iterable[SchemaFile]) -> Mapping[str, str]:
    """From the path of each schema file to the files that it is for, as `yaml.schemas` has them.

    `folder` leads from the site's root to the schemas.
    """
    start = folder if folder.startswith("..") else f"./{folder}"
    return {f"{start}/{file.name}": file.glob for file in files}


def differs(text: str, other: str) -> bool:
    """Whether two schemas differ in what they call right or wrong.

    Suggested entries do not count: with them, each new update would make the schemas out of date.
    """
    one, two = _without_suggestions(text), _without_suggestions(other)
    return one is None or one != two


def _without_suggestions(text: str) -> Schema | None:
    """A schema with all that it says of right and wrong; None for what is no schema of ours."""
    try:
        schema: Schema = json.loads(text)
        for form in ("entry", "question-id"):
            schema["definitions"].get(form, {}).pop("defaultSnippets", None)
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
    return schema
