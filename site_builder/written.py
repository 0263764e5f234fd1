"""Every text of a site as it is written, and what stands in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from site_builder.catalogue.catalogue import Catalogue
from site_builder.model.country import CountryId
from site_builder.model.problem import Place
from site_builder.reading.document import Document, Path
from site_builder.rendering.markdown import TextScan, scan_text
from site_builder.shapes.shaping import Shaped

_MARKDOWN = frozenset(("text", "answer", "summary", "what_to_do", "note"))
_PLAIN = frozenset(
    ("title", "question", "name", "group", "notice", "about", "purposes", "subject", "audiences")
)
_CHANNELS = frozenset(("email", "phone", "form", "post"))


@dataclass(frozen=True, slots=True)
class WrittenText:
    """One string of a document, where it shows, and the moment at which its facts are read."""

    document: Document
    path: Path
    value: str
    countries: frozenset[CountryId]
    moment: datetime
    is_markdown: bool
    is_url: bool
    scan: TextScan

    def inside(self, token: str, offset: int) -> Place:
        """The place in the file of a token that stands at an offset of the text."""
        before = self.value.count(token, 0, offset)
        return self.document.inside(self.path, token, before)


def written_texts(
    shapes: Iterable[Shaped], catalogue: Catalogue, at: datetime
) -> Iterator[WrittenText]:
    """Every string that readers see, as written, in every language."""
    shows = _where_shown(catalogue, at)
    everywhere = frozenset(catalogue.countries)
    for shaped in shapes:
        document = shaped.document
        key = (document.kind, document.owner, document.id)
        countries, moment = shows.get(key, (everywhere, at))
        if document.kind == "country":
            countries = frozenset({CountryId(document.id)}) & everywhere
        for path, value in _strings(document.value, ()):
            kind = _kind(document, path)
            if kind is not None:
                yield WrittenText(
                    document,
                    path,
                    value,
                    _overridden(path, countries),
                    moment,
                    kind == "markdown" and not _is_contact_note(path),
                    kind == "url",
                    scan_text(value),
                )


def _overridden(path: Path, countries: frozenset[CountryId]) -> frozenset[CountryId]:
    """An override shows in its own country only."""
    if path[0] == "overrides" and len(path) > 1:
        return countries & {CountryId(str(path[1]))}
    return countries


def _is_contact_note(path: Path) -> bool:
    return path[0] == "contacts"


def _where_shown(
    catalogue: Catalogue, at: datetime
) -> dict[tuple[str, str, str], tuple[frozenset[CountryId], datetime]]:
    result: dict[tuple[str, str, str], tuple[frozenset[CountryId], datetime]] = {}
    for incident in catalogue.incidents:
        kind = "maintenance" if incident.is_maintenance else "incident"
        result[kind, "", incident.id] = (incident.countries, at)
        for update in incident.updates:
            moment = update.released.machine_moment(at)
            result["update", update.incident, update.id] = (update.countries, moment)
    for question in catalogue.questions:
        moment = max(at, question.published.start)
        result["question", question.category, question.id] = (question.countries, moment)
    for page in catalogue.pages:
        result["page", "", page.id] = (page.countries, at)
    return result


def _strings(value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(value, str):
        yield path, str(value).strip()
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _strings(item, (*path, key))
    elif isinstance(value, list):
        for i, item in enumerate(value):
            yield from _strings(item, (*path, i))


def _kind(document: Document, path: Path) -> str | None:
    """`markdown`, `plain` or `url` by the nearest key that tells; None for what is no text."""
    if document.kind == "categories":
        return "plain"
    if document.kind == "facts" or path[:1] == ("facts",):
        return None
    for key in reversed(path):
        if key in _MARKDOWN:
            return "markdown"
        if key in _PLAIN:
            return "plain"
        if key == "url":
            return "url"
        if key in _CHANNELS and isinstance(path[-1], str) and path[-1] != key:
            return "plain"
    return None
