"""`site-builder check`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from site_builder.checking.examine import examine
from site_builder.checking.problem_text import count_line, render_github
from site_builder.checking.rules import find_problems
from site_builder.commands.options import at_option, config_option, moment_of, site_root
from site_builder.commands.terminal import explained, progress, show, tell, tell_held, tell_json
from site_builder.editions.unpublished import held_back
from site_builder.hosts.configuration.problems import configuration_problems
from site_builder.model.date import WrittenDate
from site_builder.model.problem import Problem


@click.command()
@config_option
@at_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
    help="Output format.",
)
@click.option("--strict", is_flag=True, help="Exit with 1 on warnings too.")
def check(config_file: Path, at: WrittenDate | None, form: str, strict: bool) -> None:
    """Check every file of the site without changing anything.

    Entries that are not public yet are listed with the time of their publication.

    The exit code is 0 without errors, 1 with errors, and 2 if the command itself is wrong.

    \b
    Examples:
      site-builder check
      site-builder check --strict            fail on warnings too, for continuous integration
      site-builder check --format json | jq '.[].message'
      site-builder check --format github     annotations in a GitHub workflow
    """
    root = site_root(config_file)
    with progress("Checking"), explained():
        examined = examine(root, moment_of(at, root))
        problems = (*configuration_problems(config_file), *find_problems(examined))
    held = held_back(examined.catalogue.entries, examined.at)
    if form == "json":
        tell_json([p.as_json() for p in problems])
    elif form == "github":
        for problem in problems:
            click.echo(render_github(problem))
    else:
        for problem in problems:
            show(problem, root, sys.stdout)
        tell_held(held, sys.stdout)
        _conclude(problems)
    if form != "text":
        # Standard output has only the list.
        tell_held(held, sys.stderr)
    if any(p.is_error or strict for p in problems):
        raise SystemExit(1)


def _conclude(problems: tuple[Problem, ...]) -> None:
    if not problems:
        tell(click.style("No problems found.", fg="green"), sys.stdout)
    else:
        tell(f"{count_line(problems)}.", sys.stdout)
