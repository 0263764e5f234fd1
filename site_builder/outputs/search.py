"""The search index of an edition, as Material's search engine reads it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

from markupsafe import Markup

from site_builder.editions.edition import ShownIncident
from site_builder.language.search_languages import search_language
from site_builder.markdown.plain_text import one_line
from site_builder.outputs.keys import Shown
from site_builder.outputs.output import Output, SiteContext
from site_builder.outputs.plan import Plan
from site_builder.pages.addresses import (
    FAQ,
    Linker,
    entry_path,
    incident_path,
    page_path,
    relative_linker,
)
from site_builder.pages.titles import fact_moment, title_elsewhere, title_here
from site_builder.pages.voice import Body, Said, Voice
from site_builder.theme.scripts import SCRIPTS, without_map

INDEX = "search.json"
_MOST_UPDATES = 100
_Document = dict[str, str]


def plan_search(voice: Voice, site: SiteContext) -> Iterable[Plan]:
    """`search.json`: every question and page, and the newest updates."""
    if site.search is None:
        return
    selection = voice.edition.selection
    recent = selection.statements[:_MOST_UPDATES]
    made_of: list[Shown] = [shown for shown, _ in recent]
    made_of += [*selection.questions, *selection.pages]
    key = site.key(voice, made_of, INDEX, [update.update.key for _, update in recent])
    yield Plan(f"{voice.edition.address}/{INDEX}", key, partial(_index, voice))


def plan_engine(voices: Sequence[Voice], site: SiteContext) -> Iterable[Plan]:
    """The worker of the search, and the languages that the editions need; pages have its box."""
    if site.search is None or "pages" not in site.outputs:
        return
    languages = {script for v in voices for script in search_language(v.edition.locale).scripts}
    paths = [site.search.worker, *(f"{site.search.languages}/{name}" for name in sorted(languages))]
    for path in paths:
        source = Path(site.search.folder, path)
        script = without_map(source.read_bytes())
        yield Plan(f"{SCRIPTS}/{path}", site.whole_key(path, script), partial(bytes, script))


def _index(voice: Voice) -> bytes:
    documents = [*_questions(voice), *_updates(voice), *_pages(voice)]
    index = {"config": search_language(voice.edition.locale).config(), "docs": documents}
    return json.dumps(index, ensure_ascii=False, separators=(",", ":")).encode()


def _questions(voice: Voice) -> Iterator[_Document]:
    now, link = voice.edition.at, relative_linker("")
    selection = voice.edition.selection
    if selection.questions:
        title = Said(text=voice.say("Questions and answers"), attributes=Markup(""), notice=None)
        yield _document(FAQ, title, None)
    for question in selection.questions:
        body = voice.body(question.answer, now, 4, link)
        yield _document(entry_path(question), voice.text(question.title, now), body)


def _updates(voice: Voice) -> Iterator[_Document]:
    link: Linker = relative_linker("")
    incidents: set[str] = set()
    for shown, update in voice.edition.selection.statements[:_MOST_UPDATES]:
        if shown.incident.id not in incidents:
            incidents.add(shown.incident.id)
            yield _incident(voice, shown, link)
        moment = fact_moment(voice, update.update.released)
        body = voice.body(update.update.text, moment, 4, link)
        path = entry_path(update)
        # Several updates may say the same status: their dates tell them apart.
        dated = "" if update.update.title else title_here(voice, update).text
        yield _document(path, title_elsewhere(voice, update), body, dated)


def _incident(voice: Voice, shown: ShownIncident, link: Linker) -> _Document:
    now, incident = voice.edition.at, shown.incident
    summary = voice.body(incident.summary, now, 4, link) if incident.summary else None
    return _document(incident_path(incident.id), voice.text(incident.title, now), summary)


def _pages(voice: Voice) -> Iterator[_Document]:
    now = voice.edition.at
    for page in voice.edition.selection.pages:
        body = voice.body(page.text, now, 2, relative_linker(""))
        yield _document(page_path(page.id), voice.text(page.title, now), body)


def _document(location: str, title: Said, body: Body | None, first: str = "") -> _Document:
    """A document of the engine, with what only our script reads: languages, and the notice."""
    text = " ".join(filter(None, [first, one_line(body.html) if body else ""]))
    # The engine takes what looks like a tag for one.
    text = text.replace("<", "\u2039").replace(">", "\u203a")
    more = {
        "titleLang": title.language,
        "lang": body.language if body else None,
        "note": (body.notice if body else None) or title.notice,
    }
    return {
        "location": location,
        "title": title.text.replace("<", "\u2039"),
        "text": text,
        **{name: value for name, value in more.items() if value is not None},
    }


OUTPUT = Output("search", plan_search, plan_engine)
