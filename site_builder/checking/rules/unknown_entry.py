"""`supersedes` names an update or question that does not exist.

Fails:

    # content/countries/lu.yml
    locales: [fr]
    # status/outage/incident.yml
    title: {fr: Panne}
    started: 2022-07-25
    # status/outage/2022-07-29.yml
    status: investigating
    as_of: 2022-07-29
    text: {fr: Texte}
    supersedes: 2022-07-28

Passes:

    # content/countries/lu.yml
    locales: [fr]
    # status/outage/incident.yml
    title: {fr: Panne}
    started: 2022-07-25
    # status/outage/2022-07-29.yml
    status: investigating
    as_of: 2022-07-29
    text: {fr: Texte}
    # status/outage/2022-07-30.yml
    status: monitoring
    as_of: 2022-07-30
    text: {fr: Texte}
    supersedes: 2022-07-29
"""

from __future__ import annotations

from collections.abc import Iterable

from site_builder.catalogue.catalogue import Catalogue
from site_builder.catalogue.entry_keys import entry_key
from site_builder.checking.engine import Check, Examined
from site_builder.checking.named import named_entries
from site_builder.checking.nearest import Nearest
from site_builder.checking.references import written_references
from site_builder.model.message import told
from site_builder.model.problem import Finding
from site_builder.model.retired import Retired
from site_builder.reading.unit_names import NamedEntry
from site_builder.shapes.fields import shorten


def find(examined: Examined) -> Iterable[Finding]:
    known = known_keys(named_entries(examined), examined.catalogue.keys)
    near: dict[str, Nearest] = {}
    for shaped in examined.of_kind("update", "question"):
        document = shaped.document
        owner = document.owner if document.kind == "update" else ""
        for path, entry in written_references(document):
            if entry_key(entry, owner) not in known:
                if owner not in near:
                    own = {key.removeprefix(f"{owner}/") for key in known}
                    near[owner] = Nearest(known | own, _HINT)
                yield Finding(
                    document.place(*path),
                    told("Unknown update or question “%(entry)s”.", entry=shorten(entry)),
                    near[owner].hint(entry),
                )

    for retired in unknown_instead(examined.catalogue):
        entry = shorten(str(retired.to))
        yield Finding(
            retired.place,
            told("Readers are led to “%(entry)s”, which does not exist.", entry=entry),
            told("Write what they should read instead in `to`, or delete that line."),
        )


def unknown_instead(catalogue: Catalogue) -> Iterable[Retired]:
    """Return what is retired and leads to something that does not exist."""
    known = {*catalogue.keys, *catalogue.retired, *(i.id for i in catalogue.incidents)}
    known |= {f"pages/{page.id}" for page in catalogue.pages}
    for country in catalogue.countries.values():
        known |= {f"{country.id}/{locale}" for locale in country.locales}
    return [r for r in catalogue.retired.values() if r.to is not None and r.to not in known]


_HINT = told("Write the id of an update, `<incident>/<update>` or `faq/<category>/<id>`.")


def known_keys(entries: Iterable[NamedEntry], keys: Iterable[str]) -> set[str]:
    """Return the current and former keys of all entries that have a file, even a broken one."""
    known = {
        f"faq/{entry.owner}/{entry.id}" if entry.kind == "question" else f"{entry.owner}/{entry.id}"
        for entry in entries
        if entry.kind in ("update", "question")
    }
    return known | set(keys)


CHECK = Check("unknown-entry", "error", find, needs_whole_site=True)
