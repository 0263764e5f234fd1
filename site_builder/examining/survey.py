"""What changed since a site was examined last, examined anew; the rest is taken over.

A problem that one entry can cause in another one is only suspected here: then, and whenever there
is an error, everything is examined anew, so that problems are always those of the whole site.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import blake2b
from pathlib import Path

from site_builder.catalogue.catalogue import Catalogue
from site_builder.catalogue.merging import with_entries
from site_builder.checks import find_problems
from site_builder.checks.former_taken import names_of
from site_builder.checks.supersedes_itself import in_circles
from site_builder.checks.unknown_entry import known_keys
from site_builder.checks.unknown_link import known_targets, normal_target
from site_builder.checks.unused_file import unused
from site_builder.examining.unit import Span, Unit, digest_of
from site_builder.examining.units import examine_units, read_ground
from site_builder.examining.whole import examine
from site_builder.model.lock import LOCK, Lock
from site_builder.model.problem import Problem
from site_builder.packing import PACKING
from site_builder.parallel import in_parallel
from site_builder.reading.folder import load_files
from site_builder.reading.lock import load_lock
from site_builder.reading.sources import GROUND, SourceFile, Sources, list_sources, unit_of

_WORTH_SHARING = 100
_SETTLING = 2_000_000_000


@dataclass(frozen=True, slots=True)
class SeenFile:
    """A file as it was when it was read.

    `is_settled` says that it was not just being saved: a file saved twice in one tick of the
    system's clock keeps its times.
    """

    source: SourceFile
    digest: bytes
    is_settled: bool


@dataclass(frozen=True, slots=True)
class Known:
    """What the next survey may start from.

    `ground` is a digest of the ground's files, and `span` when its facts and contacts turn.
    `packs` has units as bytes, for those that were packed before.
    """

    files: Mapping[str, SeenFile]
    units: Mapping[str, Unit]
    packs: Mapping[str, bytes]
    ground: bytes
    span: Span

    def packed(self) -> Known:
        """The same with every unit as bytes."""
        packs = {
            name: self.packs.get(name) or PACKING.pack(unit) for name, unit in self.units.items()
        }
        return replace(self, units={}, packs=packs)

    def unpacked(self) -> Known:
        """The same with every unit as a value. Raises pickle.UnpicklingError."""
        return replace(self, units={n: PACKING.unpack(pack) for n, pack in self.packs.items()})


@dataclass(frozen=True, slots=True)
class Survey:
    """A site as it is at a moment."""

    catalogue: Catalogue
    at: datetime
    problems: tuple[Problem, ...]
    known: Known

    @property
    def has_errors(self) -> bool:
        return any(problem.is_error for problem in self.problems)


def survey(root: Path, at: datetime, before: Known | None = None, cores: int = 1) -> Survey:
    """Examine the site in `root` at a moment.

    `before` is from an earlier survey by the same program.
    """
    sources = list_sources(root)
    files, contents = _seen_files(root, sources, before.files if before else {})
    lock, broken = load_lock(root)
    locks = _locks_by_unit(lock)
    digests = {
        unit: digest_of(
            {source.name: files[source.name].digest for source in members} | locks.get(unit, {})
        )
        for unit, members in sources.units.items()
    }

    def contents_of(units: Iterable[str]) -> Mapping[str, bytes | OSError]:
        names = [source.name for unit in units for source in sources.units.get(unit, ())]
        missing = load_files(root, (name for name in names if name not in contents))
        return {name: contents[name] if name in contents else missing[name] for name in names}

    ground = read_ground(contents_of([GROUND]), at, lock)
    ground_digest = digests.pop(GROUND, b"")
    kept: Mapping[str, Unit] = {}
    if before and before.ground == ground_digest and before.span.holds(ground.at):
        kept = _kept(before.units, digests, ground.at)
    fresh = [name for name in digests if name not in kept]

    def work(share: int, of: int) -> tuple[list[Unit], tuple[Problem, ...]]:
        mine = fresh[share::of]
        return examine_units(ground, mine, digests, contents_of(mine))

    made = _examine(work, cores if len(fresh) >= _WORTH_SHARING else 1)
    units = {**kept, **made.units}
    packs = {**made.packs}
    if before is not None:
        packs |= {name: before.packs[name] for name in kept if name in before.packs}
    entries = [unit.entry for unit in units.values() if unit.entry is not None]
    catalogue = with_entries(ground.catalogue, entries)
    problems = {*made.problems, *(p for unit in kept.values() for p in unit.problems)}
    result = tuple(sorted(problems, key=lambda p: (p.place, p.code, p.message)))
    is_suspect = bool(sources.refused or sources.strays or broken) or _is_suspect(
        units.values(), catalogue
    )
    if is_suspect or any(problem.is_error for problem in result):
        result = find_problems(examine(root, ground.at))
    known = Known(files, units, packs, ground_digest, ground.span)
    return Survey(catalogue, ground.at, result, known)


def _locks_by_unit(lock: Lock) -> Mapping[str, dict[str, bytes]]:
    """A digest of what the lock says of each unit, by a name that no file has."""
    parts: dict[str, list[tuple[str, object]]] = {}
    for entry, locked in lock.entries.items():
        parts.setdefault(unit_of(f"{entry}.yml"), []).append((entry, locked))
    return {
        unit: {LOCK: blake2b(repr(sorted(part)).encode(), digest_size=16).digest()}
        for unit, part in parts.items()
    }


def _kept(
    units: Mapping[str, Unit], digests: Mapping[str, bytes], at: datetime
) -> Mapping[str, Unit]:
    """The units that would be made again just as they are."""
    return {
        name: unit
        for name, digest in digests.items()
        if (unit := units.get(name)) is not None and unit.digest == digest and unit.span.holds(at)
    }


@dataclass(frozen=True, slots=True)
class _Made:
    units: Mapping[str, Unit]
    packs: Mapping[str, bytes]
    problems: frozenset[Problem]


def _examine(
    work: Callable[[int, int], tuple[list[Unit], tuple[Problem, ...]]], cores: int
) -> _Made:
    """The fresh units, examined on several cores or here."""
    if cores == 1:
        units, found = work(0, 1)
        return _Made({unit.name: unit for unit in units}, {}, frozenset(found))

    def packed(share: int) -> tuple[dict[str, bytes], tuple[Problem, ...]]:
        units, found = work(share, cores)
        return {unit.name: PACKING.pack(unit) for unit in units}, found

    shares = in_parallel(packed, cores)
    packs = {name: pack for share, _ in shares for name, pack in share.items()}
    return _Made(
        {name: PACKING.unpack(pack) for name, pack in packs.items()},
        packs,
        frozenset(problem for _, found in shares for problem in found),
    )


def _seen_files(
    root: Path, sources: Sources, known: Mapping[str, SeenFile]
) -> tuple[Mapping[str, SeenFile], Mapping[str, bytes | OSError]]:
    """Every file with its digest, and the bytes of those that had to be read for it."""
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
            seen = SeenFile(source, digest, source.modified < settled_before)
        files[source.name] = seen
    return files, contents


def _is_suspect(units: Iterable[Unit], catalogue: Catalogue) -> bool:
    """Whether an entry may name something that is not there, is taken, or leads in a circle.

    A file that no text names makes one suspicious as well.
    """
    known = list(units)
    entries = [name for unit in known for name in unit.names]
    if any(entry.former for entry in entries):
        taken = [key for entry in entries for key in names_of(entry)]
        if len(taken) != len(set(taken)):
            return True
    links = {normal_target(link) for unit in known for link in unit.links}
    if unused((entry.id for entry in entries if entry.kind == "file"), links):
        return True
    if links and not links <= known_targets(entries, catalogue.categories):
        return True
    pairs = [pair for unit in known for pair in unit.supersedes]
    if not pairs:
        return False
    keys = known_keys(entries, catalogue.keys)
    return bool(in_circles(pairs)) or any(target not in keys for _, target in pairs)
