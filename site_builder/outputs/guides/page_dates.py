"""When each page of an edition last changed, according to its texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from site_builder.editions.edition import Selection, ShownQuestion, ShownUpdate
from site_builder.model.date import Date
from site_builder.pages.addresses import (
    CHANGES,
    FAQ,
    HISTORY,
    HOME,
    SERVICES,
    category_page,
    incident_path,
    question_path,
)


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
    for category in selection.categories:
        answered = {question_path(q.anchor): _answered(q) for q in category.questions}
        changed |= answered
        pages = (FAQ, category_page(category.id))
        for page in pages:
            newest = max(answered.values(), key=lambda date: date.end)
            known = changed.get(page, newest)
            changed[page] = max(known, newest, key=lambda date: date.end)
    if changed:
        changed[CHANGES] = max(changed.values(), key=lambda date: date.end)
    return changed


def _answered(question: ShownQuestion) -> Date:
    dates = (question.updated, *(correction.at for correction in question.corrections))
    return max(dates, key=lambda date: date.end)


def _dates(update: ShownUpdate) -> Iterator[Date]:
    yield update.update.released
    yield from (correction.at for correction in update.corrections)
