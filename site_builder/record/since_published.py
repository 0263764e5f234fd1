"""A whole site compared with what was public: for `check`, which makes no pages."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from site_builder.catalogue.catalogue import Catalogue
from site_builder.editions.edition import Edition
from site_builder.editions.selection import build_editions, is_retired
from site_builder.model.country import CountryId
from site_builder.model.seen import NEVER_PUBLIC, EditionRecord
from site_builder.pages.voice import Voice
from site_builder.record.compared import Compared, Gone, compare


class Records(Protocol):
    """What was public, by the address of the edition."""

    @property
    def addresses(self) -> Collection[str]: ...

    def record(self, address: str) -> EditionRecord:
        """Return the record of an edition; NEVER_PUBLIC if there is none."""


def compare_site(catalogue: Catalogue, at: datetime, before: Records) -> tuple[Compared, ...]:
    """Compare every edition of a site with what was public in it."""
    editions = build_editions(catalogue, at)
    compared = [compare(Voice.of(edition), before.record(edition.address)) for edition in editions]
    return (*compared, *gone_editions(catalogue, at, editions, before.addresses))


def gone_editions(
    catalogue: Catalogue, at: datetime, editions: Collection[Edition], addresses: Collection[str]
) -> Iterator[Compared]:
    """Yield the editions that were public and are neither there nor retired."""
    there = {edition.address for edition in editions}
    for address in sorted(set(addresses) - there):
        country = CountryId(address.partition("/")[0])
        if not is_retired(address, catalogue, country, at):
            yield Compared(gone=(Gone(address, address),))


@dataclass(frozen=True, slots=True)
class WrittenRecords:
    """The records of a site as if it had just been published for the first time."""

    known: Mapping[str, EditionRecord]

    @classmethod
    def of(cls, catalogue: Catalogue, at: datetime) -> WrittenRecords:
        return cls(
            {
                edition.address: compare(Voice.of(edition), NEVER_PUBLIC).record
                for edition in build_editions(catalogue, at)
            }
        )

    @property
    def addresses(self) -> Collection[str]:
        return self.known.keys()

    def record(self, address: str) -> EditionRecord:
        return self.known.get(address, NEVER_PUBLIC)
