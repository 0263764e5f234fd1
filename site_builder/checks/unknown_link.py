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

from site_builder.checks.check import Check, Examined
from site_builder.model.problem import Finding
from site_builder.rendering.markdown import is_allowed, is_relative
from site_builder.shapes.fields import did_you_mean, shorten


def find(examined: Examined) -> Iterable[Finding]:
    known = known_targets(examined)
    for text in examined.texts:
        if not text.is_markdown:
            continue
        for target, offset in text.scan.links:
            if "{" in target or not is_allowed(target) or not is_relative(target):
                continue
            page, _, anchor = target.partition("#")
            written = f"{page.strip('/')}#{anchor}" if anchor else page.strip("/")
            if written not in known:
                yield Finding(
                    text.inside(target, offset),
                    f"“{shorten(target)}” leads to nothing on this site.",
                    did_you_mean(
                        written,
                        sorted(known),
                        "Write `faq/<category>/<question>`, `incidents/<id>` or `contact`.",
                    ),
                )


def known_targets(examined: Examined) -> set[str]:
    """Every path inside an edition that some edition has."""
    known = {"", "faq", "services", "history", "contact"}
    for shaped in examined.shaped:
        document = shaped.document
        former = document.value.get("former")
        ids = [document.id, *(str(id) for id in (former if isinstance(former, list) else []))]
        if document.kind == "page":
            known.add(document.id)
        elif document.kind == "question":
            for id in ids:
                path = id if "/" in id else f"{document.owner}/{id}"
                known |= {f"faq/{path}", f"faq#{path}"}
        elif document.kind in ("incident", "maintenance"):
            known |= {f"incidents/{id}" for id in ids}
        elif document.kind == "update":
            known |= {f"incidents/{document.owner}#{id}" for id in ids}
    return known


CHECK = Check("unknown-link", "error", find)
