"""What a web server must know to serve the published folder."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from urllib.parse import quote, unquote, urlsplit

from site_builder.catalogue.catalogue import Catalogue
from site_builder.editions.selection import build_editions
from site_builder.hosting.moved import Moved, moved_in
from site_builder.model.message import Message, told
from site_builder.model.url import is_web_address
from site_builder.outputs.guides.headers import FRESH, NOT_FOUND_BY_SEARCH, Rules, header_rules
from site_builder.outputs.output import root_edition
from site_builder.outputs.reached import unrendered_site
from site_builder.theme.settings import Settings

HIDDEN = r"/(?:\.(?!well-known/)|_headers$|_redirects$)"
"""Files that are no pages: what begins with a dot, and what other servers read."""
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_SPECIAL = re.compile(r"[.^$*+?{}\[\]\\|()]")

ASCII = "".join(map(chr, range(0x20, 0x7F)))

Say = Callable[[Message], str]


class NotServable(Exception):
    """No server can be configured like this; the message says why."""


@dataclass(frozen=True, slots=True)
class Listen:
    """An address without encryption, for a proxy in front that has it. IPv6 is without brackets."""

    host: str
    port: int

    def __str__(self) -> str:
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where readers find the site.

    `base` is the path of its root as servers see it, decoded, with a slash at both ends. `port` is
    None if it is the usual one.
    """

    host: str
    port: int | None
    is_encrypted: bool
    base: str

    @property
    def authority(self) -> str:
        """The host as it is in addresses, without the port."""
        return f"[{self.host}]" if ":" in self.host else self.host

    @property
    def path(self) -> str:
        """The base as it is in addresses."""
        return quote(self.base, safe="/~")


@dataclass(frozen=True, slots=True)
class Header:
    """A header of all answers: its usual value, and others by a pattern of the path.

    Patterns are for Perl's regular expressions; of those that match, the last one counts.
    """

    name: str
    usual: str
    others: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """`folder` is the published folder on the server, `addresses` those of the editions.

    `has_copies` is true if compressed copies are next to the files.
    """

    place: Place
    folder: str
    rules: Rules
    addresses: tuple[str, ...]
    moved: tuple[Moved, ...]
    has_copies: bool
    listen: Listen | None = None

    def headers(self, base: str, end: str = "$") -> tuple[Header, ...]:
        """Return every header but the type; patterns are for paths that begin with `base`.

        `end` is the pattern of the end of a path.
        """
        found: dict[str, list[tuple[str, str]]] = {}
        for path, values in self._all_rules().items():
            for name, value in values.items():
                found.setdefault(name, []).append((path, value))
        return tuple(
            Header(
                name,
                next((value for path, value in values if path == "/*"), ""),
                _joined(
                    (pattern_of(base, path, end), value) for path, value in values if path != "/*"
                ),
            )
            for name, values in found.items()
            if name != "Content-Type"
        )

    def _all_rules(self) -> Rules:
        usual = {**self.rules["/*"], **FRESH}
        return {**self.rules, "/*": usual, **NOT_FOUND_BY_SEARCH}


def _joined(values: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Return values by pattern, with one pattern for neighbours that have the same value."""
    return tuple(
        ("|".join(pattern for pattern, _ in same), value)
        for value, same in groupby(values, key=itemgetter(1))
    )


def escaped(text: str) -> str:
    """Return a pattern that matches a text and nothing else."""
    return _SPECIAL.sub(r"\\\g<0>", text)


def pattern_of(base: str, path: str, end: str) -> str:
    """Return the pattern of a rule's path, for paths that begin with `base`."""
    if path.startswith("/*"):
        return escaped(path[2:]) + end
    start = f"^{escaped(base + path[1:].removesuffix('*'))}"
    if path.endswith("*"):
        return start
    return start + (r"(?:index\.html)?" if path.endswith("/") else "") + end


def any_of(names: Iterable[str]) -> str:
    """Return a pattern of some names."""
    return f"(?:{'|'.join(map(escaped, names))})"


def place_of(site_url: str) -> Place:
    """Return where a site is. Raises NotServable."""
    if not is_web_address(site_url) or _CONTROL.search(unquote(site_url)):
        raise NotServable(told("“%(url)s” is not a valid address for `site_url`.", url=site_url))
    parts = urlsplit(site_url)
    path = re.sub("/+", "/", f"/{unquote(parts.path)}/")
    if {".", ".."} & set(path.split("/")):
        raise NotServable(told("“%(url)s” is not a valid address for `site_url`.", url=site_url))
    host = parts.hostname or ""
    try:
        host = host if ":" in host or host.isascii() else host.encode("idna").decode()
    except UnicodeError:
        raise NotServable(
            told("“%(url)s” is not a valid address for `site_url`.", url=site_url)
        ) from None
    return Place(
        host=host, port=parts.port, is_encrypted=parts.scheme.lower() == "https", base=path
    )


def refuse_folder(folder: str) -> None:
    """Raise NotServable for a folder that no configuration can name."""
    if _CONTROL.search(folder):
        raise NotServable(
            told("The name of the folder contains a line break or another control character.")
        )


def served(
    catalogue: Catalogue,
    at: datetime,
    settings: Settings,
    folder: str,
    has_copies: bool,
) -> Served:
    """Return how to serve a site with a `site_url`, as it is at a given time.

    Raises NotServable.
    """
    assert settings.site_url is not None
    refuse_folder(folder)
    place = place_of(settings.site_url)
    editions = build_editions(catalogue, at)
    site = unrendered_site(settings.site_url.rstrip("/") + "/", editions, settings.outputs)
    site = replace(
        site,
        root=root_edition(catalogue, editions),
        has_chosen_outputs=settings.has_chosen_outputs,
    )
    return Served(
        place=place,
        folder=folder.rstrip("/") or "/",
        rules=_encoded(header_rules(editions, site)),
        addresses=tuple(edition.address for edition in editions),
        moved=moved_in(editions, site) if "pages" in settings.outputs else (),
        has_copies=has_copies,
    )


def _encoded(rules: Rules) -> Rules:
    """Headers are ASCII; what is not, in an address, is written in percents (RFC 3986, 2.5)."""
    return {
        path: {name: quote(value, safe=ASCII) for name, value in values.items()}
        for path, values in rules.items()
    }


def edition_pattern(base: str, addresses: Sequence[str]) -> str:
    """Return the pattern of everything in some editions.

    Its groups are the path of the edition's folder, and the same below the root of the site.
    """
    return f"^({escaped(base)}({any_of(addresses)}/))"
