"""`site-builder add`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from site_builder.adding.addition import Addition, Desk, NotAddable
from site_builder.commands.asking import is_terminal
from site_builder.commands.options import MomentType, config_option, moment_of, site_root
from site_builder.commands.spoken import speech
from site_builder.commands.terminal import explained, show, tell
from site_builder.model.date import WrittenDate
from site_builder.model.incident import CorrectionKind
from site_builder.model.message import told, told_of_many
from site_builder.starter.packs import PACKS


class _Refused(click.ClickException):
    """Nothing can be added as asked; the command ends as with a wrong option."""

    exit_code = 2


edit_option = click.option(
    "--edit/--no-edit", default=None, help="Open the file in $EDITOR. Default: on a terminal."
)


@click.group()
@config_option
@click.pass_context
def add(context: click.Context, config_file: Path) -> None:
    """Write the file of a new entry, with the date, the languages and what held before.

    A new entry is a draft. Its gaps are in double square brackets: fill them in, and delete the
    line `draft: true`. Files that exist are never overwritten.

    \b
    Examples:
      site-builder add statement --pack cyber-attack     a new incident
      site-builder add update                            the next update of the open incident
      site-builder add question data/which-data
      site-builder add maintenance router --starts "2026-12-01 22:00" \\
        --ends "2026-12-02 02:00" --service portal
      site-builder add correction status/outage/2026-11-25.yml --note "12, not 21, sites."
      site-builder add correction content/faq/data/taken.yml --claim data-taken=some
      site-builder add change content/faq/data/which.yml --note "Amounts are included since May."
      site-builder add minor content/faq/data/which.yml
      site-builder add country be=fr,nl
      site-builder add language be de
    """
    context.obj = config_file


@add.command()
@click.option("--pack", type=click.Choice(list(PACKS)), help="The kind of incident.")
@click.option("--id", help="The name of the incident's folder below status/.")
@edit_option
@click.pass_obj
def statement(config_file: Path, pack: str | None, id: str | None, edit: bool | None) -> None:
    """Add an incident with its first statement: its six parts are gaps to fill in."""
    from site_builder.adding.new_entries import new_statement

    write_addition(config_file, lambda desk: new_statement(desk, pack, id), edit)


@add.command()
@click.argument("incident", required=False)
@edit_option
@click.pass_obj
def update(config_file: Path, incident: str | None, edit: bool | None) -> None:
    """Add the next update of INCIDENT, or of the only open one."""
    from site_builder.adding.new_entries import new_update

    write_addition(config_file, lambda desk: new_update(desk, incident), edit)


@add.command()
@click.argument("place", metavar="CATEGORY/NAME")
@click.option("--rumour", "is_rumour", is_flag=True, help="What people say, and what is true.")
@edit_option
@click.pass_obj
def question(config_file: Path, place: str, is_rumour: bool, edit: bool | None) -> None:
    """Add a question to a category, or a rumour."""
    from site_builder.adding.new_entries import new_question

    write_addition(config_file, lambda desk: new_question(desk, place, is_rumour), edit)


@add.command()
@click.argument("name")
@click.option("--starts", type=MomentType(), required=True, help="When the work starts.")
@click.option("--ends", type=MomentType(), required=True, help="When it ends.")
@click.option("--service", "services", multiple=True, required=True, help="A service concerned.")
@edit_option
@click.pass_obj
def maintenance(
    config_file: Path,
    name: str,
    starts: WrittenDate,
    ends: WrittenDate,
    services: tuple[str, ...],
    edit: bool | None,
) -> None:
    """Add planned maintenance."""
    from site_builder.adding.new_entries import new_maintenance

    write_addition(
        config_file, lambda desk: new_maintenance(desk, name, starts, ends, services), edit
    )


def _note_options(command: Callable[..., None]) -> Callable[..., None]:
    """The entry and the options that corrections and changes have."""
    for option in (
        edit_option,
        click.option("--country", help="The country whose own answer it is about."),
        click.option(
            "--claim", "claims", metavar="CLAIM=VALUE", multiple=True, help="What it states now."
        ),
        click.option("--note", help="What readers are told, in the language of the original."),
        click.argument("entry"),
    ):
        command = option(command)
    return command


@add.command()
@_note_options
@click.pass_obj
def correction(config_file: Path, /, **written: Any) -> None:
    """Add a correction to the update, question or page in the file ENTRY: it was wrong."""
    _add_note(config_file, "correction", **written)


@add.command()
@_note_options
@click.pass_obj
def change(config_file: Path, /, **written: Any) -> None:
    """Add a change to the update, question or page in the file ENTRY: it was right before."""
    _add_note(config_file, "change", **written)


def _add_note(
    config_file: Path,
    kind: CorrectionKind,
    *,
    entry: str,
    note: str | None,
    claims: tuple[str, ...],
    country: str | None,
    edit: bool | None,
) -> None:
    from site_builder.adding.corrections import new_correction

    stated = dict(map(_claim_and_value, claims))
    write_addition(
        config_file, lambda desk: new_correction(desk, entry, note, stated, country, kind), edit
    )


@add.command()
@click.argument("entry")
@click.option("--country", help="The country whose own answer it is about.")
@click.pass_obj
def minor(config_file: Path, entry: str, country: str | None) -> None:
    """Say that an edit of the file ENTRY, such as of a typing error, leaves its meaning alone."""
    from site_builder.adding.corrections import new_minor

    write_addition(config_file, lambda desk: new_minor(desk, entry, country), edit=False)


def _claim_and_value(written: str) -> tuple[str, str]:
    claim, sign, value = written.partition("=")
    if not (claim and sign and value):
        raise _Refused(told("Write a claim and its value: `--claim data-taken=some`."))
    return claim, value


@add.command()
@click.argument("country", metavar="CODE=LANGUAGES")
@click.option("--time-zone", "zone", help="Its time zone, if the country has several.")
@edit_option
@click.pass_obj
def country(config_file: Path, country: str, zone: str | None, edit: bool | None) -> None:
    """Add a country with its languages."""
    from site_builder.adding.new_entries import new_country

    write_addition(config_file, lambda desk: new_country(desk, country, zone), edit)


@add.command()
@click.argument("country")
@click.argument("language")
@click.pass_obj
def language(config_file: Path, country: str, language: str) -> None:
    """Add LANGUAGE to COUNTRY. `site-builder translations` lists what to translate then."""
    from site_builder.adding.languages import new_language

    write_addition(config_file, lambda desk: new_language(desk, country, language), edit=False)


def write_addition(config_file: Path, make: Callable[[Desk], Addition], edit: bool | None) -> None:
    """Write what `make` adds, open it in an editor, and say what is wrong in it."""
    from site_builder.checking.examine import examine
    from site_builder.editing.plain_files import save_files

    root = site_root(config_file)
    with explained():
        examined = examine(root, moment_of(root=root))
        try:
            addition = make(Desk(root, examined, speech()))
        except NotAddable as error:
            raise _Refused(str(error)) from None
        save_files({root / path: text.encode() for path, text in addition.files.items()})
    for path in addition.files:
        tell(
            told("Changed %(path)s", path=path)
            if addition.is_change
            else told("Wrote %(path)s", path=path),
            sys.stdout,
        )
    if edit if edit is not None else is_terminal():
        click.edit(filename=str(root / addition.opens))
    _check(root, addition)


def _check(root: Path, addition: Addition) -> None:
    """Say what is wrong in the files, and which gaps are left."""
    from site_builder.checking.examine import examine
    from site_builder.checking.gaps import gaps_in
    from site_builder.checking.rules import find_problems

    with explained():
        examined = examine(root, moment_of(root=root))
        problems = find_problems(examined)
    for problem in problems:
        if problem.place.file in addition.files and problem.code != "placeholder":
            show(problem, root, sys.stdout)
    count = sum(
        1 for text in examined.texts if text.document.file in addition.files for _ in gaps_in(text)
    )
    if count:
        tell(
            told_of_many(
                "%(count)s gap to fill in, such as `[[...]]`, in %(file)s.",
                "%(count)s gaps to fill in, such as `[[...]]`, in %(file)s.",
                count,
                file=addition.opens,
            ),
            sys.stdout,
        )
