"""The host of a build, from memory if mkdocs.yml is as it was."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from site_builder.host import Host, RememberedShells
from site_builder.look import font_file
from site_builder.memory import NOTHING, Memory
from site_builder.model.parts import digest_of
from site_builder.order import NeedsMkDocs

if TYPE_CHECKING:
    from site_builder.rendering.shell import Shells


@dataclass(frozen=True, slots=True)
class Configured:
    """`digest` is of what mkdocs.yml and the command say, and where site and program are.

    `content` is of what mkdocs.yml says alone, which is everything if it `is_whole`.
    """

    host: Host
    shells: RememberedShells
    digest: bytes
    content: bytes
    is_whole: bool


def configure(config_file: Path, site_dir: Path | None, memory: Memory = NOTHING) -> Configured:
    """The host, from memory where mkdocs.yml is as it was. Raises as `build_site` does."""
    written = config_file.read_bytes()
    # A copied checkout brings its cache along; the folders in it are those of the original.
    asked = (str(config_file.resolve()), str(site_dir and site_dir.resolve()), sys.prefix)
    said = digest_of(asked, written)

    def load() -> tuple[Host, Shells]:
        # MkDocs alone takes as long as most builds.
        from site_builder.theming import load_host

        loaded = load_host(config_file, site_dir)
        if loaded is None:
            raise NeedsMkDocs
        return loaded

    # What these words bring in stands in other files or in the environment.
    is_whole = b"!ENV" not in written and b"INHERIT" not in written
    content, known = digest_of(written), memory.host
    if known is not None and memory.config == said and is_whole and _has_its_fonts(known):
        shells = RememberedShells(memory.shells, lambda: load()[1])
        return Configured(known, shells, said, content, is_whole)
    host, made = load()
    return Configured(host, RememberedShells({}, lambda: made), said, content, is_whole)


def _has_its_fonts(host: Host) -> bool:
    """Whether the fonts that mkdocs.yml names are still the same files."""
    try:
        return all(font_file(Path(font.path)) == font for font in host.look.fonts)
    except OSError:
        return False
