"""What exists according to file names, including broken files.

A reference to an entry whose file is broken is not reported as unknown.
"""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.checking.engine import Examined
from site_builder.reading.document import Kind
from site_builder.reading.unit_names import NamedEntry, name_of, name_of_file


def named_entries(examined: Examined) -> Iterator[NamedEntry]:
    """Yield every entry that has a file."""
    for shaped in examined.shaped:
        yield name_of(shaped.document)
    for known in examined.reading.site_files:
        yield NamedEntry("file", "", known.source)
    for refused in examined.reading.refused_files:
        yield NamedEntry("file", "", refused.place.file.rpartition("/")[2])
    for file in examined.reading.unread:
        entry = name_of_file(file)
        if entry is not None:
            yield entry


def countries_named(examined: Examined) -> list[str]:
    """Return the ids of all countries that have a file."""
    return sorted({entry.id for entry in named_entries(examined) if entry.kind == "country"})


def keys_of(examined: Examined, kind: Kind, *path: str) -> list[str] | None:
    """Return the keys of a file with one map, valid or not; None if it cannot be read."""
    if f"content/{'faq/' if kind == 'categories' else ''}{kind}.yml" in examined.reading.unread:
        return None
    for shaped in examined.shaped:
        if shaped.document.kind == kind:
            value = shaped.document.value
            for part in path:
                value = value.get(part) if isinstance(value, dict) else None  # type: ignore[assignment]
            return [str(key) for key in value] if isinstance(value, dict) else []
    return []
