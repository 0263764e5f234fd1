"""Options that several commands share."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from site_builder.build.moment import build_moment, clock
from site_builder.model.date import ImpossibleDate, NotADate, WrittenDate, parse_date
from site_builder.model.message import in_turn, told


class MomentType(click.ParamType[WrittenDate]):
    """A date or a moment, as files have them."""

    name = "moment"

    def convert(self, value: Any, param: Any, ctx: Any) -> WrittenDate:
        if isinstance(value, WrittenDate):
            return value
        try:
            return parse_date(value)
        except (NotADate, ImpossibleDate):
            self.fail(
                told(
                    "“%(value)s” is not a valid time; write `2022-09-28` or `2022-09-28 10:00`",
                    value=str(value),
                ),
                param,
            )


config_option = click.option(
    "-f",
    "--config-file",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("mkdocs.yml"),
    show_default=True,
    help="The site's mkdocs.yml, with content/ and status/ next to it.",
)
at_option = click.option(
    "--at",
    type=MomentType(),
    help="Use this time instead of now, in the site's time zone; a date means its last second.",
)


def moment_of(at: WrittenDate | None = None, root: Path | None = None) -> datetime:
    """Return the time of a build: `at` in the site's zone, otherwise that of the environment."""
    if at is not None and root is not None:
        return _moment_at(at, root)
    try:
        return build_moment(os.environ)
    except ValueError as error:
        raise click.UsageError(in_turn(str(error), ".", between="")) from None


def _moment_at(at: WrittenDate, root: Path) -> datetime:
    # Imported late: without `--at`, the site's zone does not matter.
    from site_builder.build.given_moment import UnclearMoment, moment_at

    try:
        return moment_at(at, root)
    except UnclearMoment as error:
        raise click.UsageError(str(error)) from None


def time_now() -> datetime:
    """Return the current time."""
    try:
        return clock(os.environ)
    except ValueError as error:
        raise click.UsageError(in_turn(str(error), ".", between="")) from None


def site_root(config_file: Path) -> Path:
    if not config_file.is_file():
        raise click.UsageError(
            told(
                "%(file)s does not exist here. Change to the site's folder, name the file with "
                "`--config-file`, or create a site with `site-builder new my-site`.",
                file=str(config_file),
            )
        )
    return config_file.resolve().parent
