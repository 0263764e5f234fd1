"""Ready views of the ways to reach the team."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

from markupsafe import Markup

from site_builder.language.hours import format_hours
from site_builder.language.numbers import format_list
from site_builder.model.contact import Contact
from site_builder.rendering.voice import Said, Voice


@dataclass(frozen=True, slots=True)
class ContactView:
    """`purposes` is a list in words.

    `href` is None where there is no address to give; then `description` says how.
    """

    channel: str
    channel_label: str
    href: str | None
    address: str | None
    description: Said | None
    purposes: Markup
    hours: str | None
    subject: Said | None
    note: Said | None
    until: Markup | None


def joined(voice: Voice, items: Iterable[Said]) -> Markup:
    """Short texts as the edition's language joins a list, each with its own language."""
    spans = [str(Markup("<span{}>{}</span>").format(item.attributes, item.text)) for item in items]
    return Markup(format_list(spans, voice.locale)) if spans else Markup("")


def contact_view(voice: Voice, contact: Contact) -> ContactView:
    now = voice.edition.at
    subject = voice.text(contact.subject, now) if contact.subject else None
    labels = {
        "email": voice.say("E-mail"),
        "phone": voice.say("Phone"),
        "form": voice.say("Contact form"),
        "post": voice.say("Post"),
    }
    return ContactView(
        contact.channel,
        labels[contact.channel],
        _contact_href(contact, subject.text if subject else None),
        contact.address,
        voice.text(contact.description, now) if contact.description else None,
        joined(voice, [voice.text(purpose, now) for purpose in contact.purposes]),
        format_hours(contact.hours, voice.locale) if contact.hours else None,
        subject,
        voice.text(contact.note, now) if contact.note else None,
        voice.phrase("until %(date)s", date=voice.date(contact.until)) if contact.until else None,
    )


def _contact_href(contact: Contact, subject: str | None) -> str | None:
    address = contact.address
    if address is None:
        return None
    if contact.channel == "email":
        query = f"?subject={quote(subject)}" if subject else ""
        return f"mailto:{quote(address, safe='@+')}{query}"
    if contact.channel == "phone":
        # RFC 3966 section 3: a local number keeps its digits; separators are left out.
        digits = "".join(c for c in address if c.isdigit() and c.isascii())
        return f"tel:{'+' if address.lstrip().startswith('+') else ''}{digits}"
    return address if contact.channel == "form" else None
