"""`site-builder build`."""

from __future__ import annotations

from pathlib import Path

import click

from site_builder.build.request import BuildRequest
from site_builder.commands.building import build_and_tell
from site_builder.commands.options import at_option, config_option, moment_of, site_root, time_now
from site_builder.model.date import WrittenDate


@click.command()
@config_option
@at_option
@click.option(
    "--site-dir",
    type=click.Path(path_type=Path),
    help="Publish to this folder instead of site/ or preview/.",
)
@click.option("--drafts", is_flag=True, help="Include drafts, in preview/.")
@click.option(
    "--new-log",
    is_flag=True,
    help="Start a log of what was published, or a new one if it is lost or damaged.",
)
def build(
    config_file: Path,
    at: WrittenDate | None,
    site_dir: Path | None,
    drafts: bool,
    new_log: bool,
) -> None:
    """Build the site and publish it in one step.

    If there are errors, all problems are shown and the published site stays unchanged. The start
    of the agenda follows: what is overdue, and what appears next. A build with drafts, or of a
    time in the future, goes to preview/ instead of site/, and each of its pages is marked as a
    preview.

    \b
    Examples:
      site-builder build
      site-builder build --site-dir /srv/www/status
      site-builder build --at "2026-12-01 10:00"     what will be public then, in preview/
      SOURCE_DATE_EPOCH=1664352000 site-builder build
    """
    root = site_root(config_file)
    moment = moment_of(at, root)
    is_preview = drafts or moment > time_now()
    order = BuildRequest(moment, site_dir, drafts, is_preview, new_log)
    build_and_tell(config_file, order, root)
