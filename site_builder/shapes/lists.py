"""Lists of ids and words."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import BeforeValidator, Field

from site_builder.model.message import told
from site_builder.shapes.fields import DateShape, EntryId, Word, wrong_type
from site_builder.shapes.forms import form


def list_of(value: object) -> object:
    """The value, if it is a list; an error that shows how to write one."""
    if not isinstance(value, list):
        hint = told("Begin each item on a line of its own with `- `.")
        if isinstance(value, str):
            hint = told("Write it in brackets: `[%(items)s]`.", items=str(value))
        raise wrong_type(told("A list"), value, hint)
    return value


def one_or_more(value: object) -> object:
    """The value as a list, if it is not one already."""
    return value if isinstance(value, list) else [value]


def _list_of_words(value: object) -> object:
    if value is None or isinstance(value, dict):
        raise wrong_type(
            told("A list"),
            value,
            told("Write a list in brackets, such as `[a, b]`, or delete the line."),
        )
    if isinstance(value, str | int | Decimal):
        raise wrong_type(
            told("A list"),
            value,
            told("Write a list in brackets: `[%(items)s]`.", items=str(value)),
        )
    return value


def _countries(value: object) -> object:
    if isinstance(value, str) and value == "all":
        return ("all",)
    if isinstance(value, str):
        raise wrong_type(
            told("`all` or a list of countries"),
            value,
            told("Write `[%(items)s]` or `all`.", items=str(value)),
        )
    return _list_of_words(value)


_Audience = Annotated[Word, form("audience")]
_CountryId = Annotated[Word, form("country")]
_FormerId = Annotated[EntryId, form("former")]
_QuestionId = Annotated[EntryId, form("question-id")]
_Rule = Annotated[Word, form("rule")]
_ServiceId = Annotated[Word, form("service")]

Audiences = Annotated[tuple[_Audience, ...], BeforeValidator(_list_of_words)]
Countries = Annotated[tuple[_CountryId, ...], BeforeValidator(_countries), form("countries")]
CountryOrder = Annotated[tuple[_CountryId, ...], BeforeValidator(_list_of_words)]
FormerIds = Annotated[tuple[_FormerId, ...], BeforeValidator(_list_of_words)]
QuestionIds = Annotated[tuple[_QuestionId, ...], BeforeValidator(_list_of_words)]
Rules = Annotated[tuple[_Rule, ...], BeforeValidator(_list_of_words)]
ServiceIds = Annotated[tuple[_ServiceId, ...], BeforeValidator(_list_of_words)]
Minor = Annotated[
    tuple[DateShape, ...],
    BeforeValidator(one_or_more),
    Field(
        description="When something was changed in the published text that does not touch its "
        "meaning, such as a typing error: a date or a list of dates."
    ),
]
