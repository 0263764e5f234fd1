"""Ready views of the ways to reach the team."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

from markupsafe import Markup

from site_builder.language.dates import format_zone
from site_builder.language.hours import format_hours
from site_builder.language.lines import in_one_line
from site_builder.language.numbers import format_list
from site_builder.language.phones import tel_link
from site_builder.language.postal import format_postal
from site_builder.model.contact import Contact, PostalAddress
from site_builder.model.service import State
from site_builder.model.url import is_web_address
from site_builder.pages.closed_days import closed
from site_builder.pages.labels import until_label
from site_builder.pages.views import StateView, state_view
from site_builder.pages.voice import Said, Voice, territory_name


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactView:
    """`purposes` is a list in words, `lines` are those of a postal address.

    `anchor` is its id on the page of contacts. `href` is None if there is no address; then
    `description` says how to reach the team. `state` is that of the service that answers, unless it
    works normally.
    """

    anchor: str
    channel: str
    channel_label: str
    href: str | None
    address: str | None
    lines: tuple[str, ...]
    description: Said | None
    purposes: Markup
    state: StateView | None
    hours: str | None
    closed: Markup | None
    subject: Said | None
    note: Said | None
    until: Markup | None


def joined(voice: Voice, items: Iterable[Said]) -> Markup:
    """Short texts as the edition's language joins a list, each with its own language."""
    spans = [str(item.span) for item in items]
    return Markup(format_list(spans, voice.locale)) if spans else Markup("")


def contact_views(voice: Voice) -> tuple[ContactView, ...]:
    """Return every contact of an edition."""
    used: Counter[str] = Counter()
    views = []
    for contact in voice.edition.selection.contacts:
        used[contact.channel] += 1
        count = used[contact.channel]
        anchor = contact.channel if count == 1 else f"{contact.channel}-{count}"
        views.append(contact_view(voice, contact, anchor))
    return tuple(views)


def contact_view(voice: Voice, contact: Contact, anchor: str = "") -> ContactView:
    now = voice.edition.at
    subject = voice.text(contact.subject, now) if contact.subject else None
    labels = {
        "email": voice.say("Email"),
        "phone": voice.say("Phone"),
        "form": voice.say("Contact form"),
        "post": voice.say("Postal address"),
    }
    lines = _postal_lines(voice, contact.postal) if contact.postal else ()
    return ContactView(
        anchor=anchor,
        channel=contact.channel,
        channel_label=labels[contact.channel],
        href=_contact_href(voice, contact, subject.text if subject else None),
        address=contact.address or "\n".join(lines) or None,
        lines=lines,
        description=voice.text(contact.description, now) if contact.description else None,
        purposes=joined(voice, [voice.text(purpose, now) for purpose in contact.purposes]),
        state=_state(voice, contact),
        hours=_hours(voice, contact.hours) if contact.hours else None,
        closed=closed(voice, contact.hours) if contact.hours else None,
        subject=subject,
        note=voice.text(contact.note, now) if contact.note else None,
        until=until_label(voice, contact.until) if contact.until else None,
    )


def _state(voice: Voice, contact: Contact) -> StateView | None:
    for state in voice.edition.selection.services:
        if state.service.id == contact.service and state.state is not State.operational:
            return state_view(voice, state)
    return None


def _hours(voice: Voice, hours: str) -> str:
    """Return the hours with the time zone that they are in, which is the country's."""
    zone = format_zone(voice.edition.country.zone, voice.locale)
    return voice.say("%(text)s (%(more)s)", text=format_hours(hours, voice.locale), more=zone)


def _postal_lines(voice: Voice, address: PostalAddress) -> tuple[str, ...]:
    """Return the address; with its country for readers in another one."""
    lines = tuple(in_one_line(line) for line in format_postal(address))
    if address.country == voice.edition.country.id.upper():
        return lines
    return (*lines, territory_name(address.country, voice.locale))


def _contact_href(voice: Voice, contact: Contact, subject: str | None) -> str | None:
    address = contact.address
    if address is None:
        return None
    if contact.channel == "email":
        query = f"?subject={quote(subject)}" if subject else ""
        return f"mailto:{quote(address, safe='@+')}{query}"
    if contact.channel == "phone":
        return tel_link(address, voice.edition.country.id)
    return address if contact.channel == "form" and is_web_address(address) else None
