"""The settings of a build from mkdocs.yml and the command."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from site_builder.model.message import Message, in_turn, told
from site_builder.model.url import is_url, is_web_address

MKDOCS_YML = "mkdocs.yml"
_SECURITY = frozenset(("https", "mailto", "tel"))


class NotConfigured(Exception):
    """mkdocs.yml cannot be used: the reason, and what to write instead.

    `path` is the path of the value in the plugin's settings, if it is one of those.
    """

    def __init__(
        self, message: Message, hint: Message | None = None, path: tuple[str | int, ...] = ()
    ) -> None:
        self.message, self.hint, self.path = message, hint or in_turn(), path
        super().__init__(in_turn(message, self.hint))


@dataclass(frozen=True, slots=True)
class NotaryOptions:
    """`notary` in mkdocs.yml: the file with the private key, the name of the log, and the address
    of the authority that stamps its checkpoints.
    """

    key: str | None = None
    name: str | None = None
    timestamp: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings in mkdocs.yml. `outputs` are names of OUTPUTS, `security` addresses of contacts.

    `has_chosen_outputs` is true if mkdocs.yml lists them: each does all it can then.

    The others come from the command: a preview shows what is not public, and each of its pages says
    so; served pages go through the dev server, which adds its own script.
    """

    site_name: str
    site_url: str | None
    outputs: frozenset[str]
    with_drafts: bool = False
    security: tuple[str, ...] = ()
    has_chosen_outputs: bool = False
    is_preview: bool = False
    is_served: bool = False


def read_security(contacts: object) -> tuple[str, ...]:
    """Return the contacts of `security` in mkdocs.yml, as RFC 9116, 2.5.3 has them.

    Raises NotConfigured.
    """
    if not isinstance(contacts, Iterable) or isinstance(contacts, str):
        raise NotConfigured(
            told("`security` must be a list."),
            told("Write `- mailto:security@example.org`."),
            ("security",),
        )
    contacts = list(contacts)
    for i, contact in enumerate(contacts):
        if not isinstance(contact, str) or not is_url(contact, _SECURITY):
            raise NotConfigured(
                told("“%(contact)s” in `security` is not a valid address.", contact=contact),
                told("Write `mailto:security@example.org`, `tel:+352…` or `https://…`."),
                ("security", i),
            )
    return tuple(contacts)


_NOTARY = ("key", "name", "timestamp")


def read_notary(options: object) -> NotaryOptions:
    """Return `notary` in mkdocs.yml, a map. Raises NotConfigured."""
    hint = told("Write `notary: {key: notary.pem}`.")
    if options is None:
        return NotaryOptions()
    if not isinstance(options, dict):
        raise NotConfigured(
            told("`%(key)s` must be %(expected)s.", key="notary", expected=told("a map")),
            hint,
            ("notary",),
        )
    for key, value in options.items():
        if key not in _NOTARY:
            raise NotConfigured(
                told("Unknown key “%(key)s”.", key=str(key)),
                told("The keys here are: %(names)s.", names=", ".join(_NOTARY)),
                ("notary", key),
            )
        if value is not None and (not isinstance(value, str) or not value.strip()):
            raise NotConfigured(told("`%(key)s` must be a text.", key=key), hint, ("notary", key))
    timestamp = options.get("timestamp")
    if timestamp is not None and not is_web_address(timestamp):
        raise NotConfigured(
            told("“%(url)s” is not a valid web address.", url=timestamp),
            told("Write `timestamp: http://timestamp.example.org`."),
            ("notary", "timestamp"),
        )
    return NotaryOptions(options.get("key"), options.get("name"), timestamp)
