"""`site-builder undo`."""

from __future__ import annotations

import sys
from datetime import UTC
from pathlib import Path

import click

from site_builder.adding.undo import NotUndoable, plan_step_back, step_back
from site_builder.commands.asking import confirmed, is_terminal
from site_builder.commands.options import MomentType, config_option, moment_of, site_root
from site_builder.commands.terminal import explained, tell
from site_builder.language.moment_words import moment_in_words
from site_builder.model.characters import visible
from site_builder.model.date import WrittenDate
from site_builder.model.message import in_turn, told


@click.command()
@config_option
@click.option(
    "--to",
    "to",
    type=MomentType(),
    required=True,
    help="Back to the last commit before this time, in the site's time zone.",
)
@click.option("--yes", is_flag=True, help="Do it without asking.")
def undo(config_file: Path, to: WrittenDate, yes: bool) -> None:
    """Put the site's files back as they were at a time, as a new git commit.

    The files in content/ and status/, and mkdocs.yml, become what the last commit before that time
    has. Nothing is lost: `git revert HEAD` undoes the undoing. Build and publish afterwards.

    \b
    Examples:
      site-builder undo --to "2026-11-25 18:00"
      site-builder undo --to 2026-11-25 --yes && site-builder build
    """
    root = site_root(config_file)
    try:
        with explained():
            step = plan_step_back(root, moment_of(to, root))
        when = f"{step.written:%Y-%m-%d %H:%M %z}"
        heading = told(
            "Back to “%(subject)s”, committed on %(when)s:",
            subject=visible(step.subject),
            when=moment_in_words(step.written, step.written.tzinfo or UTC),
        )
        tell(heading, sys.stdout)
        for name, change in step.files:
            line = told("%(title)s: %(lacks)s", title=visible(name), lacks=change)
            tell(in_turn("  ", line, between=""), sys.stdout)
        if not yes and not (is_terminal() and confirmed(told("Go back?"))):
            raise click.ClickException(told("Nothing has changed. Add `--yes` to go back."))
        step_back(root, step, f"Back to the site as of {when}")
    except NotUndoable as error:
        raise click.ClickException(str(error)) from None
    tell(told("Done, in a new commit. `git revert HEAD` brings the later texts back."), sys.stdout)
    tell(told("Next: %(command)s", command="site-builder build"), sys.stdout)
