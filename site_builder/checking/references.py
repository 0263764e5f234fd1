"""The references in a document, as written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from site_builder.catalogue.entry_keys import entry_key
from site_builder.reading.document import Document, KeyPath


def related_target(written: str) -> str:
    """Return the question that `related` names, as the link to it would be written."""
    return f"faq/{written.removeprefix('faq/')}"


def related_targets(document: Document) -> Iterator[str]:
    """Yield the questions that `related` names in a document, as links to them."""
    if document.kind == "question":
        yield from (related_target(written) for _, written in document.words("related"))


def written_references(document: Document) -> Iterator[tuple[KeyPath, str]]:
    """Yield every entry that a `supersedes` in the document names, with its path."""
    yield from _references(document, ("supersedes",))
    overrides = document.value.get("overrides")
    if isinstance(overrides, dict):
        for country, override in overrides.items():
            if isinstance(override, dict):
                yield from _references(document, ("overrides", country, "supersedes"))


def superseded(document: Document) -> Iterator[tuple[str, KeyPath, str]]:
    """Yield the document's own key, the path of each reference and the key it supersedes."""
    is_update = document.kind == "update"
    key = f"{document.owner}/{document.id}"
    for path, entry in written_references(document):
        target = entry_key(entry, document.owner if is_update else "")
        yield (key if is_update else f"faq/{key}"), path, target


def _references(document: Document, path: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    value: Any = document.value
    for part in path:
        value = value.get(part)
    items = [(path, value)] if not isinstance(value, list) else []
    items += [((*path, i), item) for i, item in enumerate(value if not items else ())]
    for place, item in items:
        # An update's id can be a bare year, which YAML reads as a number.
        if isinstance(item, str | int):
            yield place, str(item)
        elif isinstance(item, dict) and isinstance(item.get("entry"), str | int):
            yield (*place, "entry"), str(item["entry"])
