"""The outer layer of all commands: streams, signals and unexpected errors.

Every command ends with one line that says what to do, never with a traceback.
"""

from __future__ import annotations

import codecs
import io
import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from typing import Any

import click

from site_builder.announcing.gsm import PLAIN_SIGNS
from site_builder.failures import DEBUG, explanation
from site_builder.publish.mark import printable


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
        command: click.Command = getattr(import_module(module), cmd_name)
        return command

    def main(self, args: Any = None, *others: Any, **settings: Any) -> Any:
        written = list(sys.argv[1:] if args is None else args)
        # Accepted anywhere, so that people can append it to the command that failed.
        is_debug = DEBUG in written
        left = [argument for argument in written if argument != DEBUG]

        def run() -> int:
            settings["standalone_mode"] = False
            code = super(Commands, self).main(left, *others, **settings)
            return code if isinstance(code, int) else 0

        with _streams(), _signals():
            code = _run(run, is_debug)
        sys.exit(code)


def _run(run: Callable[[], int], is_debug: bool) -> int:
    """Run a command and return its exit code, even if it fails."""
    try:
        os.getcwd()
    except OSError:
        return _fail("The current folder no longer exists. Change to another one.")
    try:
        return run()
    except click.ClickException as error:
        with suppress(OSError):
            error.show()
        return error.exit_code
    except SystemExit as error:
        return error.code if isinstance(error.code, int) else int(error.code is not None)
    except (click.Abort, KeyboardInterrupt):
        return _end("Stopped by Ctrl-C.", 128 + signal.SIGINT)
    except Stopped as stopped:
        name = signal.Signals(stopped.number).name
        return _end(f"Stopped by {name}.", 128 + stopped.number)
    except BrokenPipeError:
        # The reader of the output, such as `head`, has closed it.
        return 1
    except Exception as error:
        if is_debug:
            with suppress(OSError):
                traceback.print_exc()
        return _fail(explanation(error))


def _fail(message: str, code: int = 1) -> int:
    return _end(f"Error: {message}", code)


def _end(message: str, code: int) -> int:
    with suppress(OSError):
        click.echo(printable(message), err=True)
    return code


@contextmanager
def _signals() -> Iterator[None]:
    """Let SIGTERM and SIGHUP end a command like Ctrl-C, so that it can clean up."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    # Signals that the caller ignores stay ignored: that is how nohup works.
    ours = [n for n in (signal.SIGTERM, signal.SIGHUP) if signal.getsignal(n) is signal.SIG_DFL]

    def stop(number: int, frame: object) -> None:
        for each in ours:
            signal.signal(each, signal.SIG_IGN)
        raise Stopped(number)

    for number in ours:
        signal.signal(number, stop)
    try:
        yield
    finally:
        for number in ours:
            signal.signal(number, signal.SIG_DFL)


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
