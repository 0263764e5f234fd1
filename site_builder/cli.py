"""The command `site-builder`: one short function for each of its commands."""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

import click

from site_builder import __version__
from site_builder.building import Built, NeedsMkDocs, build_site
from site_builder.checks import find_problems
from site_builder.configuration import NotConfigured
from site_builder.examining import examine
from site_builder.model.date import ImpossibleDate, NotADate, WrittenDate, parse_date
from site_builder.model.problem import Problem
from site_builder.moment import Moment, build_moment
from site_builder.problems import render_github, render_problem, source_line
from site_builder.publishing import NotPublishable
from site_builder.staging import Report, no_report

_COLOURS = {"error": "red", "warning": "yellow"}


class _MomentType(click.ParamType[WrittenDate]):
    name = "moment"

    def convert(self, value: Any, param: Any, ctx: Any) -> WrittenDate:
        if isinstance(value, WrittenDate):
            return value
        try:
            return parse_date(value)
        except (NotADate, ImpossibleDate):
            self.fail(f"“{value}” is no moment; write `2022-09-28` or `2022-09-28 10:00`", param)


_config = click.option(
    "-f",
    "--config-file",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("mkdocs.yml"),
    show_default=True,
    help="The site's mkdocs.yml; content/ and status/ lie beside it.",
)
_at = click.option(
    "--at",
    type=_MomentType(),
    help="Build the site as it is at this moment, in the site's time zone; a day means its end.",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="site-builder")
def main() -> None:
    """Build a static incident status page and FAQ site from YAML and Markdown.

    \b
    Examples:
      site-builder new my-site               start a site of your own
      site-builder check                     find every problem, change nothing
      site-builder serve                     look at it while you write
      site-builder build                     publish into site/
      site-builder build --at "2022-09-28"   the site as it was on that day
    """


@main.command()
@_config
@_at
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
    _site_root(config_file)
    with _progress("Building") as report, _explained():
        built = _build(config_file, site_dir, at or _moment(), report)
    seconds = time.monotonic() - started
    for problem in built.problems:
        _show(problem, config_file.resolve().parent)
    if built.count is None:
        errors = sum(problem.is_error for problem in built.problems)
        raise click.ClickException(f"Nothing was published: {errors} error(s) in the site's files.")
    if not built.site_url:
        message = f"{config_file} has no `site_url`, so there are no feeds."
        _print(click.style(message, fg="yellow"), sys.stderr)
    message = f"Published {built.count} files in {_shown(built.site_dir)} ({seconds:.1f} s)."
    _print(click.style(message, fg="green"), sys.stderr)


@main.command()
@_config
@_at
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, help="Port to listen on.")
def serve(config_file: Path, at: WrittenDate | None, host: str, port: int) -> None:
    """Serve the site and rebuild it whenever a file is saved. Drafts are shown and marked.

    \b
    Examples:
      site-builder serve
      site-builder serve --port 9000 --at "2022-08-22 12:00"
    """
    from site_builder.serving import serve_site

    _site_root(config_file)
    moment = at or _moment() if at or os.environ.get("SOURCE_DATE_EPOCH") else None
    serve_site(config_file, host, port, moment, lambda problem, root: _show(problem, root))


@main.command()
@_config
@_at
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
    help="How problems are printed.",
)
@click.option("--strict", is_flag=True, help="Fail on warnings too.")
def check(config_file: Path, at: WrittenDate | None, form: str, strict: bool) -> None:
    """Check every file of the site and change nothing.

    Exits with 1 if there is an error, with 2 if the command itself is wrong.

    \b
    Examples:
      site-builder check
      site-builder check --format json | jq '.[].message'
      site-builder check --format github     annotations in a GitHub workflow
    """
    root = _site_root(config_file)
    with _progress("Checking"):
        problems = find_problems(examine(root, at or _moment()))
    if form == "json":
        click.echo(json.dumps([p.as_json() for p in problems], ensure_ascii=False, indent=2))
    elif form == "github":
        for problem in problems:
            click.echo(render_github(problem))
    else:
        for problem in problems:
            _show(problem, root, sys.stdout)
        _conclude(problems)
    if any(p.is_error or strict for p in problems):
        raise SystemExit(1)


