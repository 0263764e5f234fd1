"""Examine what has changed since the last survey, and take over the rest.

If one entry may cause a problem in another, or if there is any error, everything is examined again.
The problems are therefore always those of the whole site.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache, cached_property

from site_builder.catalogue.catalogue import Catalogue
from site_builder.catalogue.merging import with_entries
from site_builder.catalogue.unit import Entry, Unit, pack_entry, unpack_entry
from site_builder.changes.examined_units import (
    Examination,
    ExaminedGround,
    examine_units,
    read_ground,
)
from site_builder.changes.inventory import Inventory, Known, ReadTexts
from site_builder.checking.contradictions import (
    contradictions_ahead,
    contradictions_now,
    stated_claims,
)
from site_builder.checking.examine import examine
from site_builder.checking.rules import find_problems, first_of_each
from site_builder.checking.rules.former_taken import names_of
from site_builder.checking.rules.supersedes_itself import in_circles
from site_builder.checking.rules.unknown_entry import known_keys, unknown_instead
from site_builder.checking.rules.unknown_link import known_targets, normal_target
from site_builder.checking.rules.unused_file import unused
from site_builder.editions.agenda import scope_of
from site_builder.model.parts import digest_of
from site_builder.model.problem import Problem
from site_builder.reading.sources import GROUND
from site_builder.system.packing import packing_of
from site_builder.system.parallel import in_parallel

_WORTH_SHARING = 100
_SETTLING = 2_000_000_000


@dataclass(frozen=True, kw_only=True)
class Survey:
    """A site at a given time. Its ground and entries are read when they are needed."""

    at: datetime
    problems: tuple[Problem, ...]
    known: Known
    texts: ReadTexts
    load_ground: Callable[[], ExaminedGround]
    load_entry: Callable[[str], Entry]

    @property
    def has_errors(self) -> bool:
        return any(problem.is_error for problem in self.problems)

    @property
    def ground(self) -> ExaminedGround:
        """Countries, services, facts, site and categories."""
        return self.load_ground()

    @cached_property
    def catalogue(self) -> Catalogue:
        """Everything that is written."""
        entries = (self.load_entry(name) for name in self.texts.packs)
        return with_entries(self.ground.catalogue, entries)


def survey(
    inventory: Inventory,
    at: datetime,
    before: Known | None = None,
    texts: ReadTexts | None = None,
    cores: int = 1,
) -> Survey:
    """Examine the site at a given time.

    `before` and `texts` come from a survey by the same program; one is not used without the other.
    """
    if texts is None:
        before, texts = None, ReadTexts()
    sources, digests = inventory.sources, dict(inventory.units)

    @cache
    def ground() -> ExaminedGround:
        return read_ground(inventory.contents_of([GROUND]), at, inventory.lock)

    ground_digest = digests.pop(GROUND, b"")
    if before is not None and before.state == inventory.state and before.holds(at):
        known = replace(before, files=inventory.files)
        return Survey(
            at=at,
            problems=before.problems,
            known=known,
            texts=texts,
            load_ground=ground,
            load_entry=_entry_of(texts.packs, {}),
        )
    ground_digest = digest_of(ground_digest, ground().named)
    facts, kept = ground().facts, dict[str, Unit]()
    if before and before.ground == ground_digest and before.span.holds(at):
        kept = _kept(before, digests, facts, at)
    fresh = [name for name in digests if name not in kept]

    def work(share: int, of: int) -> _Examined:
        mine = fresh[share::of]
        return examine_units(ground(), mine, digests, inventory.contents_of(mine))

    made = _examine(work, cores if len(fresh) >= _WORTH_SHARING else 1)
    texts = ReadTexts(
        {name: texts.packs[name] for name in kept if name in texts.packs} | made.packs,
        {name: texts.rendered[name] for name in kept if name in texts.rendered} | made.rendered,
    )
    problems = {*made.problems, *(p for unit in kept.values() for p in unit.problems)}
    known = Known(
        state=inventory.state,
        files=inventory.files,
        ground=ground_digest,
        facts=facts,
        span=ground().span,
        ahead=ground().ahead,
        scope=scope_of(ground().catalogue),
        units={**kept, **made.units},
        problems=first_of_each(problems),
    )
    load_entry = _entry_of(texts.packs, made.entries)
    found = Survey(
        at=at,
        problems=known.problems,
        known=known,
        texts=texts,
        load_ground=ground,
        load_entry=load_entry,
    )
    is_suspect = bool(sources.refused or sources.strays or inventory.broken)
    if (
        is_suspect
        or found.has_errors
        or _is_doubtful(found.catalogue, at)
        or _is_suspect(known.units.values(), ground().links, found.catalogue)
    ):
        result = find_problems(examine(inventory.root, at))
        return replace(found, problems=result, known=replace(known, problems=result))
    return found


def _entry_of(packs: Mapping[str, bytes], entries: Mapping[str, Entry]) -> Callable[[str], Entry]:
    """Return a function that gets the entry of a unit: from `entries`, otherwise from its bytes."""

    @cache
    def load(name: str) -> Entry:
        return entries[name] if name in entries else unpack_entry(name, packs[name])

    return load


def _kept(
    before: Known, digests: Mapping[str, bytes], facts: Mapping[str, bytes], at: datetime
) -> dict[str, Unit]:
    """Return the known units for which another examination would change nothing."""
    return {
        name: unit
        for name, digest in digests.items()
        if (unit := before.units.get(name)) is not None
        and unit.digest == digest
        and unit.span.holds(at)
        and all(facts.get(fact) == before.facts.get(fact) for fact in unit.facts)
    }


_Examined = tuple[list[Examination], tuple[Problem, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Made:
    """Units examined now. `entries` are those that this process examined itself."""

    units: Mapping[str, Unit]
    packs: dict[str, bytes]
    rendered: dict[str, Mapping[bytes, str]]
    entries: Mapping[str, Entry]
    problems: frozenset[Problem]


def _examine(work: Callable[[int, int], _Examined], cores: int) -> _Made:
    """Return the fresh units, examined on several cores or here."""
    if cores == 1:
        examined, problems = work(0, 1)
        return _made((_packed(examination) for examination in examined), examined, problems)

    def packed(share: int) -> tuple[bytes, tuple[Problem, ...]]:
        examined, problems = work(share, cores)
        return packing_of(_Packs).pack(_Packs(tuple(map(_packed, examined)))), problems

    shares = in_parallel(packed, cores)
    packs = (pack for packs, _ in shares for pack in packing_of(_Packs).unpack(packs).units)
    return _made(packs, (), [problem for _, found in shares for problem in found])


@dataclass(frozen=True, slots=True)
class _Pack:
    """A unit that was examined, with its entry as bytes."""

    unit: Unit
    entry: bytes | None
    rendered: Mapping[bytes, str]


@dataclass(frozen=True, slots=True)
class _Packs:
    """The result of a worker."""

    units: tuple[_Pack, ...]


def _packed(examined: Examination) -> _Pack:
    name, entry = examined.unit.name, examined.entry
    pack = None if entry is None else pack_entry(name, entry)
    return _Pack(examined.unit, pack, examined.rendered)


def _made(
    packs: Iterable[_Pack], examined: Iterable[Examination], problems: Iterable[Problem]
) -> _Made:
    made = list(packs)
    return _Made(
        units={pack.unit.name: pack.unit for pack in made},
        packs={pack.unit.name: pack.entry for pack in made if pack.entry is not None},
        rendered={pack.unit.name: pack.rendered for pack in made if pack.rendered},
        entries={e.unit.name: e.entry for e in examined if e.entry is not None},
        problems=frozenset(problems),
    )


def _is_doubtful(catalogue: Catalogue, at: datetime) -> bool:
    """Return whether texts contradict each other, no text states a claim, or something that is
    retired leads nowhere.
    """
    if catalogue.claims.keys() - stated_claims(catalogue) or unknown_instead(catalogue):
        return True
    return bool(contradictions_now(catalogue, at) or contradictions_ahead(catalogue, at))


def _is_suspect(
    units: Iterable[Unit], links_of_ground: Iterable[str], catalogue: Catalogue
) -> bool:
    """Return whether an entry may name something that does not exist, is taken, or leads in a
    circle.

    A file that no text uses is also suspicious.
    """
    known = list(units)
    entries = [name for unit in known for name in unit.names]
    if any(entry.former for entry in entries):
        taken = [key for entry in entries for key in names_of(entry)]
        if len(taken) != len(set(taken)):
            return True
    links = {normal_target(link) for unit in known for link in unit.links}
    links |= {normal_target(link) for link in links_of_ground}
    if unused((entry.id for entry in entries if entry.kind == "file"), links):
        return True
    if links and not links <= known_targets(entries, catalogue.categories):
        return True
    pairs = [pair for unit in known for pair in unit.supersedes]
    if not pairs:
        return False
    keys = known_keys(entries, catalogue.keys)
    return bool(in_circles(pairs)) or any(target not in keys for _, target in pairs)
