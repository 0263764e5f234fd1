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
from functools import partial
from pathlib import Path

import click

from benchmarks.sites import edit_ours, write_editions, write_hugo, write_mkdocs, write_ours

_OURS = (sys.executable, "-m", "site_builder", "build", "--at", "2026-01-01")


@dataclass(frozen=True, slots=True)
class Contender:
    """`change` is made before each run that is not cold; None where every run is cold."""

    name: str
    write: Callable[[Path, int], None]
    command: Sequence[str]
    output: str
    change: Callable[[Path, int], None] | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """Wall time in seconds (median) and the peak memory of the largest run in MB."""

    seconds: float
    megabytes: float


def _contenders(binaries: Path, slow: bool) -> list[Contender]:
    hugo = (str(binaries / "hugo"), "--quiet")
    mkdocs = (str(binaries / "mkdocs"), "build", "--quiet")
    pages_and_rss = partial(write_ours, outputs="outputs: [pages, rss]")
    found = [
        Contender("site-builder, pages and RSS", pages_and_rss, _OURS, "site"),
        Contender("Hugo, bare theme", write_hugo, hugo, "public"),
        Contender("site-builder, every output", write_ours, _OURS, "site"),
        Contender("site-builder, one edit", write_ours, _OURS, "site", edit_ours),
        Contender("site-builder, 44 editions", write_editions, _OURS, "site"),
        Contender("site-builder, 44 editions, one edit", write_editions, _OURS, "site", edit_ours),
    ]
    if slow:
        found.append(Contender("MkDocs + Material blog + RSS", write_mkdocs, mkdocs, "site"))
    return found


@click.command()
@click.option("--incidents", default=1000, show_default=True)
@click.option("--runs", default=3, show_default=True)
@click.option("--peers", type=click.Path(path_type=Path), default=Path(".cache/bench/bin"))
@click.option("--slow/--no-slow", default=True, help="Whether to run MkDocs' blog too.")
@click.option("--only", multiple=True, help="Only contenders whose name holds this.")
@click.option(
    "--folder", type=click.Path(path_type=Path), help="Where to build; a disk, or a tmpfs."
)
def main(
    incidents: int, runs: int, peers: Path, slow: bool, only: tuple[str, ...], folder: Path | None
) -> None:
    """Build with everybody in turn, and compare with the first of them.

    \b
    Examples:
      python -m benchmarks
      python -m benchmarks --incidents 5000 --no-slow
      python -m benchmarks --only Hugo --only "one edit" --folder /dev/shm
    """
    contenders = [
        contender
        for contender in _contenders(peers.resolve(), slow)
        if not only or any(part in contender.name for part in only)
    ]
    with tempfile.TemporaryDirectory(dir=folder) as place:
        results = _run(contenders, incidents, runs, Path(place))
    first = results[0][1].seconds
    click.echo(f"{incidents} incidents, median of {runs}, {os.cpu_count()} cores\n")
    click.echo("| | seconds | first / this | memory |\n|---|---|---|---|")
    for name, result in results:
        ratio = f"{first / result.seconds:.2f}"
        click.echo(f"| {name} | {result.seconds:.2f} | {ratio} | {result.megabytes:.0f} MB |")


def _run(
    contenders: Sequence[Contender], count: int, runs: int, folder: Path
) -> list[tuple[str, Result]]:
    times: dict[str, list[float]] = {contender.name: [] for contender in contenders}
    memory: dict[str, float] = {}
    for i, contender in enumerate(contenders):
        contender.write(folder / str(i), count)
        # Once before it counts: the first run of a program reads it from the disk.
        _time(contender.command, folder / str(i))
    for _ in range(runs):
        for i, contender in enumerate(contenders):
            root = folder / str(i)
            if contender.change is not None:
                contender.change(root, count)
            else:
                for name in (contender.output, ".cache", "resources"):
                    shutil.rmtree(root / name, ignore_errors=True)
            seconds, peak = _time(contender.command, root)
            times[contender.name].append(seconds)
            memory[contender.name] = max(peak, memory.get(contender.name, 0))
    copy = _time(("cp", "-r", str(folder / "0" / "site"), str(folder / "copy")), folder)
    results = [
        (contender.name, Result(statistics.median(times[contender.name]), memory[contender.name]))
        for contender in contenders
    ]
    return [*results, ("cp -r of the first one's output", Result(*copy))]


def _time(command: Sequence[str], folder: Path) -> tuple[float, float]:
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    # Whoever installs a program keeps its modules compiled.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
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
