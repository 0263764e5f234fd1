"""Facts of the catalogue from the shapes of a document."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from site_builder.catalogue.ground import Ground, TextsOf
from site_builder.model.date import WrittenDate
from site_builder.model.fact import Fact, Facts, FactValue, FactVersion
from site_builder.model.locale import LocaleId
from site_builder.shapes.shaping import Shaped
from site_builder.shapes.site_files import FactShape


def facts_of(
    shaped: Shaped,
    shapes: Mapping[str, Any],
    path: tuple[str, ...],
    ground: Ground,
    zone: ZoneInfo,
    source: LocaleId | None,
) -> Facts:
    """Return the facts written at a path of a document; dates in them are in `zone`."""
    text = ground.texts(shaped, source or ground.site_source)
    return {
        id: Fact(id, _versions(shape, text, zone, *path, id), shaped.document.place(*path, id))
        for id, shape in shapes.items()
    }


def _versions(
    shape: Any, text: TextsOf, zone: ZoneInfo, *path: str | int
) -> tuple[FactVersion, ...]:
    if not isinstance(shape, FactShape):
        return (FactVersion(None, _value(shape, text, zone, *path)),)
    if shape.values:
        versions = [
            FactVersion(
                item.since.within(zone), _value(item.value, text, zone, *path, "values", i, "value")
            )
            for i, item in enumerate(shape.values)
        ]
        return tuple(sorted(versions, key=_since))
    value = 0 if shape.value is None else shape.value
    return (FactVersion(None, _value(value, text, zone, *path, "value")),)


def _value(value: Any, text: TextsOf, zone: ZoneInfo, *path: str | int) -> FactValue:
    if isinstance(value, WrittenDate):
        return value.within(zone)
    if isinstance(value, str | Mapping):
        return text.required(value, *path)
    number: FactValue = value
    return number


def _since(version: FactVersion) -> datetime:
    assert version.since is not None
    return version.since.start
