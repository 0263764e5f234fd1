"""The parts inside the shell of a page."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import lru_cache, partial

from markupsafe import Markup

from site_builder.editions.edition import ShownIncident, ShownQuestion
from site_builder.model.site import Page

# No text contains characters for private use (markdown/slots.py).
SECTION = Markup("\ue020section\ue021")
"""The mark in an article's HTML for its next section."""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of an article that shows one entry and does not depend on the others.

    `rest` is everything else that can differ between two builds.
    """

    shown: ShownIncident | ShownQuestion | Page
    html: Callable[[], Markup]
    rest: tuple[object, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """`data` is a script element for search engines.

    `canonical` is the path of the page that has the same content and should be found instead.

    `sections` go into `html` at each SECTION. They are rendered only when they are needed, because
    most of a long page is the same from build to build.
    """

    title: str
    description: str
    html: Markup
    data: Markup | None = None
    sections: tuple[Section, ...] = ()
    canonical: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticlePlan:
    """An article before it is rendered.

    `path` is the page's address in the edition, `section` the tab it belongs to. `made_of` are the
    entries whose texts it shows, and `rest` is everything else that can differ between two builds.
    `styles` are the stylesheets in assets/apart/ that it needs. A page that `is_small` repeats what
    another page has: it has no Markdown twin and no preview picture. One that `is_former` is there
    for its address only, and no list names it.
    """

    path: str
    section: str
    made_of: tuple[ShownIncident | ShownQuestion | Page, ...]
    make: Callable[[], Article]
    rest: tuple[object, ...] = ()
    is_small: bool = False
    styles: tuple[str, ...] = ()
    is_former: bool = False


def shared(plans: Iterable[ArticlePlan]) -> tuple[ArticlePlan, ...]:
    """Return the plans; an article requested twice in a row is rendered once.

    A page and its Markdown twin are made one after the other, and no more than one article is kept.
    """
    kept = tuple(plans)

    @lru_cache(maxsize=1)
    def made(index: int) -> Article:
        return kept[index].make()

    return tuple(replace(plan, make=partial(made, i)) for i, plan in enumerate(kept))
