"""A link inside the site that leads to no page, question, incident or update.

Fails:

    # content/countries/lu.yml
    locales: [fr]
    # status/outage/incident.yml
    title: {fr: Panne}
    started: 2022-07-25
    # status/outage/2022-07-29.yml
    status: investigating
    as_of: 2022-07-29
    text: {fr: "[ici](kontakt)"}

Passes:

    # content/countries/lu.yml
    locales: [fr]
    # status/outage/incident.yml
    title: {fr: Panne}
    started: 2022-07-25
    # status/outage/2022-07-29.yml
    status: investigating
    as_of: 2022-07-29
    text: {fr: "[ici](contact)"}
"""

from __future__ import annotations

from collections.abc import Iterable

from site_builder.catalogue.keys import former_question_key
from site_builder.checks.check import Check, Examined
from site_builder.checks.links import written_links
from site_builder.checks.named import named_entries
from site_builder.model.problem import Finding
from site_builder.reading.names import NamedEntry
from site_builder.rendering.markdown import is_allowed, is_relative
from site_builder.shapes.fields import did_you_mean, shorten


def find(examined: Examined) -> Iterable[Finding]:
    known = known_targets(named_entries(examined), examined.catalogue.categories)
    for text in examined.texts:
        for link in written_links(text):
            target = link.target
            if link.is_picture or "{" in target or not is_inside(target):
                continue
            written = normal_target(target)
            if written not in known:
                yield Finding(
                    link.place,
                    f"“{shorten(target)}” leads to nothing on this site.",
                    did_you_mean(
                        written,
                        sorted(known),
                        "Write `faq/<category>/<question>`, `incidents/<id>` or `contact`.",
                    ),
                )


def known_targets(named: Iterable[NamedEntry], categories: Iterable[str]) -> set[str]:
    """Every path inside an edition that some edition has."""
    known = {"", "faq", "services", "history", "contact"}
    entries = list(named)
    heads = {e.id: (e.id, *e.former) for e in entries if e.kind in ("incident", "maintenance")}
    for entry in entries:
        ids = (entry.id, *entry.former)
        if entry.kind == "page":
            known.add(entry.id)
        elif entry.kind == "question":
            for id in ids:
                path = former_question_key(id, entry.owner).removeprefix("faq/")
                known |= {f"faq/{path}", f"faq#{path}"}
        elif entry.kind in ("incident", "maintenance"):
            known |= {f"incidents/{id}" for id in ids}
        elif entry.kind == "update":
            owners = heads.get(entry.owner, (entry.owner,))
            known |= {f"incidents/{owner}#{id}" for owner in owners for id in ids}
    return known | {f"faq#{id}" for id in categories}


def normal_target(target: str) -> str:
    """A target without the slashes around its path."""
    page, _, anchor = target.partition("#")
    return f"{page.strip('/')}#{anchor}" if anchor else page.strip("/")


def is_inside(target: str) -> bool:
    """Whether it is a path of this site; other checks look at the rest."""
    return is_allowed(target) and is_relative(target)


CHECK = Check("unknown-link", "error", find, needs_whole_site=True)
