"""The questions: all by category, a page for each category and each audience.

Up to 15 answers are open, more are folded. If there are too many for one page (`amount.py`), the
answers are on the pages of their categories, and the page of all questions lists the questions.
Otherwise the pages of the categories list them: each address leads to the answer in both forms,
because a site that grows or shrinks must not break links.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, partial

from markupsafe import Markup

from site_builder.editions.amount import FEWEST_TO_FILTER, MOST_OPEN
from site_builder.editions.anchors import OF_PAGES
from site_builder.editions.edition import Selection, ShownCategory, ShownQuestion
from site_builder.editions.selection import question_in
from site_builder.language.numbers import format_number
from site_builder.model.country import GROUP
from site_builder.model.locale import LocaleId
from site_builder.model.text import Text
from site_builder.pages.addresses import (
    CONTACT,
    FAQ,
    ROOT,
    Linker,
    audience_path,
    category_page,
    entry_path,
    relative_linker,
)
from site_builder.pages.article import SECTION, Article, ArticlePlan, Section
from site_builder.pages.correction_views import correction_anchors
from site_builder.pages.question import moved_pages, question_plans
from site_builder.pages.retired import RetiredView, retired_questions, retired_views
from site_builder.pages.templates import render
from site_builder.pages.titles import question_title
from site_builder.pages.views import (
    LinkView,
    former_anchors,
    moved_to,
    question_version,
    question_view,
)
from site_builder.pages.voice import Said, Voice


def faq_plans(voice: Voice, paged: frozenset[str]) -> Iterator[ArticlePlan]:
    """Yield the page of all questions, and those of categories, audiences and questions.

    `paged` are the keys of the questions that have a page of their own.
    """
    selection = voice.edition.selection
    pages = tuple(sorted(paged))
    yield ArticlePlan(
        path=FAQ,
        section=FAQ,
        styles=("faq",),
        made_of=selection.questions,
        make=partial(faq, voice, paged),
        rest=(
            pages,
            _group_locale(voice),
            _earlier(voice),
            voice.record.pages if voice.record else (),
        ),
    )
    for category in selection.categories:
        yield ArticlePlan(
            path=category_page(category.id),
            section=FAQ,
            styles=("faq",),
            made_of=category.questions,
            make=partial(for_category, voice, category, paged),
            rest=(pages, selection.is_split, _earlier(voice)),
            is_small=not selection.is_split,
        )
    for id, name in audiences_of(selection).items():
        yield ArticlePlan(
            path=audience_path(id),
            section=FAQ,
            styles=("faq",),
            made_of=selection.questions,
            make=partial(for_audience, voice, id, name),
        )
    yield from question_plans(voice, paged)


def leading_pages(selection: Selection) -> frozenset[str]:
    """Return the pages that only lead to answers on other pages."""
    lists = () if selection.is_split else selection.categories
    moved = (former for former, _ in moved_pages(selection))
    return frozenset((*(category_page(category.id) for category in lists), *moved))


def audiences_of(selection: Selection) -> dict[str, Text]:
    """Return the audiences of a question here, in the order of content/site.yml."""
    addressed = {id for question in selection.questions for id in question.question.audiences}
    known = selection.catalogue.site.audiences
    return {id: name for id, name in known.items() if id in addressed}


def faq(voice: Voice, paged: frozenset[str]) -> Article:
    """Return all questions by category: with their answers, or as links to them."""
    link = relative_linker(FAQ)
    title = voice.say("Questions and answers")
    selection = voice.edition.selection
    is_split, count = selection.is_split, len(selection.questions)
    has_filter = count >= FEWEST_TO_FILTER
    gone = _gone(voice, link, None)
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
                "href": link(category_page(category.id)) if is_split else f"#{category.id}",
                "name": voice.text(category.name, voice.edition.at),
                "count": format_number(len(category.questions), voice.locale),
                "entries": [_line(voice, question, link) for question in category.questions],
            }
            for category in selection.categories
        ],
        most_asked=[
            LinkView(link(entry_path(q)) if is_split else f"#{q.anchor}", question_title(voice, q))
            for q in selection.most_asked
        ],
        is_split=is_split,
        has_filter=has_filter,
        # Folded answers are a list already.
        has_contents=has_filter and count <= MOST_OPEN,
        section=SECTION,
        contact_href=link(CONTACT),
        group=_group_link(voice),
        gone=gone,
        left=_left(voice, gone),
    )
    sections = () if is_split else _sections(voice, selection.questions, FAQ, paged, 3)
    return Article(title, title, html, sections=sections)


def for_category(voice: Voice, category: ShownCategory, paged: frozenset[str]) -> Article:
    """Return the questions of a category: with their answers, or as links to them."""
    path = category_page(category.id)
    link = relative_linker(path)
    title = voice.text(category.name, voice.edition.at)
    is_split = voice.edition.selection.is_split
    html = render(
        "articles/category.html",
        title=title,
        words=voice.words,
        language=voice.edition.language_tag,
        entries=[] if is_split else [_line(voice, q, link) for q in category.questions],
        count=len(category.questions),
        has_filter=len(category.questions) >= FEWEST_TO_FILTER,
        section=SECTION,
        faq_href=link(FAQ),
        contact_href=link(CONTACT),
        gone=_gone(voice, link, category.id),
        moved=_moved_away(voice, category, link),
    )
    told = voice.say(
        "%(label)s: %(text)s", label=voice.say("Questions and answers"), text=title.text
    )
    if not is_split:
        return Article(title.text, told, html, canonical=FAQ)
    sections = _sections(voice, category.questions, path, paged, 2)
    return Article(title.text, told, html, sections=sections)


def _earlier(voice: Voice) -> list[tuple[str, ...]]:
    """Return the other anchors of all questions, by which older links find them."""
    return [former_anchors(voice, question) for question in voice.edition.selection.questions]


def _gone(voice: Voice, link: Linker, category: str | None) -> tuple[RetiredView, ...]:
    """Return what stands at the places of answers that are gone."""
    gone = retired_questions(voice, category)
    return retired_views(voice, gone, link, _ids(voice)) if gone else ()


def _ids(voice: Voice) -> set[str]:
    """Return the ids of a page with all questions."""
    selection = voice.edition.selection
    ids = {*OF_PAGES, *(category.id for category in selection.categories)}
    for question in selection.questions:
        ids |= {question.anchor, *former_anchors(voice, question)}
    return ids


def _moved_away(
    voice: Voice, category: ShownCategory, link: Linker
) -> list[tuple[list[str], Markup]]:
    """Return where the questions are that a category had once, with the ids that they had."""
    start = f"{category.id}/"
    here = {id for q in category.questions for id in (q.anchor, *former_anchors(voice, q))}
    moved = []
    for question in voice.edition.selection.questions:
        if question.category != category.id:
            old = [a for a in former_anchors(voice, question) if a.startswith(start)]
            ids = [id for a in old for id in (a.removeprefix(start), a) if id not in here]
            if ids:
                here.update(ids)
                to = LinkView(link(entry_path(question)), question_title(voice, question))
                moved.append((ids, moved_to(voice, to)))
    return moved


def _left(voice: Voice, gone: Iterable[RetiredView]) -> tuple[str, ...]:
    """Return the ids of categories and questions that have no place on the page any more."""
    if voice.record is None:
        return ()
    names = {path.removeprefix(FAQ)[:-1] for path in voice.record.pages if path.startswith(FAQ)}
    taken = {*_ids(voice), *(id for view in gone for id in view.ids)}
    return tuple(sorted(name for name in names - taken if name and not name.startswith("for/")))


def _line(voice: Voice, question: ShownQuestion, link: Linker) -> dict[str, object]:
    """Return a link to an answer, with every anchor that it has or had."""
    former = former_anchors(voice, question)
    corrections = correction_anchors(question.anchor, question.corrections, former)
    return {
        "anchor": question.anchor,
        "key": question_version(question),
        "former": (*former, *corrections),
        "href": link(entry_path(question)),
        "title": question_title(voice, question),
    }


def _sections(
    voice: Voice,
    questions: tuple[ShownQuestion, ...],
    path: str,
    paged: frozenset[str],
    level: int,
) -> tuple[Section, ...]:
    is_folded = len(questions) > MOST_OPEN

    def section(question: ShownQuestion) -> Section:
        has_page = question.key in paged
        make = partial(_section, voice, question, path, is_folded, has_page, level)
        # A page and its Markdown twin show the same.
        return Section(
            question, cache(make), (is_folded, has_page, former_anchors(voice, question))
        )

    return tuple(map(section, questions))


def _section(
    voice: Voice, question: ShownQuestion, path: str, is_folded: bool, has_page: bool, level: int
) -> Markup:
    view = question_view(voice, question, relative_linker(path), level + 1, has_page=has_page)
    return render(
        "components/question.html",
        view=view,
        level=level,
        words=voice.words,
        is_folded=is_folded,
        is_marked=True,
    )


def _group_locale(voice: Voice) -> LocaleId | None:
    """Return the language of the group's answers for a country without any."""
    selection = voice.edition.selection
    group = selection.catalogue.countries.get(GROUP)
    if group is None or selection.country.id == GROUP or selection.questions:
        return None
    answered = (
        not question.is_draft
        and GROUP in question.countries
        and question.category in selection.catalogue.categories
        and question_in(question, selection.catalogue, GROUP, selection.at) is not None
        for question in selection.catalogue.questions
    )
    if not any(answered):
        return None
    own = voice.edition.locale
    return own if own in group.locales else group.locales[0]


