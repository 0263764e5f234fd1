"""`site-builder retire`."""

from __future__ import annotations

from pathlib import Path

import click

from site_builder.commands.add import edit_option, write_addition
from site_builder.commands.options import config_option


@click.command()
@config_option
@click.argument("entry")
@click.option("--note", help="Why it is gone, in the language of the original.")
@click.option("--to", metavar="ENTRY", help="What readers should read instead.")
@edit_option
def retire(
    config_file: Path, entry: str, note: str | None, to: str | None, edit: bool | None
) -> None:
    """Take ENTRY off the site; its address stays and says so.

    ENTRY is an incident, an update, a question, a page or an edition, by its file or its name. It
    is written to content/retired.yml; its own file may stay or be deleted.

    \b
    Examples:
      site-builder retire status/outage/2026-11-25.yml --note "It was about another company."
      site-builder retire faq/data/which --to faq/data/whose
      site-builder retire lu/de --to lu/fr
    """
    from site_builder.adding.corrections import new_retirement

    write_addition(config_file, lambda desk: new_retirement(desk, entry, note, to), edit)
