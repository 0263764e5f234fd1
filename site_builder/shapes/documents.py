"""The keys of each kind of document. The rules are in docs/formats.md."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    PlainValidator,
    RootModel,
    Tag,
)

from site_builder.model.incident import INCIDENT_STATUSES, MAINTENANCE_STATUSES
from site_builder.model.locale import is_locale
from site_builder.model.service import State
from site_builder.reading.document import Kind
from site_builder.shapes.base import Shape, list_of
from site_builder.shapes.contacts import ContactShape, HolidayItem, LinkShape
from site_builder.shapes.fields import (
    Countries,
    DateShape,
    EntryId,
    EntryIds,
    FactScalar,
    FactValueShape,
    Flag,
    LocaleKey,
    MomentShape,
    Number,
    PlainText,
    TextByLocale,
    TextShape,
    Words,
    Zone,
    _scalar_or_list,
    _scalar_or_map,
    one_of,
)

StateName = Annotated[
    str, PlainValidator(one_of(tuple(State.__members__), "state"), json_schema_input_type=str)
]
Status = Annotated[
    str,
    PlainValidator(
        one_of((*INCIDENT_STATUSES, *MAINTENANCE_STATUSES), "status"), json_schema_input_type=str
    ),
]


class StateShape(Shape):
    state: StateName
    since: DateShape | None = None


ServiceStates = dict[
    str,
    Annotated[
        Annotated[StateName, Tag("one")] | Annotated[StateShape, Tag("map")],
        Discriminator(_scalar_or_map),
    ],
]


class CorrectionShape(Shape):
    at: DateShape
    note: TextShape


class EntryRefShape(Shape):
    entry: EntryId
    about: TextShape | None = None


OneRef = Annotated[
    Annotated[EntryId, Tag("one")] | Annotated[EntryRefShape, Tag("map")],
    Discriminator(_scalar_or_map),
]
Refs = Annotated[
    Annotated[OneRef, Tag("one")] | Annotated[tuple[OneRef, ...], Tag("list")],
    Discriminator(_scalar_or_list),
]


class FactVersionShape(Shape):
    since: DateShape = Field(alias="from")
    value: FactValueShape


class FactShape(Shape):
    value: FactValueShape | None = None
    as_of: DateShape | None = None
    values: Annotated[tuple[FactVersionShape, ...], BeforeValidator(list_of)] | None = None


def _fact_form(value: object) -> str:
    """Return the form of a fact: a single value, a fact with keys, or a text by language."""
    if not isinstance(value, dict):
        return "one"
    is_text = bool(value) and all(isinstance(key, str) and is_locale(key) for key in value)
    return "map" if is_text else "fact"


FactEntry = Annotated[
    Annotated[FactScalar, Tag("one")]
    | Annotated[TextByLocale, Tag("map")]
    | Annotated[FactShape, Tag("fact")],
    Discriminator(_fact_form),
]


class SiteShape(Shape):
    name: TextShape | None = None
    notice: TextShape | None = None
    time_zone: Zone | None = None
    source: LocaleKey | None = None
    audiences: dict[str, TextShape] = Field(default={})
    countries: Words = ()
    stale: Annotated[
        str, PlainValidator(one_of(("note", "source"), "value"), json_schema_input_type=str)
    ] = "note"
    root: PlainText | None = None


class ServiceShape(Shape):
    name: TextShape
    group: TextShape | None = None
    countries: Countries | None = None


class ServicesShape(RootModel[dict[str, ServiceShape]]):
    model_config = ConfigDict(frozen=True)


class FactsShape(RootModel[dict[str, FactEntry]]):
    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)


class CategoriesShape(RootModel[dict[str, TextShape]]):
    model_config = ConfigDict(frozen=True)


class CountryShape(Shape):
    locales: Annotated[tuple[LocaleKey, ...], BeforeValidator(list_of)] = Field(min_length=1)
    time_zone: Zone | None = None
    name: TextShape | None = None
    contacts: Annotated[tuple[ContactShape, ...], BeforeValidator(list_of)] = ()
    facts: dict[str, FactEntry] = Field(default={})
    links: Annotated[tuple[LinkShape, ...], BeforeValidator(list_of)] = ()
    holidays: Annotated[tuple[HolidayItem, ...], BeforeValidator(list_of)] = ()


class IncidentShape(Shape):
    title: TextShape
    started: DateShape
    countries: Countries | None = None
    services: ServiceStates = Field(default={})
    source: LocaleKey | None = None
    draft: Flag = False
    former: EntryIds = ()
    summary: TextShape | None = None
    what_to_do: TextShape | None = None


class MaintenanceShape(Shape):
    title: TextShape
    starts: MomentShape
    ends: MomentShape
    services: Words
    countries: Countries | None = None
    text: TextShape | None = None
    published: DateShape | None = None
    source: LocaleKey | None = None
    draft: Flag = False
    former: EntryIds = ()


class UpdateShape(Shape):
    status: Status | None = None
    as_of: DateShape | None = None
    published: DateShape | None = None
    title: TextShape | None = None
    text: TextShape
    countries: Countries | None = None
    services: ServiceStates = Field(default={})
    supersedes: Refs | None = None
    corrections: Annotated[tuple[CorrectionShape, ...], BeforeValidator(list_of)] = ()
    next_update: DateShape | None = None
    draft: Flag = False
    source: LocaleKey | None = None
    former: EntryIds = ()


class OverrideShape(Shape):
    question: TextShape | None = None
    answer: TextShape | None = None
    updated: DateShape | None = None
    published: DateShape | None = None
    corrections: Annotated[tuple[CorrectionShape, ...], BeforeValidator(list_of)] | None = None
    supersedes: Refs | None = None
    answer_by: DateShape | None = None


class QuestionShape(Shape):
    question: TextShape
    answer: TextShape
    updated: DateShape
    published: DateShape | None = None
    order: Number | None = None
    audiences: Words = ()
    countries: Countries | None = None
    source: LocaleKey | None = None
    draft: Flag = False
    supersedes: Refs | None = None
    corrections: Annotated[tuple[CorrectionShape, ...], BeforeValidator(list_of)] = ()
    answer_by: DateShape | None = None
    covers: Words = ()
    overrides: dict[str, OverrideShape] = Field(default={})
    former: EntryIds = ()


class PageShape(Shape):
    title: TextShape
    text: TextShape
    countries: Countries | None = None
    published: DateShape | None = None
    draft: Flag = False
    source: LocaleKey | None = None


SHAPES: dict[Kind, type[BaseModel]] = {
    "site": SiteShape,
    "services": ServicesShape,
    "facts": FactsShape,
    "categories": CategoriesShape,
    "country": CountryShape,
    "incident": IncidentShape,
    "maintenance": MaintenanceShape,
    "update": UpdateShape,
    "question": QuestionShape,
    "page": PageShape,
}

# Stand-ins for missing or broken required values, so the rest is still checked.
STAND_INS: dict[str, Any] = {
    "title": "?",
    "name": "?",
    "text": "?",
    "question": "?",
    "answer": "?",
    "note": "?",
    "url": "https://example.org/",
    "entry": "?",
    "street": "?",
    "city": "?",
    "date": "9998-12-31",
    "status": "investigating",
    "state": "operational",
    "started": "1000",
    "updated": "1000",
    "at": "9998",
    "from": "1000",
    "starts": "1000-01-01 00:00",
    "ends": "9998-01-01 00:00",
    "services": [],
    "locales": ["en"],
    "value": 0,
}

# The same for an item of a list, by the name of the list; “?” if it is a list of words.
ITEM_STAND_INS: dict[str, Any] = {
    "contacts": {"post": "?"},
    "links": {"title": "?", "url": "https://example.org/"},
    "holidays": "9998-12-31",
    "corrections": {"at": "9998", "note": "?"},
    "values": {"from": "9998", "value": 0},
    "locales": "en",
}
