"""Ready views for the templates: final strings, links and dates."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, timedelta
from functools import partial
from typing import Literal

from markupsafe import Markup

from site_builder.editions.edition import (
    Lasted,
    Overtaking,
    ServiceState,
    ShownIncident,
    ShownQuestion,
    ShownUpdate,
)
from site_builder.language.interface import mark
from site_builder.language.periods import format_length, is_clock_set, is_in_one_day, whole_days
from site_builder.model.date import Date
from site_builder.model.incident import Incident
from site_builder.pages.addresses import Linker, entry_path, incident_path, question_path
from site_builder.pages.correction_views import ENTRY_TOP, CorrectionView, correction_views
from site_builder.pages.labels import as_of_label, since_label, state_label, status_label
from site_builder.pages.titles import (
    entry_title,
    fact_moment,
    incident_line,
    question_title,
    title_elsewhere,
    title_here,
)
from site_builder.pages.voice import Body, Said, Voice

NOTHING = Markup("")


@dataclass(frozen=True, slots=True)
class LinkView:
    href: str
    label: Said

    @property
    def html(self) -> Markup:
        """The link as an element, for a phrase."""
        return Markup('<a href="{}"{}>{}</a>').format(
            self.href, self.label.attributes, self.label.html
        )


def moved_to(voice: Voice, page: LinkView) -> Markup:
    """Return the sentence at the former address of a page."""
    return voice.phrase("This page has moved: %(page)s", page=page.html)


@dataclass(frozen=True, slots=True, kw_only=True)
class StateView:
    """`id` is the service's, `code` the state's English id, for the style.

    `since` is a whole phrase: since when, or, if that is unknown, as of which date.
    """

    id: str
    name: Said
    code: str
    label: str
    since: Markup | None
    sentence: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryView:
    """An update or a question on a page. `key` changes when it has new content.

    `incident` names the incident and the status of an update if its title does not. `status` is the
    update's status, `code` its English id, for the mark of the rail. If the update closed its
    incident, `dates` has the time from beginning to end. `rest` is what a reader unfolds.
    """

    anchor: str
    key: str
    former: tuple[str, ...]
    href: str
    title: Said
    dates: tuple[Markup, ...]
    status: str | None
    code: str | None
    body: Body
    states: tuple[StateView, ...]
    corrections: tuple[CorrectionView, ...]
    supersedes: tuple[Markup, ...]
    overtaken_by: tuple[Markup, ...]
    promise: Markup | None
    audiences: tuple[Said, ...]
    is_draft: bool
    incident: Said | None = None
    related: tuple[LinkView, ...] = ()
    rest: Markup = NOTHING


def update_key(shown: ShownUpdate) -> str:
    """Return what a browser remembers about an update that it has seen."""
    return f"{shown.update.key} {len(shown.corrections)}"


def update_view(
    voice: Voice,
    shown: ShownUpdate,
    link: Linker,
    *,
    is_elsewhere: bool = False,
) -> EntryView:
    """Return an update on the page of its incident, or `is_elsewhere`."""
    update = shown.update
    page = None if is_elsewhere else update.incident
    # Several incidents may have updates of one day: only on its own page an update's id is alone.
    anchor = update.key if is_elsewhere else update.id
    moment = fact_moment(voice, update.released)
    # The duration of an incident ends with the date of the update that closed it, so the date is
    # not repeated. The incident's own page shows the duration above.
    period = update_lasted(voice, shown) if is_elsewhere else None
    told = shown.lasted.end if period is not None and shown.lasted is not None else None
    dates: list[Markup] = []
    # On its own page, an update without a title is named by its date.
    is_named_by_date = not is_elsewhere and update.title is None
    if update.as_of is not None and update.as_of != told and not is_named_by_date:
        dates.append(voice.phrase("Situation as of %(date)s", date=voice.date(update.as_of)))
    is_in_title = is_named_by_date and update.as_of is None
    if update.published is not None and update.published != told and not is_in_title:
        dates.append(voice.phrase("Published %(date)s", date=voice.date(update.published)))
    if period is not None:
        dates.append(period)
    return EntryView(
        anchor=anchor,
        key=update_key(shown),
        former=() if is_elsewhere else update.former,
        href=link(entry_path(shown)),
        title=title_elsewhere(voice, shown) if is_elsewhere else title_here(voice, shown),
        dates=tuple(dates),
        # Elsewhere the title or `incident` has it.
        status=None if is_elsewhere or not update.status else status_label(voice, update.status),
        code=shown.status,
        body=voice.body(update.text, moment, ENTRY_TOP, link, update.id),
        states=_changes(voice, shown),
        corrections=correction_views(
            voice, anchor, shown.corrections, link, () if is_elsewhere else update.former
        ),
        supersedes=_relations(voice, shown.supersedes, link, _REPLACES, page),
        overtaken_by=_relations(voice, shown.overtaken_by, link, _OVERTAKEN, page),
        promise=None,
        audiences=(),
        is_draft=update.is_draft,
        incident=incident_line(voice, shown) if is_elsewhere and update.title is not None else None,
    )


def question_version(question: ShownQuestion) -> str:
    """Return what a browser remembers about a question that it has seen."""
    return f"{question.key} {question.updated.iso} {len(question.corrections)}"


def former_anchors(voice: Voice, question: ShownQuestion) -> tuple[str, ...]:
    """Return the anchors that lead to a question besides its own, also from another category."""
    earlier = [key.removeprefix("faq/") for key in voice.earlier_keys(question.key)]
    if not earlier:
        return question.other_anchors
    taken = {a for q in voice.edition.selection.questions for a in (q.anchor, *q.other_anchors)}
    return (*question.other_anchors, *(anchor for anchor in earlier if anchor not in taken))


def _short(voice: Voice, question: ShownQuestion) -> tuple[str, ...]:
    """Return the anchors that were a question's own once, for the anchors of its corrections.

    Nothing has ever linked a correction by the long form.
    """
    return tuple(a for a in former_anchors(voice, question) if "/" not in a)


def question_view(
    voice: Voice,
    question: ShownQuestion,
    link: Linker,
    top: int = ENTRY_TOP,
    *,
    has_page: bool = False,
) -> EntryView:
    """Return a question; headings of its answer begin at level `top`.

    If it `has_page` of its own, its link leads there.
    """
    now = voice.edition.at
    audiences = voice.edition.selection.catalogue.site.audiences
    return EntryView(
        anchor=question.anchor,
        key=question_version(question),
        former=former_anchors(voice, question),
        href=link(question_path(question.anchor) if has_page else entry_path(question)),
        title=question_title(voice, question),
        dates=(voice.phrase("Updated %(date)s", date=voice.date(question.updated)),),
        status=None,
        code=None,
        body=voice.body(question.answer, now, top, link, question.anchor),
        states=(),
        corrections=correction_views(
            voice, question.anchor, question.corrections, link, _short(voice, question)
        ),
        supersedes=_relations(voice, question.supersedes, link, _REPLACES),
        overtaken_by=_relations(voice, question.overtaken_by, link, _OVERTAKEN),
        promise=promise(voice, question.answer_by, "answer"),
        audiences=tuple(
            voice.text(audiences[id], now) for id in question.question.audiences if id in audiences
        ),
        is_draft=question.question.is_draft,
        related=tuple(
            LinkView(link(entry_path(other)), question_title(voice, other))
            for key in question.related
            if isinstance(other := voice.entries[key], ShownQuestion)
        ),
    )


_PROMISED = {
    "answer": (
        mark("We will publish a fuller answer by %(date)s."),
        mark("A fuller answer was due by %(date)s and is overdue."),
    ),
    "update": (
        mark("Next update expected by %(date)s."),
        mark("The next update was due by %(date)s and is overdue."),
    ),
}


def promise(voice: Voice, date: Date | None, what: Literal["answer", "update"]) -> Markup | None:
    """Return the promised date of the next text, or that it has passed.

    On a page it can pass after the build, so the sentence for then is there for the script.
    """
    if date is None:
        return None
    shown = voice.date(date)
    in_time, overdue = (partial(voice.phrase, each, date=shown) for each in _PROMISED[what])
    if date.end < voice.edition.at:
        return overdue()
    if voice.names_zones:
        return in_time()
    due = date.end.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return Markup('<span data-due="{}" data-overdue="{}">{}</span>').format(
        due, overdue().striptags(), in_time()
    )


def next_promise(voice: Voice, shown: ShownIncident) -> Markup | None:
    """Return the promise of the newest update of an open incident."""
    if not shown.is_open or not shown.updates:
        return None
    return promise(voice, shown.updates[0].update.next_update, "update")


def _changes(voice: Voice, shown: ShownUpdate) -> tuple[StateView, ...]:
    services = voice.edition.selection.catalogue.services
    return tuple(
        state_view(voice, ServiceState(services[c.service], c.state, c.since, None))
        for c in shown.update.services
        if services[c.service].exists_in(voice.edition.country.id)
    )


def state_view(voice: Voice, state: ServiceState) -> StateView:
    name = voice.text(state.service.name, voice.edition.at)
    label = state_label(voice, state.state)
    marked = name.span
    return StateView(
        id=state.service.id,
        name=name,
        code=state.state.name,
        label=label,
        since=_since(voice, state),
        sentence=voice.phrase("%(label)s: %(text)s", label=marked, text=label),
    )


def _since(voice: Voice, state: ServiceState) -> Markup | None:
    if state.since is not None:
        return since_label(voice, state.since)
    return None if state.as_of is None else as_of_label(voice, state.as_of)


_REPLACES = (
    mark("Replaces “%(entry)s”"),
    mark("Partly replaces “%(entry)s”: %(about)s"),
)
_OVERTAKEN = (
    mark("Superseded by “%(entry)s”"),
    mark("Partly superseded by “%(entry)s”: %(about)s"),
)


def _relations(
    voice: Voice,
    others: tuple[Overtaking, ...],
    link: Linker,
    messages: tuple[str, str],
    page: str | None = None,
) -> tuple[Markup, ...]:
    """“Superseded by …” or “Replaces …”: sentences with a link, and the part they concern."""
    sentences = []
    for other in others:
        title = entry_title(voice, other.key, page)
        entry = LinkView(link(entry_path(voice.entries[other.key])), title).html
        if other.about is None:
            sentences.append(voice.phrase(messages[0], entry=entry))
            continue
        part = voice.text(other.about, voice.edition.at)
        about = part.span
        sentences.append(voice.phrase(messages[1], entry=entry, about=about))
    return tuple(sentences)


def incident_link(voice: Voice, shown: ShownIncident, link: Linker) -> LinkView:
    title = voice.text(shown.incident.title, voice.edition.at)
    return LinkView(link(incident_path(shown.incident.id)), title)


def started(voice: Voice, shown: ShownIncident) -> Markup:
    """Return when an incident began, or its beginning and end, or when maintenance is due.

    Once the window has begun, it is only the plan: the work can end earlier or later.
    """
    if shown.lasted is not None:
        return lasted(voice, shown.lasted, shown.incident)
    if shown.incident.is_maintenance:
        planned = window(voice, shown)
        if shown.status == "scheduled":
            return planned
        return voice.phrase("%(period)s (planned)", period=planned)
    # The status next to it may be newer, so it cannot have lasted since then.
    return voice.phrase("started %(date)s", date=voice.date(shown.incident.started))


def update_lasted(voice: Voice, shown: ShownUpdate) -> Markup | None:
    """Return the duration of the incident that an update closed."""
    if shown.lasted is None:
        return None
    return lasted(voice, shown.lasted, voice.incidents[shown.update.incident].incident)


def lasted(voice: Voice, time: Lasted, incident: Incident) -> Markup:
    """Return when an incident began and ended, and its duration, as precisely as it is known.

    Maintenance shows the times of its window even if it continued past midnight.
    """
    if incident.is_maintenance:
        period = _from_to(voice, time.start, time.end)
    else:
        period = voice.period(time.start, time.end)
    length = None
    start, end = time.start.moment, time.end.moment
    days = whole_days(time.start, time.end, voice.edition.country.zone)
    if start is not None and end is not None:
        if end - start >= timedelta(minutes=1):
            length = format_length(end - start, voice.locale)
    elif days is not None and days > 1:
        length = voice.plural("%(count)s day", "%(count)s days", days)
    if length is None:
        return period
    return voice.phrase("%(period)s (%(duration)s)", period=period, duration=length)


def window(voice: Voice, shown: ShownIncident) -> Markup:
    """Return when maintenance is due to begin and end."""
    assert shown.incident.ends is not None
    return _from_to(voice, shown.incident.started, shown.incident.ends)


def _from_to(voice: Voice, start: Date, end: Date) -> Markup:
    if is_clock_set(start, end, voice.edition.country.zone):
        # Only with their zones do the two times say how long it takes.
        voice = replace(voice, names_zones=True)
    if is_in_one_day(start, end, voice.locale, voice.edition.country.zone):
        return voice.period(start, end)
    return voice.phrase("%(start)s – %(end)s", start=voice.date(start), end=voice.date(end))
