"""A local time does not exist or occurs twice, because the clocks change.

A time without an offset is in the zone of the entry's only country, otherwise in the site's zone.
The builder does not guess which of two times is meant.

Fails:

    # content/countries/lu.yml
    locales: [fr]
    # status/outage/incident.yml
    title: {fr: Panne}
    started: 2022-03-27 02:30

Passes:

    # content/countries/lu.yml
    locales: [fr]
    # status/outage/incident.yml
    title: {fr: Panne}
    started: 2022-03-27 03:30
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from zoneinfo import ZoneInfo

from pydantic import BaseModel, RootModel

from site_builder.catalogue.catalogue import Catalogue
from site_builder.checking.engine import Check, Examined
from site_builder.model.country import CountryId
from site_builder.model.date import WrittenDate
from site_builder.model.local_time import unclear_time
from site_builder.model.problem import Finding
from site_builder.reading.document import Document, KeyPath


def find(examined: Examined) -> Iterable[Finding]:
    catalogue = examined.catalogue
    zones = _zones(catalogue)
    for shaped in examined.shaped:
        if shaped.shape is None:
            continue
        document = shaped.document
        own = zones.get((document.kind, document.owner, document.id), catalogue.site.zone)
        for path, written in _dates(shaped.shape, ()):
            unclear = unclear_time(written, _zone(document, path, own, catalogue))
            # A placeholder for a broken value is not in the file.
            if unclear is not None and path in document.positions.values:
                yield Finding(document.place(*path), unclear.message, unclear.hint)


def _zone(document: Document, path: KeyPath, own: ZoneInfo, catalogue: Catalogue) -> ZoneInfo:
    """Return the zone of a date; an override uses its country's zone."""
    if document.kind == "question" and path[0] == "overrides":
        country = catalogue.countries.get(CountryId(str(path[1])))
        return country.zone if country else own
    return own


def _zones(catalogue: Catalogue) -> Mapping[tuple[str, str, str], ZoneInfo]:
    """Return the zone of each document that does not use the site's zone."""
    zones: dict[tuple[str, str, str], ZoneInfo] = {}

    def note(kind: str, owner: str, id: str, countries: frozenset[CountryId]) -> None:
        if len(countries) == 1:
            zones[kind, owner, id] = catalogue.countries[next(iter(countries))].zone

    for country in catalogue.countries.values():
        zones["country", "", country.id] = country.zone
    for incident in catalogue.incidents:
        kind = "maintenance" if incident.is_maintenance else "incident"
        note(kind, "", incident.id, incident.countries)
        for update in incident.updates:
            note("update", incident.id, update.id, update.countries)
    for question in catalogue.questions:
        note("question", question.category, question.id, question.countries)
    for page in catalogue.pages:
        note("page", "", page.id, page.countries)
    return zones


def _dates(shape: object, path: KeyPath) -> Iterator[tuple[KeyPath, WrittenDate]]:
    """Yield every date of a shape with its path in the document."""
    if isinstance(shape, WrittenDate):
        yield path, shape
    elif isinstance(shape, RootModel):
        yield from _dates(shape.root, path)
    elif isinstance(shape, BaseModel):
        for name, field in type(shape).model_fields.items():
            yield from _dates(getattr(shape, name), (*path, field.alias or name))
    elif isinstance(shape, Mapping):
        for key, value in shape.items():
            yield from _dates(value, (*path, key))
    elif isinstance(shape, tuple):
        for i, value in enumerate(shape):
            yield from _dates(value, (*path, i))


CHECK = Check("local-time", "error", find)
