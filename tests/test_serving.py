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

from tests.sites import write_site

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


@contextmanager
def _serving(root: Path) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "site_builder", "serve", "--port", str(port)],
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
        assert "Brouillon\u00a0: non publié" in page
        good = update.read_text("utf-8")
        update.write_text("status: [\n", "utf-8")
        time.sleep(2)
        assert "Deuxième" in _wait_for(url, "Premier")
        update.write_text(good.replace("Deuxième", "Troisième"), "utf-8")
        assert "Deuxième" not in _wait_for(url, "Troisième")
