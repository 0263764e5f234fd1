"""A text that will be published still has a gap to fill in, such as `[[What we know]]`.

New sites and packs contain such gaps, all of them in drafts. A draft may have gaps. Once a text is
no longer a draft, each of its gaps stops the build, so that no customer ever reads one.

Fails:

    # content/countries/lu.yml
    locales: [en]
    # status/outage/incident.yml
    title: {en: Outage}
    started: 2022-07-25
    # status/outage/2022-07-29.yml
    status: investigating
    as_of: 2022-07-29
    text: {en: "We are sorry. [[What we know so far]]"}

Passes:

    # content/countries/lu.yml
    locales: [en]
    # status/outage/incident.yml
    title: {en: Outage}
    started: 2022-07-25
    # status/outage/2022-07-29.yml
    status: investigating
    as_of: 2022-07-29
    text: {en: "We are sorry. The portal has not worked since noon."}
"""

from __future__ import annotations

from collections.abc import Iterable

from site_builder.checking.engine import Check, Examined
from site_builder.checking.gaps import gaps_in
from site_builder.model.message import told
from site_builder.model.problem import Finding
from site_builder.shapes.fields import shorten


def find(examined: Examined) -> Iterable[Finding]:
    drafts = {d.document.id for d in examined.of_kind("incident", "maintenance") if d.shape.draft}
    drafted = {
        (d.document.kind, d.document.owner, d.document.id)
        for d in examined.of_kind("update", "question", "page")
        if d.shape.draft or (d.document.kind == "update" and d.document.owner in drafts)
    }
    drafted |= {(kind, "", id) for kind in ("incident", "maintenance") for id in drafts}
    for text in examined.texts:
        document = text.document
        if (document.kind, document.owner, document.id) in drafted:
            continue
        for gap in gaps_in(text):
            yield Finding(
                text.inside(gap.written, gap.offset),
                told("“%(written)s” is still to be filled in.", written=shorten(gap.written)),
                told("Write the text in its place, or set `draft: true` until it is known."),
            )


CHECK = Check("placeholder", "error", find)
