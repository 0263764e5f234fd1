"""The history: everything by month, the newest together and each month on its own page.

Planned maintenance has no month yet, so it is above them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial
from itertools import groupby
from operator import itemgetter

from site_builder.editions.edition import ShownIncident, ShownUpdate
from site_builder.language.dates import format_month
from site_builder.pages.addresses import (
    CHANGES,
    HISTORY,
    Linker,
    entry_path,
    month_id,
    month_path,
    relative_linker,
)
from site_builder.pages.article import Article, ArticlePlan
from site_builder.pages.templates import render
from site_builder.pages.titles import incident_and_status, incident_line, title_elsewhere
from site_builder.pages.views import LinkView, incident_link, started, update_lasted
from site_builder.pages.voice import Voice

_MOST_LISTED = 60


def history(voice: Voice) -> Iterator[ArticlePlan]:
    """Yield everything by month: the newest on one page, and each month on its own page."""
    title = voice.say("History")
    to_come = voice.edition.selection.maintenance_to_come
    everything = _dated(voice)
    months = [(m, list(items)) for m, items in groupby(everything, key=lambda item: item[0])]
    shown: list[tuple[str, list[_Item]]] = []
    count = 0
    for month, items in months:
        if shown and count + len(items) > _MOST_LISTED:
            break
        shown.append((month, items[:_MOST_LISTED]))
        count += len(items)
    listed = {month for month, _ in shown}
    older = [month for month, items in months if month not in listed or len(items) > _MOST_LISTED]
    whole = partial(_history_page, voice, HISTORY, title, shown, older, to_come)
    made_of = {i.incident.id: i for i in (*to_come, *_incidents(shown))}
    planned = tuple(i.incident.id for i in to_come)
    yield ArticlePlan(
        path=HISTORY,
        section=HISTORY,
        made_of=tuple(made_of.values()),
        make=whole,
        rest=(*older, planned),
    )
    names = [month for month, _ in months]
    for at, (month, items) in enumerate(months):
        name = month_name(voice, month)
        newer, earlier = names[at - 1 : at], names[at + 1 : at + 2]
        path, in_month = month_path(month), [(month, items)]
        make = partial(
            _history_page,
            voice,
            path,
            voice.say("%(label)s: %(text)s", label=title, text=name),
            in_month,
            [],
            neighbours=(*newer, *earlier),
        )
        yield ArticlePlan(
            path=path,
            section=HISTORY,
            made_of=_incidents(in_month),
            make=make,
            rest=(newer, earlier),
        )


def _incidents(months: list[tuple[str, list[_Item]]]) -> tuple[ShownIncident, ...]:
    return tuple(
        {incident.incident.id: incident for _, items in months for _, incident, _ in items}.values()
    )


_Item = tuple[str, ShownIncident, ShownUpdate | None]


def _dated(voice: Voice) -> list[_Item]:
    """Updates, and maintenance that has begun without any, newest first, each with its month."""
    selection, zone = voice.edition.selection, voice.edition.country.zone
    placed: list[tuple[datetime, _Item]] = []
    for shown, update in reversed(selection.statements):
        spoken = update.update.spoken
        # Updates keep the order that they have everywhere, whatever their dates are.
        moment = max([spoken.shown_end(zone), *(moment for moment, _ in placed[-1:])])
        placed.append((moment, (month_id(spoken, zone), shown, update)))
    for shown in selection.incidents:
        if not shown.updates and shown.incident.started.start <= selection.at:
            started = shown.incident.started
            placed.append((started.shown_end(zone), (month_id(started, zone), shown, None)))
    placed.sort(key=itemgetter(0))
    items = [item for _, item in reversed(placed)]
    return sorted(items, key=_place_of_month, reverse=True)


def _place_of_month(item: _Item) -> str:
    """Return a sort key: a year alone sorts by its end, after its months."""
    month = item[0]
    return month if "-" in month else f"{month}-13"


def month_name(voice: Voice, month: str) -> str:
    """Return `August 2022` for `2022-08`; a year alone stays a year."""
    year, _, number = month.partition("-")
    return format_month(int(year), int(number), voice.locale) if number else year


def _history_page(
    voice: Voice,
    path: str,
    title: str,
    months: list[tuple[str, list[_Item]]],
    older: list[str],
    to_come: Iterable[ShownIncident] = (),
    neighbours: Sequence[str] = (),
) -> Article:
    link = relative_linker(path)
    html = render(
        "articles/history.html",
        title=title,
        words=voice.words,
        changes={"href": link(CHANGES), "label": voice.say("Changes by day")}
        if path == HISTORY
        else None,
        to_come=[_without_update(voice, shown, link) for shown in to_come],
        months=[
            {
                "name": month_name(voice, month),
                "entries": [_history_item(voice, i, path) for i in items],
            }
            for month, items in months
        ],
        older=_month_links(voice, older, link),
        neighbours=_month_links(voice, neighbours, link),
    )
    return Article(title, title, html)


def _month_links(voice: Voice, months: Iterable[str], link: Linker) -> list[dict[str, str]]:
    return [{"name": month_name(voice, m), "href": link(month_path(m))} for m in months]


def _history_item(voice: Voice, item: _Item, path: str) -> Mapping[str, object]:
    link = relative_linker(path)
    _, shown, update = item
    if update is None:
        return _without_update(voice, shown, link)
    return {
        "link": LinkView(link(entry_path(update)), title_elsewhere(voice, update)),
        "date": update_lasted(voice, update) or voice.date(update.update.spoken),
        "incident": incident_line(voice, update) if update.update.title else None,
    }


def _without_update(voice: Voice, shown: ShownIncident, link: Linker) -> Mapping[str, object]:
    above = incident_link(voice, shown, link)
    named = LinkView(above.href, incident_and_status(voice, shown.incident, shown.status))
    return {"link": named, "date": started(voice, shown), "incident": None}
