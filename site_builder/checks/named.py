"""What exists by the files' names, broken files included.

A file that cannot be read yet is no reason to call what names it unknown.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from site_builder.checks.check import Examined
from site_builder.reading.document import Kind

_FOLDERS: dict[str, Kind] = {"countries": "country", "pages": "page"}


@dataclass(frozen=True, slots=True)
class NamedEntry:
    """`former` are the ids that it had before, as they are written."""

    kind: Kind
    owner: str
    id: str
    former: tuple[str, ...] = ()


def named_entries(examined: Examined) -> Iterator[NamedEntry]:
    """Every entry that has a file."""
    for shaped in examined.shaped:
        document = shaped.document
        former = document.value.get("former")
        ids = tuple(str(id) for id in (former if isinstance(former, list) else ()))
        yield NamedEntry(document.kind, document.owner, document.id, ids)
    for file in examined.reading.unread:
        entry = _of_file(file)
        if entry is not None:
            yield entry


def countries_named(examined: Examined) -> list[str]:
    """The ids of all countries that have a file."""
    return sorted({entry.id for entry in named_entries(examined) if entry.kind == "country"})


def keys_of(examined: Examined, kind: Kind, *path: str) -> list[str] | None:
    """The keys that a file with one map has, right or wrong; None where it cannot be read."""
    if f"content/{'faq/' if kind == 'categories' else ''}{kind}.yml" in examined.reading.unread:
        return None
    for shaped in examined.shaped:
        if shaped.document.kind == kind:
            value = shaped.document.value
            for part in path:
                value = value.get(part) if isinstance(value, dict) else None  # type: ignore[assignment]
            return [str(key) for key in value] if isinstance(value, dict) else []
    return []


def _of_file(file: str) -> NamedEntry | None:
    top, *below = file.split("/")
    stem = below[-1].split(".")[0] if below else ""
    if top == "content" and len(below) == 2 and below[0] in _FOLDERS:
        return NamedEntry(_FOLDERS[below[0]], "", stem)
    if top == "content" and len(below) == 3 and below[0] == "faq":
        return NamedEntry("question", below[1], stem)
    if top == "status" and len(below) == 2:
        if stem == "incident":
            return NamedEntry("incident", "", below[0])
        if stem == "maintenance":
            return NamedEntry("maintenance", "", below[0])
        return NamedEntry("update", below[0], stem)
    return None