def _group_link(voice: Voice) -> LinkView | None:
    locale = _group_locale(voice)
    if locale is None:
        return None
    name = voice.country_name(voice.edition.selection.catalogue.countries[GROUP])
    text = voice.say("%(label)s: %(text)s", label=name, text=voice.say("Questions and answers"))
    href = relative_linker(FAQ)(f"{ROOT}{GROUP}/{locale}/{FAQ}")
    return LinkView(href, Said(text=text, attributes=Markup(""), notice=None))


def for_audience(voice: Voice, id: str, name: Text) -> Article:
    """Return the questions of an audience, then those for everyone."""
    path = audience_path(id)
    link = relative_linker(path)
    title = voice.text(name, voice.edition.at)
    questions = voice.edition.selection.questions
    own = [q for q in questions if id in q.question.audiences]
    common = [q for q in questions if not q.question.audiences]
    is_folded = len(own) + len(common) > MOST_OPEN

    def shown(chosen: Iterable[ShownQuestion], level: int) -> list[Markup]:
        return [
            render(
                "components/question.html",
                view=question_view(voice, question, link, level + 1),
                level=level,
                words=voice.words,
                is_folded=is_folded,
                is_marked=False,
            )
            for question in chosen
        ]

    html = render(
        "articles/audience.html",
        title=title,
        words=voice.words,
        own=shown(own, 2),
        common=shown(common, 3),
        has_filter=len(own) + len(common) >= FEWEST_TO_FILTER,
        faq_href=link(FAQ),
        contact_href=link(CONTACT),
    )
    description = voice.say("Questions and answers")
    told = voice.say("%(label)s: %(text)s", label=description, text=title.text)
    return Article(title.text, told, html)
