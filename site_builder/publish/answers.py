"""What servers of others answer to a question."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from site_builder.model.message import Message


class Unreachable(Exception):
    """A web server does not answer as it should. The message says what it did."""

    def __init__(self, message: Message) -> None:
        self.message = message
        super().__init__(message)


class NoAnswer(Exception):
    """A server did not answer, or not in time; the message is the reason, as the system says it."""


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    content: bytes


Post = Callable[[str, bytes, str], Answer]
"""Sends some bytes of a type to an address, and gives back the answer. Raises NoAnswer."""
