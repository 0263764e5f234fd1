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

from benchmarks import crisis, hosting
from benchmarks.sites import (
    edit_ours,
    write_editions,
    write_hugo,
    write_mkdocs,
    write_ours,
    write_recorded,
)

_OURS = (sys.executable, "-m", "site_builder", "build")


@dataclass(frozen=True, slots=True)
class Contender:
    """`change` is made before each run that is not cold; None if every run is cold.

    It gets the folder and the number of the run. `goal` is a share of the first contender's time.
    """

    name: str
    write: Callable[[Path, int], None]
    command: Sequence[str]
    output: str
    change: Callable[[Path, int], None] | None = None
    goal: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """Wall time in seconds (median), the peak memory in MB, and what came out, in bytes."""

    seconds: float
    megabytes: float
    files: int
    size: int


def _history(binaries: Path, incidents: int, slow: bool) -> list[Contender]:
    hugo = (str(binaries / "hugo"), "--quiet")
    mkdocs = (str(binaries / "mkdocs"), "build", "--quiet")
    pages_and_rss = partial(write_ours, outputs="outputs: [pages, rss]")
    edit = partial(_edit_history, incidents)
    found = [
        Contender("Hugo, bare theme", write_hugo, hugo, "public"),
        Contender("site-builder, pages and RSS", pages_and_rss, _OURS, "site", goal="2.5"),
        Contender("site-builder, every output", write_ours, _OURS, "site"),
        Contender("site-builder, one edit", write_ours, _OURS, "site", edit),
        Contender("site-builder, 44 editions", write_editions, _OURS, "site"),
        Contender("site-builder, 44 editions, one edit", write_editions, _OURS, "site", edit),
    ]
    if slow:
        found.append(Contender("MkDocs + Material blog + RSS", write_mkdocs, mkdocs, "site"))
    return found


def _record(incidents: int) -> list[Contender]:
    edit = partial(_minor_edit, incidents)
    return [
        Contender("without a record, cold", write_ours, _OURS, "site"),
        Contender("with a record, cold", write_recorded, _OURS, "site", goal="1.05"),
        Contender("without a record, one edit", write_ours, _OURS, "site", edit),
        Contender("with a record, one edit", write_recorded, _OURS, "site", edit),
    ]


def _minor_edit(incidents: int, root: Path, run: int) -> None:
    edit_ours(root, incidents, is_minor=True)


def _edit_history(incidents: int, root: Path, run: int) -> None:
    edit_ours(root, incidents)


def _crisis(binaries: Path) -> list[Contender]:
    hugo = (str(binaries / "hugo"), "--quiet")
    ours = partial(Contender, write=crisis.write_crisis, command=_OURS, output="site")
    return [
        Contender("Hugo, bare theme", crisis.write_hugo, hugo, "public"),
        ours("site-builder, cold, every output", goal="2"),
        ours("one answer in one language", change=crisis.change_answer, goal="0.15"),
        ours("one update in all languages", change=crisis.change_update, goal="0.5"),
        ours("a fact", change=crisis.change_fact, goal="1"),
        ours("nothing", change=crisis.change_nothing, goal="0.1"),
    ]


@click.group(context_settings={"show_default": True})
def main() -> None:
    """Build the same content with us and with each peer in turn, and print a table of ratios.

    \b
    Examples:
      python -m benchmarks crisis
      python -m benchmarks history --incidents 5000 --no-slow
      python -m benchmarks record --runs 5
      python -m benchmarks hosting
      python -m benchmarks crisis --only Hugo --only "one answer" --folder /dev/shm
    """


_OPTIONS = (
    click.option("--runs", default=3),
    click.option("--peers", type=click.Path(path_type=Path), default=Path(".cache/bench/bin")),
    click.option("--only", multiple=True, help="Only contenders whose name contains this."),
    click.option("--folder", type=click.Path(path_type=Path), help="Where to build."),
)


def _shared(command: Callable[..., None]) -> Callable[..., None]:
    for option in _OPTIONS:
        command = option(command)
    return command


@main.command("crisis")
@click.option("--questions", default=crisis.QUESTIONS)
@_shared
def run_crisis(
    questions: int, runs: int, peers: Path, only: tuple[str, ...], folder: Path | None
) -> None:
    """44 editions, 300 questions and 60 updates in 20 languages."""
    click.echo(f"44 editions, {questions} questions, 60 updates, 20 languages; ", nl=False)
    _compare(_chosen(_crisis(peers.resolve()), only), questions, runs, folder)


