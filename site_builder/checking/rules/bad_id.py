"""The name of a service, fact, category or audience is not a valid id.

Ids become part of addresses and placeholders. They consist of lower-case letters, digits and
hyphens; names of facts may also have underscores.

Fails:

    # content/countries/lu.yml
    locales: [fr]
    # content/services.yml
    Web portal: {name: {fr: Portail}}

Passes:

    # content/countries/lu.yml
    locales: [fr]
    # content/services.yml
    web-portal: {name: {fr: Portail}}
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from site_builder.checking.engine import Check, Examined
from site_builder.model.entry_id import as_id, is_id
from site_builder.model.message import told
from site_builder.model.problem import Finding
from site_builder.model.retired import is_retired_key
from site_builder.reading.document import Document, KeyPath
from site_builder.shapes.fields import shorten

_FORMER = re.compile(r"(faq/)?([a-z0-9-]+/)?[a-z0-9-]+", re.ASCII)
_FACT = re.compile(r"[a-z0-9][a-z0-9_-]*", re.ASCII)


def find(examined: Examined) -> Iterable[Finding]:
    for shaped in examined.shaped:
        yield from _former(shaped.document)
        yield from _retired(shaped.document)
        for path in _names(shaped.document):
            name = str(path[-1])
            is_fact = shaped.document.kind in ("facts", "country")
            if _FACT.fullmatch(name) if is_fact else is_id(name):
                continue
            suggestion = as_id(name) or "name"
            yield Finding(
                shaped.document.key_place(*path),
                told("“%(text)s” is not a valid id.", text=shorten(name)),
                told(
                    "Use lower-case letters, digits and single hyphens: `%(name)s`.",
                    name=suggestion,
                ),
            )


def _retired(document: Document) -> Iterable[Finding]:
    for key in document.value if document.kind == "retired" else ():
        if not is_retired_key(str(key)):
            yield Finding(
                document.key_place(key),
                told("“%(text)s” is not the name of anything public.", text=shorten(str(key))),
                told(
                    "Write `<incident>`, `<incident>/<update>`, `faq/<category>/<question>`, "
                    "`pages/<page>`, or an edition such as `lu/fr`."
                ),
            )


def _former(document: Document) -> Iterable[Finding]:
    former = document.value.get("former")
    for i, id in enumerate(former if isinstance(former, list) else ()):
        if isinstance(id, str) and not _FORMER.fullmatch(id):
            yield Finding(
                document.place("former", i),
                told("“%(text)s” is not a valid id.", text=shorten(id)),
                told(
                    "Write the old name of the file or folder without its extension, such as "
                    "`which-data`."
                ),
            )


def _names(document: Document) -> Iterable[KeyPath]:
    """Yield the paths of all keys that are ids."""
    if document.kind in ("services", "facts", "categories"):
        yield from ((key,) for key in document.value)
    if document.kind == "claims":
        for key, claim in document.value.items():
            yield (key,)
            values = claim.get("values") if isinstance(claim, dict) else None
            yield from ((key, "values", value) for value in values or ())
    for kind, key in (("site", "audiences"), ("country", "facts")):
        below = document.value.get(key)
        if document.kind == kind and isinstance(below, dict):
            yield from ((key, name) for name in below)


CHECK = Check("bad-id", "error", find)
