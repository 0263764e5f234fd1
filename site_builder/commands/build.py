"""`site-builder build`."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import click

from site_builder.build.request import BuildRequest
from site_builder.checking.problem_text import counted
from site_builder.commands.options import at_option, config_option, moment_of, site_root, time_now
from site_builder.commands.terminal import explained, progress, show, shown_path, tell, tell_held
from site_builder.hosts.site_build import build_site
from site_builder.model.characters import visible
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
def build(config_file: Path, at: WrittenDate | None, site_dir: Path | None, drafts: bool) -> None:
    """Build the site and publish it in one step.

    If there are errors, all problems are shown and the published site stays unchanged. Entries
    that are not public yet are listed. A build with drafts, or of a time in the future, goes to
    preview/ instead of site/, and each of its pages is marked as a preview.

    \b
    Examples:
      site-builder build
      site-builder build --site-dir /srv/www/status
      site-builder build --at "2026-12-01 10:00"     what will be public then, in preview/
      SOURCE_DATE_EPOCH=1664352000 site-builder build
    """
    started = time.monotonic()
    root = site_root(config_file)
    moment = moment_of(at, root)
    order = BuildRequest(moment, site_dir, drafts, is_preview=drafts or moment > time_now())
    with progress("Building") as report, explained():
        built = build_site(config_file, order, report)
    seconds = time.monotonic() - started
    for problem in built.problems:
        show(problem, root)
    if built.count is None:
        errors = sum(problem.is_error for problem in built.problems)
        raise click.ClickException(
            f"Nothing was published: the site's files have {counted(errors, 'error')}."
        )
    if not built.site_url:
        message = f"{config_file} has no `site_url`, so there are no feeds."
        tell(click.style(message, fg="yellow"), sys.stderr)
    for path in built.kept.files[:5]:
        tell(f"Kept {visible(path)}, which site-builder did not write.", sys.stderr)
    if len(built.kept.files) > 5:
        tell(f"Kept {len(built.kept.files) - 5:,} more such files.", sys.stderr)
    tell_held(built.held, sys.stderr)
    what = "Wrote a preview of" if order.is_preview else "Published"
    message = f"{what} {built.count} files to {shown_path(built.site_dir)} ({seconds:.1f} s)."
    tell(click.style(message, fg="green"), sys.stderr)
