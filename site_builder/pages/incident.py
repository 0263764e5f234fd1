"""The page of an incident or maintenance."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from site_builder.editions.claims import ShownClaim
from site_builder.editions.edition import ShownIncident, ShownUpdate
from site_builder.model.text import Text
from site_builder.pages.addresses import (
    Linker,
    incident_path,
    month_id,
    relative_linker,
)
from site_builder.pages.article import Article
from site_builder.pages.charts import chart_view
from site_builder.pages.history import month_name
from site_builder.pages.json_ld import incident_data
from site_builder.pages.known import known_view
from site_builder.pages.labels import incident_status
from site_builder.pages.replaced_words import with_replaced_words
from site_builder.pages.retired import retired_updates, retired_views
from site_builder.pages.templates import render
from site_builder.pages.views import (
    EntryView,
    incident_link,
    moved_to,
    next_promise,
    started,
    state_view,
    update_view,
)
from site_builder.pages.voice import Voice

_IN_FULL = 10
_MOST_DAYS = 31


def incident(
    voice: Voice, shown: ShownIncident, id: str, claims: tuple[ShownClaim, ...]
) -> Article:
    """Return the page of one incident with all its updates; a former id leads to the new one.

    `claims` are those that its texts state.
    """
    path = incident_path(id)
    link = relative_linker(path)
    title = voice.text(shown.incident.title, voice.edition.at)
    here = incident_link(voice, shown, link)
    moved = moved_to(voice, here) if id != shown.incident.id else None
    now = voice.edition.at
    # Each text would repeat the notice, on a page of a few sentences.
    voice = voice.noticed(_texts(shown))
    summary, what_to_do = shown.incident.summary, shown.incident.what_to_do
    html = render(
        "articles/incident.html",
        title=title,
        words=voice.words,
        is_draft=shown.incident.is_draft,
        moved=moved,
        status=incident_status(voice, shown),
        started=started(voice, shown),
        promise=next_promise(voice, shown),
        summary=voice.body(summary, now, 2, link, "summary") if summary else None,
        what_to_do=voice.body(what_to_do, now, 3, link, f"what-to-do/{shown.incident.id}")
        if what_to_do and shown.is_open
        else None,
        board=known_view(voice, claims, link),
        states=[state_view(voice, state) for state in shown.services],
        course=chart_view(voice, shown),
        updates=[_update(voice, update, link) for update in shown.updates[:_IN_FULL]],
        older=_folded(voice, shown.updates, link),
        gone=retired_views(
            voice,
            retired_updates(voice.edition.selection, shown.incident.id),
            link,
            (id for update in shown.updates for id in (update.update.id, *update.update.former)),
        ),
    )
    data = incident_data(voice, shown, path)
    return Article(title.text, incident_status(voice, shown), html, data)


def _update(voice: Voice, shown: ShownUpdate, link: Linker) -> EntryView:
    view = update_view(voice, shown, link)
    words = with_replaced_words(voice, shown.update.key, shown.corrections, view.corrections)
    return replace(view, corrections=words)


def _texts(shown: ShownIncident) -> Iterator[Text]:
    """Yield the texts that the page of an incident shows."""
    yield shown.incident.title
    optional = [shown.incident.summary]
    if shown.is_open:
        optional.append(shown.incident.what_to_do)
    for update in shown.updates:
        optional += [update.update.title, update.update.text]
        optional += [correction.note for correction in update.corrections]
    yield from (text for text in optional if text is not None)


def _folded(
    voice: Voice, updates: Sequence[ShownUpdate], link: Linker
) -> list[Mapping[str, object]]:
    """Return the updates not shown in full, by day, or by month if there are many days.

    A day or month that begins above is not named again.
    """
    zone = voice.edition.country.zone
    rest = updates[_IN_FULL:]

    def day_of(shown: ShownUpdate) -> str:
        # A month or year is as much of the date as is known.
        spoken = shown.update.spoken
        return voice.plain_date(spoken.without_time(zone))

    def month_of(shown: ShownUpdate) -> str:
        return month_name(voice, month_id(shown.update.spoken, zone))

    part_of = day_of if len({day_of(shown) for shown in rest}) <= _MOST_DAYS else month_of
    above = {part_of(shown) for shown in updates[:_IN_FULL]}
    parts: list[Mapping[str, object]] = []
    for name, group in groupby(rest, key=part_of):
        views = [_update(voice, shown, link) for shown in group]
        count = voice.plural("%(count)s update", "%(count)s updates", len(views))
        shown_name = voice.words["older"] if name in above else name
        parts.append({"name": shown_name, "count": count, "updates": views})
    return parts
