"""What a build compares with what was public, and how it goes on with the record."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from functools import partial

from site_builder.changes.survey import Survey
from site_builder.checking.rules import silent_change, would_vanish
from site_builder.checking.told_changes import gone_findings, silent_findings
from site_builder.editions.edition import Edition
from site_builder.model.problem import Problem
from site_builder.outputs.plan import Plan
from site_builder.pages.article import ArticlePlan
from site_builder.pages.voice import Voice
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
        record = replace(voice.record, pages=tuple(pages))
        path = f"{voice.edition.address}/{RECORD}"
        yield Plan(path, None, partial(pack_record, record))
