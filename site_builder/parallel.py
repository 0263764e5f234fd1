"""The same work on several cores, where the system can fork."""

from __future__ import annotations

import gc
import multiprocessing
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import TypeVar

T = TypeVar("T")
_MOST_JOBS = 2**15
"""Two bytes each: as much as a pipe holds (pipe(7))."""


def core_count() -> int:
    """How many cores this process may use; one where forking is not safe."""
    if not sys.platform.startswith("linux"):
        return 1
    return min(8, len(os.sched_getaffinity(0)))


def shared_jobs(count: int) -> Iterator[int]:
    """The numbers below `count`, each given to one of the workers that are forked after this call.

    A pipe holds them: whoever is free reads the next one, so no worker waits for a slower one.
    Raises ValueError for more than a pipe holds.
    """
    if count > _MOST_JOBS:
        raise ValueError(f"{count} jobs are more than {_MOST_JOBS}")
    reading, writing = os.pipe()
    os.write(writing, b"".join(number.to_bytes(2, "big") for number in range(count)))
    os.close(writing)
    return _numbers(reading)


def _numbers(reading: int) -> Iterator[int]:
    with open(reading, "rb", buffering=0) as jobs:
        while number := jobs.read(2):
            yield int.from_bytes(number, "big")


def in_parallel(work: Callable[[int], T], count: int) -> list[T]:
    """`work(0)` to `work(count - 1)` at the same time, the first in this process.

    Results come in order. Workers share what this process knows; only results are copied back. An
    exception of any worker is raised here.
    """
    context = multiprocessing.get_context("fork")
    # What is frozen is not looked at again by a worker's collector, and so stays shared.
    gc.freeze()
    children = []
    receivers: list[Connection] = []
    for i in range(1, count):
        receiver, sender = context.Pipe(duplex=False)
        receivers.append(receiver)
        child = context.Process(target=_run, args=(work, i, sender, receivers), daemon=True)
        child.start()
        sender.close()
        children.append((child, receiver))
    results = [work(0)]
    for child, receiver in children:
        try:
            is_done, value = receiver.recv()
        except EOFError:
            child.join()
            raise RuntimeError("A worker ended without a result.") from None
        child.join()
        if not is_done:
            raise value
        results.append(value)
    return results


def _run(work: Callable[[int], T], i: int, sender: Connection, receivers: list[Connection]) -> None:
    # A worker that could read its own answer would wait for ever where the process that asked was
    # killed, and hold the lock of its build.
    for receiver in receivers:
        receiver.close()
    try:
        answer: tuple[bool, T | Exception] = (True, work(i))
    except Exception as error:
        answer = (False, error)
    with suppress(BrokenPipeError):
        sender.send(answer)
    sender.close()
