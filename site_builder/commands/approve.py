"""`site-builder approve`."""

from __future__ import annotations

from pathlib import Path

import click

from site_builder.commands.add import write_addition
from site_builder.commands.options import config_option


@click.command()
@config_option
@click.argument("entry")
@click.option("--by", required=True, help="Who has approved it: a person or a department.")
def approve(config_file: Path, entry: str, by: str) -> None:
    """Record that the text in the file ENTRY has been approved as it is now.

    The approval goes into the file, with a digest of the text in all its languages. It is never
    published. If content/site.yml requires approvals, `check` refuses texts without one, and texts
    that have changed since. `site-builder proof` writes what to sign.

    \b
    Examples:
      site-builder approve status/outage/2026-11-25.yml --by "Legal department"
      site-builder approve content/faq/data/which.yml --by "Data protection officer"
    """
    from site_builder.adding.approvals import new_approval

    write_addition(config_file, lambda desk: new_approval(desk, entry, by), edit=False)
