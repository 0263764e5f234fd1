"""The coming days on which contacts with opening hours are closed."""

from __future__ import annotations

from datetime import date, timedelta

from markupsafe import Markup

from site_builder.editions.edition import Selection
from site_builder.language.holidays import public_days, public_holiday
from site_builder.language.hours import open_days
from site_builder.language.numbers import format_list
from site_builder.model.date import Date, Precision
from site_builder.pages.voice import Voice

_DAYS_AHEAD = 14


def days_off(selection: Selection) -> tuple[date, ...]:
    """Return the country's holidays in the next 14 days, starting today, in its time zone.

    None if no contact has opening hours: then no page shows them.
    """
    country = selection.country
    holidays = country.holidays
    if not any(contact.hours for contact in selection.contacts):
        return ()
    today = selection.at.astimezone(country.zone).date()
    days = [today + timedelta(days=i) for i in range(_DAYS_AHEAD)]
    found = {holiday.day for holiday in holidays.own}
    if holidays.are_public:
        found |= set(public_days(country.id, days))
    return tuple(day for day in days if day in found)


def closed(voice: Voice, hours: str) -> Markup | None:
    """Return “Closed: 26 December 2022 (Boxing Day)”; only for days that are otherwise open."""
    opens = open_days(hours)
    days = [day for day in days_off(voice.edition.selection) if day.weekday() in opens]
    if not days:
        return None
    listed = Markup(format_list([str(_day(voice, day)) for day in days], voice.locale))
    return voice.phrase("Closed: %(days)s", days=listed)


def _day(voice: Voice, day: date) -> Markup:
    country = voice.edition.country
    shown = voice.date(Date(Precision.DAY, day, None, country.zone))
    name = _name(voice, day)
    return voice.phrase("%(text)s (%(more)s)", text=shown, more=name) if name else shown


def _name(voice: Voice, day: date) -> Markup | None:
    """Return the name that the country's file gives, otherwise that of the public holiday."""
    country = voice.edition.country
    for own in country.holidays.own:
        if own.day == day and own.name is not None:
            said = voice.text(own.name, voice.edition.at)
            return Markup("<span{}>{}</span>").format(said.attributes, said.html)
    if not country.holidays.are_public or not public_days(country.id, [day]):
        return None
    public = public_holiday(country.id, day, voice.locale)
    names = format_list(public.names, public.locale or voice.locale)
    return Markup("<span{}>{}</span>").format(voice.attributes(public.locale), names)
