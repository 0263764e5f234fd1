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
class WitnessOptions:
    """The address of a witness of the log, and its public key."""

    url: str
    key: str


@dataclass(frozen=True, slots=True)
class NotaryOptions:
    """`notary` in mkdocs.yml: the file with the private key, the name of the log, the address of
    the authority that stamps its checkpoints, and the witnesses that sign them too.
    """

    key: str | None = None
    name: str | None = None
    timestamp: str | None = None
    witnesses: tuple[WitnessOptions, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings in mkdocs.yml. `outputs` are names of OUTPUTS, `security` addresses of contacts.

    `has_chosen_outputs` is true if mkdocs.yml lists them: each does all it can then.

    The others come from the command: a preview shows what is not public, and each of its pages says
    so; served pages go through the dev server, which adds its own script. If it `has_log`, what the
    site publishes is logged.
    """

    site_name: str
    site_url: str | None
    outputs: frozenset[str]
    with_drafts: bool = False
    security: tuple[str, ...] = ()
    has_chosen_outputs: bool = False
    is_preview: bool = False
    is_served: bool = False
    has_log: bool = False


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


_NOTARY = ("key", "name", "timestamp", "witnesses")


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
        is_text = isinstance(value, str) and value.strip()
        if key != "witnesses" and value is not None and not is_text:
            raise NotConfigured(told("`%(key)s` must be a text.", key=key), hint, ("notary", key))
    timestamp = options.get("timestamp")
    if timestamp is not None and not is_web_address(timestamp):
        raise NotConfigured(
            told("“%(url)s” is not a valid web address.", url=timestamp),
            told("Write `timestamp: http://timestamp.example.org`."),
            ("notary", "timestamp"),
        )
    witnesses = options.get("witnesses")
    return NotaryOptions(
        options.get("key"),
        options.get("name"),
        timestamp,
        _read_witnesses(witnesses) if witnesses is not None else (),
    )


def _read_witnesses(witnesses: object) -> tuple[WitnessOptions, ...]:
    # Imported late: few sites have witnesses.
    from site_builder.notary.notes import BadKey
    from site_builder.notary.witnesses import Witness

    path = ("notary", "witnesses")
    hint = told(
        "Write `- {url: https://witness.example.org, key: name+hash+key}`, with the public key "
        "that the witness has published."
    )
    if not isinstance(witnesses, list):
        raise NotConfigured(
            told("`%(key)s` must be %(expected)s.", key="witnesses", expected=told("a list")),
            hint,
            path,
        )
    for i, witness in enumerate(witnesses):
        if not isinstance(witness, dict) or witness.keys() != {"url", "key"}:
            raise NotConfigured(
                told("A witness needs the keys `url` and `key`, and no others."), hint, (*path, i)
            )
        url, key = witness["url"], witness["key"]
        if not isinstance(url, str) or not is_web_address(url):
            raise NotConfigured(
                told("“%(url)s” is not a valid web address.", url=str(url)), hint, (*path, i, "url")
            )
        try:
            Witness.parse(str(key))
        except BadKey:
            raise NotConfigured(
                told("“%(key)s” is not the public key of a witness.", key=str(key)),
                hint,
                (*path, i, "key"),
            ) from None
    return tuple(WitnessOptions(each["url"], each["key"]) for each in witnesses)
