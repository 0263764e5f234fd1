"""Pages at former addresses, which only lead on: a server can do that itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from site_builder.editions.edition import Edition, Selection
from site_builder.outputs.output import SiteContext
from site_builder.outputs.pages.questions import paged_questions
from site_builder.pages.addresses import incident_path
from site_builder.pages.question import moved_pages


@dataclass(frozen=True, slots=True)
class Moved:
    """Two pages of some editions: paths in the edition, and the editions' addresses."""

    former: str
    present: str
    addresses: tuple[str, ...]


def moved_in(editions: Iterable[Edition], site: SiteContext) -> tuple[Moved, ...]:
    """Return what has moved in some editions, in their order."""
    found: dict[tuple[str, str], list[str]] = {}
    for edition in editions:
        for pair in _moved(edition.selection, site):
            found.setdefault(pair, []).append(edition.address)
    return tuple(Moved(*pair, tuple(addresses)) for pair, addresses in found.items())


def _moved(selection: Selection, site: SiteContext) -> Iterator[tuple[str, str]]:
    for shown in selection.incidents:
        for id in shown.incident.former:
            yield incident_path(id), incident_path(shown.incident.id)
    yield from moved_pages(selection, paged_questions(selection, site))
