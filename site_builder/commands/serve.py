"""`site-builder serve`."""

from __future__ import annotations

import os
from pathlib import Path

import click

from site_builder.commands.options import at_option, config_option, moment_of, site_root
from site_builder.commands.spoken import speech
from site_builder.commands.terminal import show
from site_builder.model.date import WrittenDate
from site_builder.theme.settings import NotConfigured


@click.command()
@config_option
@at_option
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    default=8000,
    show_default=True,
    help="Port to listen on.",
)
def serve(config_file: Path, at: WrittenDate | None, host: str, port: int) -> None:
    """Preview the site in a browser and rebuild it on every save. Drafts are shown and marked.

    \b
    Examples:
      site-builder serve
      site-builder serve --port 9000 --at "2022-08-22 12:00"
    """
    from site_builder.hosts.preview import serve_site
    from site_builder.hosts.preview_server import NotServable

    root = site_root(config_file)
    is_fixed = at is not None or os.environ.get("SOURCE_DATE_EPOCH")
    moment = moment_of(at, root) if is_fixed else None
    try:
        # Rebuilds run in threads of their own, which do not know the command.
        said_in = speech()
        serve_site(
            config_file,
            host,
            port,
            moment,
            lambda problem, root: show(problem, root, said_in=said_in),
            said_in,
        )
    except (NotConfigured, NotServable) as error:
        raise click.ClickException(str(error)) from None
