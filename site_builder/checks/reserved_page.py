"""A hand-written page whose address the builder needs for its own.

Fails:

    # content/countries/lu.yml
    locales: [fr]
    # content/pages/faq.fr.md
    ---
    title: Questions
    ---

    Texte

Passes:

    # content/countries/lu.yml
    locales: [fr]
    # content/pages/about.fr.md
    ---
    title: Questions
    ---

    Texte
"""

from __future__ import annotations

from collections.abc import Iterable

from site_builder.checks.check import Check, Examined
from site_builder.model.problem import Finding, Place

RESERVED = (
    "faq",
    "incidents",
    "services",
    "history",
    "contact",
    "api",
    "lite",
    "feed",
    "feeds",
    "archive",
    "maintenance",
)


def find(examined: Examined) -> Iterable[Finding]:
    for shaped in examined.shaped:
        document = shaped.document
        if document.kind == "page" and document.id in RESERVED:
            yield Finding(
                Place(document.file),
                f"The address “{document.id}/” belongs to the builder's own page.",
                f"Give the file another name, such as `about-{document.id}`.",
            )


CHECK = Check("reserved-page", "error", find)
