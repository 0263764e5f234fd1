"""The keys of contacts, links and holidays in a country's file."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Discriminator, Field, Tag

from site_builder.shapes.base import Shape, list_of
from site_builder.shapes.fields import (
    CountryCode,
    DateShape,
    DayShape,
    HolidayWord,
    PlainText,
    Postcode,
    TextByLocale,
    TextShape,
    _scalar_or_map,
)


class LinkShape(Shape):
    title: TextShape
    url: TextShape


class PostalShape(Shape):
    name: PlainText | None = None
    street: PlainText
    postcode: Postcode | None = None
    city: PlainText
    region: PlainText | None = None
    country: CountryCode | None = None


def _post_form(value: object) -> str:
    """Return the form of `post`: a text, an address in parts, or a text by language."""
    if not isinstance(value, dict):
        return "one"
    return "map" if PostalShape.model_fields.keys().isdisjoint(value) else "postal"


PostShape = Annotated[
    Annotated[PlainText, Tag("one")]
    | Annotated[TextByLocale, Tag("map")]
    | Annotated[PostalShape, Tag("postal")],
    Discriminator(_post_form),
]


class ContactShape(Shape):
    email: TextShape | None = None
    phone: TextShape | None = None
    form: TextShape | None = None
    post: PostShape | None = None
    purposes: Annotated[tuple[TextShape, ...], BeforeValidator(list_of)] = ()
    hours: PlainText | None = None
    subject: TextShape | None = None
    note: TextShape | None = None
    since: DateShape | None = Field(default=None, alias="from")
    until: DateShape | None = None


class HolidayShape(Shape):
    date: DayShape
    name: TextShape | None = None


HolidayItem = Annotated[
    Annotated[HolidayWord, Tag("one")] | Annotated[HolidayShape, Tag("map")],
    Discriminator(_scalar_or_map),
]
