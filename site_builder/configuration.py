"""mkdocs.yml as MkDocs reads it."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from site_builder.model.url import is_url

MKDOCS_YML = "mkdocs.yml"
_SECURITY = frozenset(("https", "mailto", "tel"))


class NotConfigured(Exception):
    """mkdocs.yml cannot be used; the message says why and what to write."""


class _Said(logging.Handler):
    """Collects the errors that MkDocs logs before it gives up."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


def load_configuration(config_file: Path, site_dir: Path | None = None) -> tuple[Any, Any]:
    """MkDocs' configuration and our plugin in it. Raises NotConfigured."""
    # MkDocs is imported only when it is needed: that alone takes as long as a small build.
    from mkdocs.config import load_config
    from mkdocs.exceptions import Abort, ConfigurationError

    said = _Said()
    log = logging.getLogger("mkdocs.config")
    log.addHandler(said)
    log.propagate = False
    extra = {"site_dir": str(site_dir.resolve())} if site_dir else {}
    try:
        config: Any = load_config(str(config_file), **extra)
    except ConfigurationError as error:
        raise NotConfigured(f"{config_file}: {error}") from None
    except Abort:
        raise NotConfigured(f"{config_file}: {' '.join(said.messages)}") from None
    finally:
        log.removeHandler(said)
        log.propagate = True
    plugin = config.plugins.get("site_builder")
    if plugin is None:
        raise NotConfigured(
            f"{config_file} does not list the plugin. Add `- site_builder` below `plugins:`."
        )
    refuse_other_theme(config.theme.name)
    return config, plugin


def refuse_other_theme(name: str | None) -> None:
    """Raise NotConfigured unless the theme is Material."""
    if name != "material":
        raise NotConfigured(
            f"mkdocs.yml has the theme `{name}`, but site_builder needs `theme: {{name: "
            f"material}}`."
        )


def read_security(contacts: Iterable[str]) -> tuple[str, ...]:
    """The contacts of `security` in mkdocs.yml, as RFC 9116, 2.5.3 has them.

    Raises NotConfigured.
    """
    for contact in contacts:
        if not is_url(contact, _SECURITY):
            raise NotConfigured(
                f"{MKDOCS_YML}: “{contact}” in `security` is not a valid address. Write "
                "`mailto:security@example.org`, `tel:+352…` or `https://…`."
            )
    return tuple(contacts)
