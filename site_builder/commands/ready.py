"""`site-builder ready`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import click

from site_builder.checking.examine import examine
from site_builder.checking.problem_text import counted_errors
from site_builder.checking.rules import find_problems
from site_builder.commands.options import config_option, moment_of, site_root
from site_builder.commands.spoken import speech
from site_builder.commands.terminal import explained, tell, tell_json
from site_builder.hosts.configuration.problems import configuration_problems
from site_builder.hosts.configuration.shown_settings import shown_settings
from site_builder.model.message import in_turn, told, told_of_many
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
        say = speech().for_programs.say
        tell_json([_as_json(item, say) for item in items])
    else:
        for item in items:
            _show(item)
        _conclude(items)
    if not all(item.is_ready for item in items):
        raise SystemExit(1)


_OK, _MISSING, _OPTIONAL = told("ok"), told("missing"), told("optional")


def _checked(problems: Sequence[Problem]) -> ReadyItem:
    errors = sum(problem.is_error for problem in problems)
    item = ReadyItem(code="check", title=told("Files without errors"))
    if not errors:
        return item
    return replace(
        item,
        lacks=in_turn(counted_errors(errors), ".", between=""),
        repair=told("Run `site-builder check`."),
    )


def _as_json(item: ReadyItem, say: Callable[[str], str]) -> dict[str, object]:
    return {
        "code": item.code,
        "title": say(item.title),
        "ready": item.is_ready,
        "missing": say(item.lacks) or None,
        "repair": say(item.repair) or None,
        "gain": say(item.gain) or None,
        "file": item.place.file if item.place else None,
    }


def _show(item: ReadyItem) -> None:
    say = speech().say
    width = max(len(say(word)) for word in (_OK, _MISSING, _OPTIONAL)) + 2
    if item.gain:
        gap = " " * (width - len(say(_OPTIONAL)))
        said = say(told("%(title)s: %(lacks)s", title=item.title, lacks=item.gain))
        tell(f"{click.style(say(_OPTIONAL), fg='blue')}{gap}{said}", sys.stdout)
        return
    state = say(_OK if item.is_ready else _MISSING)
    gap = " " * (width - len(state))
    if item.is_ready:
        tell(f"{click.style(state, fg='green')}{gap}{say(item.title)}", sys.stdout)
        return
    said = say(told("%(title)s: %(lacks)s", title=item.title, lacks=item.lacks))
    tell(f"{click.style(state, fg='yellow')}{gap}{said}", sys.stdout)
    tell(f"{' ' * width}{say(item.repair)}", sys.stdout)


def _conclude(items: Sequence[ReadyItem]) -> None:
    missing = sum(not item.is_ready for item in items)
    needed = [item for item in items if not item.gain]
    if missing:
        message = told_of_many(
            "%(count)s of %(items)s is missing.",
            "%(count)s of %(items)s are missing.",
            missing,
            items=len(needed),
        )
        tell("", sys.stdout)
        tell(message, sys.stdout)
    else:
        tell("", sys.stdout)
        tell(told("The site is ready to go online."), sys.stdout, fg="green")
