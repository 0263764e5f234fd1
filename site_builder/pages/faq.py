"""The questions: all by category, and a page for each audience."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, partial

from markupsafe import Markup

from site_builder.editions.edition import Selection, ShownQuestion
from site_builder.model.text import Text
from site_builder.pages.addresses import FAQ, audience_path, relative_linker
from site_builder.pages.article import SECTION, Article, ArticlePlan, Section
from site_builder.pages.templates import render
from site_builder.pages.titles import question_title
from site_builder.pages.views import LinkView, question_view
from site_builder.pages.voice import Voice


def faq_plans(voice: Voice) -> Iterator[ArticlePlan]:
    """Yield the page of all questions and those of the audiences."""
    selection = voice.edition.selection
    yield ArticlePlan(path=FAQ, section=FAQ, made_of=selection.questions, make=partial(faq, voice))
    for id, name in audiences_of(selection).items():
        make = partial(for_audience, voice, id, name)
        yield ArticlePlan(
            path=audience_path(id), section=FAQ, made_of=selection.questions, make=make
        )


def audiences_of(selection: Selection) -> dict[str, Text]:
    """Return the audiences of a question here, in the order of content/site.yml."""
    addressed = {id for question in selection.questions for id in question.question.audiences}
    known = selection.catalogue.site.audiences
    return {id: name for id, name in known.items() if id in addressed}


def faq(voice: Voice) -> Article:
    """Return all questions by category."""
    link = relative_linker(FAQ)
    title = voice.say("Questions and answers")
    selection = voice.edition.selection
    html = render(
        "articles/faq.html",
        title=title,
        words=voice.words,
        language=voice.edition.language_tag,
        audiences=[
            LinkView(link(audience_path(id)), voice.text(name, voice.edition.at))
            for id, name in audiences_of(selection).items()
        ],
        categories=[
            {
                "id": category.id,
                "name": voice.text(category.name, voice.edition.at),
                "entries": [_listed(voice, question) for question in category.questions],
            }
            for category in selection.categories
        ],
        section=SECTION,
    )
    sections = tuple(
        # A page and its Markdown twin show the same.
        Section(question, cache(partial(_section, voice, question)))
        for category in selection.categories
        for question in category.questions
    )
    return Article(title, title, html, sections=sections)


def _listed(voice: Voice, question: ShownQuestion) -> dict[str, object]:
    title = question_title(voice, question)
    return {"anchor": question.anchor, "title": title}


def _section(voice: Voice, question: ShownQuestion) -> Markup:
    view = question_view(voice, question, relative_linker(FAQ))
    return render("components/question.html", view=view, words=voice.words)


def for_audience(voice: Voice, id: str, name: Text) -> Article:
    """Return the questions of an audience, then those for everyone."""
    path = audience_path(id)
    link = relative_linker(path)
    title = voice.text(name, voice.edition.at)
    questions = voice.edition.selection.questions

    def views(chosen: Iterable[ShownQuestion], top: int) -> list[object]:
        return [question_view(voice, question, link, top) for question in chosen]

    html = render(
        "articles/audience.html",
        title=title,
        words=voice.words,
        own=views((q for q in questions if id in q.question.audiences), 3),
        common=views((q for q in questions if not q.question.audiences), 4),
        faq_href=link(FAQ),
    )
    description = voice.say("Questions and answers")
    told = voice.say("%(label)s: %(text)s", label=description, text=title.text)
    return Article(title.text, told, html)
