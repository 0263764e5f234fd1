"""Moments in messages, which each language writes in its own way."""

from __future__ import annotations

from datetime import datetime, tzinfo

from site_builder.model.message import Message


def moment_in_words(moment: datetime, zone: tzinfo) -> Message:
    """`Fri 27 Nov 2026, 19:25 CET`: a moment in a zone, with seconds only if they say something.

    The last second of a minute is the end of a day, which people know as 23:59.
    """
    local = moment.astimezone(zone)
    clock = f"{local:%H:%M}" if local.second in (0, 59) else f"{local:%H:%M:%S}"
    name = local.tzname() or ""
    clock = f"{clock} {name if name[:1].isalpha() else f'UTC{name}'}"
    english = f"{local:%a} {local.day} {local:%b %Y}, {clock}"
    values = {"english": english, "day": local.date().isoformat(), "clock": clock}
    return Message("%(english)s", "", values)


def moment_said(message: Message, language: str) -> str:
    """Return what `moment_in_words` made in a language."""
    # Imported late: most moments are told in English.
    from babel.dates import format_skeleton

    day = datetime.fromisoformat(str(message.values["day"]))
    return f"{format_skeleton('yMMMEd', day, locale=language)}, {message.values['clock']}"


def is_moment(message: Message) -> bool:
    return "clock" in message.values and "english" in message.values
