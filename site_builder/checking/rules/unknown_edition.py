"""`root` names an edition that does not exist.

`root` is the edition served at the domain's root, where programs that know only the domain look
for `/api/v2/summary.json` and `/history.rss`.

Fails:

    # content/site.yml
    root: lu/de
    # content/countries/lu.yml
    locales: [fr]

Fails:

    # content/site.yml
    root: lu
    # content/countries/lu.yml
    locales: [fr]

Passes:

    # content/site.yml
    root: lu/fr
    # content/countries/lu.yml
    locales: [fr]
"""

from __future__ import annotations

from collections.abc import Iterable

from site_builder.checking.engine import Check, Examined
from site_builder.model.message import told
from site_builder.model.problem import Finding
from site_builder.shapes.fields import did_you_mean, shorten


def find(examined: Examined) -> Iterable[Finding]:
    if any(file.startswith("content/countries/") for file in examined.reading.unread):
        # The languages of a country with a broken file are not known.
        return
    known = [
        f"{id}/{locale}"
        for id, country in examined.catalogue.countries.items()
        for locale in country.locales
    ]
    for shaped in examined.of_kind("site"):
        root = shaped.shape.root
        if root is not None and root not in known:
            yield Finding(
                shaped.document.place("root"),
                told("Unknown edition “%(root)s”.", root=shorten(root)),
                did_you_mean(
                    root,
                    known,
                    told("The editions are: %(names)s.", names=", ".join(known)),
                ),
            )


CHECK = Check("unknown-edition", "error", find)
