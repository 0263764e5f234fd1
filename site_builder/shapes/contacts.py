"""The keys of contacts, links and holidays in a country's file."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Discriminator, Field, Tag

from site_builder.shapes.base import Shape
from site_builder.shapes.fields import (
    CountryCode,
    DateShape,
    DayShape,
    HolidayWord,
    Hours,
    PlainText,
    Postcode,
    TextByLocale,
    TextShape,
    _scalar_or_map,
)
from site_builder.shapes.forms import form
from site_builder.shapes.lists import list_of


class LinkShape(Shape):
    title: TextShape = Field(description="The words of the link.")
    url: TextShape = Field(description="The address that the link leads to.")


class PostalShape(Shape):
    name: PlainText | None = Field(
        default=None, description="The name of the company or department."
    )
    street: PlainText = Field(
        description="The street and number, or a box. It may have several lines."
    )
    postcode: Postcode | None = Field(
        default=None, description="The postcode, in quotes, so that no zero is lost."
    )
    city: PlainText = Field(description="The town or city.")
    region: PlainText | None = Field(
        default=None, description="The state or province, if addresses have one."
    )
    country: CountryCode | None = Field(
        default=None,
        description="The two letters of the country. Default: the country of the file. Readers "
        "in another country see its name.",
    )


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


# `form` is a key of contacts too.
_ServiceId = Annotated[str, form("service")]


class ContactShape(Shape):
    email: TextShape | None = Field(default=None, description="An email address.")
    phone: TextShape | None = Field(
        default=None, description="A telephone number, shown as you write it."
    )
    form: TextShape | None = Field(
        default=None, description="The address of a form on the web, such as `https://...`."
    )
    post: PostShape | None = Field(
        default=None, description="A postal address: a text, or its parts."
    )
    purposes: Annotated[tuple[TextShape, ...], BeforeValidator(list_of)] = Field(
        default=(), description="What the contact is for: a list of texts."
    )
    service: _ServiceId | None = Field(
        default=None,
        description="The service that answers here, such as `phone`: its state is shown with the "
        "contact unless it works normally.",
    )
    hours: Hours | None = Field(
        default=None, description="When someone answers: `Mo-Fr 08:00-17:00`."
    )
    subject: TextShape | None = Field(
        default=None, description="The subject of mails to this address."
    )
    note: TextShape | None = Field(default=None, description="A text shown with the contact.")
    since: DateShape | None = Field(
        default=None, alias="from", description="The date from which the contact is shown."
    )
    until: DateShape | None = Field(
        default=None, description="The last date on which the contact is shown."
    )


class HolidayShape(Shape):
    date: DayShape = Field(description="The day.")
    name: TextShape | None = Field(
        default=None, description="The name of the day, instead of the usual one."
    )


HolidayItem = Annotated[
    Annotated[HolidayWord, Tag("one")] | Annotated[HolidayShape, Tag("map")],
    Discriminator(_scalar_or_map),
]
