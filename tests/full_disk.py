"""Build a site on a disk that is full, and again when it is not. Run in a namespace of its own."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from tests.sites import everything

_BUILD = ["-m", "site_builder", "build", "--at", "2022-12-31"]


def main(source: Path) -> None:
    """Copy the site at `source` to a small tmpfs and fill that; prints what the build says."""
    disk = source.with_name("disk")
    disk.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=3m", "none", str(disk)], check=True)
    root = disk / "root"
    shutil.copytree(source, root)
    _build(root)
    before = everything(root / "site")
    update = root / "status/outage/2022-07-26.yml"
    update.write_text(update.read_text("utf-8").replace("one", "two"), "utf-8")
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"x" * 4096)
        except OSError:
            file.truncate(file.tell() - 8192)
    full = _build(root)
    assert full.returncode == 1, full.stderr
    assert everything(root / "site") == before
    filler.unlink()
    again = _build(root)
    assert again.returncode == 0, again.stderr
    assert b"two" in everything(root / "site")
    sys.stdout.write(full.stderr.rpartition(": ")[2])


def _build(root: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *_BUILD], cwd=root, capture_output=True, text=True, check=False
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
