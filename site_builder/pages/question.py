"""The page of one question, for search engines and for sharing a link with its own title."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from site_builder.editions.edition import Selection, ShownCategory, ShownQuestion
from site_builder.markdown.plain_text import one_line
from site_builder.pages.addresses import (
    CONTACT,
    FAQ,
    audience_path,
    category_page,
    entry_path,
    question_path,
    relative_linker,
)
from site_builder.pages.article import Article, ArticlePlan
from site_builder.pages.json_ld import question_data
from site_builder.pages.replaced_words import replaced_of, with_replaced_words
from site_builder.pages.templates import render
from site_builder.pages.views import LinkView, former_anchors, moved_to, question_view
from site_builder.pages.voice import Voice

_DESCRIPTION = 160
"""About as many characters as search engines show."""


def question_plans(voice: Voice, paged: frozenset[str]) -> Iterator[ArticlePlan]:
    """Yield the pages of the questions with these keys, also at their former addresses."""
    selection = voice.edition.selection
    taken = {audience_path(id) for id in selection.catalogue.site.audiences}
    for category in selection.categories:
        for question in category.questions:
            if question.key not in paged:
                continue
            anchors = (question.anchor, *_former(question))
            for path in (question_path(anchor) for anchor in anchors):
                if path in taken:
                    continue
                yield ArticlePlan(
                    path=path,
                    section=FAQ,
                    styles=("faq",),
                    made_of=(question,),
                    make=partial(_page, voice, question, category, path),
                    rest=(replaced_of(voice, question.key), former_anchors(voice, question)),
                    is_small=True,
                )


def moved_pages(
    selection: Selection, paged: frozenset[str] | None = None
) -> Iterator[tuple[str, str]]:
    """Yield the former addresses of the questions' own pages, each with the present one.

    `paged` are the questions with a page; None means all.
    """
    taken = {audience_path(id) for id in selection.catalogue.site.audiences}
    for question in selection.questions:
        if paged is None or question.key in paged:
            own = question_path(question.anchor)
            former = map(question_path, _former(question))
            yield from ((path, own) for path in former if path not in taken)


def _former(question: ShownQuestion) -> tuple[str, ...]:
    """Return the anchors that were a question's own once: not its long form, which never was."""
    long = f"{question.category}/{question.id}"
    return tuple(anchor for anchor in question.other_anchors if anchor != long)


def _page(voice: Voice, question: ShownQuestion, category: ShownCategory, path: str) -> Article:
    own = question_path(question.anchor)
    link = relative_linker(path)
    view = question_view(voice, question, link, 2)
    words = with_replaced_words(voice, question.key, question.corrections, view.corrections)
    view = replace(view, corrections=words)
    if question.published != question.updated:
        published = voice.phrase("Published %(date)s", date=voice.date(question.published))
        view = replace(view, dates=(published, *view.dates))
    name = voice.text(category.name, voice.edition.at)
    is_split = bool(question.folder)
    moved = moved_to(voice, LinkView(link(own), view.title)) if path != own else None
    html = render(
        "articles/question.html",
        view=view,
        words=voice.words,
        moved=moved,
        category=LinkView(
            link(category_page(category.id) if is_split else f"{FAQ}#{category.id}"), name
        ),
        faq_href=link(FAQ),
        contact_href=link(CONTACT),
    )
    return Article(
        view.title.text,
        beginning_of(one_line(view.body.html)),
        html,
        question_data(voice, question, view, link(entry_path(question))),
        canonical=own if moved else None,
    )


def beginning_of(text: str) -> str:
    """Return the beginning of a text, for search engines: whole words, if there are spaces."""
    if len(text) <= _DESCRIPTION:
        return text
    cut = text[:_DESCRIPTION]
    words = cut.rpartition(" ")[0]
    return f"{words if len(words) > _DESCRIPTION // 2 else cut}…"
