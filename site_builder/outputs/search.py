"""The search index of an edition, in the format of Material's search engine."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

from markupsafe import Markup

from site_builder.editions.edition import ShownIncident, ShownQuestion, ShownUpdate
from site_builder.language.search_languages import search_language
from site_builder.markdown.plain_text import one_line
from site_builder.model.site import Page
from site_builder.outputs.keys import Shown
from site_builder.outputs.output import Output, SiteContext
from site_builder.outputs.plan import Kept, Piece, Plan
from site_builder.pages.addresses import (
    FAQ,
    entry_path,
    incident_path,
    page_path,
    relative_linker,
)
from site_builder.pages.titles import fact_moment, question_title, title_elsewhere, title_here
from site_builder.pages.voice import Body, Said, Voice
from site_builder.theme.scripts import SCRIPTS, without_map

INDEX = "search.json"
_MOST_UPDATES = 100
_Document = dict[str, str]
_LINK = relative_linker("")


def plan_search(voice: Voice, site: SiteContext) -> Iterable[Plan]:
    """`search.json`: every question and page, and the newest updates."""
    if site.search is None:
        return
    selection = voice.edition.selection
    recent = selection.statements[:_MOST_UPDATES]
    made_of: list[Shown] = [shown for shown, _ in recent]
    made_of += [*selection.questions, *selection.pages]
    key = site.key(voice, made_of, INDEX, [update.update.key for _, update in recent])
    path = f"{voice.edition.address}/{INDEX}"
    yield Plan.of_pieces(path, key, partial(_index, voice, site))


def plan_engine(voices: Sequence[Voice], site: SiteContext) -> Iterable[Plan]:
    """Plan the search worker and the languages that the editions need."""
    if site.search is None or "pages" not in site.outputs:
        return
    languages = {script for v in voices for script in search_language(v.edition.locale).scripts}
    paths = [site.search.worker, *(f"{site.search.languages}/{name}" for name in sorted(languages))]
    for path in paths:
        source = Path(site.search.folder, path)
        script = without_map(source.read_bytes())
        yield Plan(f"{SCRIPTS}/{path}", site.whole_key(path, script), partial(bytes, script))


def _index(voice: Voice, site: SiteContext, kept: Kept) -> Iterator[Piece]:
    config = search_language(voice.edition.locale).config()
    yield Piece(None, f'{{"config":{_json(config)},"docs":['.encode())
    comma = b""
    for key, make in _documents(voice, site):
        yield Piece(None, comma)
        yield kept.part(key, partial(_written, make))
        comma = b","
    yield Piece(None, b"]}")


def _written(make: Callable[[], _Document]) -> bytes:
    return _json(make()).encode()


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _documents(
    voice: Voice, site: SiteContext
) -> Iterator[tuple[bytes | None, Callable[[], _Document]]]:
    """Yield each document before it is made, with the key of its content."""
    selection = voice.edition.selection
    if selection.questions:
        yield None, partial(_heading, voice)
    for question in selection.questions:
        yield site.key(voice, (question,), INDEX), partial(_question, voice, question)
    incidents: set[str] = set()
    for shown, update in selection.statements[:_MOST_UPDATES]:
        if shown.incident.id not in incidents:
            incidents.add(shown.incident.id)
            yield site.key(voice, (shown,), INDEX), partial(_incident, voice, shown)
        key = site.key(voice, (shown,), INDEX, update.update.key)
        yield key, partial(_update, voice, update)
    for page in selection.pages:
        yield site.key(voice, (page,), INDEX), partial(_page, voice, page)


def _heading(voice: Voice) -> _Document:
    text = voice.say("Questions and answers")
    return _document(FAQ, Said(text=text, attributes=Markup(""), notice=None), None)


def _question(voice: Voice, question: ShownQuestion) -> _Document:
    now = voice.edition.at
    body = voice.body(question.answer, now, 4, _LINK)
    return _document(entry_path(question), question_title(voice, question), body)


def _update(voice: Voice, update: ShownUpdate) -> _Document:
    moment = fact_moment(voice, update.update.released)
    body = voice.body(update.update.text, moment, 4, _LINK)
    # Several updates may have the same status; their dates distinguish them.
    dated = "" if update.update.title else title_here(voice, update).text
    return _document(entry_path(update), title_elsewhere(voice, update), body, dated)


def _incident(voice: Voice, shown: ShownIncident) -> _Document:
    now, incident = voice.edition.at, shown.incident
    summary = voice.body(incident.summary, now, 4, _LINK) if incident.summary else None
    return _document(incident_path(incident.id), voice.text(incident.title, now), summary)


def _page(voice: Voice, page: Page) -> _Document:
    now = voice.edition.at
    body = voice.body(page.text, now, 2, _LINK)
    return _document(page_path(page.id), voice.text(page.title, now), body)


def _document(location: str, title: Said, body: Body | None, first: str = "") -> _Document:
    """Return a document for the engine, with the fields that only our script reads: languages, and
    the notice.
    """
    text = " ".join(filter(None, [first, one_line(body.html) if body else ""]))
    # The engine mistakes anything like a tag for one.
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
