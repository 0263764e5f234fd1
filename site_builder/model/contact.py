"""One way to reach the team."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from site_builder.model.date import Date
from site_builder.model.text import Text

Channel = Literal["email", "phone", "form", "post"]
CHANNELS: tuple[Channel, ...] = ("email", "phone", "form", "post")


@dataclass(frozen=True, slots=True)
class Contact:
    """`address` is the e-mail address, number or URL; without one, `description` says how."""

    channel: Channel
    address: str | None
    description: Text | None
    purposes: tuple[Text, ...]
    hours: str | None
    subject: Text | None
    note: Text | None
    since: Date | None
    until: Date | None
