"""`site-builder ready`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from site_builder.checking.examine import examine
from site_builder.checking.problem_text import counted
from site_builder.checking.rules import find_problems
from site_builder.commands.options import config_option, moment_of, site_root
from site_builder.commands.terminal import explained, tell, tell_json
from site_builder.hosts.configuration.problems import configuration_problems
from site_builder.hosts.configuration.shown_settings import shown_settings
from site_builder.model.problem import Problem
from site_builder.starter.ready import ReadyItem, ready_items


@click.command()
@config_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Output format.",
)
def ready(config_file: Path, form: str) -> None:
    """List what the site still lacks before it can go online.

    The list has the address, time zone, contacts, legal notice, privacy and accessibility pages,
    gaps such as `[[What we know]]`, drafts, languages of the interface, logo and the contact for
    security. The exit code is 1 if anything is missing.

    \b
    Examples:
      site-builder ready
      site-builder ready --format json | jq -r '.[] | select(.ready | not) | .code'
    """
    root = site_root(config_file)
    with explained():
        examined = examine(root, moment_of(root=root))
        problems = (*configuration_problems(config_file), *find_problems(examined))
        items = (*ready_items(examined, shown_settings(config_file)), _checked(problems))
    if form == "json":
        tell_json([_as_json(item) for item in items])
    else:
        for item in items:
            _show(item)
        _conclude(items)
    if not all(item.is_ready for item in items):
        raise SystemExit(1)


def _checked(problems: Sequence[Problem]) -> ReadyItem:
    errors = sum(problem.is_error for problem in problems)
    item = ReadyItem(code="check", title="Files without errors")
    if not errors:
        return item
    return replace(item, lacks=f"{counted(errors, 'error')}.", repair="Run `site-builder check`.")


def _as_json(item: ReadyItem) -> dict[str, object]:
    return {
        "code": item.code,
        "title": item.title,
        "ready": item.is_ready,
        "missing": item.lacks or None,
        "repair": item.repair or None,
        "file": item.place.file if item.place else None,
    }


def _show(item: ReadyItem) -> None:
    if item.is_ready:
        tell(f"{click.style('ok', fg='green')}       {item.title}", sys.stdout)
        return
    tell(f"{click.style('missing', fg='yellow')}  {item.title}: {item.lacks}", sys.stdout)
    tell(f"         {item.repair}", sys.stdout)


def _conclude(items: Sequence[ReadyItem]) -> None:
    missing = sum(not item.is_ready for item in items)
    if missing:
        tell(f"\n{missing} of {len(items)} are missing.", sys.stdout)
    else:
        tell(click.style("\nThe site is ready to go online.", fg="green"), sys.stdout)
