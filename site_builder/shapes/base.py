"""The base of all shapes."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Shape(BaseModel):
    """A typed part of a document. Unknown keys are errors, and nothing is converted.

    Each field has a description, in words for the people who write the site: editors show it, and
    docs/formats.md has it too.
    """

    model_config = ConfigDict(
        extra="forbid", frozen=True, arbitrary_types_allowed=True, defer_build=True
    )
