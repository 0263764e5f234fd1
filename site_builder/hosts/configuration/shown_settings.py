"""What mkdocs.yml says that readers see, without a build."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from site_builder.hosts.configuration.joined import Configuration
from site_builder.hosts.configuration.plugin_options import own_options
from site_builder.hosts.configuration.problems import read_files
from site_builder.starter.ready import SiteSettings
from site_builder.theme.logo import load_logo
from site_builder.theme.look import read_look
from site_builder.theme.settings import NotaryOptions, read_notary, read_security


def shown_settings(config_file: Path) -> SiteSettings:
    """Return what a site shows of its settings.

    Raises OSError, and settings.NotConfigured for what `configuration_problems` lists too.
    """
    configuration, options = _read(config_file)
    address = configuration.value.get("site_url")
    return SiteSettings(
        name=str(configuration.value.get("site_name") or ""),
        address=str(address) if address else None,
        security=read_security(options.get("security", ())),
        footer=read_look(options.get("theme") or {}, configuration.root).footer,
        has_logo=load_logo(config_file.parent / "content") is not None,
    )


def notary_settings(config_file: Path) -> tuple[NotaryOptions, str | None]:
    """Return where the key of a site's log is, and the address of the site.

    Raises OSError and NotConfigured.
    """
    configuration, options = _read(config_file)
    address = configuration.value.get("site_url")
    return read_notary(options.get("notary")), str(address) if address else None


def published_folder(config_file: Path) -> Path:
    """Return the folder that the site is published to. Raises OSError."""
    configuration, _ = _read(config_file)
    return configuration.root / str(configuration.value.get("site_dir") or "site")


def _read(config_file: Path) -> tuple[Configuration, dict[str, Any]]:
    files, _ = read_files(config_file)
    configuration = Configuration.of(files)
    _, options = own_options(configuration)
    return configuration, options if isinstance(options, dict) else {}