@main.command()
@click.argument("folder", type=click.Path(path_type=Path))
def new(folder: Path) -> None:
    """Start a site of your own in FOLDER, which must be empty or not exist yet.

    \b
    Example:
      site-builder new my-site
      cd my-site
      site-builder serve
    """
    from site_builder.starting import FolderNotEmpty, start_site

    try:
        written = start_site(folder, _moment())
    except FolderNotEmpty:
        raise click.UsageError(f"{folder} is not empty; name a new folder.") from None
    for path in written:
        click.echo(f"  {path}")
    click.echo(f"Now: cd {folder} && site-builder serve")


def _moment() -> Moment:
    try:
        return build_moment(os.environ)
    except ValueError as error:
        raise click.UsageError(f"{error}.") from None


def _site_root(config_file: Path) -> Path:
    if not config_file.is_file():
        raise click.UsageError(
            f"There is no {config_file} here. Go to the site's folder, name it with "
            "`--config-file`, or start a site with `site-builder new my-site`."
        )
    return config_file.resolve().parent


def _build(config_file: Path, site_dir: Path | None, at: Moment, report: Report) -> Built:
    try:
        return build_site(config_file, site_dir, at, report)
    except NeedsMkDocs:
        from site_builder.mkdocs_build import build_with_mkdocs

        return build_with_mkdocs(config_file, site_dir, at, report)


@contextmanager
def _explained() -> Iterator[None]:
    """Say in words what keeps a build from being made."""
    try:
        yield
    except NotConfigured as error:
        raise click.UsageError(str(error)) from None
    except NotPublishable as error:
        raise click.ClickException(f"{error}.") from None
    except OSError as error:
        name = f"{error.filename}: " if error.filename else ""
        raise click.ClickException(
            f"{name}{error.strerror}. The published site is as it was."
        ) from None


@contextmanager
def _progress(what: str) -> Iterator[Report]:
    """A bar for what takes longer than a second; on a terminal only."""
    if not _is_coloured(sys.stderr):
        yield no_report
        return
    # Only who sees the bar waits for its library to load.
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    progress = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[count]}"),
        console=Console(stderr=True),
        transient=True,
    )
    with progress:
        task = progress.add_task(what, total=None, visible=False, count="")
        timer = threading.Timer(1, lambda: progress.update(task, visible=True))
        timer.daemon = True
        timer.start()

        def report(done: int, of: int) -> None:
            progress.update(task, completed=done, total=of, count=f"{done}/{of} files")

        try:
            yield report
        finally:
            timer.cancel()


def _show(problem: Problem, root: Path, stream: TextIO | None = None) -> None:
    text = render_problem(problem, source_line(root, problem.place))
    head, _, rest = text.partition("\n")
    head = click.style(head, fg=_COLOURS[problem.severity], bold=True)
    _print(f"{head}\n{rest}\n", stream or sys.stderr)


def _conclude(problems: tuple[Problem, ...]) -> None:
    errors = sum(problem.is_error for problem in problems)
    warnings = len(problems) - errors
    if not problems:
        _print(click.style("No problems found.", fg="green"), sys.stdout)
    else:
        text = f"{errors} error{'' if errors == 1 else 's'}, "
        _print(f"{text}{warnings} warning{'' if warnings == 1 else 's'}.", sys.stdout)


def _print(text: str, stream: TextIO) -> None:
    click.echo(text, file=stream, color=_is_coloured(stream))


def _is_coloured(stream: TextIO) -> bool:
    """On a terminal, unless its user wants none (no-color.org)."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _shown(path: str) -> str:
    relative = os.path.relpath(path)
    return path if relative.startswith("..") else f"{relative}/"
