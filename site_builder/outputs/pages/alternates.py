"""The same page in other languages and countries, as search engines are told of it.

Source: Google Search Central, “Tell Google about localized versions of your page”: each version
names all of them and itself, by `link` elements or in a sitemap; both say the same here.
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
    """The versions of every page. `paths` are the pages that the editions of each country have.

    `named` are the editions to which a language tag leads. It can lead to one only: where two have
    the same (`at/de` and `at/de-AT`), the pages of the second have no alternates.
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
        """The versions of a page that an edition has, itself among them, and the default."""
        if self.named[edition.language_tag].address != edition.address:
            return ()
        return self.versions(path)

    def versions(self, path: str) -> tuple[Alternate, ...]:
        """The versions of a page, and the choice at the root for readers whom none of them fits."""
        if path not in self._known:
            versions = (
                (tag, f"{edition.address}/{path}")
                for tag, edition in self.named.items()
                if path in self.paths[edition.country.id]
            )
            self._known[path] = (*versions, (DEFAULT, ""))
        return self._known[path]

    def digest(self) -> bytes:
        """The same where all pages have the same alternates."""
        addresses = [(tag, edition.address) for tag, edition in self.named.items()]
        return digest(addresses, [(id, sorted(paths)) for id, paths in self.paths.items()])
