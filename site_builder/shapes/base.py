"""The base of all shapes."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from site_builder.shapes.fields import wrong_type


class Shape(BaseModel):
    """A typed part of a document. Unknown keys are errors, and nothing is converted."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, arbitrary_types_allowed=True, defer_build=True
    )


def list_of(value: object) -> object:
    """Return the value if it is a list; otherwise raise an error that shows how to write one."""
    if not isinstance(value, list):
        hint = "Start each item on its own line with `- `."
        if isinstance(value, str):
            hint = f"Write it in brackets: `[{value}]`."
        raise wrong_type("A list", value, hint)
    return value
