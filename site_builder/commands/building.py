"""A build by a command, and what it says about it."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import click

from site_builder.build.request import BuildRequest, Built
from site_builder.checking.problem_text import counted
from site_builder.commands.terminal import (
    explained,
    progress,
    show,
    shown_path,
    tell,
    tell_ahead,
)
from site_builder.hosts.site_build import build_site
from site_builder.model.characters import visible


def build_and_tell(config_file: Path, order: BuildRequest, root: Path) -> Built:
    """Build a site and print what came of it. Raises ClickException if nothing was published."""
    started = time.monotonic()
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
    tell_ahead(built.agenda, sys.stderr)
    what = "Wrote a preview of" if order.is_preview else "Published"
    message = f"{what} {built.count} files to {shown_path(built.site_dir)} ({seconds:.1f} s)."
    tell(click.style(message, fg="green"), sys.stderr)
    return built
