"""The references of a document as they are written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from site_builder.reading.document import Document, Path


def written_references(document: Document) -> Iterator[tuple[Path, str]]:
    """Every entry that a `supersedes` of the document names, with its path."""
    yield from _references(document.value.get("supersedes"), ("supersedes",))
    overrides = document.value.get("overrides")
    if isinstance(overrides, dict):
        for country, override in overrides.items():
            if isinstance(override, dict):
                path = ("overrides", country, "supersedes")
                yield from _references(override.get("supersedes"), path)


def _references(value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    # The id of an update may be a bare year, which YAML reads as a number.
    if isinstance(value, str | int):
        yield path, str(value)
    elif isinstance(value, dict) and isinstance(value.get("entry"), str | int):
        yield (*path, "entry"), str(value["entry"])
    elif isinstance(value, list):
        for i, item in enumerate(value):
            yield from _references(item, (*path, i))
