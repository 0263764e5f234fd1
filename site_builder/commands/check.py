"""`site-builder check`."""

from __future__ import annotations

import sys
from datetime import datetime
from difflib import unified_diff
from pathlib import Path

import click

from site_builder.checking.examine import examine
from site_builder.checking.problem_formats import as_sarif, render_github
from site_builder.checking.problem_text import count_line
from site_builder.checking.rules import explanations, find_problems
from site_builder.commands.options import at_option, config_option, moment_of, site_root
from site_builder.commands.since_published import with_changes
from site_builder.commands.spoken import speech
from site_builder.commands.terminal import explained, progress, show, tell, tell_ahead, tell_json
from site_builder.editions.agenda import agenda_of
from site_builder.hosts.configuration.problems import configuration_problems
from site_builder.model.characters import visible
from site_builder.model.date import WrittenDate
from site_builder.model.message import in_turn, told
from site_builder.model.problem import Problem


@click.command()
@config_option
@at_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github", "sarif"]),
    default="text",
    show_default=True,
    help="Output format.",
)
@click.option("--strict", is_flag=True, help="Exit with 1 on warnings, too.")
@click.option(
    "--fix", "is_fixing", is_flag=True, help="Repair what is certain, and show the changes."
)
def check(
    config_file: Path, at: WrittenDate | None, form: str, strict: bool, is_fixing: bool
) -> None:
    """Check every file of the site. Without `--fix`, nothing changes.

    `--fix` repairs mistakes with one answer only, such as a date or a key in another form, and
    leaves everything that only you can know.

    The start of the agenda follows: what is overdue, and what appears next.

    The exit code is 0 without errors, 1 with errors, and 2 if the command itself is wrong.

    \b
    Examples:
      site-builder check
      site-builder check --fix
      site-builder check --strict            fail on warnings too, for continuous integration
      site-builder check --format json | jq '.[].message'
      site-builder check --format github     annotations in a GitHub workflow
      site-builder check --format sarif      for code hosts and editors that read SARIF
    """
    root = site_root(config_file)
    with progress(told("Checking")), explained():
        examined = examine(root, moment_of(at, root))
        if is_fixing:
            _fix(root, examined.at, find_problems(examined))
            examined = examine(root, examined.at)
        known = with_changes(examined, root, config_file)
        problems = (*configuration_problems(config_file), *find_problems(known))
    agenda = agenda_of(examined.catalogue, examined.at)
    programs = speech().for_programs
    if form == "json":
        tell_json([p.as_json(programs.say) for p in problems])
    elif form == "sarif":
        tell_json(as_sarif(problems, explanations(), programs.say))
    elif form == "github":
        for problem in problems:
            click.echo(render_github(problem, programs.say))
    else:
        for problem in problems:
            show(problem, root, sys.stdout)
        tell_ahead(agenda, sys.stdout)
        _conclude(problems)
    if form != "text":
        # Standard output has only the list.
        tell_ahead(agenda, sys.stderr)
    if any(p.is_error or strict for p in problems):
        raise SystemExit(1)


def _fix(root: Path, at: datetime, problems: tuple[Problem, ...]) -> None:
    # Loads slowly, and few checks repair anything.
    from site_builder.editing.fixes import fix
    from site_builder.editing.plain_files import save_files

    fixed = fix(root, at, problems)
    save_files(fixed.contents(root))
    for file, text in fixed.after.items():
        old, new = fixed.before[file].splitlines(), text.splitlines()
        for line in unified_diff(old, new, file, file, n=0, lineterm=""):
            colour = {"-": "red", "+": "green"}.get(line[:1])
            tell(click.style(visible(line), fg=colour), sys.stderr)
    if fixed.count:
        tell(
            told(
                "Fixed %(count)s of %(problems)s problems.",
                count=fixed.count,
                problems=len(problems),
            ),
            sys.stderr,
        )


def _conclude(problems: tuple[Problem, ...]) -> None:
    if not problems:
        tell(told("No problems found."), sys.stdout, fg="green")
    else:
        tell(in_turn(count_line(problems), ".", between=""), sys.stdout)
