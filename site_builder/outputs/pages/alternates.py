"""The same page in other languages and countries, for search engines.

Source: Google Search Central, “Tell Google about localized versions of your page”: each version
names all of them and itself, by `link` elements or in a sitemap; both have the same content here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from site_builder.editions.edition import Edition
from site_builder.model.country import CountryId
from site_builder.outputs.keys import digest

DEFAULT = "x-default"
Alternate = tuple[str, str]
"""A language tag, and the address below the root of the site."""


@dataclass(frozen=True, slots=True)
class Alternates:
    """The versions of every page. `paths` are the pages of each country's editions.

    `named` are the editions to which a language tag leads. It can lead to only one: if two have the
    same tag (`at/de` and `at/de-AT`), the pages of the second have no alternates.
    """

    named: Mapping[str, Edition] = field(default_factory=dict)
    paths: Mapping[CountryId, frozenset[str]] = field(default_factory=dict)
    _known: dict[str, tuple[Alternate, ...]] = field(default_factory=dict)

    @classmethod
    def among(
        cls, editions: Sequence[Edition], paths: Mapping[CountryId, frozenset[str]]
    ) -> Alternates:
        named: dict[str, Edition] = {}
        for edition in editions:
            named.setdefault(edition.language_tag, edition)
        return cls(named, paths)

    def of(self, edition: Edition, path: str) -> tuple[Alternate, ...]:
        """Return the versions of a page that an edition has, itself among them, and the default."""
        if self.named[edition.language_tag].address != edition.address:
            return ()
        return self.versions(path)

    def versions(self, path: str) -> tuple[Alternate, ...]:
        """Return the versions of a page, and the choice at the root for all other readers."""
        if path not in self._known:
            versions = (
                (tag, f"{edition.address}/{path}")
                for tag, edition in self.named.items()
                if path in self.paths[edition.country.id]
            )
            self._known[path] = (*versions, (DEFAULT, ""))
        return self._known[path]

    def digest(self) -> bytes:
        """Return a digest that is equal if all pages have the same alternates."""
        addresses = [(tag, edition.address) for tag, edition in self.named.items()]
        return digest(addresses, [(id, sorted(paths)) for id, paths in self.paths.items()])
