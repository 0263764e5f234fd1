"""What stands inside the shell of a page."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Article:
    """`path` is the page's address in the edition, `section` the tab it belongs to."""

    path: str
    section: str
    title: str
    description: str
    html: Markup
