"""What our configuration of a web server costs it, against a bare one that sends a plain file.

A reader asks over one connection, one request after the other. What counts is the server's own
processor time, on which other processes of the machine have little effect.
"""

from __future__ import annotations

import http.client
import resource
import shutil
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.sites import edit_ours, write_ours
from tests.web_servers import free_port, running, written_configuration

SERVERS = ("nginx", "caddy", "apache")
_INCIDENTS = 200
_PAGE = "group/en/"
_BARE = {
    "nginx": "server {{ listen 127.0.0.1:{port}; root {folder}; default_type text/html; }}\n",
    "caddy": "http://:{port} {{\n\tbind 127.0.0.1\n\troot * {folder}\n\tfile_server\n}}\n",
    "apache": "Listen 127.0.0.1:{port}\nDocumentRoot {folder}\n"
    "<Directory {folder}>\nRequire all granted\n</Directory>\n",
}


@dataclass(frozen=True, slots=True)
class Load:
    """Seconds of the server's processors, and of the clock, for a number of requests."""

    processor: float
    clock: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """`page` and `copy` are shares of the processor time of a plain file of the same size.

    `republished` is the share of the requests that are answered while the site is published again
    and again, `failed` how many of these were not whole.
    """

    server: str
    page: float
    copy: float
    republished: float
    answers: int
    failed: int


def compare(root: Path, requests: int, runs: int) -> Iterator[Comparison]:
    """Yield the comparison for each server, with a site that is written and built into `root`."""
    write_ours(root, _INCIDENTS, outputs="precompress: true")
    _build(root)
    folder = root / "site"
    plain = root / "plain"
    plain.mkdir()
    shutil.copy(folder / _PAGE / "index.html", plain / "page.html")
    shutil.copy(folder / _PAGE / "index.html.gz", plain / "copy.html")
    for kind in SERVERS:
        shares: dict[str, list[float]] = {"page": [], "copy": []}
        for _ in range(runs):
            for name, coding in (("page", "identity"), ("copy", "gzip")):
                bare = _load(_bare(kind, plain, root), f"/{name}.html", "identity", requests)
                ours = _load(_ours(kind, root), f"/{_PAGE}", coding, requests)
                shares[name].append(ours.processor / bare.processor)
        medians = {name: statistics.median(values) for name, values in shares.items()}
        yield Comparison(kind, medians["page"], medians["copy"], *_republish(kind, root))


def _build(root: Path) -> None:
    command = [sys.executable, "-m", "site_builder", "build", "--at", "2026-01-01"]
    subprocess.run(command, cwd=root, check=True, stderr=subprocess.DEVNULL)


# The kind, its configuration, a folder for it and its port.
Server = tuple[str, str, Path, int]


@contextmanager
def _serve(kind: str, text: str, work: Path, port: int) -> Iterator[int]:
    work.mkdir(exist_ok=True)
    with running(kind, text, work, port):
        yield port


def _bare(kind: str, folder: Path, root: Path) -> Server:
    port = free_port()
    return kind, _BARE[kind].format(port=port, folder=folder), root / f"bare-{kind}", port


def _ours(kind: str, root: Path) -> Server:
    port, work = free_port(), root / f"ours-{kind}"
    return (
        kind,
        written_configuration(kind, root, work, "--listen", f"127.0.0.1:{port}"),
        work,
        port,
    )


def _load(server: Server, path: str, coding: str, requests: int) -> Load:
    """Ask a server many times. What it takes to start it is measured before, and left out."""
    idle = _used(server, path, coding, 1)
    busy = _used(server, path, coding, requests + 1)
    return Load(busy.processor - idle.processor, busy.clock - idle.clock)


def _used(server: Server, path: str, coding: str, requests: int) -> Load:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with _serve(*server) as port:
        started = time.perf_counter()
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        for _ in range(requests):
            _ask(connection, path, coding)
        connection.close()
        seconds = time.perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Load(used, seconds)


def _ask(connection: http.client.HTTPConnection, path: str, coding: str) -> bytes:
    connection.request("GET", path, headers={"Accept-Encoding": coding})
    answer = connection.getresponse()
    body = answer.read()
    assert answer.status == 200, (path, answer.status)
    return body


def _republish(kind: str, root: Path) -> tuple[float, int, int]:
    """Ask for the page while the site is published again and again, for a few seconds."""
    with _serve(*_ours(kind, root)) as port:
        quiet, _ = _rate(port, lambda: time.sleep(3))

        def publish() -> None:
            for _ in range(4):
                edit_ours(root, _INCIDENTS)
                _build(root)

        busy, bodies = _rate(port, publish)
    ends = (b"</html>", b"</html>\n")
    failed = sum(not body.startswith(b"\n<!doctype") or not body.endswith(ends) for body in bodies)
    return busy / quiet, len(bodies), failed


def _rate(port: int, meanwhile: Callable[[], None]) -> tuple[float, list[bytes]]:
    """Return answers in a second, and the answers, while something else happens."""
    bodies: list[bytes] = []
    is_over = threading.Event()

    def read() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        while not is_over.is_set():
            bodies.append(_ask(connection, f"/{_PAGE}", "identity"))
        connection.close()

    reader = threading.Thread(target=read)
    started = time.perf_counter()
    reader.start()
    try:
        meanwhile()
    finally:
        is_over.set()
        reader.join()
    return len(bodies) / (time.perf_counter() - started), bodies
