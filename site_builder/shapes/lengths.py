"""Lengths of time in a file: `4 h`, `2 d`."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Annotated

from pydantic import PlainValidator

from site_builder.model.message import told
from site_builder.shapes.fields import shape_error, shorten, wrong_type
from site_builder.shapes.forms import form

LENGTH = re.compile(r"([1-9]\d{0,3}) ?([hd])", re.ASCII)
_UNITS = {"h": timedelta(hours=1), "d": timedelta(days=1)}


def _length(value: object) -> timedelta:
    hint = told("Write hours or days: `4 h`, `2 d`.")
    if not isinstance(value, str):
        raise wrong_type(told("A length of time"), value, hint)
    written = LENGTH.fullmatch(value.strip())
    if written is None:
        message = told("“%(text)s” is not a valid length of time.", text=shorten(value))
        raise shape_error("unknown-value", message, hint)
    return int(written[1]) * _UNITS[written[2]]


Length = Annotated[timedelta, PlainValidator(_length), form("length")]
