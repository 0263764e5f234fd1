"""Work on several cores: results in order, exceptions raised here, nobody left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from site_builder.system.parallel import WorkerKilled, in_parallel


def test_results_come_in_order() -> None:
    assert in_parallel(lambda i: i * i, 4) == [0, 1, 4, 9]


def test_an_exception_of_a_worker_is_raised_here() -> None:
    def work(i: int) -> int:
        if i == 2:
            raise OSError(28, "No space left on device")
        return i

    with pytest.raises(OSError, match="No space left"):
        in_parallel(work, 3)


def test_a_worker_that_dies_is_noticed() -> None:
    def work(i: int) -> int:
        if i == 1:
            os.kill(os.getpid(), signal.SIGKILL)
        return i

    with pytest.raises(WorkerKilled, match="SIGKILL"):
        in_parallel(work, 2)


def test_no_worker_outlives_a_process_that_is_killed(tmp_path: Path) -> None:
    pids = tmp_path / "pids"
    program = (
        "import os, time\n"
        "from site_builder.system.parallel import in_parallel\n"
        "def work(i):\n"
        f"    open({str(pids)!r}, 'a').write(f'{{os.getpid()}}\\n')\n"
        # An answer that is larger than what a pipe holds.
        "    time.sleep(60 if i == 0 else 0.2)\n"
        "    return 'x' * 10_000_000\n"
        "in_parallel(work, 3)\n"
    )
    process = subprocess.Popen([sys.executable, "-c", program])
    while not pids.exists() or len(pids.read_text().splitlines()) < 3:
        time.sleep(0.05)
    time.sleep(0.5)
    process.kill()
    process.wait()
    workers = [int(pid) for pid in pids.read_text().split() if int(pid) != process.pid]
    for _ in range(100):
        alive = [pid for pid in workers if Path(f"/proc/{pid}").exists()]
        if not alive:
            return
        time.sleep(0.1)
    raise AssertionError(f"still there: {alive}")
