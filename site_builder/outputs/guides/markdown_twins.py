"""The Markdown twin of each page, so assistants quote the current text with its date."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

import yaml
from markupsafe import Markup

from site_builder.model.date import Date
from site_builder.outputs.guides.as_markdown import as_markdown
from site_builder.outputs.guides.page_dates import page_dates
from site_builder.outputs.output import Output, PlannedSite, SiteContext
from site_builder.outputs.plan import Kept, Piece, Plan
from site_builder.outputs.site_name import preview_mark, titled
from site_builder.pages.addresses import HOME
from site_builder.pages.article import SECTION, ArticlePlan
from site_builder.pages.voice import Voice

TWIN = "index.md"


def plan_twins(voice: Voice, site: PlannedSite) -> Iterable[Plan]:
    """Plan `index.md` next to each page."""
    dates = page_dates(voice.edition.selection)
    name = titled(voice, site)
    for article in site.articles[voice.edition.address]:
        if article.is_small:
            continue
        head = _head(voice, site, name, article.path, dates.get(article.path))
        key = site.key(voice, article.made_of, TWIN, article.path, article.rest, head)
        path = f"{voice.edition.address}/{article.path}{TWIN}"
        make = partial(_twin, voice, site, article, head, preview_mark(voice, site))
        yield Plan.of_pieces(path, key, make)


def _head(
    voice: Voice, site: SiteContext, name: str, path: str, changed: Date | None
) -> Mapping[str, str]:
    """Return the lines above the text: its address and its age."""
    head = {"site": name, "language": voice.edition.language_tag}
    if changed is not None:
        head["updated"] = changed.iso_in(voice.edition.country.zone)
    head["url"] = site.linker(voice.edition, path)(path if site.site_url else HOME)
    return head


def _twin(
    voice: Voice,
    site: SiteContext,
    plan: ArticlePlan,
    head: Mapping[str, str],
    preview: str | None,
    kept: Kept,
) -> Iterator[Piece]:
    article = plan.make()
    written = yaml.safe_dump(
        {"title": article.title, **head}, allow_unicode=True, sort_keys=False, width=10_000
    )
    mark = "" if preview is None else f"**{preview}**\n\n"
    # In its own paragraph, a mark stays separate from its surroundings.
    text = as_markdown(article.html.replace(SECTION, Markup(f"<p>{SECTION}</p>")))
    first, *others = text.split(SECTION)
    yield Piece(None, f"---\n{written}---\n\n{mark}{first}".encode())
    keys = [
        site.key(voice, (section.shown,), TWIN, plan.path, *section.rest)
        for section in article.sections
    ]
    # The converter takes as long to start as to convert a section, so it gets them all at once.
    new = [s for s, key in zip(article.sections, keys, strict=True) if not kept.has(key)]
    texts = iter(_converted([section.html() for section in new]))
    for key, rest in zip(keys, others, strict=True):
        yield kept.part(key, lambda: next(texts).encode())
        yield Piece(None, rest.encode())
    yield Piece(None, b"\n")


def _converted(sections: Sequence[Markup]) -> list[str]:
    """Each of the sections as Markdown."""
    if not sections:
        return []
    between = f"\n<p>{SECTION}</p>\n"
    return [text.strip() for text in as_markdown(between.join(sections)).split(SECTION)]


OUTPUT = Output("markdown", plan_twins)
