"""What an output is: a step from an edition to plans of artefacts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from typing import Any

from site_builder.catalogue.catalogue import Catalogue
from site_builder.editions.edition import Edition
from site_builder.model.artefact import Artefact
from site_builder.model.country import CountryId
from site_builder.model.file import SiteFile
from site_builder.model.site import FooterLink
from site_builder.outputs.feeds.feed import Feed
from site_builder.outputs.keys import Keys, Shown
from site_builder.outputs.pages.alternates import Alternates
from site_builder.outputs.plan import Plan
from site_builder.pages.addresses import Linker, absolute_linker, relative_linker
from site_builder.pages.article import ArticlePlan
from site_builder.pages.labels import Headline
from site_builder.pages.shell import Shells
from site_builder.pages.voice import Voice
from site_builder.theme.look import FontFile

NEVER_SAID = datetime(1970, 1, 1, tzinfo=UTC)
"""For formats that require a time if no text gives one: a recent one would look like news."""


def no_file(file: SiteFile) -> bytes:
    """For sites without files."""
    raise FileNotFoundError(file.source)


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteContext:
    """What is known about the whole site before its editions are planned.

    `site_url` ends with a slash; it is None if mkdocs.yml has none. `policy` is the pages'
    content security policy; served pages have none, because the dev server adds its own script.
    `security` are the contacts for vulnerabilities, `fonts` the extra fonts for pictures of
    text. `keys` is None if nothing is known about earlier builds. `root` is the edition at the
    root of the domain. `has_chosen_outputs` is true if mkdocs.yml lists the `outputs`.
    `is_preview` is true if each page is marked as not published, `has_log` if
    what is published is logged. `read_file` returns the
    published bytes of a file in content/files/.
    """

    site_name: str
    site_url: str | None
    editions: tuple[Edition, ...]
    outputs: frozenset[str]
    shells: Shells
    stylesheet: Artefact
    footer: tuple[FooterLink, ...] = ()
    logo: Artefact | None = None
    policy: str | None = None
    security: tuple[str, ...] = ()
    fonts: tuple[FontFile, ...] = ()
    keys: Keys | None = None
    root: Edition | None = None
    has_chosen_outputs: bool = False
    is_preview: bool = False
    has_log: bool = False
    read_file: Callable[[SiteFile], bytes] = no_file

    def key(self, voice: Voice, made_of: Iterable[Shown], *rest: object) -> bytes | None:
        """Return the key of a file that is made of some entries of an edition, and of `rest`."""
        return self.keys.of(voice, made_of, *rest) if self.keys else None

    def whole_key(self, *rest: object) -> bytes | None:
        """Return the key of a file without entries, made of `rest` and what all pages share."""
        return self.keys.of_site(*rest) if self.keys else None

    def folders(self, edition: Edition) -> tuple[str, ...]:
        """Return the folders of an edition's API and main feeds, below the root of the site."""
        own = f"{edition.address}/"
        return (own, "") if self.is_root(edition) else (own,)

    def is_root(self, edition: Edition) -> bool:
        """Return whether an edition is at the root of the domain."""
        return self.root is not None and edition.address == self.root.address

    def linker(self, edition: Edition, path: str) -> Linker:
        """Return links for a page read elsewhere: absolute if the site has an address."""
        if self.site_url is None:
            return relative_linker(path)
        return absolute_linker(self.site_url, edition)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedSite(SiteContext):
    """What an edition's outputs may know about the whole site.

    `headlines` are the situation in one sentence, `languages` the languages' names in themselves,
    `feeds` and `articles` those of the planned editions, each by the edition's address. `paths` are
    the pages of each country's editions, relative to the edition, `alternates` the versions of
    each.
    """

    headlines: Mapping[str, Headline]
    languages: Mapping[str, str]
    feeds: Mapping[str, tuple[Feed, ...]]
    articles: Mapping[str, tuple[ArticlePlan, ...]]
    paths: Mapping[CountryId, frozenset[str]]
    alternates: Alternates

    @classmethod
    def of(
        cls,
        site: SiteContext,
        *,
        headlines: Mapping[str, Headline],
        languages: Mapping[str, str],
        feeds: Mapping[str, tuple[Feed, ...]],
        articles: Mapping[str, tuple[ArticlePlan, ...]],
        paths: Mapping[CountryId, frozenset[str]],
        alternates: Alternates,
    ) -> PlannedSite:
        known: dict[str, Any] = {item.name: getattr(site, item.name) for item in fields(site)}
        return cls(
            **known,
            headlines=headlines,
            languages=languages,
            feeds=feeds,
            articles=articles,
            paths=paths,
            alternates=alternates,
        )


@dataclass(frozen=True, slots=True)
class Output:
    """`name` is its name in the setting `outputs` of mkdocs.yml.

    `plan_whole` plans the files that a site has once, `plan` those of an edition. `folders` are
    those that it writes into next to the pages of the edition, so no page may have these names.
    """

    name: str
    plan: Callable[[Voice, PlannedSite], Iterable[Plan]] | None = None
    plan_whole: Callable[[Sequence[Voice], PlannedSite], Iterable[Plan]] | None = None
    folders: tuple[str, ...] = ()


def root_edition(catalogue: Catalogue, editions: tuple[Edition, ...]) -> Edition | None:
    """Return the edition that content/site.yml names, otherwise the only one."""
    if catalogue.site.root is None:
        return editions[0] if len(editions) == 1 else None
    return next((e for e in editions if e.address == catalogue.site.root), None)
