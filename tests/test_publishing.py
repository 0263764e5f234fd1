"""Publishing: a reader of the folder sees the whole old site or the whole new one."""

from __future__ import annotations

import gzip
import multiprocessing
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

import brotli
import pytest

from site_builder.build import driver
from site_builder.build.request import BuildRequest
from site_builder.hosts.site_build import build_site as build_whole
from site_builder.publish.build_lock import build_lock, target_lock
from site_builder.publish.compress import compress_folder
from site_builder.publish.making import MadeFile
from site_builder.publish.mark import MARK, NotPublishable, mark_of
from site_builder.publish.stage import stage
from site_builder.publish.swap import publish
from tests.conftest import ROOT
from tests.sites import MKDOCS, build_site, everything, page, run_command, write_site

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

_COMMAND = [sys.executable, "-m", "site_builder", "build", "--at", "2022-12-31"]


def _write(root: Path, version: str) -> None:
    write_site(root, SITE.replace("VERSION", version))


KILLS = int(os.environ.get("KILLS", "4"))
"""In each part of the test; `make soak` asks for more."""
# A server forks builds that have everything imported, so that a kill hits the work.
_BUILDS = multiprocessing.get_context("forkserver")
_BUILDS.set_forkserver_preload(["__main__", "tests.test_publishing"])


def _build_whole(root: Path) -> None:
    build_whole(root / "mkdocs.yml", BuildRequest(datetime(2022, 12, 31, tzinfo=UTC)))


@pytest.mark.parametrize("part", range(8))
def test_a_build_that_is_killed_leaves_a_whole_site(part: int, tmp_path: Path) -> None:
    if part == 0:
        # So many pages that they are made on several cores.
        for i in range(12):
            write_site(tmp_path, SITE.replace("outage", f"outage-{i}"))
    versions = []
    for version in ("one", "two"):
        _write(tmp_path, version)
        _build_whole(tmp_path)
        versions.append(everything(tmp_path / "site"))
    chance = random.Random(part)
    memory = tmp_path / ".cache/memory"
    # The first build waits for the server to start.
    _seconds(tmp_path)
    memory.unlink()
    longest, killed = _seconds(tmp_path), 0
    attempt = 0
    while attempt < KILLS or not killed:
        assert attempt < KILLS + 30, "no kill hits the work"
        _write(tmp_path, "one" if attempt % 2 else "two")
        if attempt % 5 == 0:
            memory.unlink(missing_ok=True)
        process = _BUILDS.Process(target=_build_whole, args=(tmp_path,))
        process.start()
        # A build that starts from the last one takes about half as long as a cold one.
        time.sleep(chance.uniform(0, longest * (1 if attempt % 5 == 0 else 0.6)))
        process.kill()
        process.join()
        if process.exitcode == -signal.SIGKILL:
            killed += 1
        else:
            # The machine was busier when the time was taken.
            longest *= 0.7
        assert everything(tmp_path / "site") in versions
        attempt += 1
    _write(tmp_path, "one")
    _build_whole(tmp_path)
    assert everything(tmp_path / "site") == versions[0]
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        ".cache",
        ".site.lock",
        "content",
        "mkdocs.yml",
        "site",
        "status",
    ]


def _seconds(root: Path) -> float:
    """How long one whole build takes in a process of its own."""
    process = _BUILDS.Process(target=_build_whole, args=(root,))
    started = time.monotonic()
    process.start()
    process.join()
    return time.monotonic() - started


def test_a_reader_never_finds_a_file_missing_during_a_swap(tmp_path: Path) -> None:
    published = tmp_path / "site"
    published.mkdir()
    (published / "index.html").write_text("0")
    (published / MARK).write_bytes(mark_of(["index.html"]))
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
            publish(staged, published, ["index.html"])
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
    assert "The published site is unchanged." in result.stderr
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
    assert result.stdout == (
        "No space left on device. Free some space and run the command again. "
        "The published site is unchanged.\n"
    )


@pytest.mark.parametrize("lock", ["cache", "target"])
def test_a_second_build_waits_for_the_first(lock: str, tmp_path: Path) -> None:
    _write(tmp_path, "one")
    before = everything(build_site(tmp_path))
    _write(tmp_path, "two")
    site = tmp_path / "site"
    held = build_lock(tmp_path / ".cache") if lock == "cache" else target_lock(site)
    with held:
        second = subprocess.Popen(_COMMAND, cwd=tmp_path, stderr=subprocess.PIPE)
        try:
            _until_it_waits(second)
        except BaseException:
            second.kill()
            raise
        assert everything(site) == before
    assert second.wait() == 0
    assert "two" in page(site, "lu/fr")


