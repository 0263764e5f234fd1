"""When each page of an edition last changed, according to its texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from site_builder.editions.edition import Selection, ShownUpdate
from site_builder.model.date import Date
from site_builder.pages.addresses import CHANGES, FAQ, HISTORY, HOME, SERVICES, incident_path


def page_dates(selection: Selection) -> Mapping[str, Date]:
    """Return when each page last changed, according to its texts.

    Source: sitemaps.org, `lastmod`: W3C Datetime, which may be as vague as a year.
    """
    changed: dict[str, Date] = {}
    for shown in selection.incidents:
        dates = [date for update in shown.updates for date in _dates(update)]
        if dates:
            newest = max(dates, key=lambda date: date.end)
            for id in (shown.incident.id, *shown.incident.former):
                changed[incident_path(id)] = newest
    if changed:
        newest = max(changed.values(), key=lambda date: date.end)
        changed |= dict.fromkeys((HOME, HISTORY, SERVICES), newest)
    answered = [
        date
        for question in selection.questions
        for date in (question.updated, *(correction.at for correction in question.corrections))
    ]
    if answered:
        changed[FAQ] = max(answered, key=lambda date: date.end)
    if changed:
        changed[CHANGES] = max(changed.values(), key=lambda date: date.end)
    return changed


def _dates(update: ShownUpdate) -> Iterator[Date]:
    yield update.update.released
    yield from (correction.at for correction in update.corrections)
