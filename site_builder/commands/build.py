"""`site-builder build`."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import click

from site_builder.building import Built, NeedsMkDocs, build_site
from site_builder.commands.options import at_option, config_option, moment_of, site_root
from site_builder.commands.terminal import explained, progress, show, shown_path, tell
from site_builder.model.date import WrittenDate
from site_builder.moment import Moment
from site_builder.staging import Report


@click.command()
@config_option
@at_option
@click.option("--site-dir", type=click.Path(path_type=Path), help="Publish here instead.")
def build(config_file: Path, at: WrittenDate | None, site_dir: Path | None) -> None:
    """Build the site and publish it in one step.

    If anything is wrong, every problem is shown and the published site stays as it was.

    \b
    Examples:
      site-builder build
      site-builder build --site-dir /srv/www/status
      SOURCE_DATE_EPOCH=1664352000 site-builder build
    """
    started = time.monotonic()
    site_root(config_file)
    with progress("Building") as report, explained():
        built = _build(config_file, site_dir, at or moment_of(), report)
    seconds = time.monotonic() - started
    for problem in built.problems:
        show(problem, config_file.resolve().parent)
    if built.count is None:
        errors = sum(problem.is_error for problem in built.problems)
        raise click.ClickException(f"Nothing was published: {errors} error(s) in the site's files.")
    if not built.site_url:
        message = f"{config_file} has no `site_url`, so there are no feeds."
        tell(click.style(message, fg="yellow"), sys.stderr)
    message = f"Published {built.count} files in {shown_path(built.site_dir)} ({seconds:.1f} s)."
    tell(click.style(message, fg="green"), sys.stderr)


def _build(config_file: Path, site_dir: Path | None, at: Moment, report: Report) -> Built:
    try:
        return build_site(config_file, site_dir, at, report)
    except NeedsMkDocs:
        from site_builder.mkdocs_build import build_with_mkdocs

        return build_with_mkdocs(config_file, site_dir, at, report)
