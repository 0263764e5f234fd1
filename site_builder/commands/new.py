"""`site-builder new`."""

from __future__ import annotations

from pathlib import Path

import click

from site_builder.commands.options import moment_of


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
def new(folder: Path) -> None:
    """Start a site of your own in FOLDER, which must be empty or not exist yet.

    \b
    Example:
      site-builder new my-site
      cd my-site
      site-builder serve
    """
    from site_builder.starting import FolderNotEmpty, start_site

    try:
        written = start_site(folder, moment_of())
    except FolderNotEmpty:
        raise click.UsageError(f"{folder} is not empty; name a new folder.") from None
    for path in written:
        click.echo(f"  {path}")
    click.echo(f"Now: cd {folder} && site-builder serve")
