"""The language in which commands speak: the option, the environment, otherwise English."""

from __future__ import annotations

import os
from collections.abc import Sequence

import click

from site_builder.language.speech import ENGLISH, LANGUAGES, VARIABLE, Speech, speech_of

OPTION = "--language"

language_option = click.option(
    OPTION,
    type=click.Choice(LANGUAGES),
    envvar=VARIABLE,
    expose_value=False,
    help="Language of messages. Default: that of the machine, otherwise English.",
)


def speech() -> Speech:
    """Return the language of the command that runs in this thread."""
    context = click.get_current_context(silent=True)
    # A group such as `add` has an object of its own for its commands.
    found = context.find_root().obj if context else None
    return found if isinstance(found, Speech) else ENGLISH


def asked_speech(arguments: Sequence[str]) -> Speech:
    """Return the language that the arguments of a command ask for, otherwise the environment's."""
    options = [argument for argument in arguments if argument.startswith(f"{OPTION}=")]
    wanted = options[-1].partition("=")[2] if options else ""
    return Speech(wanted, is_chosen=True) if wanted in LANGUAGES else speech_of(os.environ)


def language_first(arguments: Sequence[str]) -> list[str]:
    """Return the arguments with the language at the front, wherever it was written."""
    first: list[str] = []
    others: list[str] = []
    left = list(arguments)
    while left:
        argument = left.pop(0)
        if argument == "--":
            others += [argument, *left]
            break
        if argument == OPTION and left:
            first.append(f"{OPTION}={left.pop(0)}")
        elif argument.startswith(OPTION) and argument[len(OPTION) :][:1] in ("", "="):
            first.append(argument)
        else:
            others.append(argument)
    return [*first, *others]
