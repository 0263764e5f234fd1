"""Opening hours are not in the notation of schema.org.

Fails:

    # content/countries/lu.yml
    locales: [fr]
    contacts:
      - {email: aide@example.org, hours: 8-17}

Passes:

    # content/countries/lu.yml
    locales: [fr]
    contacts:
      - {email: aide@example.org, hours: "Mo-Fr 08:00-17:00"}
"""

from __future__ import annotations

from collections.abc import Iterable

from site_builder.checking.engine import Check, Examined
from site_builder.language.hours import parse_hours
from site_builder.model.message import Message, told
from site_builder.model.problem import Finding
from site_builder.shapes.fields import shorten
from site_builder.shapes.meant_hours import meant_hours, meant_times


def find(examined: Examined) -> Iterable[Finding]:
    for shaped in examined.of_kind("country"):
        contacts = shaped.document.value.get("contacts")
        for i, contact in enumerate(contacts if isinstance(contacts, list) else ()):
            hours = contact.get("hours") if isinstance(contact, dict) else None
            if not isinstance(hours, str):
                continue
            try:
                parse_hours(hours)
            except ValueError:
                yield Finding(
                    shaped.document.place("contacts", i, "hours"),
                    told("“%(hours)s” is not valid as opening hours.", hours=shorten(hours)),
                    _hint(hours),
                )


def _hint(hours: str) -> Message:
    repaired = meant_hours(hours)
    if repaired is not None and _is_valid(repaired):
        return told("Write `%(text)s`.", text=repaired)
    times = meant_times(hours)
    if times is not None and _is_valid(f"Mo-Fr {times}"):
        return told("Write the days too, such as `Mo-Fr %(times)s`.", times=times)
    return told("Write days and times, such as `Mo-Fr 08:00-12:00, Mo-Th 13:00-17:00`.")


def _is_valid(hours: str) -> bool:
    try:
        parse_hours(hours)
    except ValueError:
        return False
    return True


CHECK = Check("contact-hours", "error", find)
