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

from site_builder.checking.engine import Check, Examined
from site_builder.model.message import told
from site_builder.model.problem import Finding, Place


def find(examined: Examined) -> Iterable[Finding]:
    pages = [s.document for s in examined.shaped if s.document.kind == "page"]
    reserved = reserved_names() if pages else frozenset()
    for document in pages:
        if document.id in reserved:
            name = f"about-{PurePosixPath(document.file).name}"
            yield Finding(
                Place(document.file),
                told("The builder already makes a page at “%(id)s/”.", id=document.id),
                told("Rename the file, for example to `%(name)s`.", name=name),
            )


def reserved_names() -> frozenset[str]:
    """Return the folders that outputs write into an edition."""
    # Imported late: outputs import the checks.
    from site_builder.outputs.all_outputs import OUTPUTS

    return frozenset(folder.partition("/")[0] for o in OUTPUTS for folder in o.folders)


CHECK = Check("reserved-page", "error", find)