@main.command("history")
@click.option("--incidents", default=1000)
@click.option("--slow/--no-slow", default=True, help="Whether to run MkDocs' blog too.")
@_shared
def run_history(
    incidents: int, slow: bool, runs: int, peers: Path, only: tuple[str, ...], folder: Path | None
) -> None:
    """A long history of incidents in one edition, and in 44."""
    click.echo(f"{incidents} incidents; ", nl=False)
    _compare(_chosen(_history(peers.resolve(), incidents, slow), only), incidents, runs, folder)


@main.command("record")
@click.option("--incidents", default=1000)
@_shared
def run_record(
    incidents: int, runs: int, peers: Path, only: tuple[str, ...], folder: Path | None
) -> None:
    """What the record of what was public costs in one edition."""
    click.echo(f"{incidents} incidents; ", nl=False)
    _compare(_chosen(_record(incidents), only), incidents, runs, folder)


@main.command("hosting")
@click.option("--requests", default=10_000)
@click.option("--runs", default=3)
@click.option("--folder", type=click.Path(path_type=Path), help="Where to build.")
def run_hosting(requests: int, runs: int, folder: Path | None) -> None:
    """Our configuration of each web server, against a bare one that sends a plain file.

    Page and compressed copy are shares of the processor time that the server needs for a plain
    file of the same size; the last is the share of requests answered while the site is published
    again and again.
    """
    click.echo("| | page | compressed copy | while publishing | answers then | not whole |")
    click.echo("|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory(dir=folder) as place:
        # Apache runs as another user.
        Path(place).chmod(0o755)
        for found in hosting.compare(Path(place) / "site", requests, runs):
            click.echo(
                f"| {found.server} | {found.page:.2f} | {found.copy:.2f} "
                f"| {found.republished:.2f} | {found.answers:,} | {found.failed} |"
            )


def _chosen(contenders: Sequence[Contender], only: Sequence[str]) -> list[Contender]:
    return [c for c in contenders if not only or any(part in c.name for part in only)]


def _compare(contenders: Sequence[Contender], count: int, runs: int, folder: Path | None) -> None:
    with tempfile.TemporaryDirectory(dir=folder) as place:
        results = _run(contenders, count, runs, Path(place))
    first = results[0].seconds
    click.echo(f"median of {runs}, {os.cpu_count()} cores\n")
    click.echo("| | seconds | share of the first | goal | memory | files | size |")
    click.echo("|---|---|---|---|---|---|---|")
    for contender, result in zip(contenders, results, strict=True):
        click.echo(
            f"| {contender.name} | {result.seconds:.2f} | {result.seconds / first:.2f} "
            f"| {contender.goal} | {result.megabytes:.0f} MB | {result.files:,} "
            f"| {result.size / 1e6:.0f} MB |"
        )


def _run(contenders: Sequence[Contender], count: int, runs: int, folder: Path) -> list[Result]:
    times: dict[str, list[float]] = {contender.name: [] for contender in contenders}
    memory: dict[str, float] = {}
    for i, contender in enumerate(contenders):
        contender.write(folder / str(i), count)
        # Once before it counts: the first run of a program reads it from the disk.
        _time(contender.command, folder / str(i))
    for run in range(runs):
        for i, contender in enumerate(contenders):
            root = folder / str(i)
            if contender.change is not None:
                contender.change(root, run)
            else:
                for name in (contender.output, ".cache", "resources"):
                    shutil.rmtree(root / name, ignore_errors=True)
            seconds, peak = _time(contender.command, root)
            times[contender.name].append(seconds)
            memory[contender.name] = max(peak, memory.get(contender.name, 0))
    results = []
    for i, contender in enumerate(contenders):
        made = [p for p in (folder / str(i) / contender.output).rglob("*") if p.is_file()]
        size = sum(path.stat().st_size for path in made)
        seconds = statistics.median(times[contender.name])
        results.append(Result(seconds, memory[contender.name], len(made), size))
    return results


def _time(command: Sequence[str], folder: Path) -> tuple[float, float]:
    environment = os.environ | {"SOURCE_DATE_EPOCH": "1767225600"}
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
