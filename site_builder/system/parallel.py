"""Run the same work on several cores, if the system can fork."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.context import ForkProcess
from typing import Any, TypeVar

T = TypeVar("T")
_MOST_JOBS = 2**15
"""Two bytes each: as many as a pipe holds (pipe(7))."""


class WorkerKilled(Exception):
    """A process that did part of the work was killed; the message is its signal, if any."""


def core_count() -> int:
    """Return how many cores this process may use; one if forking is not safe."""
    if not sys.platform.startswith("linux"):
        return 1
    return min(8, len(os.sched_getaffinity(0)))


def shared_jobs(count: int) -> Iterator[int]:
    """Return the numbers below `count`, each given to one of the workers that are forked after this
    call.

    A pipe holds them: a free worker reads the next one, so none waits for a slower one. Raises
    ValueError for more than a pipe holds.
    """
    if count > _MOST_JOBS:
        raise ValueError(f"{count} jobs exceed the limit of {_MOST_JOBS}")
    reading, writing = os.pipe()
    os.write(writing, b"".join(number.to_bytes(2, "big") for number in range(count)))
    os.close(writing)
    return _numbers(reading)


def _numbers(reading: int) -> Iterator[int]:
    with open(reading, "rb", buffering=0) as jobs:
        while number := jobs.read(2):
            yield int.from_bytes(number, "big")


def in_parallel(work: Callable[[int], T], count: int) -> list[T]:
    """Run `work(0)` to `work(count - 1)` at the same time, the first in this process.

    Results come in order. Workers share this process's memory; only results are copied back. An
    exception in any worker is raised here.
    """
    if count == 1:
        return [work(0)]
    context = multiprocessing.get_context("fork")
    # A worker's garbage collector skips frozen objects, so they stay shared.
    gc.freeze()
    children: list[tuple[ForkProcess, Connection]] = []
    receivers: list[Connection] = []
    try:
        for i in range(1, count):
            receiver, sender = context.Pipe(duplex=False)
            receivers.append(receiver)
            child = context.Process(target=_run, args=(work, i, sender, receivers), daemon=True)
            child.start()
            sender.close()
            children.append((child, receiver))
        results = [work(0)]
        for child, receiver in children:
            results.append(_result(child, receiver))
        return results
    except BaseException:
        # No worker may still write while callers clean up.
        for child, _ in children:
            child.kill()
            child.join()
        raise


def _result(child: ForkProcess, receiver: Connection) -> Any:
    try:
        is_done, value = receiver.recv()
    except EOFError:
        child.join()
        code = child.exitcode or 0
        raise WorkerKilled(signal.Signals(-code).name if code < 0 else "") from None
    child.join()
    if not is_done:
        raise value
    return value


def _run(work: Callable[[int], T], i: int, sender: Connection, receivers: list[Connection]) -> None:
    # If the parent process were killed, a worker that could read its own answer would wait for
    # ever, and hold the lock of its build.
    for receiver in receivers:
        receiver.close()
    # The parent process handles signals and ends its workers.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)
    try:
        answer: tuple[bool, T | Exception] = (True, work(i))
    except Exception as error:
        answer = (False, error)
    with suppress(BrokenPipeError):
        sender.send(answer)
    sender.close()
