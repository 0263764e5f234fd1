"""A fact has either one value or a list of them by date.

Fails:

    # content/countries/lu.yml
    locales: [fr]
    # content/facts.yml
    files: {as_of: 2022-09-28}

Passes:

    # content/countries/lu.yml
    locales: [fr]
    # content/facts.yml
    files: {value: 4, as_of: 2022-09-28}
"""

from __future__ import annotations

from collections.abc import Iterable

from site_builder.checks.check import Check, Examined
from site_builder.model.problem import Finding
from site_builder.shapes.documents import FactShape


def find(examined: Examined) -> Iterable[Finding]:
    for shaped in examined.of_kind("facts", "country"):
        document = shaped.document
        is_country = document.kind == "country"
        shapes = shaped.shape.facts if is_country else shaped.shape.root
        path = ("facts",) if is_country else ()
        for id, shape in shapes.items():
            written = document.value["facts"][id] if is_country else document.value[id]
            if not isinstance(shape, FactShape) or not isinstance(written, dict):
                continue
            found = {"value", "values"} & written.keys()
            if len(found) == 2:
                yield Finding(
                    document.key_place(*path, id, "values"),
                    "This fact has both a value and a list of values.",
                    "Keep `value` for a figure that always held, `values` for one that changes.",
                )
            elif not found:
                yield Finding(
                    document.key_place(*path, id),
                    f"The fact “{id}” has no value.",
                    f"Write `{id}: {{value: ...}}`.",
                )


CHECK = Check("fact-value", "error", find)
