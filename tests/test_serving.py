"""`site-builder serve`: drafts are shown and marked, and a saved change appears by itself."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.sites import run_command, write_site

SITE = """\
# content/countries/lu.yml
locales: [fr]
# status/outage/incident.yml
title: {fr: Panne}
started: 2022-07-25
# status/outage/2022-07-26.yml
status: investigating
published: 2022-07-26
title: {fr: Premier}
text: {fr: Texte}
# status/outage/2022-07-27.yml
status: monitoring
published: 2022-07-27
draft: true
title: {fr: Deuxième}
text: {fr: Texte}
"""


SERVE = [sys.executable, "-m", "site_builder", "serve"]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def _serving(root: Path) -> Iterator[str]:
    port = _free_port()
    process = subprocess.Popen(
        [*SERVE, "--port", str(port)],
        cwd=root,
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield f"http://127.0.0.1:{port}/info/lu/fr/"
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=20)


def _wait_for(url: str, text: str) -> str:
    """The page once it has the text; at most half a minute, for slow machines."""
    page = ""
    for _ in range(300):
        try:
            with urllib.request.urlopen(url, timeout=10) as answer:
                page = answer.read().decode()
        except urllib.error.HTTPError as error:
            page = error.read().decode()
        except (urllib.error.URLError, ConnectionError):
            page = ""
        if text in page:
            return page
        time.sleep(0.1)
    raise AssertionError(f"“{text}” did not appear in {page[-2000:]}")


def test_drafts_are_marked_changes_appear_and_a_broken_file_keeps_the_last_page(
    tmp_path: Path,
) -> None:
    root = write_site(tmp_path, SITE)
    update = root / "status/outage/2022-07-27.yml"
    with _serving(root) as url:
        page = _wait_for(url, "Deuxième")
        assert "Brouillon – non publié" in page
        good = update.read_text("utf-8")
        update.write_text("status: [\n", "utf-8")
        broken = _wait_for(url, "status/outage/2022-07-27.yml:1:9")
        assert "Deuxième" in broken
        assert "error[yaml-syntax]" in broken
        assert "= hint: " in broken
        update.write_text(good.replace("Deuxième", "Troisième <b>"), "utf-8")
        fixed = _wait_for(url, "Troisième")
        assert "Deuxième" not in fixed
        assert "yaml-syntax" not in fixed


def test_a_site_that_was_never_without_errors_shows_them_and_then_itself(tmp_path: Path) -> None:
    root = write_site(tmp_path, SITE + "# content/services.yml\nweb: <b>[\n")
    with _serving(root) as url:
        page = _wait_for(url, "content/services.yml:1:")
        assert "&lt;b&gt;[" in page
        assert "/livereload/" in page
        (root / "content/services.yml").write_text("web: {name: Web}\n")
        assert "content/services.yml" not in _wait_for(url, "Deuxième")


def test_a_site_that_cannot_be_configured_says_so_in_the_browser(tmp_path: Path) -> None:
    root = write_site(tmp_path, SITE)
    config = root / "mkdocs.yml"
    good = config.read_text()
    with _serving(root) as url:
        _wait_for(url, "Deuxième")
        # As editors do, which put a new file in the place of the old one.
        (root / "new").write_text(good + "theme_color: red\nplugins: [search, {site_builder: 1}]\n")
        (root / "new").rename(config)
        page = _wait_for(url, "The site cannot be built")
        assert "Deuxième" in page
        (root / "new").write_text(good)
        (root / "new").rename(config)
        for _ in range(300):
            if "The site cannot be built" not in _wait_for(url, "Deuxième"):
                return
            time.sleep(0.1)
        raise AssertionError("the reason is still there")


def test_a_preview_that_nobody_edits_stays_as_it_is(tmp_path: Path) -> None:
    root = write_site(tmp_path, SITE)
    with _serving(root) as url:
        _wait_for(url, "Deuxième")
        address = f"{url.partition('/info')[0]}/livereload/0/1"
        before = urllib.request.urlopen(address, timeout=10).read()
        # Readers and builds open files, which changes nothing.
        (root / "content/countries/lu.yml").read_bytes()
        (root / "mkdocs.yml").read_bytes()
        time.sleep(1)
        assert urllib.request.urlopen(address, timeout=10).read() == before
        (root / "status/outage").rename(root / "outside")
        for _ in range(300):
            if "Deuxième" not in _wait_for(url, "Example"):
                return
            time.sleep(0.1)
        raise AssertionError("the incident that was moved away is still there")


def _status(url: str, host: str) -> int:
    request = urllib.request.Request(url, headers={"Host": host})
    try:
        answer = urllib.request.urlopen(request, timeout=10)
    except urllib.error.HTTPError as error:
        answer = error
    with answer:
        assert (answer.status == 200) or "Deuxième" not in answer.read().decode()
        return int(answer.status)


def test_a_page_elsewhere_that_leads_its_name_here_reads_nothing(tmp_path: Path) -> None:
    with _serving(write_site(tmp_path, SITE)) as url:
        _wait_for(url, "Deuxième")
        port = url.split(":")[2].split("/")[0]
        own = (f"localhost:{port}", "LOCALHOST", "127.0.0.1", f"[::1]:{port}", "192.0.2.7:80")
        for host in (*own, "preview.localhost.", socket.gethostname()):
            assert _status(url, host) == 200, host
        foreign = (
            "evil.example",
            f"evil.example:{port}",
            "localhost.evil.example",
            "127.0.0.1.evil.example",
        )
        for host in (*foreign, "localhost@evil.example", "localhost, evil.example", "[evil]", ""):
            assert _status(url, host) == 403, host
        root = f"http://127.0.0.1:{port}"
        for address in ("/", "/livereload/0/1", "/info/nowhere"):
            assert _status(root + address, "evil.example") == 403, address


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("host", ["127.0.0.1", "::1"])
def test_a_preview_that_is_stopped_leaves_no_folder(
    host: str, number: signal.Signals, tmp_path: Path
) -> None:
    root, temporary = tmp_path / "root", tmp_path / "temporary"
    for folder in (root, temporary):
        folder.mkdir()
    write_site(root, SITE)
    process = subprocess.Popen(
        [*SERVE, "--host", host, "--port", str(_free_port())],
        cwd=root,
        env=os.environ | {"PYTHONUNBUFFERED": "1", "TMPDIR": str(temporary)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    shown = f"http://[{host}]:" if ":" in host else f"http://{host}:"
    assert process.stdout.readline().startswith(f"Serving {shown}")
    assert any(b"Deuxi" in path.read_bytes() for path in temporary.rglob("*.html"))
    process.send_signal(number)
    _, said = process.communicate(timeout=20)
    assert list(temporary.iterdir()) == []
    assert "Traceback" not in said
    assert number == signal.SIGINT or said.endswith(f"Stopped by {number.name}.\n")


def test_an_address_that_cannot_be_listened_on_is_one_line(tmp_path: Path) -> None:
    root, temporary = tmp_path / "root", tmp_path / "temporary"
    for folder in (root, temporary):
        folder.mkdir()
    write_site(root, SITE)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        for options, said in {
            ("--port", str(port)): f"Port {port} is in use, perhaps by another preview.",
            ("--host", "192.0.2.7"): "“192.0.2.7” is not a name or address of this machine.",
            ("--host", "a..b"): "“a..b” is not a name or address of this machine.",
            ("--host", ""): "“” is not a name or address of this machine.",
        }.items():
            done = subprocess.run(
                [*SERVE, *options],
                cwd=root,
                env=os.environ | {"TMPDIR": str(temporary)},
                capture_output=True,
                text=True,
                timeout=60,
                check=False,
            )
            assert done.returncode == 1
            assert done.stderr.startswith(f"Error: {said}")
            assert done.stderr.count("\n") == 1
            assert "`--" in done.stderr
    assert run_command("serve", "--port", "70000", "-f", str(root / "mkdocs.yml")).exit_code == 2
    assert list(temporary.iterdir()) == []
