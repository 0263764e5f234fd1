"""The outer layer of all commands: streams, signals and unexpected errors.

Every command ends with one line that says what to do, never with a traceback.
"""

from __future__ import annotations

import ast
import codecs
import io
import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import click

from site_builder.announcing.gsm import PLAIN_SIGNS
from site_builder.build.failures import DEBUG, explanation
from site_builder.commands.click_words import click_speaks
from site_builder.commands.spoken import asked_speech, language_first
from site_builder.model.characters import visible
from site_builder.model.message import told


class Stopped(BaseException):
    """A signal asked the process to end. Cleanup runs as the exception travels up."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


class Commands(click.Group):
    """The commands, each in a module that is imported only when it is used."""

    def __init__(self, *arguments: Any, modules: dict[str, str], **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        self._modules = modules

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self._modules)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        module = self._modules.get(cmd_name)
        if module is None:
            return None
        command: click.Command = getattr(import_module(module), module.rpartition(".")[2])
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands as click does, without importing them: that takes a second."""
        limit = formatter.width - 6 - max(map(len, self._modules))
        rows = [(name, _short_help(self, ctx, name, limit)) for name in self._modules]
        translated: Any = vars(click.core)["_"]
        heading = translated("Commands")
        with formatter.section(heading):
            formatter.write_dl(rows)

    def source_of(self, name: str) -> Path | None:
        """Return the file of a command; None if it has none."""
        spec = find_spec(self._modules[name])
        return Path(spec.origin) if spec is not None and spec.origin is not None else None

    def main(self, args: Any = None, *others: Any, **settings: Any) -> Any:
        written = list(sys.argv[1:] if args is None else args)
        # Accepted anywhere, so that people can append it to the command that failed.
        is_debug = DEBUG in written
        left = language_first([argument for argument in written if argument != DEBUG])
        said_in = asked_speech(left)

        def run() -> int:
            settings["standalone_mode"] = False
            settings["obj"] = said_in
            code = super(Commands, self).main(left, *others, **settings)
            return code if isinstance(code, int) else 0

        with _streams(), click_speaks(said_in), _signals() as asked:
            code = _run(run, is_debug, asked, said_in.say)
        sys.exit(code)


def _short_help(group: Commands, ctx: click.Context, name: str, limit: int) -> str:
    """Return the first sentence of a command's help, from its source."""
    source = group.source_of(name)
    if source is not None:
        for node in ast.parse(source.read_bytes()).body:
            if isinstance(node, ast.FunctionDef) and node.name == name.replace("-", "_"):
                described = click.Command(name, help=ast.get_docstring(node))
                return described.get_short_help_str(limit)
    command = group.get_command(ctx, name)
    return command.get_short_help_str(limit) if command is not None else ""


@dataclass(slots=True)
class _Asked:
    """The signal that asked the process to stop, if any."""

    number: int | None = None


def _run(run: Callable[[], int], is_debug: bool, asked: _Asked, say: Callable[[str], str]) -> int:
    """Run a command and return its exit code, even if it fails."""
    try:
        os.getcwd()
    except OSError:
        message = told("The current folder no longer exists. Change to another one.")
        return _fail(message, say)
    try:
        return run()
    except click.ClickException as error:
        error.message = say(error.message)  # type: ignore[misc]
        with suppress(OSError):
            error.show()
        return error.exit_code
    except SystemExit as error:
        return error.code if isinstance(error.code, int) else int(error.code is not None)
    except (click.Abort, KeyboardInterrupt):
        return _stopped(signal.SIGINT, say)
    except Stopped as stopped:
        return _stopped(stopped.number, say)
    except BrokenPipeError:
        # The reader of the output, such as `head`, has closed it.
        return 1
    except Exception as error:
        # Python wraps what interrupts the making of a class in an error of its own.
        if asked.number is not None:
            return _stopped(asked.number, say)
        if is_debug:
            with suppress(OSError):
                traceback.print_exc()
        return _fail(explanation(error), say)


def _stopped(number: int, say: Callable[[str], str]) -> int:
    name = "Ctrl-C" if number == signal.SIGINT else signal.Signals(number).name
    return _end(say(told("Stopped by %(signal)s.", signal=name)), 128 + number)


def _fail(message: str, say: Callable[[str], str]) -> int:
    return _end(say(told("Error: %(message)s", message=message)), 1)


def _end(message: str, code: int) -> int:
    with suppress(OSError):
        click.echo(visible(message), err=True)
    return code


@contextmanager
def _signals() -> Iterator[_Asked]:
    """Let SIGTERM and SIGHUP end a command like Ctrl-C, so that it can clean up."""
    asked = _Asked()
    if threading.current_thread() is not threading.main_thread():
        yield asked
        return
    # Signals that the caller ignores stay ignored: that is how nohup works.
    usual: dict[signal.Signals, Any] = {
        signal.SIGINT: signal.default_int_handler,
        signal.SIGTERM: signal.SIG_DFL,
        signal.SIGHUP: signal.SIG_DFL,
    }
    ours = [number for number, action in usual.items() if signal.getsignal(number) is action]

    def stop(number: int, frame: object) -> None:
        asked.number = number
        if number == signal.SIGINT:
            raise KeyboardInterrupt
        # Once is enough: the next one must not interrupt the tidying up.
        for each in ours:
            if each != signal.SIGINT:
                signal.signal(each, signal.SIG_IGN)
        raise Stopped(number)

    for number in ours:
        signal.signal(number, stop)
    try:
        yield asked
    finally:
        for number in ours:
            signal.signal(number, usual[number])


def _plain(error: UnicodeError) -> tuple[str, int]:
    """Return a replacement for characters that the terminal's encoding lacks."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    part = error.object[error.start : error.end]
    shown = (
        PLAIN_SIGNS.get(ord(c), c.encode("unicode_escape", "surrogatepass").decode()) for c in part
    )
    return "".join(shown), error.end


_PLAIN = "site-builder-plain"
codecs.register_error(_PLAIN, _plain)


@contextmanager
def _streams() -> Iterator[None]:
    """Make standard output and error accept every character, and survive being closed or full."""
    with open(os.devnull, "w", encoding="utf-8") as nowhere:
        missing = [name for name in ("stdout", "stderr") if getattr(sys, name) is None]
        for name in missing:
            setattr(sys, name, nowhere)
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors=_PLAIN)
        try:
            yield
        finally:
            for stream in (sys.stdout, sys.stderr):
                try:
                    stream.flush()
                except (OSError, ValueError):
                    # Otherwise Python would try to flush again on exit, and complain.
                    with suppress(OSError, ValueError):
                        os.dup2(nowhere.fileno(), stream.fileno())
            for name in missing:
                setattr(sys, name, None)
