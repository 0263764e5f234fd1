"""`site-builder new`."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from site_builder.commands.options import moment_of


class _Taken(click.ClickException):
    exit_code = 2


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
def new(folder: Path) -> None:
    """Create a new site in FOLDER.

    The folder must be empty or not exist yet.

    \b
    Example:
      site-builder new my-site
      cd my-site
      site-builder serve
    """
    from site_builder.starter.new_site import NotStartable, start_site

    try:
        written = start_site(folder, moment_of())
    except NotStartable as error:
        raise _Taken(str(error)) from None
    for path in written:
        click.echo(f"  {path}")
    click.echo(f"Next: cd {shlex.quote(str(folder))} && site-builder serve")
