"""What changed since a site was examined last, examined anew; the rest is taken over.

A problem that one entry can cause in another one is only suspected here: then, and whenever there
is an error, everything is examined anew, so that problems are always those of the whole site.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
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
from site_builder.examining.unit import Span, Unit, digest_of
from site_builder.examining.units import examine_units, read_ground
from site_builder.examining.whole import examine
from site_builder.model.problem import Problem
from site_builder.moment import Moment
from site_builder.parallel import in_parallel
from site_builder.reading.folder import load_files
from site_builder.reading.sources import GROUND, SourceFile, Sources, list_sources

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
class Survey:
    """A site as it is at a moment. `files` and `units` are what the next survey may start from.

    `ground` is a digest of the ground's files, and `span` when its facts and contacts turn.
    """

    catalogue: Catalogue
    at: datetime
    problems: tuple[Problem, ...]
    files: Mapping[str, SeenFile]
    units: Mapping[str, Unit]
    ground: bytes
    span: Span

    @property
    def has_errors(self) -> bool:
        return any(problem.is_error for problem in self.problems)


def survey(root: Path, at: Moment, before: Survey | None = None, cores: int = 1) -> Survey:
    """Examine the site in `root` at a moment.

    `before` is an earlier survey by the same program.
    """
    sources = list_sources(root)
    files, contents = _seen_files(root, sources, before.files if before else {})
    digests = {
        unit: digest_of({source.name: files[source.name].digest for source in members})
        for unit, members in sources.units.items()
    }
    ground_files = [source.name for source in sources.units.get(GROUND, ())]
    ground = read_ground(_contents(root, ground_files, contents), at)
    ground_digest = digests.pop(GROUND, b"")
    is_same_ground = (
        before is not None and before.ground == ground_digest and before.span.holds(ground.at)
    )
    kept = {}
    if before is not None and is_same_ground:
        kept = {
            name: unit
            for name, digest in digests.items()
            if (unit := before.units.get(name)) is not None
            and unit.digest == digest
            and unit.span.holds(ground.at)
        }
    fresh = [name for name in digests if name not in kept]
    names = {name: [source.name for source in sources.units[name]] for name in fresh}

    def work(share: int, of: int) -> tuple[list[Unit], tuple[Problem, ...]]:
        mine = fresh[share::of]
        wanted = [file for name in mine for file in names[name]]
        return examine_units(ground, mine, digests, _contents(root, wanted, contents))

    if cores > 1 and len(fresh) >= _WORTH_SHARING:
        shares = in_parallel(lambda share: work(share, cores), cores)
    else:
        shares = [work(0, 1)]
    units = kept | {unit.name: unit for made, _ in shares for unit in made}
    problems = {problem for _, found in shares for problem in found}
    problems |= {problem for unit in kept.values() for problem in unit.problems}
    entries = [unit.entry for unit in units.values() if unit.entry is not None]
    catalogue = with_entries(ground.catalogue, entries)
    is_suspect = bool(sources.refused) or _is_suspect(units.values(), catalogue)
    result = tuple(sorted(problems, key=lambda p: (p.place, p.code, p.message)))
    if is_suspect or any(problem.is_error for problem in problems):
        result = find_problems(examine(root, ground.at))
    return Survey(catalogue, ground.at, result, files, units, ground_digest, ground.span)


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


def _contents(
    root: Path, names: Iterable[str], loaded: Mapping[str, bytes | OSError]
) -> Mapping[str, bytes | OSError]:
    wanted = list(names)
    missing = load_files(root, (name for name in wanted if name not in loaded))
    return {name: loaded[name] if name in loaded else missing[name] for name in wanted}


def _is_suspect(units: Iterable[Unit], catalogue: Catalogue) -> bool:
    """Whether an entry may name something that is not there, is taken, or leads in a circle."""
    known = list(units)
    entries = [name for unit in known for name in unit.names]
    if any(entry.former for entry in entries):
        taken = [key for entry in entries for key in names_of(entry)]
        if len(taken) != len(set(taken)):
            return True
    links = {normal_target(link) for unit in known for link in unit.links}
    if links and not links <= known_targets(entries, catalogue.categories):
        return True
    pairs = [pair for unit in known for pair in unit.supersedes]
    if not pairs:
        return False
    keys = known_keys(entries, catalogue.keys)
    return bool(in_circles(pairs)) or any(target not in keys for _, target in pairs)
