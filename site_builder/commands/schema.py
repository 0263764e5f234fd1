"""`site-builder schema`."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path

import click
from click.core import ParameterSource

from site_builder.commands.options import config_option, moment_of, site_root
from site_builder.commands.terminal import explained, tell
from site_builder.hosts.configuration.editor_schema import mkdocs_schema
from site_builder.model.characters import visible
from site_builder.model.message import Message, in_turn, told
from site_builder.schemas.names import Names, names_of
from site_builder.schemas.renewal import (
    Addition,
    Change,
    ForeignFile,
    changes_of_schemas,
    changes_of_settings,
)
from site_builder.schemas.schema_files import schema_files

_FOLDER = ".schemas"


class _Taken(click.ClickException):
    exit_code = 2


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), required=False)
@config_option
@click.option(
    "--check", is_flag=True, help="Change nothing; exit with 1 if something is out of date."
)
@click.option("--no-settings", is_flag=True, help="Leave .vscode/ as it is.")
@click.pass_context
def schema(
    context: click.Context, folder: Path | None, config_file: Path, check: bool, no_settings: bool
) -> None:
    """Write JSON Schemas, so that editors help with the YAML files.

    Editors then offer keys and values, explain them and mark mistakes while you type. The schemas
    are in FOLDER, by default .schemas/ next to mkdocs.yml, and know the site's services, audiences,
    facts and languages: run the command again after adding one. Settings for VS Code are in
    .vscode/; other settings there are kept.

    Without a mkdocs.yml, FOLDER gets schemas for any site.

    \b
    Examples:
      site-builder schema
      site-builder schema --check       in CI
    """
    is_named = context.get_parameter_source("config_file") is not ParameterSource.DEFAULT
    if folder is not None and not is_named and not config_file.is_file():
        root, names, no_settings = Path.cwd(), Names(), True
    else:
        root = site_root(config_file)
        names = _names(root)
    files = (*schema_files(names), mkdocs_schema(names))
    target = folder.resolve() if folder else root / _FOLDER
    with explained():
        try:
            found = list(changes_of_schemas(target, files))
        except ForeignFile as error:
            raise _Taken(str(error)) from None
        settings = [] if no_settings else list(changes_of_settings(root, target, files))
        changes = [c for c in (*found, *settings) if isinstance(c, Change)]
        additions = [a for a in settings if isinstance(a, Addition)]
        if check:
            _report(changes, additions)
            return
        _write(changes)
    for change in changes:
        _tell_file(told("new") if change.is_new else told("renewed"), change.path)
    _tell_additions(additions)
    if any(change.is_new for change in changes):
        way = Path(os.path.relpath(target, root / "status/incident")).as_posix()
        tell(
            told(
                "For editors other than VS Code, begin a file with a line such as this in an "
                "update:\n  %(line)s",
                line=f"# yaml-language-server: $schema={way}/update.json",
            ),
            sys.stdout,
        )
    if not changes and not additions:
        tell(told("Everything in %(folder)s is up to date.", folder=_shown(target)), sys.stdout)


def _names(root: Path) -> Names:
    # Imported late: schemas for any site need none of it.
    from site_builder.checking.examine import examine

    with explained():
        return names_of(examine(root, moment_of()))


def _write(changes: Iterable[Change]) -> None:
    from site_builder.editing.plain_files import save_files

    # A link stays a link: what it leads to is replaced.
    save_files({change.path.resolve(): change.text.encode() for change in changes})


def _report(changes: Iterable[Change], additions: Iterable[Addition]) -> None:
    due = [change for change in changes if change.is_due]
    for change in due:
        _tell_file(told("missing") if change.is_new else told("out of date"), change.path)
    _tell_additions(additions)
    if due:
        tell(told("Run `site-builder schema`."), sys.stdout)
    if due or additions:
        raise SystemExit(1)
    tell(told("The schemas are up to date."), sys.stdout)


def _tell_additions(additions: Iterable[Addition]) -> None:
    for addition in additions:
        tell(
            told(
                "%(path)s is unchanged, because its comments or its form would be lost. Add this "
                "to it:\n\n%(text)s\n",
                path=_shown(addition.path),
                text=addition.text,
            ),
            sys.stdout,
        )


def _tell_file(state: Message, path: Path) -> None:
    tell(in_turn("  ", state, "  ", _shown(path), between=""), sys.stdout)


def _shown(path: Path) -> str:
    """A path as seen from where the command runs, if it is below."""
    way = os.path.relpath(path)
    return visible(str(path) if way.startswith("..") else way)
