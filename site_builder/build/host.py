"""The parts of mkdocs.yml and the theme that a build needs, without MkDocs itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from site_builder.model.artefact import Artefact
from site_builder.pages.rendered_shell import Shell, view_digest
from site_builder.theme.look import Look
from site_builder.theme.settings import NotaryOptions, Settings

if TYPE_CHECKING:
    from site_builder.pages.shell import Shells, ShellView


@dataclass(frozen=True, slots=True, kw_only=True)
class Host:
    """`site_dir` is the published folder, `files` the theme's files that pages use.

    `custom_dir` is the folder with the site's own templates, if it has one, and `templates` a
    digest of its content.
    """

    settings: Settings
    site_dir: str = field(compare=False)
    precompress: bool
    custom_dir: str | None = field(compare=False)
    stylesheet: Artefact
    look: Look
    files: tuple[Artefact, ...]
    templates: bytes = b""
    notary: NotaryOptions = field(default_factory=NotaryOptions)


@dataclass(slots=True)
class RememberedShells:
    """Shells of earlier builds; the others come from `make`, which is called only for them."""

    known: Mapping[bytes, Shell]
    make: Callable[[], Shells]
    used: dict[bytes, Shell] = field(default_factory=dict)
    _maker: Shells | None = None

    def render(self, view: ShellView) -> Shell:
        digest = view_digest(view)
        shell = self.used.get(digest) or self.known.get(digest)
        if shell is None:
            if self._maker is None:
                self._maker = self.make()
            shell = self._maker.render(view)
        self.used[digest] = shell
        return shell

    def newest(self, most: int) -> dict[bytes, Shell]:
        """Return the shells of this build, then those of earlier ones, as many as `most`."""
        return dict(islice({**self.used, **self.known}.items(), most))
