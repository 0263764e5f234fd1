"""A build by a command, and what it says about it."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import click

from site_builder.build.request import BuildRequest, Built
from site_builder.checking.problem_text import counted_errors
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
from site_builder.model.message import Message, told, told_of_many


def build_and_tell(config_file: Path, order: BuildRequest, root: Path) -> Built:
    """Build a site and print what came of it. Raises ClickException if nothing was published."""
    started = time.monotonic()
    with progress(told("Building")) as report, explained():
        built = build_site(config_file, order, report)
    seconds = time.monotonic() - started
    for problem in built.problems:
        show(problem, root)
    if built.count is None:
        errors = sum(problem.is_error for problem in built.problems)
        raise click.ClickException(
            told(
                "Nothing was published: the site's files have %(errors)s.",
                errors=counted_errors(errors),
            )
        )
    if not built.site_url:
        message = told("%(file)s has no `site_url`, so there are no feeds.", file=str(config_file))
        tell(message, sys.stderr, fg="yellow")
    for path in built.kept.files[:5]:
        tell(
            told("Kept %(path)s, which site-builder did not write.", path=visible(path)),
            sys.stderr,
        )
    if len(built.kept.files) > 5:
        tell(
            told("Kept %(count)s more such files.", count=len(built.kept.files) - 5),
            sys.stderr,
        )
    _tell_log(built)
    tell_ahead(built.agenda, sys.stderr)
    tell(_conclusion(built, order, seconds), sys.stderr, fg="green")
    return built


def _tell_log(built: Built) -> None:
    attested = built.attested
    if attested is None:
        return
    for warning in attested.warnings:
        tell(warning, sys.stderr, fg="yellow")
    if not attested.count:
        return
    if attested.count == attested.size:
        message = told(
            "Started the log of what was published. Its public key, for `site-builder verify "
            "--key`: %(key)s",
            key=attested.key,
        )
    else:
        message = told_of_many(
            "Added %(count)s entry to the log of what was published, which has %(size)s now.",
            "Added %(count)s entries to the log of what was published, which has %(size)s now.",
            attested.count,
            size=attested.size,
        )
    tell(message, sys.stderr)


def _conclusion(built: Built, order: BuildRequest, seconds: float) -> Message:
    count, folder, time = built.count or 0, shown_path(built.site_dir), f"{seconds:.1f}"
    if order.is_preview:
        return told(
            "Wrote a preview of %(count)s files to %(folder)s (%(seconds)s s).",
            count=count,
            folder=folder,
            seconds=time,
        )
    return told(
        "Published %(count)s files to %(folder)s (%(seconds)s s).",
        count=count,
        folder=folder,
        seconds=time,
    )
