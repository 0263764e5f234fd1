"""A catalogue from its ground and the entries that were built apart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from site_builder.catalogue.catalogue import Catalogue
from site_builder.catalogue.entry_keys import present_keys
from site_builder.model.file import SiteFile
from site_builder.model.incident import Incident
from site_builder.model.question import Question
from site_builder.model.site import Page


def with_entries(
    ground: Catalogue, entries: Iterable[Incident | Question | Page | SiteFile]
) -> Catalogue:
    """Return the catalogue of a site whose countries, services and facts are those of `ground`.

    Entries are in the order in which a whole reading has them.
    """
    known = list(entries)
    incidents = [entry for entry in known if isinstance(entry, Incident)]
    questions = [entry for entry in known if isinstance(entry, Question)]
    pages = [entry for entry in known if isinstance(entry, Page)]
    files = [entry for entry in known if isinstance(entry, SiteFile)]
    incidents.sort(key=lambda incident: (incident.is_maintenance, incident.id))
    questions.sort(key=lambda question: (question.category, question.id))
    pages.sort(key=lambda page: page.id)
    files.sort(key=lambda file: file.place.file)
    return replace(
        ground,
        incidents=tuple(incidents),
        questions=tuple(questions),
        pages=tuple(pages),
        files=tuple(files),
        keys=present_keys(incidents, questions),
    )
