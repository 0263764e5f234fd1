"""A contact has no channel, or more than one.

Each contact has exactly one of e-mail, phone, form and post.

Fails:

    # content/countries/lu.yml
    locales: [fr]
    contacts:
      - purposes: [{fr: Aide}]

Passes:

    # content/countries/lu.yml
    locales: [fr]
    contacts:
      - email: aide@example.org
"""

from __future__ import annotations

from collections.abc import Iterable

from site_builder.checking.engine import Check, Examined
from site_builder.model.contact import CHANNELS
from site_builder.model.message import all_of, told
from site_builder.model.problem import Finding


def find(examined: Examined) -> Iterable[Finding]:
    for shaped in examined.of_kind("country"):
        document = shaped.document
        contacts = document.value.get("contacts")
        for i, contact in enumerate(contacts if isinstance(contacts, list) else ()):
            if not isinstance(contact, dict):
                continue
            written = [channel for channel in CHANNELS if channel in contact]
            if len(written) == 1:
                continue
            message = told("This contact does not say how to reach you.")
            hint = told(
                "Add `email`, `phone`, `form` or `post`, such as `email: help@example.org`."
            )
            if written:
                found = all_of([f"“{channel}”" for channel in written])
                message = told(
                    "A contact can have only one channel, but this one has %(channels)s.",
                    channels=found,
                )
                hint = told(
                    "Keep `%(channel)s` here, and write a separate contact for each other one.",
                    channel=written[0],
                )
            yield Finding(document.place("contacts", i), message, hint)


CHECK = Check("contact-channel", "error", find)
