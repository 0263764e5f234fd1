"""Sentences for the people who maintain a site: English, translated when they are shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Self

Value = str | int
"""What fills a message: a text, which may be a message itself, or a number to be formatted."""


class Message(str):
    """An English sentence that knows what it was made from, so that it can be translated later.

    It is equal to its English text. `template` has `%(name)s` for each of `values`; with a
    `plural`, `values["count"]` decides which of the two applies. `told` makes messages.
    """

    __slots__ = ("plural", "template", "values")

    template: str
    plural: str
    values: Mapping[str, Value]

    def __new__(cls, template: str, plural: str, values: Mapping[str, Value]) -> Self:
        is_many = plural and values["count"] != 1
        shown = {k: f"{v:,}" if isinstance(v, int) else v for k, v in values.items()}
        message = super().__new__(cls, (plural if is_many else template) % shown)
        message.template, message.plural, message.values = template, plural, values
        return message

    def __str__(self) -> str:
        # So that an error made from a message gives it back: `str(error)`.
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        return Message, (self.template, self.plural, self.values)

    def as_plain(self) -> list[object]:
        """Return what `from_plain` reads, for files."""
        return [self.template, self.plural, self.values]

    @classmethod
    def from_plain(cls, plain: Any) -> Self:
        """Return the message again. Raises ValueError."""
        try:
            template, plural, values = plain
            return cls(template, plural, {name: _value(value) for name, value in values.items()})
        except (AttributeError, KeyError, TypeError) as error:
            raise ValueError(f"not a message: {error}") from None


def told(template: str, /, **values: Value) -> Message:
    """Return a message. Its template is translated in `locales/*/LC_MESSAGES/problems.po`.

    Numbers are grouped as the language wants; pass years, lines and other names of things as texts.
    A percent sign that is part of the sentence is written twice.
    """
    return Message(template, "", values)


def told_of_many(singular: str, plural: str, count: int, /, **values: Value) -> Message:
    """Return a message with `%(count)s`, in the form that the count needs."""
    return Message(singular, plural, {"count": count, **values})


def in_turn(*messages: str, between: str = " ") -> Message:
    """Return sentences, one after the other; those that are empty are left out."""
    said = {f"part{i}": message for i, message in enumerate(messages) if message}
    return Message(between.join(f"%({name})s" for name in said), "", said)


NOTHING = in_turn()
"""A message that says nothing."""


def all_of(items: Sequence[str]) -> Message:
    """Return a list in words: `a, b and c`."""
    *others, last = items
    if not others:
        return in_turn(last)
    return told("%(items)s and %(last)s", items=", ".join(others), last=last)


def any_of(items: Sequence[str]) -> Message:
    """Return a choice in words: `a, b or c`."""
    *others, last = items
    if not others:
        return in_turn(last)
    return told("%(items)s or %(last)s", items=", ".join(others), last=last)


def _value(plain: Any) -> Value:
    if isinstance(plain, list):
        return Message.from_plain(plain)
    if isinstance(plain, str | int):
        return plain
    raise TypeError(f"{type(plain).__name__} fills no message")
