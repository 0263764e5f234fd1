"""What commands print: coloured on a terminal, plain in a pipe."""

from __future__ import annotations

import json
import os
import sys
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

import click

from site_builder.agenda.lines import Line, Tone, short_lines
from site_builder.build.failures import killed, reason
from site_builder.checking.problem_text import render_problem, source_line
from site_builder.commands.spoken import speech
from site_builder.language.speech import Speech
from site_builder.model.agenda import Agenda
from site_builder.model.characters import visible
from site_builder.model.message import in_turn, told
from site_builder.model.problem import Problem
from site_builder.publish.making import Report, no_report
from site_builder.publish.mark import NotPublishable
from site_builder.system.parallel import WorkerKilled
from site_builder.theme.settings import NotConfigured

_COLOURS = {"error": "red", "warning": "yellow"}
_TONES: Mapping[Tone, Mapping[str, Any]] = {
    "heading": {"bold": True},
    "overdue": {"fg": "red", "bold": True},
    "ahead": {},
    "undated": {"dim": True},
    "build": {"fg": "green"},
}


_UNCHANGED = told("The published site is unchanged.")


class Unconfigured(click.ClickException):
    """mkdocs.yml cannot be used; the command ends as with a wrong option, but without its usage."""

    exit_code = 2


@contextmanager
def explained() -> Iterator[None]:
    """Turn errors that prevent a build into messages."""
    try:
        yield
    except NotConfigured as error:
        raise Unconfigured(str(error)) from None
    except NotPublishable as error:
        raise click.ClickException(in_turn(str(error), ".", between="")) from None
    except WorkerKilled as error:
        raise click.ClickException(in_turn(killed(error), _UNCHANGED)) from None
    except BrokenPipeError:
        raise
    except OSError as error:
        name = f"{visible(str(error.filename))}:" if error.filename else ""
        raise click.ClickException(in_turn(name, reason(error), _UNCHANGED)) from None


@contextmanager
def progress(what: str) -> Iterator[Report]:
    """Show a progress bar on terminals if the work takes longer than a second."""
    if not is_coloured(sys.stderr):
        yield no_report
        return
    # Imported late: only the bar needs it.
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
        task = progress.add_task(speech().say(what), total=None, visible=False, count="")
        timer = threading.Timer(1, lambda: progress.update(task, visible=True))
        timer.daemon = True
        timer.start()

        # Reports come from other threads, which do not know the command.
        said_in = speech()

        def report(done: int, of: int) -> None:
            count = said_in.say(told("%(done)s of %(count)s files", done=done, count=of))
            progress.update(task, completed=done, total=of, count=count)

        try:
            yield report
        finally:
            timer.cancel()


def show(
    problem: Problem, root: Path, stream: TextIO | None = None, said_in: Speech | None = None
) -> None:
    """Print a problem, in the language of the command if no other is given."""
    text = render_problem(problem, source_line(root, problem.place), said_in or speech())
    head, _, rest = text.partition("\n")
    head = click.style(head, fg=_COLOURS[problem.severity], bold=True)
    tell(f"{head}\n{rest}\n", stream or sys.stderr)


def tell_ahead(agenda: Agenda | None, stream: TextIO) -> None:
    """Print the start of the agenda."""
    if agenda is not None:
        tell_lines(short_lines(agenda, speech()), stream)


def tell_lines(lines: Iterable[Line], stream: TextIO) -> None:
    """Print lines of the agenda."""
    for line in lines:
        tell(line.text, stream, **(_TONES[line.tone] if line.text else {}))


def tell(text: str, stream: TextIO, **style: Any) -> None:
    """Print a text or a message, styled as `click.style` does."""
    said = speech().say(text)
    click.echo(
        click.style(said, **style) if style else said, file=stream, color=is_coloured(stream)
    )


def tell_json(value: Any) -> None:
    """Print a value as JSON, in ASCII if the output's encoding requires it."""
    is_unicode = (getattr(sys.stdout, "encoding", None) or "").lower().startswith("utf")
    click.echo(json.dumps(value, ensure_ascii=not is_unicode, indent=2))


def is_coloured(stream: TextIO) -> bool:
    """Return whether to use colour: on a terminal, unless NO_COLOR is set (no-color.org)."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def shown_path(path: str) -> str:
    relative = os.path.relpath(path)
    return path if relative.startswith("..") else f"{relative}/"
