"""What an editor may be told about a value, in a shape's JSON Schema.

Validators are functions, of which pydantic can say nothing; so each type names its form.
`schemas/forms.py` has the schema of each.
"""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import WithJsonSchema


def form(name: str) -> WithJsonSchema:
    """The annotation of a type whose values have this form."""
    return WithJsonSchema({"type": "string", "form": name})


def choice(name: str, words: Iterable[str]) -> WithJsonSchema:
    """The annotation of a type whose values are one of a few words."""
    return WithJsonSchema({"type": "string", "form": name, "enum": list(words)})
