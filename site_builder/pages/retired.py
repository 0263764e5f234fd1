"""What was public and is no longer: the sentences at its address, and pages that only lead on."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from site_builder.editions.edition import Selection
from site_builder.model.retired import Retired
from site_builder.pages.addresses import (
    FAQ,
    HISTORY,
    HOME,
    INCIDENTS,
    NOWHERE,
    ROOT,
    Linker,
    entry_path,
    incident_path,
    page_path,
    question_path,
    relative_linker,
)
from site_builder.pages.article import Article, ArticlePlan
from site_builder.pages.templates import render
from site_builder.pages.titles import entry_title, incident_and_status, question_title
from site_builder.pages.views import LinkView, moved_to
from site_builder.pages.voice import Body, Said, Voice, plain_said

_QUESTION, _PAGE = "faq/", "pages/"


@dataclass(frozen=True, slots=True)
class RetiredView:
    """`ids` are the anchors that the text had, `said` since when it is gone.

    `instead` leads to what readers should read.
    """

    ids: tuple[str, ...]
    said: Markup
    note: Body | None
    instead: Markup | None


def retired_questions(voice: Voice, category: str | None = None) -> tuple[Retired, ...]:
    """Return the questions that are gone: all, or those that were once in a category."""
    start = _QUESTION if category is None else f"{_QUESTION}{category}/"
    return tuple(
        retired
        for retired in voice.edition.selection.retired
        if any(key.startswith(start) for key in _keys(voice, retired))
    )


def _keys(voice: Voice, retired: Retired) -> tuple[str, ...]:
    """Return the key of what is gone, and those that it had before."""
    return (retired.key, *voice.earlier_keys(retired.key))


def retired_updates(selection: Selection, incident: str) -> tuple[Retired, ...]:
    """Return the updates of an incident that are gone."""
    start = f"{incident}/"
    return tuple(retired for retired in selection.retired if retired.key.startswith(start))


def retired_views(
    voice: Voice, gone: Iterable[Retired], link: Linker, taken: Iterable[str]
) -> tuple[RetiredView, ...]:
    """Return what stands at the places of texts that are gone; others keep their `taken` ids."""
    used = set(taken)
    views = []
    for retired in gone:
        known = (id for key in _keys(voice, retired) for id in _ids(key))
        ids = [id for id in dict.fromkeys(known) if id not in used]
        ids += _of_corrections(voice, retired, ids[:1])
        used.update(ids)
        views.append(retired_view(voice, retired, link, tuple(ids)))
    return tuple(views)


def _of_corrections(voice: Voice, retired: Retired, ids: Iterable[str]) -> Iterator[str]:
    """Yield the anchors that the corrections of a text had."""
    seen = voice.record.entries.get(retired.key) if voice.record is not None else None
    for note in seen.notes if seen is not None else ():
        yield from (f"{id}/correction-{note.partition(' ')[2]}" for id in ids)


def retired_plans(voice: Voice, there: Collection[str]) -> Iterator[ArticlePlan]:
    """Yield the pages of what is gone and of what has moved, except those that are `there`."""
    selection = voice.edition.selection
    pages: dict[str, list[Retired]] = {}
    for retired in selection.retired:
        path = _page(retired.key)
        if path is not None and path not in there:
            pages.setdefault(path, []).append(retired)
    for path, gone in pages.items():
        yield ArticlePlan(
            path=path,
            section=NOWHERE,
            made_of=(),
            make=partial(_retired_page, voice, path, tuple(gone)),
            is_former=True,
        )
    if voice.record is not None:
        for path in sorted(set(voice.record.pages).difference(there, pages)):
            yield ArticlePlan(
                path=path,
                section=NOWHERE,
                made_of=(),
                make=partial(_left_page, voice, path),
                is_former=True,
            )


def _page(key: str) -> str | None:
    """Return the page that a text had; None for editions and files."""
    if key.startswith(_QUESTION):
        return question_path(key.rpartition("/")[2])
    if key.startswith(_PAGE):
        return page_path(key.removeprefix(_PAGE))
    owner, _, id = key.partition("/")
    return incident_path(owner) if not id or id[:1].isdigit() else None


def _ids(key: str) -> tuple[str, ...]:
    """Return the anchors that a text had on the page that it shared with others."""
    if key.startswith(_QUESTION):
        return (key.rpartition("/")[2], key.removeprefix(_QUESTION))
    return (key.rpartition("/")[2],)


def retired_view(
    voice: Voice,
    retired: Retired,
    link: Linker,
    ids: tuple[str, ...] = (),
    instead: LinkView | None = None,
) -> RetiredView:
    """Return what stands at the place of a text; `instead` replaces what its `to` leads to."""
    instead = instead or _instead(voice, retired, link)
    return RetiredView(
        ids=ids,
        said=voice.phrase("Removed on %(date)s.", date=voice.date(retired.at)),
        note=voice.body(retired.note, voice.edition.at, 3, link) if retired.note else None,
        instead=voice.phrase("Read instead: %(page)s", page=instead.html) if instead else None,
    )


def _instead(voice: Voice, retired: Retired, link: Linker) -> LinkView | None:
    """Return the link to what readers should read instead; None if it is not there either."""
    to = retired.to
    if to is None:
        return None
    catalogue = voice.edition.selection.catalogue
    key = catalogue.keys.get(to, to)
    if (entry := voice.entries.get(key)) is not None:
        return LinkView(link(entry_path(entry)), entry_title(voice, key))
    if (shown := voice.incidents.get(key)) is not None:
        title = incident_and_status(voice, shown.incident, shown.status)
        return LinkView(link(incident_path(key)), title)
    for page in voice.edition.selection.pages:
        if f"{_PAGE}{page.id}" == key:
            return LinkView(link(page_path(page.id)), voice.text(page.title, voice.edition.at))
    for there in catalogue.countries.values():
        for locale in there.locales:
            if f"{there.id}/{locale}" == key:
                return LinkView(link(f"{ROOT}{key}/"), plain_said(voice.language(locale)))
    return None


def _retired_page(voice: Voice, path: str, gone: tuple[Retired, ...]) -> Article:
    title = voice.say("No longer on this site")
    link = relative_linker(path)
    html = render(
        "articles/retired.html",
        title=title,
        moved=None,
        gone=retired_views(voice, gone, link, ()),
        home=LinkView(link(HOME), plain_said(voice.say("Situation"))),
    )
    return Article(title, title, html)


def _left_page(voice: Voice, path: str) -> Article:
    """Return the page at an address whose content is on another page now."""
    link = relative_linker(path)
    to, label = _where(voice, path)
    moved = moved_to(voice, LinkView(link(to), label))
    html = render("articles/retired.html", title=label.text, moved=moved, gone=(), home=None)
    return Article(label.text, label.text, html, canonical=to)


def _where(voice: Voice, path: str) -> tuple[str, Said]:
    """Return the page that has the content of one that is no longer made, and its name."""
    if path.startswith(FAQ):
        anchor = path.removeprefix(FAQ).strip("/")
        for question in voice.edition.selection.questions:
            if anchor in question.other_anchors:
                return entry_path(question), question_title(voice, question)
        return FAQ, plain_said(voice.say("Questions and answers"))
    if path.startswith((HISTORY, INCIDENTS)):
        return HISTORY, plain_said(voice.say("All updates by month"))
    return HOME, plain_said(voice.say("Situation"))