def _until_it_waits(process: subprocess.Popen[bytes]) -> None:
    """Return once a process waits for a lock, as proc_locks(5) shows it."""
    while True:
        locks = Path("/proc/locks").read_text().splitlines()
        if any("->" in line and f" {process.pid} " in line for line in locks):
            return
        assert process.poll() is None, "The second build did not wait."
        time.sleep(0.01)


def test_a_file_in_the_place_of_the_site_is_refused(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("precious")
    (tmp_path / "staged").mkdir()
    with pytest.raises(NotPublishable, match="is a file"):
        publish(tmp_path / "staged", tmp_path / "site", [])
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
    assert sorted(os.listdir(tmp_path / ".cache")) == ["build.lock", "memory", "styles"]


def _site_with(root: Path, *files: str) -> Path:
    for name in files:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"precious {name}")
    return root


def _build(root: Path, *options: str) -> str:
    result = run_command("build", "-f", str(root / "mkdocs.yml"), "--at", "2022-12-31", *options)
    return f"{result.exit_code}\n{result.output}"


def test_a_folder_that_is_not_ours_is_refused(tmp_path: Path) -> None:
    _write(tmp_path, "one")
    precious = _site_with(tmp_path / "precious", *"abcdefg")
    output = _build(tmp_path, "--site-dir", str(precious))
    assert output == (
        f"1\nError: {precious} is not empty and was not written by site-builder: it contains "
        "a, b, c, d, e and 2 more. Publish to an empty or new folder, or move these files away.\n"
    )
    assert sorted(os.listdir(precious)) == list("abcdefg")


@pytest.mark.parametrize("name", ["status", ".git", ".cache", ".", ".."])
def test_sources_are_never_the_published_folder(name: str, tmp_path: Path) -> None:
    root = tmp_path / "checkout"
    root.mkdir()
    _write(root, "one")
    (root / ".git").mkdir()
    before = everything(tmp_path)
    with (root / "mkdocs.yml").open("a") as config:
        config.write(f"site_dir: {name}\n")
    output = _build(root)
    assert output[0] in "12"
    assert "Error: " in output
    (root / "mkdocs.yml").write_text(MKDOCS)
    shutil.rmtree(root / ".cache", ignore_errors=True)
    assert everything(tmp_path) == before


def test_what_we_did_not_make_stays_in_the_site(tmp_path: Path) -> None:
    _write(tmp_path, "one")
    site = build_site(tmp_path)
    _site_with(site, ".well-known/acme-challenge/token", "google1.html", "lu/fr/note.txt")
    (site / ".well-known/empty").mkdir()
    for version in ("two", "three", "four"):
        _write(tmp_path, version)
        output = _build(tmp_path)
        assert "Kept google1.html, which site-builder did not write.\n" in output
        kept = site / ".well-known/acme-challenge/token"
        assert kept.read_text() == "precious .well-known/acme-challenge/token"
        assert (site / "lu/fr/note.txt").exists()
        assert (site / ".well-known/empty").is_dir()
        assert version in page(site, "lu/fr")
    shutil.rmtree(tmp_path / ".cache")
    assert "Kept google1.html" in _build(tmp_path)
    assert (site / "google1.html").exists()


def test_a_file_of_someone_else_in_the_way_is_named(tmp_path: Path) -> None:
    _write(tmp_path, "one")
    site = build_site(tmp_path)
    before = everything(site)
    _site_with(site, "de/de/index.html")
    write_site(tmp_path, "# content/countries/de.yml\nlocales: [de]\n")
    output = _build(tmp_path)
    assert "de/de/index.html was not written by site-builder, but the new site has a file" in output
    (site / "de/de/index.html").unlink()
    (site / "de/de").rmdir()
    (site / "de").rmdir()
    assert everything(site) == before


def test_pages_of_an_earlier_build_that_are_gone_are_removed_without_a_cache(
    tmp_path: Path,
) -> None:
    _write(tmp_path, "one")
    site = build_site(tmp_path)
    assert (site / "lu/de/index.html").exists()
    (tmp_path / "content/countries/lu.yml").write_text("locales: [fr]\n")
    shutil.rmtree(tmp_path / ".cache")
    build_site(tmp_path)
    assert not (site / "lu/de").exists()


