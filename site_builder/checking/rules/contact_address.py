"""A contact has an e-mail address, phone number or web address that cannot work.

Fails:

    # content/countries/lu.yml
    locales: [fr]
    contacts:
      - email: aide.example.org

Passes:

    # content/countries/lu.yml
    locales: [fr]
    contacts:
      - email: aide@example.org
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from site_builder.checking.engine import Check, Examined
from site_builder.model.country import GROUP
from site_builder.model.message import Message, told
from site_builder.model.problem import Finding
from site_builder.model.url import is_web_address
from site_builder.shapes.contacts import PostalShape
from site_builder.shapes.fields import shorten


def find(examined: Examined) -> Iterable[Finding]:
    for shaped in examined.of_kind("country"):
        contacts = shaped.document.value.get("contacts")
        for i, contact in enumerate(contacts if isinstance(contacts, list) else ()):
            for channel, (is_valid, name, hint) in _FORMS.items():
                address = contact.get(channel) if isinstance(contact, dict) else None
                if isinstance(address, str) and not is_valid(address.strip()):
                    yield Finding(
                        shaped.document.place("contacts", i, channel),
                        told(
                            "“%(text)s” is not a valid %(what)s.", text=shorten(address), what=name
                        ),
                        told(
                            "%(hint)s If there is none yet, write a text in each language instead: "
                            "`{fr: ..., de: ...}`.",
                            hint=hint,
                        ),
                    )
        for i, contact in enumerate(shaped.shape.contacts):
            is_abroad = shaped.document.id == GROUP
            if is_abroad and isinstance(contact.post, PostalShape) and not contact.post.country:
                yield Finding(
                    shaped.document.key_place("contacts", i, "post"),
                    told("This postal address has no country."),
                    told("Add its two-letter country code, such as `country: lu`."),
                )


_FORMS: dict[str, tuple[Callable[[str], object], Message, Message]] = {
    "email": (
        re.compile(r"[^@\s]+@[^@\s]+").fullmatch,
        told("e-mail address"),
        told("Write an address such as `help@example.org`."),
    ),
    "phone": (
        re.compile(r".*\d.*").fullmatch,
        told("phone number"),
        told("Write a number such as `+352 26 00 00`."),
    ),
    "form": (
        is_web_address,
        told("web address"),
        told(
            "Write an address that starts with `https://`, without spaces, user name or password."
        ),
    ),
}


CHECK = Check("contact-address", "error", find)
