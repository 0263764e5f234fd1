"""Build the same content with us and with each peer in turn, and print a table of ratios.

Peers run from a virtual environment of their own, `.cache/bench`, which `make bench` fills.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from benchmarks.sites import write_hugo, write_mkdocs, write_ours

_OURS = (sys.executable, "-m", "site_builder", "build", "--at", "2030-01-01")


@dataclass(frozen=True, slots=True)
class Peer:
    name: str
    write: Callable[[Path, int], None]
    command: Sequence[str]
    output: str


@dataclass(frozen=True, slots=True)
class Result:
    """Wall time in seconds (median) and the peak memory of the largest run in MB."""

    seconds: float
    megabytes: float


@click.command()
@click.option("--incidents", default=1000, show_default=True)
@click.option("--runs", default=3, show_default=True)
@click.option("--peers", type=click.Path(path_type=Path), default=Path(".cache/bench/bin"))
@click.option("--slow/--no-slow", default=True, help="Whether to run MkDocs' blog too.")
def main(incidents: int, runs: int, peers: Path, slow: bool) -> None:
    """Cold builds of one edition, pages and RSS."""
    binary = peers.resolve()
    competitors = [
        Peer("site-builder", write_ours, _OURS, "site"),
        Peer("Hugo, bare theme", write_hugo, (str(binary / "hugo"), "--quiet"), "public"),
    ]
    if slow:
        mkdocs = (str(binary / "mkdocs"), "build", "--quiet")
        name = "MkDocs + Material blog + RSS"
        competitors.append(Peer(name, write_mkdocs, mkdocs, "site"))
    with tempfile.TemporaryDirectory() as folder:
        results = _run(competitors, incidents, runs, Path(folder))
    ours = results[0][1].seconds
    click.echo(f"{incidents} incidents, median of {runs}, {os.cpu_count()} cores\n")
    click.echo("| | seconds | ours / theirs | memory |\n|---|---|---|---|")
    for name, result in results:
        ratio = f"{ours / result.seconds:.2f}"
        click.echo(f"| {name} | {result.seconds:.2f} | {ratio} | {result.megabytes:.0f} MB |")


def _run(competitors: list[Peer], count: int, runs: int, folder: Path) -> list[tuple[str, Result]]:
    times: dict[str, list[float]] = {peer.name: [] for peer in competitors}
    memory: dict[str, float] = {}
    for i, peer in enumerate(competitors):
        peer.write(folder / str(i), count)
    for _ in range(runs):
        for i, peer in enumerate(competitors):
            root = folder / str(i)
            for name in (peer.output, ".cache", "resources"):
                shutil.rmtree(root / name, ignore_errors=True)
            seconds, peak = _time(peer.command, root)
            times[peer.name].append(seconds)
            memory[peer.name] = max(peak, memory.get(peer.name, 0))
    copy = _time(("cp", "-r", str(folder / "0" / "site"), str(folder / "copy")), folder)
    results = [
        (peer.name, Result(statistics.median(times[peer.name]), memory[peer.name]))
        for peer in competitors
    ]
    return [*results, ("cp -r of our output", Result(*copy))]


def _time(command: Sequence[str], folder: Path) -> tuple[float, float]:
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    with tempfile.TemporaryFile() as errors:
        started = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=errors
        )
        # wait4(2) gives the peak of this one process, unlike getrusage(2) of all children.
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            errors.seek(0)
            raise click.ClickException(f"{' '.join(command)} failed:\n{errors.read().decode()}")
    return seconds, usage.ru_maxrss / 1024


if __name__ == "__main__":
    main()
