"""Turn documents into shaped documents: typed, with all errors of shape and their places."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from site_builder.model.message import Message, told
from site_builder.model.problem import Finding
from site_builder.reading.document import Document, Fragment, KeyPath, Quoted
from site_builder.reading.syntax.repairs import INVISIBLE
from site_builder.shapes.documents import ITEM_STAND_INS, SHAPES, STAND_INS
from site_builder.shapes.fields import (
    did_you_mean,
    expected_message,
    is_typed_fact,
    nearest_word,
    shorten,
)
from site_builder.shapes.repairs import EXAMPLES, item_form, list_hint
from site_builder.shapes.text_keys import holds_words, text_kind

_MOST_ROUNDS = 5
_GENERAL_HINTS = ("Put it in quotes: ", "Write the text, ", "Write the value, ")
Location = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class ShapeError:
    """`code` is the check that reports it, `path` where the document has it.

    `meant` is the key that an unknown one was probably meant to be.
    """

    code: str
    finding: Finding
    path: KeyPath
    meant: str | None = None


@dataclass(frozen=True, slots=True)
class Shaped:
    """A document with its typed form. Wrong values are replaced, so the rest can be checked.

    The lists in `shape` are as long as those in the document, so an index fits both.
    """

    document: Document
    shape: Any
    errors: tuple[ShapeError, ...]


def shape_documents(documents: Iterable[Document]) -> tuple[Shaped, ...]:
    """Shape every document. If one is too broken, its `shape` is None."""
    return tuple(_shape(document) for document in documents)


def shape_fragments(fragments: Iterable[Fragment]) -> tuple[Shaped, ...]:
    """Return the errors in what is whole of broken files, without those that may follow from it."""
    return tuple(_shape_fragment(fragment) for fragment in fragments)


def _shape_fragment(fragment: Fragment) -> Shaped:
    errors = [
        error
        for error in _shape(fragment.document).errors
        # A missing key may be in the part that is broken.
        if error.path
        and (error.code != "missing-key" or len(error.path) > 1)
        and not (error.path[0] in fragment.doubtful and _may_be_text(error))
    ]
    return Shaped(fragment.document, None, tuple(errors))


def _may_be_text(error: ShapeError) -> bool:
    return error.code == "unknown-key" and error.meant is None


def _shape(document: Document) -> Shaped:
    model = SHAPES[document.kind]
    value: Any = document.value
    errors: list[ShapeError] = []
    replaced: set[Location] = set()
    for _ in range(_MOST_ROUNDS):
        try:
            shape = model.model_validate(value)
            errors += _empty_values(document, errors)
            return Shaped(document, shape, _with_cuts(document, errors))
        except ValidationError as failure:
            details = failure.errors(include_url=False)
            wrong_keys = {d["loc"][:-1] for d in details if d["loc"][-1:] == ("[key]",)}
            value = copy.deepcopy(dict(value))
            for detail in details:
                # An error in what we replaced is ours, not the author's.
                if detail["loc"] not in replaced and not _is_said_otherwise(detail, wrong_keys):
                    errors.append(_shape_error(document, model, detail))
                _replace_broken(value, document, detail, detail["loc"] in replaced)
                replaced.add(detail["loc"])
    return Shaped(document, None, _with_cuts(document, errors))


def _with_cuts(document: Document, errors: Iterable[ShapeError]) -> tuple[ShapeError, ...]:
    """Add an error for each text cut off by a comment, and drop those saying that it is empty."""
    cuts = {
        path: cut
        for path, cut in document.positions.cuts.items()
        if _may_be_cut(document, path, _at(document.value, path))
    }
    own = [
        ShapeError(
            "lost-text",
            Finding(
                cut.place,
                told(
                    "“%(text)s” would not be published, because “#” after a space starts a "
                    "comment.",
                    text=shorten(cut.text),
                ),
                told(
                    "If it is part of the text, %(repair)s. Otherwise move the comment to its "
                    "own line, in the column of the key.",
                    repair=cut.repair,
                ),
            ),
            path,
        )
        for path, cut in cuts.items()
    ]
    others = (e for e in errors if e.path not in cuts or _at(document.value, e.path) is not None)
    return (*(_as_written(document, error) for error in others), *own)


def _as_written(document: Document, error: ShapeError) -> ShapeError:
    """Return the error with the value as written in the file: `007` was read as 7."""
    span = document.positions.values.get(error.path)
    value = _at(document.value, error.path)
    if error.code != "wrong-type" or span is None or isinstance(value, str | list | dict):
        return error
    written = document.sources[span.place.file][span.start : span.end].strip()
    is_general = error.finding.hint.startswith(_GENERAL_HINTS)
    if not written or not is_general or not holds_words(document, error.path):
        return error
    return replace(
        error,
        finding=replace(
            error.finding,
            hint=told('Put it in quotes: `"%(text)s"`.', text=written),
        ),
    )


def _may_be_cut(document: Document, path: KeyPath, value: Any) -> bool:
    """Return whether the comment may be part of the text: not after a number or a date."""
    if not isinstance(value, str | None):
        return False
    if text_kind(document, path) == "fact" and isinstance(value, str):
        return isinstance(value, Quoted) or not is_typed_fact(value)
    return holds_words(document, path)


def _empty_values(document: Document, known: Iterable[ShapeError]) -> Iterator[ShapeError]:
    """Yield an error for each key without a value. The default is not applied silently."""
    reported = {error.path for error in known}
    for path, place in document.positions.keys.items():
        if path in document.positions.values and _at(document.value, path, ...) is None:
            if any(path[:length] in reported for length in range(len(path) + 1)):
                continue
            message = told("“%(key)s” has no value.", key=shorten(str(path[-1])))
            hint = told("Write the value, or delete the line.")
            yield ShapeError("wrong-type", Finding(place, message, hint), path)


def _is_said_otherwise(detail: ErrorDetails, wrong_keys: Set[Location]) -> bool:
    """Return whether another error of the same round explains this one better.

    `wrong_keys` are the locations of keys that are wrong themselves.
    """
    if detail["type"] == "too_short":
        # pydantic also reports a list as too short if all its items are wrong.
        return bool(detail["input"])
    # The value of a wrong key does not matter.
    location = detail["loc"]
    itself = location[:-1] if location[-1:] == ("[key]",) else None
    return any(
        location[:length] in wrong_keys and location[:length] != itself
        for length in range(len(location) + 1)
    )


def _written_path(document: Document, location: tuple[str | int, ...]) -> KeyPath:
    """Return the path as written in the file, without the union members that pydantic adds."""
    path: KeyPath = ()
    known = document.positions
    for part in location:
        longer = (*path, part)
        if longer in known.values or longer in known.keys:
            path = longer
    return path


def _replace_broken(value: Any, document: Document, detail: ErrorDetails, again: bool) -> None:
    """Remove the broken value, or replace it if it may be required.

    If an earlier replacement did not help (`again`), the value is removed.
    """
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
        name = next((str(part) for part in reversed(path) if isinstance(part, str)), "")
        holder[last] = copy.deepcopy(ITEM_STAND_INS.get(name, "?"))
    elif isinstance(holder, dict):
        holder.pop(last, None)
        if not again and detail["type"] != "extra_forbidden":
            if path[-1:] == ("services",):
                holder[str(last)] = STAND_INS["state"]
            elif last in STAND_INS:
                holder[last] = copy.deepcopy(STAND_INS[str(last)])


def _at(value: Any, path: KeyPath, otherwise: Any = None) -> Any:
    for part in path:
        try:
            value = value[part]
        except (KeyError, IndexError, TypeError):
            return otherwise
    return value


def _shape_error(document: Document, model: type[BaseModel], detail: ErrorDetails) -> ShapeError:
    kind = detail["type"]
    location = detail["loc"]
    path = _written_path(document, location)
    if kind == "extra_forbidden":
        key = str(location[-1])
        known = _known_keys(model, path[:-1])
        hint = did_you_mean(
            key,
            known,
            told("The keys here are: %(names)s.", names=", ".join(known)),
        )
        message = told("Unknown key “%(key)s”.", key=shorten(key))
        if INVISIBLE.search(key):
            message = told("This key contains an invisible character.")
            hint = told("Type the key again: `%(key)s`.", key=INVISIBLE.sub("", key))
        finding = Finding(document.key_place(*path), message, hint)
        return ShapeError("unknown-key", finding, path, nearest_word(key, known))
    if kind == "missing":
        key = str(location[-1])
        path = _written_path(document, location[:-1])
        place = document.key_place(*path) if path else document.place()
        message = told("The key “%(key)s” is missing.", key=key)
        finding = Finding(
            place,
            message,
            told("Add `%(key)s: %(example)s`.", key=key, example=EXAMPLES.get(key, "...")),
        )
        return ShapeError("missing-key", finding, (*path, key))
    if location and location[-1] == "[key]":
        path = _written_path(document, location[:-1])
        context = detail.get("ctx", {})
        hint = _key_without_value(document, path) or context["hint"]
        return ShapeError(
            kind, Finding(document.key_place(*path), context["message"], hint), path[:-1]
        )
    context = detail.get("ctx", {})
    name = next((part for part in reversed(path) if isinstance(part, str)), "")
    if "hint" in context:
        hint = context["hint"]
        if kind == "wrong-type" and path[-1:] == (name,):
            hint = list_hint(name, detail["input"]) or hint
        return ShapeError(kind, Finding(document.place(*path), context["message"], hint), path)
    expected = {
        "dict_type": told("A map of keys and values"),
        "model_type": told("A map of keys and values"),
        "model_attributes_type": told("A map of keys and values"),
        "tuple_type": told("A list"),
        "too_short": told("At least one item"),
    }.get(kind, told("Another value"))
    message = expected_message(expected, detail["input"])
    if kind == "too_short":
        message = told("This list is empty.")
    hint = told("Write `key: value` lines below it, indented by two spaces.")
    if item := item_form(name, detail["input"]):
        hint = told("Write `%(text)s`.", text=item)
    if "list" in expected or "item" in expected:
        hint = told("Write a list in brackets, such as `[fr, de]`.")
    return ShapeError("wrong-type", Finding(document.place(*path), message, hint), path)


def _key_without_value(document: Document, path: KeyPath) -> Message | None:
    """Return a hint for braces, or a comma inside them, that are part of a text."""
    if _at(document.value, path) is not None:
        return None
    around = _at(document.value, path[:-1])
    if isinstance(around, dict) and list(around.values()) == [None]:
        return told(
            "Put a text that starts with a brace in quotes: `'{%(text)s}'`.", text=str(path[-1])
        )
    return told("A comma ends a text inside braces. Put the text in quotes: `{fr: 'a, b'}`.")


@cache
def _schema_of(model: type[BaseModel]) -> dict[str, Any]:
    return model.model_json_schema(by_alias=True)


def _known_keys(model: type[BaseModel], location: tuple[str | int, ...]) -> list[str]:
    """Return the keys of the map at a location, found in the JSON Schema of the model."""
    schema = _schema_of(model)
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
