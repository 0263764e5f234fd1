"""Messages to an address of apprise (mail, SMS, chat and social services), each once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from site_builder.announcing.ledger import (
    address_digest,
    delivered,
    read_ledger,
    write_line,
)
from site_builder.announcing.messages import message_of
from site_builder.announcing.news import News, without
from site_builder.model.message import told
from site_builder.outputs.site_name import Named

Form = Literal["text", "html", "short"]


class Unclear(Exception):
    """A message may or may not have been sent; the message names the address and what to do."""


class NotInstalled(Exception):
    """Apprise is missing; the message says how to install it."""


class NoAddress(Exception):
    """Apprise does not know this kind of address; the message shows a valid one."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """One thing to send: a mail of several entries, or the short text of one."""

    edition: str
    title: str
    body: str
    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Address:
    """`shown` contains no passwords."""

    url: str
    shown: str
    service: Any


def open_address(url: str) -> Address:
    """Return an address that apprise can send to. Raises NotInstalled and NoAddress."""
    # Apprise supports many services and only sending needs it, so it is the extra `send`.
    try:
        from apprise import Apprise
    except ModuleNotFoundError as error:
        if error.name != "apprise":
            raise
        raise NotInstalled(
            told(
                "Sending needs the package Apprise. Install it with "
                "`pip install 'site-builder[send]'`."
            )
        ) from None

    service = Apprise()
    if not _is_taken(service, url):
        scheme = url.partition(":")[0]
        raise NoAddress(
            told(
                "“%(scheme)s:…” is not a valid address for messages. Write an address for Apprise, "
                "such as `mailtos://user:password@example.org?to=list@example.org`.",
                scheme=scheme,
            )
        )
    target: Any = next(iter(service))
    return Address(url, target.url(privacy=True).partition("?")[0], service)


def _is_taken(service: Any, url: str) -> bool:
    try:
        return bool(service.add(url))
    except Exception:
        # A service's own error text about an address may contain its password.
        return False


def parcels(
    news: Sequence[News], site: Named, site_url: str, form: Form, longest: int
) -> Iterator[Parcel]:
    """Yield the parcels for some news in the given form."""
    for item in news:
        message = message_of(item, site, site_url, longest)
        if form == "short":
            for short in message.short:
                yield Parcel(message.edition, "", short.text, (short.entry,))
        else:
            body = message.html if form == "html" else message.text
            ids = tuple(entry.id for entry in message.entries)
            yield Parcel(message.edition, message.subject, body, ids)


@dataclass(frozen=True, slots=True)
class Due:
    """What an address has not received yet, and how many entries it may have received."""

    news: tuple[News, ...]
    unknown: int


def due(news: Sequence[News], url: str, ledger: Path, again: bool) -> Due:
    """Return what is left to send. `again` includes what may already have been sent. Raises
    BrokenLedger.
    """
    lines, to = read_ledger(ledger), address_digest(url)
    left: list[News] = []
    unknown = 0
    for item in news:
        before = delivered(lines, to, item.voice.edition.address)
        unclear = {entry.id for entry in item.entries} & before.unknown
        unknown += len(unclear)
        left += without([item], before.sent | (frozenset() if again else before.unknown))
    return Due(tuple(left), unknown)


def send(parcel: Parcel, address: Address, form: Form, ledger: Path, at: datetime) -> bool:
    """Send one parcel and record it; False if the service refused it.

    Raises Unclear, BrokenLedger and OSError.
    """
    from apprise import NotifyFormat

    formats = {"text": NotifyFormat.TEXT, "html": NotifyFormat.HTML, "short": NotifyFormat.TEXT}
    to = address_digest(address.url)
    write_line(ledger, at, to, parcel.edition, parcel.entries, "sending")
    try:
        done = address.service.notify(
            title=parcel.title, body=parcel.body, body_format=formats[form]
        )
    except Exception as error:
        # The error text may contain the address with its password.
        raise Unclear(
            told(
                "%(address)s: %(kind)s while sending a message of %(edition)s. Check whether it "
                "arrived. If it did not, run the command again with `--again`.",
                address=address.shown,
                kind=type(error).__name__,
                edition=parcel.edition,
            )
        ) from None
    write_line(ledger, at, to, parcel.edition, parcel.entries, "sent" if done else "failed")
    return bool(done)
