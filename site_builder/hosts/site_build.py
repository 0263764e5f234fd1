"""A build for the command: by the builder alone, or by MkDocs if other plugins take part in it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from site_builder.build.driver import run_build
from site_builder.build.request import BuildRequest, Built, NeedsMkDocs
from site_builder.publish.making import Report, no_report

if TYPE_CHECKING:
    from site_builder.build.host import Host
    from site_builder.pages.shell import ShellRenderer


def build_site(config_file: Path, order: BuildRequest, report: Report = no_report) -> Built:
    """Publish the site of `config_file`; if there is an error, leave the published site unchanged.

    Raises settings.NotConfigured, mark.NotPublishable, click.ClickException and OSError.
    """
    try:
        return run_build(config_file, order, load_host, report)
    except NeedsMkDocs:
        from site_builder.hosts.mkdocs_build import build_with_mkdocs

        return build_with_mkdocs(config_file, order, report)


def load_host(config_file: Path, site_dir: Path | None) -> tuple[Host, ShellRenderer] | None:
    """Return the host and its shells from mkdocs.yml; None if MkDocs must build the site."""
    # Importing MkDocs takes as long as most builds, and the memory often makes it unnecessary.
    from site_builder.hosts.material import load_host

    return load_host(config_file, site_dir)
