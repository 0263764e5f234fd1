"""Publishing: a reader of the folder sees the whole old site or the whole new one."""

from __future__ import annotations

import gzip
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import brotli
import pytest

from site_builder.compressing import compress_folder
from site_builder.publishing import NotPublishable, build_lock, publish
from tests.conftest import ROOT
from tests.sites import build_site, everything, run_command, write_site

SITE = """\
# content/countries/lu.yml
locales: [fr, de]
# content/countries/group.yml
locales: [en]
# status/outage/incident.yml
title: {fr: Panne, en: Outage}
started: 2022-07-25
source: fr
# status/outage/2022-07-26.yml
status: investigating
published: 2022-07-26
text: {fr: VERSION, en: VERSION}
"""


def _write(root: Path, version: str) -> None:
    write_site(root, SITE.replace("VERSION", version))


@pytest.mark.parametrize("part", range(8))
def test_a_build_that_is_killed_leaves_a_whole_site(part: int, tmp_path: Path) -> None:
    if part == 0:
        # So many pages that they are made on several cores.
        for i in range(120):
            write_site(tmp_path, SITE.replace("outage", f"outage-{i}"))
    _write(tmp_path, "one")
    one = everything(build_site(tmp_path))
    _write(tmp_path, "two")
    two = everything(build_site(tmp_path))
    chance = random.Random(part)
    command = [sys.executable, "-m", "site_builder", "build", "--at", "2022-12-31"]
    longest = _seconds(command, tmp_path)
    for attempt in range(25):
        _write(tmp_path, "one" if attempt % 2 else "two")
        if attempt % 5 == 0:
            shutil.rmtree(tmp_path / ".cache", ignore_errors=True)
        process = subprocess.Popen(
            command, cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        time.sleep(chance.uniform(0, longest * 1.1))
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert everything(tmp_path / "site") in (one, two)
    _write(tmp_path, "one")
    assert everything(build_site(tmp_path)) == one
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        ".cache",
        "content",
        "mkdocs.yml",
        "site",
        "status",
    ]


def _seconds(command: list[str], folder: Path) -> float:
    started = time.monotonic()
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return time.monotonic() - started


def test_a_reader_never_finds_a_file_missing_during_a_swap(tmp_path: Path) -> None:
    published = tmp_path / "site"
    published.mkdir()
    (published / "index.html").write_text("0")
    stop, missing = threading.Event(), []

    def read() -> None:
        while not stop.is_set():
            try:
                (published / "index.html").read_text()
            except FileNotFoundError:
                missing.append(1)

    reader = threading.Thread(target=read)
    reader.start()
    try:
        for version in range(200):
            staged = tmp_path / "staged"
            staged.mkdir()
            (staged / "index.html").write_text(str(version))
            publish(staged, published)
    finally:
        stop.set()
        reader.join()
    assert missing == []
    assert (published / "index.html").read_text() == "199"


def test_a_full_disk_leaves_the_old_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _write(tmp_path, "one")
    before = everything(build_site(tmp_path))
    _write(tmp_path, "two")
    limited = (
        "import resource, runpy, signal, sys;"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (4000, 4000));"
        "sys.argv = ['site-builder', 'build', '--at', '2022-12-31'];"
        "runpy.run_module('site_builder', run_name='__main__')"
    )
    result = subprocess.run(
        [sys.executable, "-c", limited], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert result.returncode == 1
    assert "The published site is as it was." in result.stderr
    assert "Traceback" not in result.stderr
    assert everything(tmp_path / "site") == before
    assert "two" in everything(build_site(tmp_path)).decode(errors="replace")


def test_a_disk_without_room_leaves_the_old_site(tmp_path: Path) -> None:
    _write(tmp_path, "one")
    # A file system of its own, which only the processes below see.
    command = ["unshare", "--user", "--map-root-user", "--mount", sys.executable, "-m"]
    result = subprocess.run(
        [*command, "tests.full_disk", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, (
        f"{result.stderr}\nThis test mounts a tmpfs in a user namespace (unshare of util-linux)."
    )
    assert result.stdout == "No space left on device. The published site is as it was.\n"


def test_a_second_build_waits_for_the_first(tmp_path: Path) -> None:
    order = []

    def second() -> None:
        with build_lock(tmp_path):
            order.append("second")

    with build_lock(tmp_path):
        waiting = threading.Thread(target=second)
        waiting.start()
        time.sleep(0.1)
        order.append("first")
    waiting.join()
    assert order == ["first", "second"]


def test_a_file_in_the_place_of_the_site_is_refused(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("precious")
    (tmp_path / "staged").mkdir()
    with pytest.raises(NotPublishable, match="is a file"):
        publish(tmp_path / "staged", tmp_path / "site")
    assert (tmp_path / "site").read_text() == "precious"


def test_compressed_copies_hold_the_text_and_are_taken_over_when_unchanged(tmp_path: Path) -> None:
    _write(tmp_path, "one")
    config = tmp_path / "mkdocs.yml"
    config.write_text(
        config.read_text().replace("- site_builder", "- site_builder: {precompress: true}")
    )
    site = build_site(tmp_path)
    content = (site / "lu/fr/index.html").read_bytes()
    assert gzip.decompress((site / "lu/fr/index.html.gz").read_bytes()) == content
    assert brotli.decompress((site / "lu/fr/index.html.br").read_bytes()) == content
    assert not (site / "assets/images/favicon.png.gz").exists()
    bare = tmp_path / "bare"
    for path in site.rglob("*"):
        if path.is_file() and path.suffix not in (".gz", ".br"):
            target = bare / path.relative_to(site)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
    assert compress_folder(bare, site) == 0
    assert everything(bare) == everything(site)


def test_building_twice_changes_nothing(tmp_path: Path) -> None:
    _write(tmp_path, "one")
    first = everything(build_site(tmp_path))
    assert (
        run_command("build", "-f", str(tmp_path / "mkdocs.yml"), "--at", "2022-12-31").exit_code
        == 0
    )
    assert everything(tmp_path / "site") == first
    assert sorted(os.listdir(tmp_path / ".cache")) == ["build.lock", "memory", "previous", "styles"]
