"""The entries that exist according to the names of files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from site_builder.reading.document import Document, Kind

_FOLDERS: dict[str, Kind] = {"countries": "country", "pages": "page"}


@dataclass(frozen=True, slots=True)
class NamedEntry:
    """`former` are its former ids as written; a file's id is its name."""

    kind: Kind | Literal["file"]
    owner: str
    id: str
    former: tuple[str, ...] = ()


def name_of(document: Document) -> NamedEntry:
    """Return the names under which a document's entry can be referred to."""
    former = document.value.get("former")
    ids = tuple(str(id) for id in (former if isinstance(former, list) else ()))
    return NamedEntry(document.kind, document.owner, document.id, ids)


def name_of_file(file: str) -> NamedEntry | None:
    """Return the entry to which a file belongs; None if it belongs to none."""
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
