"""One way to reach the team."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from site_builder.model.date import Date
from site_builder.model.text import Text

Channel = Literal["email", "phone", "form", "post"]
CHANNELS: tuple[Channel, ...] = ("email", "phone", "form", "post")


@dataclass(frozen=True, slots=True, kw_only=True)
class PostalAddress:
    """`street` may have several lines; `country` is an ISO 3166-1 code in capitals."""

    name: str | None
    street: str
    postcode: str | None
    city: str
    region: str | None
    country: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """One of three: `address` is the e-mail address, number or URL, `postal` an address in parts.

    Without either, `description` says how to reach the team. `service` is the one whose state
    readers should know before they try.
    """

    channel: Channel
    address: str | None
    postal: PostalAddress | None
    description: Text | None
    purposes: tuple[Text, ...]
    service: str | None
    hours: str | None
    subject: Text | None
    note: Text | None
    since: Date | None
    until: Date | None
