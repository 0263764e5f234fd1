"""A fact has no value, or its values contradict each other.

A fact has either one `value` or a list of `values` with different start dates. A number has at most
15 digits before its point and 15 after it.

Fails:

    # content/countries/lu.yml
    locales: [fr]
    # content/facts.yml
    files: {as_of: 2022-09-28}

Fails:

    # content/countries/lu.yml
    locales: [fr]
    # content/facts.yml
    files: 1e30

Fails:

    # content/countries/lu.yml
    locales: [fr]
    # content/facts.yml
    files:
      values:
        - {from: 2022-08-01, value: 3}
        - {from: 2022-08-01, value: 4}

Passes:

    # content/countries/lu.yml
    locales: [fr]
    # content/facts.yml
    files: {value: 4, as_of: 2022-09-28}
    servers:
      values:
        - {from: 2022-08-01, value: 300}
        - {from: 2022-09-28, value: 400}
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from site_builder.checking.engine import Check, Examined
from site_builder.model.message import told
from site_builder.model.problem import Finding
from site_builder.reading.document import Document, KeyPath
from site_builder.shapes.site_files import FactShape


def find(examined: Examined) -> Iterable[Finding]:
    yield from examined.shape_findings("fact-value")
    for shaped in examined.of_kind("facts", "country"):
        document = shaped.document
        if document.kind == "facts":
            yield from _facts(document, (), shaped.shape.root)
        else:
            yield from _facts(document, ("facts",), shaped.shape.facts)


def _facts(document: Document, path: KeyPath, shapes: Mapping[str, Any]) -> Iterable[Finding]:
    raw = document.value if not path else document.value.get("facts")
    for id, shape in shapes.items():
        written = raw.get(id) if isinstance(raw, Mapping) else None
        if not isinstance(shape, FactShape) or not isinstance(written, dict):
            continue
        if ("value" in written) == ("values" in written) or written.get("values") == []:
            if "value" in written:
                yield Finding(
                    document.key_place(*path, id, "values"),
                    told("This fact has both a value and a list of values."),
                    told(
                        "Keep `value` for a figure that never changes, or `values` for one that "
                        "does."
                    ),
                )
            else:
                yield Finding(
                    document.key_place(*path, id),
                    told("The fact “%(id)s” has no value.", id=id),
                    told("Add its value, such as `%(id)s: {value: 1200}`.", id=id),
                )
        begins: dict[object, int] = {}
        for i, version in enumerate(shape.values or ()):
            day = (version.since.day, version.since.clock, version.since.offset)
            if day in begins and _is_written(document, (*path, id, "values", i, "from")):
                yield Finding(
                    document.place(*path, id, "values", i, "from"),
                    told("Two values of this fact start on the same date."),
                    told("Change the date of one of them, or delete one."),
                )
            begins[day] = i


def _is_written(document: Document, path: KeyPath) -> bool:
    return path in document.positions.values


CHECK = Check("fact-value", "error", find)
