"""From the shape of a kind of document to its JSON Schema."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from site_builder.reading.document import Kind
from site_builder.reading.entry import body_key, title_key
from site_builder.schemas.forms import HOW, choice_schema, form_schema
from site_builder.schemas.maps import Schema, map_schema
from site_builder.schemas.names import Names
from site_builder.shapes.documents import SHAPES

DRAFT = "http://json-schema.org/draft-07/schema#"
# These are YAML files alone; other entries may have a Markdown file for each language beside them.
_YAML_ONLY = frozenset(("site", "services", "facts", "claims", "retired", "categories", "country"))


def shape_schema(kind: Kind, names: Names) -> Schema:
    """The schema of a kind of document, draft-07, with what the site names."""
    written = SHAPES[kind].model_json_schema(by_alias=True)
    walk = _Walk(names)
    schema = walk.node({key: part for key, part in written.items() if key != "$defs"})
    for name, part in written.get("$defs", {}).items():
        title = _TITLES.get(name, name.removesuffix("Shape"))
        walk.definitions[name] = {"title": title, **walk.node(part)}
    walk.add_forms()
    if kind not in _YAML_ONLY:
        # Markdown files beside the YAML file may hold these, so an editor cannot miss them.
        elsewhere = (body_key(kind), title_key(kind))
        schema["required"] = [key for key in schema.get("required", ()) if key not in elsewhere]
    used = sorted(walk.definitions)
    return {
        "$schema": DRAFT,
        "title": kind.capitalize(),
        **schema,
        "definitions": {name: walk.definitions[name] for name in used},
    }


# What a schema without a form may say of a value.
_PLAIN = frozenset(("type", "enum", "const", "additionalProperties"))
# What editors call a part of a document, where the name of its shape would not do.
_TITLES = {
    "EntryRefShape": "Reference",
    "FactVersionShape": "Value from a date",
    "PostalShape": "Postal address",
}
_HOW_WORDS = "Write a list in brackets, such as `[a, b]`, or each item on a line behind `- `."
_HOW_MAPS = "Write a list: each item begins on a line of its own with `- `."


class _Walk:
    """Turns nodes of pydantic's schema into ours, and collects the definitions they refer to."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.definitions: dict[str, Schema] = {}
        self._forms: set[str] = set()

    def add_forms(self) -> None:
        """Add the definition of every form that is referred to, also by other forms."""
        while missing := sorted(self._forms - self.definitions.keys()):
            for form in missing:
                self.definitions[form] = form_schema(form, self.names)
                self._forms |= set(_form_references(self.definitions[form]))

    def node(self, node: Schema) -> Schema:
        """Return our schema of a value: its meaning, and what may be written."""
        schema = self._meaning(node)
        if "form" in node:
            return self._form(node) | schema
        if "$ref" in node:
            return {"$ref": f"#/definitions/{node['$ref'].rpartition('/')[2]}"} | schema
        options = [option for option in _options(node) if option.get("type") != "null"]
        if len(options) == 1:
            # A key that is there has a value, so `null` is no option.
            return self.node(options[0] | _only_description(node))
        if options:
            return {"anyOf": [self.node(option) for option in options]} | schema
        if "propertyNames" in node:
            key = node["propertyNames"]["form"]
            value = self._shared(key, self.node(node["additionalProperties"]))
            return map_schema(key, value, self.names) | schema
        if node.get("type") == "array":
            return self._list(node) | schema
        if "properties" in node:
            return self._map(node) | schema
        return {key: part for key, part in node.items() if key in _PLAIN} | schema

    def _list(self, node: Schema) -> Schema:
        items = self.node(node["items"])
        schema = {"type": "array", "items": items}
        schema["errorMessage"] = _HOW_MAPS if _is_map(items) else _HOW_WORDS
        return schema | {key: node[key] for key in ("minItems",) if key in node}

    def _map(self, node: Schema) -> Schema:
        """The schema of a shape: no other key is right."""
        properties = {key: self.node(value) for key, value in node["properties"].items()}
        schema = {"type": "object", "properties": properties, "additionalProperties": False}
        return schema | ({"required": node["required"]} if "required" in node else {})

    def _form(self, node: Schema) -> Schema:
        name = node["form"]
        if "enum" in node:
            self.definitions[name] = choice_schema(name, node["enum"])
        else:
            self._forms.add(name)
        return {"$ref": f"#/definitions/{name}"}

    def _shared(self, key: str, value: Schema) -> Schema:
        """A reference to the values of a map, which are the same for each of its many keys."""
        if "$ref" in value:
            return value
        name = f"of-{key}"
        while self.definitions.get(name, value) != value:
            name += "-too"
        self.definitions[name] = value
        return {"$ref": f"#/definitions/{name}"}

    def _meaning(self, node: Schema) -> Schema:
        """What the key means, and what to write."""
        description = node.get("description")
        if description is None:
            return {}
        how = HOW.get(_form_of(node) or "")
        words = f"{description}\n\n{how}" if how else description
        return {"description": words.replace("`", ""), "markdownDescription": words}


def _is_map(schema: Schema) -> bool:
    """Whether a list has items of several keys: their definitions have the names of shapes."""
    return str(schema.get("$ref", "")).endswith("Shape")


def _only_description(node: Schema) -> Schema:
    return {"description": node["description"]} if "description" in node else {}


def _form_of(node: Schema) -> str | None:
    if "form" in node:
        return str(node["form"])
    forms = {_form_of(option) for option in _options(node) if option.get("type") != "null"}
    return forms.pop() if len(forms) == 1 else None


def _options(node: Schema) -> Iterator[Schema]:
    """The alternatives of a node, those of its alternatives included."""
    for option in (*node.get("anyOf", ()), *node.get("oneOf", ())):
        inner = list(_options(option))
        yield from inner or [option]


def _form_references(node: Any) -> Iterator[str]:
    """The names of the definitions that a schema refers to."""
    if isinstance(node, dict):
        if isinstance(node.get("$ref"), str):
            yield node["$ref"].rpartition("/")[2]
        for part in node.values():
            yield from _form_references(part)
    elif isinstance(node, list):
        for part in node:
            yield from _form_references(part)
