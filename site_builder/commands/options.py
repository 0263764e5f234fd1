"""Options that several commands have, and what they mean."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from site_builder.model.date import ImpossibleDate, NotADate, WrittenDate, parse_date
from site_builder.moment import build_moment, clock


class _MomentType(click.ParamType[WrittenDate]):
    name = "moment"

    def convert(self, value: Any, param: Any, ctx: Any) -> WrittenDate:
        if isinstance(value, WrittenDate):
            return value
        try:
            return parse_date(value)
        except (NotADate, ImpossibleDate):
            self.fail(f"“{value}” is no moment; write `2022-09-28` or `2022-09-28 10:00`", param)


config_option = click.option(
    "-f",
    "--config-file",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("mkdocs.yml"),
    show_default=True,
    help="The site's mkdocs.yml; content/ and status/ lie beside it.",
)
at_option = click.option(
    "--at",
    type=_MomentType(),
    help="Build the site as it is at this moment, in the site's time zone; a day means its end.",
)


def moment_of(at: WrittenDate | None = None, root: Path | None = None) -> datetime:
    """The moment of a command: `at` in the zone of the site in `root`, or the environment's."""
    if at is not None and root is not None:
        return _moment_at(at, root)
    try:
        return build_moment(os.environ)
    except ValueError as error:
        raise click.UsageError(f"{error}.") from None


def _moment_at(at: WrittenDate, root: Path) -> datetime:
    # A build of this moment needs none of what reads the site's zone.
    from site_builder.moment_at import UnclearMoment, moment_at

    try:
        return moment_at(at, root)
    except UnclearMoment as error:
        raise click.UsageError(str(error)) from None


def time_now() -> datetime:
    """What the clock shows."""
    try:
        return clock(os.environ)
    except ValueError as error:
        raise click.UsageError(f"{error}.") from None


def site_root(config_file: Path) -> Path:
    if not config_file.is_file():
        raise click.UsageError(
            f"There is no {config_file} here. Go to the site's folder, name it with "
            "`--config-file`, or start a site with `site-builder new my-site`."
        )
    return config_file.resolve().parent
