"""The configuration of a build, from memory if mkdocs.yml is unchanged."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from site_builder.build.host import Host, RememberedShells
from site_builder.build.memory import NOTHING, Memory
from site_builder.build.request import NeedsMkDocs
from site_builder.model.parts import digest_of
from site_builder.theme.look import font_file

if TYPE_CHECKING:
    from site_builder.pages.shell import Shells


LoadHost = Callable[[Path, Path | None], "tuple[Host, Shells] | None"]
"""From mkdocs.yml and the target folder to the host; None if MkDocs itself must build the site."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Configured:
    """`digest` covers mkdocs.yml, the command, and the folders of site and program.

    `content` covers mkdocs.yml alone, which is everything if it `is_whole`.
    """

    host: Host
    shells: RememberedShells
    digest: bytes
    content: bytes
    is_whole: bool


def configure(
    config_file: Path, site_dir: Path | None, load_host: LoadHost, memory: Memory = NOTHING
) -> Configured:
    """Return the host, from memory if mkdocs.yml is unchanged. Raises the same errors as
    `build_site`.
    """
    written = config_file.read_bytes()
    # A copied checkout includes its cache; the folders named in it are those of the original.
    asked = (str(config_file.resolve()), str(site_dir and site_dir.resolve()), sys.prefix)
    said = digest_of(asked, written)

    def load() -> tuple[Host, Shells]:
        loaded = load_host(config_file, site_dir)
        if loaded is None:
            raise NeedsMkDocs
        return loaded

    # These words bring in other files or the environment.
    is_whole = b"!ENV" not in written and b"INHERIT" not in written
    content, known = digest_of(written), memory.host
    if known is not None and memory.config == said and is_whole and _has_its_fonts(known):
        shells = RememberedShells(memory.shells, lambda: load()[1])
        return Configured(
            host=known, shells=shells, digest=said, content=content, is_whole=is_whole
        )
    host, made = load()
    return Configured(
        host=host,
        shells=RememberedShells({}, lambda: made),
        digest=said,
        content=content,
        is_whole=is_whole,
    )


def _has_its_fonts(host: Host) -> bool:
    """Return whether the fonts named in mkdocs.yml are still the same files."""
    try:
        return all(font_file(Path(font.path)) == font for font in host.look.fonts)
    except OSError:
        return False
