"""What click says by itself, such as `Error:` and `Missing option`, in the language of a command.

Click asks gettext for its sentences, which has no catalogue of ours. While a command runs, its
modules ask this one instead. The texts of `--help` stay English, as ours do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module

from site_builder.language.speech import ENGLISH, Speech
from site_builder.model.message import Message, told, told_of_many

MODULES = ("_termui_impl", "core", "exceptions", "formatting", "parser", "termui", "types")
SENTENCES = (
    told("Aborted!"),
    told("Usage:"),
    told("Error: {message}"),
    told("Error: invalid input"),
    told("Try '{command} {option}' for help."),
    told("Missing command."),
    told("Missing argument"),
    told("Missing option"),
    told("Missing parameter"),
    told("Missing parameter: {param_name}"),
    told("Missing {param_type}"),
    told("Invalid value: {message}"),
    told("Invalid value for {param_hint}: {message}"),
    told("No such option {name!r}."),
    told("No such command {name!r}."),
    told("Option {name!r} does not take a value."),
    told("Argument {name!r} takes {nargs} values."),
    told("Choose from:\n\t{choices}"),
    told("{value} is not in the range {range}."),
    told("{value!r} is not a valid {number_type}."),
    told("{name} {filename!r} does not exist."),
    told("{name} {filename!r} is a file."),
    told("{name} {filename!r} is a directory."),
    told("{name} {filename!r} is not readable."),
    told("{name} {filename!r} is not writable."),
    told("{name} {filename!r} is not executable."),
    told("file"),
    told("directory"),
    told("path"),
    told("{editor}: Editing failed"),
    told("{editor}: Editing failed: {e}"),
    told("Could not open file {filename!r}: {message}"),
    told("unknown error"),
    told_of_many("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)", 1),
    told_of_many(
        "Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})", 1
    ),
    told_of_many(
        "Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments.", 1
    ),
    told_of_many("{value!r} is not {choice}.", "{value!r} is not one of {choices}.", 1),
)
_BY_TEXT = {sentence.template: sentence for sentence in SENTENCES}


@contextmanager
def click_speaks(speech: Speech) -> Iterator[None]:
    """Let click say its sentences in a language."""
    if speech.language == ENGLISH.language:
        yield
        return

    def one(text: str) -> str:
        return speech.say(_BY_TEXT.get(text, text))

    def many(singular: str, plural: str, count: int) -> str:
        if singular not in _BY_TEXT:
            return plural if count != 1 else singular
        return speech.say(Message(singular, plural, {"count": count}))

    asked: dict[str, Callable[..., str]] = {"_": one, "ngettext": many}
    modules = [import_module(f"click.{name}") for name in MODULES]
    usual = [(m, name, getattr(m, name)) for m in modules for name in asked if hasattr(m, name)]
    for module, name, _ in usual:
        setattr(module, name, asked[name])
    try:
        yield
    finally:
        for module, name, function in usual:
            setattr(module, name, function)
