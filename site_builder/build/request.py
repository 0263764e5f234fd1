"""The request for a build, and its result."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from site_builder.model.agenda import Agenda
from site_builder.model.problem import Problem
from site_builder.publish.mark import NOTHING_FOREIGN, Foreign

if TYPE_CHECKING:
    from site_builder.publish.attesting import Attested

PREVIEW = "preview"
"""The folder next to mkdocs.yml for what must not be confused with the published site."""


class NeedsMkDocs(Exception):
    """Other plugins or hooks in mkdocs.yml take part in the build, so MkDocs must run it."""


@dataclass(frozen=True, slots=True)
class BuildRequest:
    """What to build: the site at a given time, into `site_dir` if that is not None.

    A preview shows what is not public: drafts, or a time in the future. `new_log` starts a log of
    what was published, or replaces one that is damaged. A copy is of an earlier time, is published
    nowhere and enters no log; its pages say what the site said, if it `has_log`.
    """

    at: datetime
    site_dir: Path | None = None
    with_drafts: bool = False
    is_preview: bool = False
    new_log: bool = False
    is_copy: bool = False
    has_log: bool = False

    def folder(self, root: Path) -> Path | None:
        """Return the folder for the site; None for the one in mkdocs.yml."""
        if self.site_dir is None and self.is_preview:
            return root / PREVIEW
        return self.site_dir


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """`count` is the number of published files; None if errors left the site unchanged.

    `agenda` is what is ahead at the moment of the build; None if MkDocs found errors. `kept` is
    what the published folder held besides our files, and still holds. `attested` is the site's
    entry in its log, if it has one.
    """

    site_url: str | None
    site_dir: str
    problems: tuple[Problem, ...]
    count: int | None
    agenda: Agenda | None = None
    kept: Foreign = NOTHING_FOREIGN
    attested: Attested | None = None
