"""What a build compares with what was public, and how it goes on with the record."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

from site_builder.catalogue.catalogue import Catalogue
from site_builder.changes.survey import Survey
from site_builder.checking.rules import silent_change, would_vanish
from site_builder.checking.told_changes import gone_findings, lost_findings, silent_findings
from site_builder.editions.edition import Edition
from site_builder.editions.selection import is_retired
from site_builder.model.country import CountryId
from site_builder.model.problem import Problem
from site_builder.notary.place import LOG
from site_builder.outputs.feeds.feeds import ARCHIVE
from site_builder.outputs.guides.markdown_twins import TWIN
from site_builder.outputs.output import PlannedSite
from site_builder.outputs.pages.retired_editions import plan_retired_edition
from site_builder.outputs.plan import Plan
from site_builder.pages.article import ArticlePlan
from site_builder.pages.voice import Voice
from site_builder.publish.compress import COPIES
from site_builder.publish.mark import MARK, marked_files
from site_builder.record.compared import Compared, compare
from site_builder.record.since_published import gone_editions
from site_builder.record.stored import RECORD, StoredRecords, pack_record


def compare_voices(
    voices: Iterable[tuple[str, Voice]], records: StoredRecords
) -> tuple[dict[str, Voice], tuple[Compared, ...]]:
    """Return the voices with their records, by address, and what has changed in each edition.

    Raises UnreadableRecord.
    """
    recorded: dict[str, Voice] = {}
    compared: list[Compared] = []
    for address, voice in voices:
        if records.is_kept and voice.edition.selection.catalogue.site.has_record:
            compared.append(compare(voice, records.record(address)))
            voice = replace(voice, record=compared[-1].record)
        recorded[address] = voice
    return recorded, tuple(compared)


def refused(
    compared: Iterable[Compared],
    found: Survey,
    editions: Collection[Edition],
    records: StoredRecords,
) -> tuple[Problem, ...]:
    """Return what must not be published like this."""
    known, ground = list(compared), found.ground.catalogue
    if records.is_kept and ground.site.has_record:
        known += gone_editions(ground, found.at, editions, records.addresses)
    if not any(one.silent or one.gone for one in known):
        return ()
    return (
        *map(silent_change.CHECK.problem, silent_findings(known, found.catalogue)),
        *map(would_vanish.CHECK.problem, gone_findings(known, found.catalogue)),
    )


def record_plan(voice: Voice, articles: Iterable[ArticlePlan]) -> Iterator[Plan]:
    """Yield the record of an edition, which has these pages now; nothing without one."""
    if voice.record is not None:
        pages = sorted({*voice.record.pages, *(article.path for article in articles)})
        states = voice.edition.selection.services
        services = sorted({*voice.record.services, *(state.service.id for state in states)})
        record = replace(voice.record, pages=tuple(pages), services=tuple(services))
        path = f"{voice.edition.address}/{RECORD}"
        yield Plan(path, None, partial(pack_record, record))


def retired_plans(
    voices: Sequence[Voice], site: PlannedSite, records: StoredRecords
) -> Iterator[Plan]:
    """Yield the pages of retired editions, and their records, which stay as they are."""
    there = {voice.edition.address for voice in voices}
    retired = voices[0].edition.selection.catalogue.retired
    for address in records.addresses:
        content = records.content(address)
        if address not in there and address in retired and content is not None:
            to = retired[address].to
            speaker = next((v for v in voices if v.edition.address == to), voices[0])
            pages = _pages_of(address, records)
            yield from plan_retired_edition(retired[address], pages, speaker, site)
            yield Plan(f"{address}/{RECORD}", None, partial(bytes, content))


def _pages_of(address: str, records: StoredRecords) -> Iterator[str]:
    """Yield the pages that an edition ever had, also those that no text of it is on."""
    assert records.folder is not None
    start, end = f"{address}/", "index.html"
    known = {f"{start}{page}{end}" for page in records.record(address).pages}
    for path in sorted(known | (marked_files(records.folder) or frozenset())):
        if path.startswith(start) and path.endswith(f"/{end}"):
            yield path.removeprefix(start).removesuffix(end)


def lost_files(
    records: StoredRecords,
    catalogue: Catalogue,
    at: datetime,
    made: Collection[str],
    former: Collection[str],
) -> tuple[Problem, ...]:
    """Return the problem that public files are no longer `made`; none without a record.

    Pages in the folders `former` are only addresses now, without feeds of their own.
    """
    if not records.is_kept or not catalogue.site.has_record or records.folder is None:
        return ()
    listed = marked_files(records.folder)
    if listed is None or not records.addresses:
        return ()
    there = set(made)
    lost = sorted(
        path
        for path in listed - there - {MARK, ""}
        if not path.startswith(_PASSING)
        and not _is_copy(path, listed)
        and not _is_known(path)
        and f"{os.path.dirname(path)}/" not in former
        # Pages that only lead to another one have no copy in Markdown.
        and not (path.endswith(TWIN) and f"{path.removesuffix(TWIN)}index.html" in there)
    )
    lost = [path for path in lost if not _is_retired_file(path, catalogue, at)]
    return tuple(map(would_vanish.CHECK.problem, lost_findings(lost)))


# Their names change with their content, or they have a life of their own.
_PASSING = ("assets/", "files/", "pictures/", f"{LOG}/")
_ARCHIVE = re.compile(rf"/{re.escape(ARCHIVE)}\d+\.[a-z]+$")


def _is_copy(path: str, listed: Collection[str]) -> bool:
    stem, ending = os.path.splitext(path)
    return ending in COPIES and stem in listed


def _is_known(path: str) -> bool:
    """Return whether a file may go: the record of a setting that is off, and a page of old entries
    once fewer are left.
    """
    return path.endswith(f"/{RECORD}") or _ARCHIVE.search(path) is not None


def _is_retired_file(path: str, catalogue: Catalogue, at: datetime) -> bool:
    """Return whether a file is retired itself, in every edition, or with what it is about."""
    country, _, rest = path.partition("/")
    locale, _, own = rest.partition("/")
    names = (path, own, f"{country}/{locale}")
    return any(is_retired(name, catalogue, CountryId(country), at) for name in names)
