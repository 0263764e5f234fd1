"""A text uses a `{name}` that is not a fact in every country that shows the text.

Fails:

    # content/facts.yml
    files: 4
    # content/countries/lu.yml
    locales: [fr]
    # status/outage/incident.yml
    title: {fr: Panne}
    started: 2022-07-25
    # status/outage/2022-07-29.yml
    status: investigating
    as_of: 2022-07-29
    text: {fr: "Il y a {file} fichiers"}

Passes:

    # content/facts.yml
    files: 4
    # content/countries/lu.yml
    locales: [fr]
    # status/outage/incident.yml
    title: {fr: Panne}
    started: 2022-07-25
    # status/outage/2022-07-29.yml
    status: investigating
    as_of: 2022-07-29
    text: {fr: "Il y a {files} fichiers"}
"""

from __future__ import annotations

from collections.abc import Iterable

from site_builder.checking.engine import Check, Examined
from site_builder.checking.named import countries_named, keys_of
from site_builder.checking.nearest import Nearest
from site_builder.model.message import told
from site_builder.model.problem import Finding


def find(examined: Examined) -> Iterable[Finding]:
    everywhere = keys_of(examined, "facts")
    own = {
        d.document.id: d.document.value["facts"]
        for d in examined.of_kind("country")
        if isinstance(d.document.value.get("facts"), dict)
    }
    known = {*(everywhere or ()), *(name for facts in own.values() for name in facts)}
    all_read = everywhere is not None and set(countries_named(examined)) == set(
        examined.catalogue.countries
    )
    otherwise = told("Add it to content/facts.yml. For a brace in the text, write `{{`.")
    near = Nearest(known, otherwise)
    for text in examined.texts:
        for name, offset in text.scan.facts:
            lacking = [id for id in sorted(text.countries) if name not in own.get(id, ())]
            message = hint = None
            if text.is_fact:
                message = told("A fact cannot contain other facts.")
                hint = told("Write the value itself.")
            elif name not in known and all_read:
                message = told("Unknown fact “%(name)s”.", name=name)
                hint = near.hint(name)
            elif everywhere is not None and name not in everywhere and name in known and lacking:
                message = told(
                    "The fact “%(name)s” does not exist in %(countries)s, where this text is also "
                    "shown.",
                    name=name,
                    countries=", ".join(lacking),
                )
                hint = told(
                    "Add `%(name)s: ...` to content/facts.yml, which applies to all countries.",
                    name=name,
                )
            if message is not None and hint is not None:
                yield Finding(text.inside(f"{{{name}}}", offset), message, hint)


CHECK = Check("unknown-fact", "error", find)
