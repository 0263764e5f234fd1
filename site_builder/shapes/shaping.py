"""From documents to shaped documents: typed, with every error of shape and its place."""

from __future__ import annotations

import copy
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from site_builder.model.problem import Finding
from site_builder.reading.document import Document, Path
from site_builder.shapes.documents import SHAPES, STAND_INS
from site_builder.shapes.fields import describe, did_you_mean

_MOST_ROUNDS = 5


@dataclass(frozen=True, slots=True)
class ShapeError:
    """`code` is the check that reports it."""

    code: str
    finding: Finding


@dataclass(frozen=True, slots=True)
class Shaped:
    """`shape` leaves out what was wrong, so that what is right can be checked further."""

    document: Document
    shape: Any
    errors: tuple[ShapeError, ...]


def shape_documents(documents: Iterable[Document]) -> tuple[Shaped, ...]:
    """Shape every document; one too broken to shape is left out but for its errors."""
    return tuple(_shape(document) for document in documents)


def _shape(document: Document) -> Shaped:
    model = SHAPES[document.kind]
    value: Any = document.value
    errors: list[ShapeError] = []
    for _ in range(_MOST_ROUNDS):
        try:
            return Shaped(document, model.model_validate(value), tuple(errors))
        except ValidationError as failure:
            # A list whose only items are wrong counts as too short besides.
            details = [
                detail
                for detail in failure.errors(include_url=False)
                if detail["type"] != "too_short" or not detail["input"]
            ]
            value = copy.deepcopy(dict(value))
            errors.extend(_shape_error(document, model, detail) for detail in details)
            # From the back, so that removing an item of a list moves none still to be mended.
            for detail in sorted(details, key=lambda d: str(d["loc"]), reverse=True):
                _mend(value, document, detail)
    return Shaped(document, None, tuple(errors))


def _written_path(document: Document, location: tuple[str | int, ...]) -> Path:
    """The path as it is written: pydantic adds the names of union members to it."""
    path: Path = ()
    known = document.positions
    for part in location:
        longer = (*path, part)
        if longer in known.values or longer in known.keys:
            path = longer
    return path


def _mend(value: Any, document: Document, detail: ErrorDetails) -> None:
    """Take the broken value out, or put a stand-in where one may be required."""
    location = detail["loc"]
    if detail["type"] == "missing":
        path, last = _written_path(document, location[:-1]), location[-1]
    else:
        written = location[:-1] if location[-1:] == ("[key]",) else location
        path = _written_path(document, written)
        if not path:
            value.clear()
            return
        path, last = path[:-1], path[-1]
    holder = _at(value, path)
    if isinstance(holder, list) and isinstance(last, int) and last < len(holder):
        del holder[last]
        if not holder and path and path[-1] in STAND_INS:
            holder.extend(STAND_INS[str(path[-1])])
    elif isinstance(holder, dict):
        holder.pop(last, None)
        if last in STAND_INS and detail["type"] != "extra_forbidden":
            holder[last] = copy.deepcopy(STAND_INS[str(last)])


def _at(value: Any, path: Path) -> Any:
    for part in path:
        try:
            value = value[part]
        except (KeyError, IndexError, TypeError):
            return None
    return value


def _shape_error(document: Document, model: type[BaseModel], detail: ErrorDetails) -> ShapeError:
    kind = detail["type"]
    location = detail["loc"]
    path = _written_path(document, location)
    if kind == "extra_forbidden":
        key = str(location[-1])
        known = _known_keys(model, path[:-1])
        hint = did_you_mean(key, known, f"The keys here are: {', '.join(known)}.")
        return ShapeError(
            "unknown-key",
            Finding(document.key_place(*path), f"There is no key “{key}” here.", hint),
        )
    if kind == "missing":
        key = str(location[-1])
        path = _written_path(document, location[:-1])
        place = document.key_place(*path) if path else document.place()
        message = f"The key “{key}” is missing."
        return ShapeError("missing-key", Finding(place, message, f"Add a line `{key}: ...`."))
    if location and location[-1] == "[key]":
        path = _written_path(document, location[:-1])
        context = detail.get("ctx", {})
        finding = Finding(document.key_place(*path), context["message"], context["hint"])
        return ShapeError(kind, finding)
    context = detail.get("ctx", {})
    if "hint" in context:
        finding = Finding(document.place(*path), context["message"], context["hint"])
        return ShapeError(kind, finding)
    expected = {
        "dict_type": "A map of keys and values",
        "model_type": "A map of keys and values",
        "model_attributes_type": "A map of keys and values",
        "tuple_type": "A list",
        "too_short": "At least one item",
    }.get(kind, "Another value")
    message = f"{expected} is expected here, not {describe(detail['input'])}."
    hint = "Write `key: value` lines below it, indented by two spaces."
    if "list" in expected or "item" in expected:
        hint = "Write a list in brackets: `[fr, de]`."
    return ShapeError("wrong-type", Finding(document.place(*path), message, hint))


def _known_keys(model: type[BaseModel], location: tuple[str | int, ...]) -> list[str]:
    """The keys of the map at a location, found by walking the JSON Schema of the model."""
    schema = model.model_json_schema(by_alias=True)
    definitions = schema.get("$defs", {})

    def resolve(node: dict[str, Any]) -> dict[str, Any]:
        while "$ref" in node:
            node = definitions[node["$ref"].rpartition("/")[2]]
        return node

    def options(node: dict[str, Any]) -> list[dict[str, Any]]:
        node = resolve(node)
        branches = [*node.get("anyOf", []), *node.get("oneOf", [])]
        return [node] if not branches else [leaf for b in branches for leaf in options(b)]

    nodes = options(schema)
    for part in location:
        below: list[dict[str, Any]] = []
        for node in nodes:
            if isinstance(part, int):
                below += options(node["items"]) if isinstance(node.get("items"), dict) else []
            elif part in node.get("properties", {}):
                below += options(node["properties"][part])
            elif isinstance(node.get("additionalProperties"), dict):
                below += options(node["additionalProperties"])
        nodes = below or nodes
    return [key for node in nodes for key in node.get("properties", {})]
