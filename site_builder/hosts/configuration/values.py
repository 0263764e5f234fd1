"""Check the values of mkdocs.yml, after the files that it inherits from are joined in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from site_builder.hosts.configuration.joined import Configuration
from site_builder.hosts.configuration.one_file import SETTINGS, TEXTS, problem
from site_builder.hosts.configuration.plugin_options import (
    option_problems,
    plugin_problems,
    theme_problems,
)
from site_builder.model.characters import CONTROL, INVISIBLE
from site_builder.model.message import told
from site_builder.model.problem import Problem
from site_builder.model.url import is_web_address
from site_builder.publish.mark import NotPublishable, refuse_sources
from site_builder.shapes.fields import shorten

# Checked here; MkDocs checks the others.
_OURS = frozenset((*TEXTS, "INHERIT", "plugins", "theme"))


def value_problems(configuration: Configuration) -> list[Problem]:
    """Return the problems of the values of settings."""
    found = [p for check in _CHECKS for p in check(configuration)]
    others = configuration.value.keys() & set(SETTINGS) - _OURS
    if others:
        # Imported late: MkDocs alone takes longer than checking most sites.
        from site_builder.hosts.configuration.mkdocs_options import refused_values

        for key, message in refused_values(configuration.value, others, configuration.root):
            place = configuration.place(key)
            found.append(
                problem(
                    "unknown-value",
                    place,
                    told("`%(key)s`: %(message)s", key=key, message=message),
                    _MKDOCS,
                )
            )
    return found


_MKDOCS = told("Fix the value, or delete this setting, which the site does not need.")


def _texts(configuration: Configuration) -> Iterable[Problem]:
    for name in TEXTS:
        value = configuration.value.get(name)
        if value is None:
            continue
        place = configuration.place(name)
        if not isinstance(value, str):
            hint = told("Write `%(name)s: ...`, in quotes if it is a number or a date.", name=name)
            yield problem("wrong-type", place, told("A text is expected here."), hint)
        elif CONTROL.search(value):
            yield problem(
                "control-character",
                place,
                told("This text contains a control character."),
                told("Delete it. In double quotes, it can be hidden in an escape such as `\\x1b`."),
            )
        elif match := INVISIBLE.search(value):
            yield problem(
                "invisible-character",
                place,
                told(
                    "This text contains the invisible character U+%(code)s.",
                    code=f"{ord(match[0]):04X}",
                ),
                told("Delete the character, or type the text again."),
                "warning",
            )


def _site(configuration: Configuration) -> Iterable[Problem]:
    name = configuration.value.get("site_name")
    if name is None:
        place = configuration.place("site_name")
        message = told("The key `site_name` is missing.")
        yield problem("missing-key", place, message, told("Add `site_name: My status page`."))
    elif isinstance(name, str) and not INVISIBLE.sub("", name).strip():
        message, hint = (
            told("This text is empty."),
            told("Write the name of the site: `site_name: ...`."),
        )
        yield problem("wrong-type", configuration.place("site_name"), message, hint)
    url = configuration.value.get("site_url")
    if isinstance(url, str) and url and not _is_site_url(url):
        yield problem(
            "unknown-value",
            configuration.place("site_url"),
            told("“%(url)s” is not a valid address for `site_url`.", url=shorten(url)),
            told(
                "Write an address such as `https://status.example.org/`, without spaces, "
                "`?`, `#` or a password."
            ),
        )


def _is_site_url(url: str) -> bool:
    return is_web_address(url) and not re.search(r"[?#']", url)


def _folders(configuration: Configuration) -> Iterable[Problem]:
    root = configuration.root.resolve()
    docs, site = (configuration.value.get(key) for key in ("docs_dir", "site_dir"))
    if docs is None or (isinstance(docs, str) and not CONTROL.search(docs)):
        folder = (root / (docs or "docs")).resolve()
        if not folder.is_dir() or folder == root:
            message = told(
                "“%(name)s” is not a folder with the site's content.", name=shorten(docs or "docs")
            )
            yield problem(
                "unknown-value",
                configuration.place("docs_dir"),
                message,
                told("Write `docs_dir: content`."),
            )
    if isinstance(site, str) and not CONTROL.search(site):
        try:
            refuse_sources(root / site, root)
        except NotPublishable:
            message = told(
                "A site published to “%(site)s” would replace its own sources.", site=shorten(site)
            )
            yield problem(
                "unknown-value",
                configuration.place("site_dir"),
                message,
                told("Write `site_dir: site`."),
            )


_CHECKS: tuple[Callable[[Configuration], Iterable[Problem]], ...] = (
    _texts,
    _site,
    _folders,
    theme_problems,
    plugin_problems,
    option_problems,
)
