"""A picture has no alternative text.

Readers who cannot see the picture, and readers of feeds and mails, depend on this text.

Source: WCAG 2.2, 1.1.1.

Fails:

    # content/countries/lu.yml
    locales: [fr]
    # status/outage/incident.yml
    title: {fr: Panne}
    started: 2022-07-25
    # status/outage/2022-07-29.yml
    status: investigating
    as_of: 2022-07-29
    text: {fr: "![](files/plan.svg)"}
    # content/files/plan.svg
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 40"><path d="M0 0h60"/></svg>

Passes:

    # content/countries/lu.yml
    locales: [fr]
    # status/outage/incident.yml
    title: {fr: Panne}
    started: 2022-07-25
    # status/outage/2022-07-29.yml
    status: investigating
    as_of: 2022-07-29
    text: {fr: "![Les rues sans eau](files/plan.svg)"}
    # content/files/plan.svg
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 40"><path d="M0 0h60"/></svg>
"""

from __future__ import annotations

from collections.abc import Iterable

from site_builder.checking.engine import Check, Examined
from site_builder.checking.links import written_links
from site_builder.model.message import told
from site_builder.model.problem import Finding


def find(examined: Examined) -> Iterable[Finding]:
    for text in examined.texts:
        for link in written_links(text):
            if link.is_picture and not link.has_words and link.target.startswith("files/"):
                yield Finding(
                    link.place,
                    told("This picture has no description for readers who cannot see it."),
                    told(
                        "Describe what it shows: `![What the letter looks like](%(target)s)`.",
                        target=link.target,
                    ),
                )


CHECK = Check("picture-words", "error", find)
