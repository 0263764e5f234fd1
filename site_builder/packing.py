"""Data as bytes and back, of listed types only.

Python Library Reference, pickle, "Restricting Globals": a file that somebody else wrote can at
worst be wrong, never run anything.
"""

from __future__ import annotations

import copyreg
import datetime
import io
import pickle
from collections.abc import Callable, Iterable
from dataclasses import fields
from operator import attrgetter
from typing import Any
from zoneinfo import ZoneInfo

from markupsafe import Markup

from site_builder.examining.unit import Span, Unit
from site_builder.model import date, file, incident, problem, question, service, site, text
from site_builder.reading.document import Quoted
from site_builder.reading.names import NamedEntry

_DATA: tuple[type, ...] = (
    NamedEntry,
    Span,
    Unit,
    date.Date,
    file.SiteFile,
    incident.Correction,
    incident.EntryRef,
    incident.Incident,
    incident.Update,
    problem.Place,
    problem.Problem,
    question.Override,
    question.Question,
    service.StateChange,
    site.Page,
    text.Text,
)
_OTHER: tuple[Any, ...] = (
    Quoted,
    Markup,
    date.Precision,
    service.State,
    datetime.date,
    datetime.datetime,
    datetime.timedelta,
    datetime.timezone,
    frozenset,
    ZoneInfo,
)


class Packing:
    """Packs data classes of the listed types, and what they are made of."""

    def __init__(self, types: Iterable[type] = ()) -> None:
        known = (*_DATA, *types)
        self._table = copyreg.dispatch_table | {kind: _reduce_by(kind) for kind in known}
        self._table[ZoneInfo] = lambda zone: (ZoneInfo, (zone.key,))
        self._allowed: dict[tuple[str, str], Any] = {
            (kind.__module__, kind.__qualname__): kind for kind in (*known, *_OTHER)
        }

    def pack(self, value: object) -> bytes:
        buffer = io.BytesIO()
        pickler = pickle.Pickler(buffer, 5)
        pickler.dispatch_table = self._table
        pickler.dump(value)
        return buffer.getvalue()

    def unpack(self, data: bytes) -> Any:
        """What was packed. Raises pickle.UnpicklingError where anything else is in it."""
        loader = _Loader(io.BytesIO(data))
        loader.allowed = self._allowed
        return loader.load()


class _Loader(pickle.Unpickler):
    allowed: dict[tuple[str, str], Any]

    def find_class(self, module: str, name: str) -> Any:
        try:
            return self.allowed[module, name]
        except KeyError:
            raise pickle.UnpicklingError(f"{module}.{name} is not allowed") from None


def _reduce_by(kind: type) -> Callable[[Any], tuple[Any, ...]]:
    """How to pickle a data class: its constructor and fields, which is half the work of slots'."""
    names = [field.name for field in fields(kind)]
    get = attrgetter(*names)
    if len(names) == 1:
        return lambda value: (kind, (get(value),))
    return lambda value: (kind, get(value))


PACKING = Packing()
