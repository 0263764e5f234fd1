"""Load mkdocs.yml with MkDocs."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

from site_builder.hosts.configuration.problems import refuse_bad_configuration
from site_builder.model.message import in_turn, told
from site_builder.theme.settings import NotConfigured


class _Said(logging.Handler):
    """Collects the warnings and errors that MkDocs logs before it gives up."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[tuple[int, str]] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append((record.levelno, record.getMessage()))

    def __str__(self) -> str:
        """Return the errors, or the warnings if there are none (in strict mode)."""
        errors = [message for level, message in self.records if level >= logging.ERROR]
        return " ".join(errors or [message for _, message in self.records])


def load_configuration(config_file: Path, site_dir: Path | None = None) -> tuple[Any, Any]:
    """Return MkDocs' configuration and our plugin in it. Raises NotConfigured and OSError."""
    refuse_bad_configuration(config_file)
    # Imported late, because importing MkDocs takes as long as a small build.
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
        raise NotConfigured(in_turn(f"{config_file}: {error}")) from None
    except Abort:
        raise NotConfigured(in_turn(f"{config_file}: {said}")) from None
    finally:
        log.removeHandler(said)
        log.propagate = True
    plugin = config.plugins.get("site_builder")
    if plugin is None:
        raise NotConfigured(
            told(
                "%(config_file)s does not list the plugin. Add `- site_builder` below `plugins:`.",
                config_file=str(config_file),
            )
        )
    refuse_other_theme(config.theme.name)
    return config, plugin


def refuse_other_theme(name: str | None) -> None:
    """Raise NotConfigured unless the theme is Material."""
    if name != "material":
        raise NotConfigured(
            told(
                "The theme `%(name)s` does not work with site_builder. Write `theme: "
                "{name: material}` in mkdocs.yml.",
                name=name or "",
            )
        )
