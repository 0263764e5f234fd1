"""The Markdown twin of each page, so that assistants quote the current text with its date."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial

import yaml

from site_builder.model.date import Date
from site_builder.outputs.guides.as_markdown import as_markdown
from site_builder.outputs.guides.page_dates import page_dates
from site_builder.outputs.output import Output, PlannedSite, SiteContext
from site_builder.outputs.plan import Plan
from site_builder.outputs.site_name import preview_mark, titled
from site_builder.pages.addresses import HOME
from site_builder.pages.article import ArticlePlan
from site_builder.pages.voice import Voice

TWIN = "index.md"


def plan_twins(voice: Voice, site: PlannedSite) -> Iterable[Plan]:
    """`index.md` beside each page."""
    dates = page_dates(voice.edition.selection)
    name = titled(voice, site)
    for article in site.articles[voice.edition.address]:
        head = _head(voice, site, name, article.path, dates.get(article.path))
        key = site.key(voice, article.made_of, TWIN, article.path, article.rest, head)
        path = f"{voice.edition.address}/{article.path}{TWIN}"
        yield Plan(path, key, partial(_twin, article, head, preview_mark(voice, site)))


def _head(
    voice: Voice, site: SiteContext, name: str, path: str, changed: Date | None
) -> Mapping[str, str]:
    """What is above the text: where it is from, and how old it is."""
    head = {"site": name, "language": voice.edition.language_tag}
    if changed is not None:
        head["updated"] = changed.iso_in(voice.edition.country.zone)
    head["url"] = site.linker(voice.edition, path)(path if site.site_url else HOME)
    return head


def _twin(plan: ArticlePlan, head: Mapping[str, str], preview: str | None) -> bytes:
    article = plan.make()
    text = as_markdown(article.html)
    if preview is not None:
        text = f"**{preview}**\n\n{text}"
    written = yaml.safe_dump(
        {"title": article.title, **head}, allow_unicode=True, sort_keys=False, width=10_000
    )
    return f"---\n{written}---\n\n{text}\n".encode()


OUTPUT = Output("markdown", plan_twins)