def test_a_copied_checkout_publishes_into_its_own_folder(tmp_path: Path) -> None:
    first, second = tmp_path / "a", tmp_path / "b"
    first.mkdir()
    _write(first, "one")
    build_site(first)
    subprocess.run(["cp", "-a", first, second], check=True)
    before = everything(first / "site")
    _write(second, "other")
    assert "other" in page(build_site(second), "lu/fr")
    assert everything(first / "site") == before


def test_two_checkouts_that_publish_into_one_folder_take_turns(tmp_path: Path) -> None:
    target = tmp_path / "site"
    whole = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        _write(tmp_path / name, name)
        whole.append(everything(build_site(tmp_path / name)))
    builds = [
        subprocess.Popen(
            [*_COMMAND, "--site-dir", str(target)], cwd=tmp_path / name, stderr=subprocess.PIPE
        )
        for name in ("one", "two")
        for _ in range(3)
    ]
    for build in builds:
        _, errors = build.communicate()
        assert build.returncode == 0, errors
    assert everything(target) in whole


def test_links_in_the_cache_are_not_followed(tmp_path: Path) -> None:
    root, outside = tmp_path / "checkout", _site_with(tmp_path / "outside", "a/b", "lock")
    root.mkdir()
    _write(root, "one")
    build_site(root)
    before = everything(outside)
    shutil.rmtree(root / ".cache/previous", ignore_errors=True)
    (root / ".cache/previous").symlink_to(outside)
    _write(root, "two")
    assert "two" in page(build_site(root), "lu/fr")
    assert everything(outside) == before
    (root / ".cache/build.lock").unlink()
    (root / ".cache/build.lock").symlink_to(outside / "lock")
    assert _build(root).startswith("1\nError: ")
    assert everything(outside) == before
    shutil.rmtree(root / ".cache")
    (root / ".cache").symlink_to(outside)
    assert "is not a folder. Delete it" in _build(root)
    assert everything(outside) == before


@pytest.mark.parametrize("precompress", [False, True])
def test_copies_and_modes_hold_over_several_builds(precompress: bool, tmp_path: Path) -> None:
    def write(version: str) -> None:
        _write(tmp_path, version)
        if precompress:
            settings = "- site_builder: {precompress: true}"
            config = MKDOCS.replace("- site_builder", settings)
            (tmp_path / "mkdocs.yml").write_text(config)

    site = tmp_path / "site"
    private = os.umask(0o077)
    try:
        write("one")
        cold = everything(build_site(tmp_path))
        os.umask(0o022)
        for version in ("one", "two", "one", "one"):
            write(version)
            build_site(tmp_path)
            modes = {(path.is_dir(), path.stat().st_mode & 0o777) for path in site.rglob("*")} | {
                (True, site.stat().st_mode & 0o777)
            }
            assert modes == {(True, 0o755), (False, 0o644)}
            assert len(list(site.rglob("*.html.gz"))) == (
                len(list(site.rglob("*.html"))) if precompress else 0
            )
    finally:
        os.umask(private)
    assert everything(site) == cold


def test_the_mode_and_group_of_the_published_folder_are_kept(tmp_path: Path) -> None:
    _write(tmp_path, "one")
    site = build_site(tmp_path)
    os.chown(site, -1, 4242)
    site.chmod(0o2750)
    for version in ("two", "three", "four", "four"):
        _write(tmp_path, version)
        build_site(tmp_path)
        assert (site.stat().st_mode & 0o7777, site.stat().st_gid) == (0o2750, 4242)
    assert (site / "lu/fr/index.html").stat().st_gid == 4242


def test_a_stage_that_somebody_cleans_up_is_not_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _write(tmp_path, "one")
    before = everything(build_site(tmp_path))
    _write(tmp_path, "two")

    def clean(plans: object, staged: Path, *rest: object) -> dict[str, MadeFile]:
        made = dict(stage(plans, staged, *rest))  # type: ignore[arg-type]
        shutil.rmtree(staged / "lu")
        return made

    monkeypatch.setattr(driver, "stage", clean)
    output = _build(tmp_path)
    assert "vanished while the site was being built" in output
    assert everything(tmp_path / "site") == before
