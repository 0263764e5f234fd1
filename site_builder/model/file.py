"""A picture or a download of content/files/."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from site_builder.model.locale import LocaleId
from site_builder.model.problem import Place

FileKind = Literal["png", "jpg", "webp", "svg", "pdf", "docx", "xlsx", "csv"]
PICTURES: frozenset[FileKind] = frozenset(("png", "jpg", "webp", "svg"))


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteFile:
    """`name` is the name used in texts (`letter.png`); `locale` is set for `letter.de.png`.

    `digest` and `size` (in bytes) describe the published file; `width` and `height` are CSS pixels,
    0 for downloads.
    """

    name: str
    locale: LocaleId | None
    kind: FileKind
    digest: str
    size: int
    width: int
    height: int
    place: Place = field(compare=False)

    @property
    def is_picture(self) -> bool:
        return self.kind in PICTURES

    @property
    def source(self) -> str:
        """The file's own name in content/files/."""
        stem, _, ending = self.name.rpartition(".")
        return f"{stem}.{self.locale}.{ending}" if self.locale else self.name

    @property
    def path(self) -> str:
        """The address below the site's root; it changes with the content.

        Pictures have their own folder, because servers send them with their own policy.
        """
        stem, _, ending = self.source.rpartition(".")
        folder = "pictures" if self.is_picture else "files"
        return f"{folder}/{stem}-{self.digest}.{ending}"
