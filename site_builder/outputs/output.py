"""What an output is: from an edition to artefacts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from site_builder.editions.edition import Edition
from site_builder.model.country import CountryId
from site_builder.rendering.shell import ShellRenderer
from site_builder.rendering.voice import Voice


@dataclass(frozen=True, slots=True)
class Artefact:
    """One file of the finished site; `path` is relative to its root, with slashes."""

    path: str
    content: bytes


@dataclass(frozen=True, slots=True)
class SiteContext:
    """What an edition's outputs may know of the whole site.

    `site_url` ends with a slash; it is None where mkdocs.yml gives none. `paths` are the pages
    that the editions of each country have, relative to the edition.
    """

    site_name: str
    site_url: str | None
    editions: tuple[Edition, ...]
    paths: Mapping[CountryId, frozenset[str]]
    outputs: frozenset[str]
    shells: ShellRenderer
    stylesheet: Artefact


@dataclass(frozen=True, slots=True)
class Output:
    """`name` is what the setting `outputs` of mkdocs.yml calls it."""

    name: str
    render: Callable[[Voice, SiteContext], Iterable[Artefact]]
