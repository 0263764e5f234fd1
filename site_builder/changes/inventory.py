"""The current files of a site, and which of them changed.

No file is parsed here, so a build with nothing to do ends quickly.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import blake2b
from pathlib import Path

from site_builder.catalogue.unit import Span, Unit
from site_builder.model.agenda import Agenda, Ahead, Scope
from site_builder.model.parts import digest_of
from site_builder.model.problem import Finding, Problem
from site_builder.model.translations_lock import Lock
from site_builder.reading.loading import load_files
from site_builder.reading.lock_file import load_lock
from site_builder.reading.sources import FACTS, SourceFile, Sources, list_sources, unit_of

_SETTLING = 2_000_000_000


@dataclass(frozen=True, slots=True)
class SeenFile:
    """A file when it was read.

    `is_settled` is false if the file may have just been saved: a file saved twice in one tick of
    the system's clock keeps its times.
    """

    source: SourceFile
    digest: bytes
    is_settled: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the next survey can start from.

    `state` is a digest of all that was read, `ground` one of the ground but for the facts that
    only entries name, `facts` are digests of each fact. `span` is when facts and contacts turn,
    `ahead` what they bring. `problems` are those of the whole site.
    """

    state: bytes
    files: Mapping[str, SeenFile]
    ground: bytes
    facts: Mapping[str, bytes]
    span: Span
    ahead: Ahead
    scope: Scope
    units: Mapping[str, Unit]
    problems: tuple[Problem, ...]

    def holds(self, at: datetime) -> bool:
        """Return whether no date in the files lies between the survey and another time."""
        return self.span.holds(at) and all(unit.span.holds(at) for unit in self.units.values())

    def agenda(self, at: datetime) -> Agenda:
        """What is ahead at a moment for which this still holds."""
        parts = (self.ahead, *(unit.ahead for unit in self.units.values()))
        return Agenda.of(parts, self.scope, at)


@dataclass(frozen=True, slots=True)
class ReadTexts:
    """What was read of the units: entries as bytes, and their texts as HTML.

    Only a build that has work to do needs it, and it is most of a site. The HTML is stored by the
    key of a text (rendering.markdown.Renderings).
    """

    packs: Mapping[str, bytes] = field(default_factory=dict)
    rendered: Mapping[str, Mapping[bytes, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Inventory:
    """The files of the site in `root`. `contents` are the bytes of those that had to be read.

    `units` are digests of what belongs together, `lock` is the translations lock, `broken` its
    errors. `state` is a digest of all of this.
    """

    root: Path
    sources: Sources
    files: Mapping[str, SeenFile]
    contents: Mapping[str, bytes | OSError]
    units: Mapping[str, bytes]
    lock: Lock
    broken: tuple[Finding, ...]
    state: bytes

    def contents_of(self, units: Iterable[str]) -> Mapping[str, bytes | OSError]:
        """Return the bytes of all files of some units."""
        names = [source.name for unit in units for source in self.sources.units.get(unit, ())]
        missing = load_files(self.root, (name for name in names if name not in self.contents))
        return {
            name: self.contents[name] if name in self.contents else missing[name] for name in names
        }


def take_inventory(root: Path, before: Known | None = None) -> Inventory:
    """Return the files of the site in `root`. `before` is what was known about them last time."""
    sources = list_sources(root)
    files, contents = _seen_files(root, sources, before.files if before else {})
    lock, broken = load_lock(root)
    units = _unit_digests(sources, files, lock)
    facts = files[FACTS].digest if FACTS in files else None
    state = digest_of(units, facts, sources.refused, sources.strays, broken)
    return Inventory(
        root=root,
        sources=sources,
        files=files,
        contents=contents,
        units=units,
        lock=lock,
        broken=broken,
        state=state,
    )


def _unit_digests(sources: Sources, files: Mapping[str, SeenFile], lock: Lock) -> dict[str, bytes]:
    """Return a digest of each unit's files by name, and of its part of the lock.

    Facts are in none of them: each unit lists the facts that it uses.
    """
    locks = _locks_by_unit(lock)
    return {
        unit: digest_of(
            sorted((s.name, files[s.name].digest) for s in members if s.name != FACTS),
            locks.get(unit),
        )
        for unit, members in sources.units.items()
    }


def _locks_by_unit(lock: Lock) -> Mapping[str, list[tuple[str, object]]]:
    """Return the part of the lock about each unit."""
    parts: dict[str, list[tuple[str, object]]] = {}
    for entry, locked in sorted(lock.entries.items()):
        parts.setdefault(unit_of(f"{entry}.yml"), []).append((entry, locked))
    return parts


def _seen_files(
    root: Path, sources: Sources, known: Mapping[str, SeenFile]
) -> tuple[Mapping[str, SeenFile], Mapping[str, bytes | OSError]]:
    """Return every file with its digest, and the bytes of those that had to be read for it."""
    settled_before = time.time_ns() - _SETTLING
    contents: dict[str, bytes | OSError] = {}
    files: dict[str, SeenFile] = {}
    for source in (source for unit in sources.units.values() for source in unit):
        seen = known.get(source.name)
        if seen is None or seen.source != source or not seen.is_settled:
            loaded = load_files(root, [source.name])[source.name]
            contents[source.name] = loaded
            data = b"" if isinstance(loaded, OSError) else loaded
            digest = blake2b(data, digest_size=16).digest()
            seen = SeenFile(source, digest, max(source.modified, source.changed) < settled_before)
        files[source.name] = seen
    return files, contents
