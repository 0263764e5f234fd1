"""The search index of an edition, and the script that searches it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from markupsafe import Markup

from site_builder.editions.edition import ServiceState, ShownIncident, ShownQuestion, ShownUpdate
from site_builder.markdown.plain_text import one_line
from site_builder.model.site import Page
from site_builder.outputs.keys import Shown
from site_builder.outputs.output import Output, SiteContext
from site_builder.outputs.plan import Kept, Piece, Plan
from site_builder.pages.addresses import (
    CONTACT,
    FAQ,
    category_path,
    contact_path,
    entry_path,
    incident_path,
    page_path,
    relative_linker,
    service_path,
)
from site_builder.pages.contact_views import ContactView, contact_views
from site_builder.pages.titles import fact_moment, question_title, title_elsewhere, title_here
from site_builder.pages.voice import Body, Said, Voice
from site_builder.theme.scripts import search_engine

INDEX = "search.json"
_MOST_UPDATES = 100
_Document = dict[str, str]
_LINK = relative_linker("")


def plan_search(voice: Voice, site: SiteContext) -> Iterable[Plan]:
    """`search.json`: every question, service, contact and page, and the newest updates."""
    selection = voice.edition.selection
    recent = selection.statements[:_MOST_UPDATES]
    made_of: list[Shown] = [shown for shown, _ in recent]
    made_of += [*selection.questions, *selection.pages]
    key = site.key(
        voice,
        made_of,
        INDEX,
        [update.update.key for _, update in recent],
        [state.service.id for state in selection.services],
    )
    path = f"{voice.edition.address}/{INDEX}"
    yield Plan.of_pieces(path, key, partial(_index, voice, site))


def plan_engine(voices: Sequence[Voice], site: SiteContext) -> Iterable[Plan]:
    """Plan the script that searches an index."""
    if "pages" in site.outputs:
        script = search_engine()
        yield Plan(
            script.path,
            site.whole_key(script.path, script.content),
            partial(bytes, script.content),
        )


def _index(voice: Voice, site: SiteContext, kept: Kept) -> Iterator[Piece]:
    yield Piece(None, b'{"docs":[')
    comma = b""
    for key, make in _documents(voice, site):
        yield Piece(None, comma)
        yield kept.part(key, partial(_written, make))
        comma = b","
    yield Piece(None, f'],"help":{_json(list(_help(voice)))}}}'.encode())


def _written(make: Callable[[], _Document]) -> bytes:
    return _json(make()).encode()


def _json(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    # No text of a site may look like HTML to a program that guesses types.
    return text.replace("<", "\\u003c")


def _help(voice: Voice) -> Iterator[_Document]:
    """Yield where a search that finds nothing leads: the contacts and the questions' categories."""
    selection = voice.edition.selection
    if selection.contacts:
        yield _document("page", CONTACT, _plain(voice.say("Contact")))
    for category in selection.categories:
        name = voice.text(category.name, voice.edition.at)
        yield _document("page", category_path(category.id), name)


def _documents(
    voice: Voice, site: SiteContext
) -> Iterator[tuple[bytes | None, Callable[[], _Document]]]:
    """Yield each document before it is made, with the key of its content."""
    selection = voice.edition.selection
    if selection.questions:
        heading = _plain(voice.say("Questions and answers"))
        yield None, partial(_document, "page", FAQ, heading)
    for question in selection.questions:
        yield site.key(voice, (question,), INDEX), partial(_question, voice, question)
    incidents: set[str] = set()
    for shown, update in selection.statements[:_MOST_UPDATES]:
        if shown.incident.id not in incidents:
            incidents.add(shown.incident.id)
            yield site.key(voice, (shown,), INDEX), partial(_incident, voice, shown)
        key = site.key(voice, (shown,), INDEX, update.update.key)
        yield key, partial(_update, voice, update)
    for state in selection.services:
        yield None, partial(_service, voice, state)
    for view in contact_views(voice):
        yield None, partial(_contact, voice, view)
    for page in selection.pages:
        yield site.key(voice, (page,), INDEX), partial(_page, voice, page)


def _question(voice: Voice, question: ShownQuestion) -> _Document:
    now = voice.edition.at
    body = voice.body(question.answer, now, 4, _LINK)
    return _document("question", entry_path(question), question_title(voice, question), body)


def _update(voice: Voice, update: ShownUpdate) -> _Document:
    moment = fact_moment(voice, update.update.released)
    body = voice.body(update.update.text, moment, 4, _LINK)
    # Several updates may have the same status; their dates distinguish them.
    dated = "" if update.update.title else title_here(voice, update).text
    title = title_elsewhere(voice, update)
    return _document("statement", entry_path(update), title, body, dated)


def _incident(voice: Voice, shown: ShownIncident) -> _Document:
    now, incident = voice.edition.at, shown.incident
    summary = voice.body(incident.summary, now, 4, _LINK) if incident.summary else None
    title = voice.text(incident.title, now)
    return _document("statement", incident_path(incident.id), title, summary)


def _service(voice: Voice, state: ServiceState) -> _Document:
    service, now = state.service, voice.edition.at
    group = voice.text(service.group, now).text if service.group else ""
    name = voice.text(service.name, now)
    return _document("service", service_path(service.id), name, None, group)


def _contact(voice: Voice, view: ContactView) -> _Document:
    said = (view.description, view.subject, view.note)
    address = " ".join(view.lines) if view.lines else view.address
    text = [address, view.hours, *(item.text for item in said if item)]
    label, purposes = view.channel_label, one_line(view.purposes)
    title = voice.say("%(label)s: %(text)s", label=label, text=purposes) if purposes else label
    place = contact_path(view.anchor)
    return _document("contact", place, _plain(title), None, " ".join(filter(None, text)))


def _page(voice: Voice, page: Page) -> _Document:
    now = voice.edition.at
    body = voice.body(page.text, now, 2, _LINK)
    return _document("page", page_path(page.id), voice.text(page.title, now), body)


def _plain(text: str) -> Said:
    return Said(text=text, attributes=Markup(""), notice=None)


def _document(
    kind: str, location: str, title: Said, body: Body | None = None, first: str = ""
) -> _Document:
    """Return a document of the index; fields without a value are left out."""
    document = {
        "kind": kind,
        "location": location,
        "title": title.text,
        "text": " ".join(filter(None, [first, one_line(body.html) if body else ""])),
        "titleLang": title.language,
        "lang": body.language if body else None,
        "note": (body.notice if body else None) or title.notice,
    }
    return {name: value for name, value in document.items() if value}


OUTPUT = Output("search", plan_search, plan_engine)
