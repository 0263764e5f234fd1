"""The ways to reach the team, and pages written by hand."""

from __future__ import annotations

from site_builder.editions.selection import out_at
from site_builder.model.site import Page
from site_builder.pages.addresses import (
    page_path,
    relative_linker,
)
from site_builder.pages.article import Article
from site_builder.pages.contact_views import contact_views
from site_builder.pages.correction_views import correction_views
from site_builder.pages.replaced_words import with_replaced_words
from site_builder.pages.templates import render
from site_builder.pages.voice import Voice


def contact(voice: Voice) -> Article:
    title = voice.say("Contact")
    html = render(
        "articles/contact.html",
        title=title,
        words=voice.words,
        contacts=contact_views(voice),
    )
    return Article(title, title, html)


def hand_written(voice: Voice, page: Page) -> Article:
    """Return a page of content/pages/."""
    path = page_path(page.id)
    corrections = out_at(page.corrections, voice.edition.at)
    title = voice.text(page.title, voice.edition.at)
    html = render(
        "articles/page.html",
        title=title,
        words=voice.words,
        is_draft=page.is_draft,
        published=voice.phrase("Published %(date)s", date=voice.date(page.published))
        if page.published
        else None,
        text=voice.body(page.text, voice.edition.at, 2, relative_linker(path), page.id),
        corrections=with_replaced_words(
            voice,
            f"pages/{page.id}",
            corrections,
            correction_views(voice, page.id, corrections, relative_linker(path)),
        ),
    )
    return Article(title.text, title.text, html)
