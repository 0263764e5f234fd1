"""A hand-written page has an address that the builder uses itself.

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
from pathlib import PurePosixPath

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
    "strip",
)


def find(examined: Examined) -> Iterable[Finding]:
    for shaped in examined.shaped:
        document = shaped.document
        if document.kind == "page" and document.id in RESERVED:
            name = f"about-{PurePosixPath(document.file).name}"
            yield Finding(
                Place(document.file),
                f"The builder already makes a page at “{document.id}/”.",
                f"Rename the file, for example to `{name}`.",
            )


CHECK = Check("reserved-page", "error", find)
