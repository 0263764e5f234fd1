"""`site-builder agenda`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from site_builder.agenda.as_json import agenda_as_json
from site_builder.agenda.lines import full_lines
from site_builder.checking.examine import examine
from site_builder.checking.problem_text import counted_errors
from site_builder.checking.rules import find_problems
from site_builder.commands.options import at_option, config_option, moment_of, site_root
from site_builder.commands.spoken import speech
from site_builder.commands.terminal import explained, progress, tell, tell_json, tell_lines
from site_builder.editions.agenda import agenda_of
from site_builder.model.agenda import Agenda
from site_builder.model.date import WrittenDate
from site_builder.model.message import told


@click.command()
@config_option
@at_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "ics"]),
    default="text",
    show_default=True,
    help="Text to read, JSON for programs, or an iCalendar file to import.",
)
def agenda(config_file: Path, at: WrittenDate | None, form: str) -> None:
    """List what appears, changes or runs out, and when.

    Overdue promises come first, then what is ahead in the order of time, then drafts. Times are in
    the site's time zone. The last line is the next moment at which the site must be built,
    because the clock changes a page.

    The exit code is 1 if files have errors, because the agenda may then be incomplete.

    \b
    Examples:
      site-builder agenda
      site-builder agenda --at "2026-12-24"          as it will look then
      site-builder agenda --format json | jq -r .next_build
      site-builder agenda --format ics > agenda.ics  for the team's calendar
    """
    root = site_root(config_file)
    moment = moment_of(at, root)
    with progress(told("Reading")), explained():
        examined = examine(root, moment)
        errors = sum(problem.is_error for problem in find_problems(examined))
        found = agenda_of(examined.catalogue, moment)
    if form == "json":
        tell_json(agenda_as_json(found, speech().for_programs))
    elif form == "ics":
        _write_calendar(found, config_file)
    else:
        tell_lines(full_lines(found, speech()), sys.stdout)
    if errors:
        message = told(
            "The site's files have %(errors)s, so the agenda may be incomplete. Run "
            "`site-builder check`.",
            errors=counted_errors(errors),
        )
        tell(message, sys.stderr, fg="red")
        raise SystemExit(1)


def _write_calendar(found: Agenda, config_file: Path) -> None:
    # Imported late: only a calendar needs the site's name, and a library that writes it.
    from site_builder.agenda.calendar_file import agenda_calendar
    from site_builder.hosts.configuration.load import load_configuration

    with explained():
        config, _ = load_configuration(config_file)
    click.echo(agenda_calendar(found, config.site_name, config.site_url or None), nl=False)
