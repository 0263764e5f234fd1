"""A subscriber with a real feed reader, newsboat: an update arrives, then a correction of it."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from tests.browser.server import serve
from tests.sites import build_site, write_site

SITE = """\
# content/countries/lu.yml
locales: [fr]
# status/outage/incident.yml
title: Panne
started: 2022-07-01
# status/outage/2022-07-02.yml
status: investigating
published: 2022-07-02
title: Premier
text: Texte un.
"""


class Newsboat:
    """The reader with a folder of its own; it knows no feed of anybody else."""

    def __init__(self, folder: Path, urls: list[str]) -> None:
        program = shutil.which("newsboat")
        assert program, "run `make checkers` first"
        self._items = folder / "items.db"
        (folder / "urls").write_text("\n".join(urls), "utf-8")
        (folder / "config").write_text("", "utf-8")
        files = ("-u", folder / "urls", "-c", self._items, "-C", folder / "config")
        self._command = [program, *map(str, files), "-x", "reload"]
        self._home = folder

    def reload(self) -> list[tuple[str, str]]:
        """Fetch every feed; the feed and title of each item that the reader has."""
        subprocess.run(
            self._command,
            check=True,
            capture_output=True,
            env={"HOME": str(self._home), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"},
        )
        with sqlite3.connect(self._items) as items:
            rows = items.execute("select feedurl, title from rss_item order by pubDate desc, id")
            return [(str(url), str(title)) for url, title in rows]


@pytest.mark.parametrize("ending", ["rss", "atom"])
def test_a_subscriber_sees_an_update_and_then_its_correction(ending: str, tmp_path: Path) -> None:
    root, home = tmp_path / "site", tmp_path / "home"
    root.mkdir()
    home.mkdir()
    write_site(root, SITE)
    with serve(build_site(root), "/") as url:
        reader = Newsboat(home, [f"{url}lu/fr/feed.{ending}"])
        assert [title for _, title in reader.reload()] == ["Premier"]
        update = (
            "# status/outage/2022-07-03.yml\nstatus: monitoring\npublished: 2022-07-03\n"
            "title: Deuxième\ntext: Texte deux.\n"
        )
        write_site(root, update)
        _publish(root, 1)
        assert [title for _, title in reader.reload()] == ["Deuxième", "Premier"]
        write_site(root, f"{update}corrections: [{{at: 2022-07-04, note: Erreur.}}]\n")
        _publish(root, 2)
        titles = [title for _, title in reader.reload()]
        assert titles == ["Rectificatif à «\u00a0Deuxième\u00a0»", "Deuxième", "Premier"]


def _publish(root: Path, minutes: int) -> None:
    """Build later than before: servers and readers compare the times of files by the second."""
    for path in build_site(root).rglob("feed.*"):
        later = path.stat().st_mtime + 60 * minutes
        os.utime(path, (later, later))


def test_every_feed_of_the_case_can_be_subscribed_to(shipped: Path, tmp_path: Path) -> None:
    # An entry of several feeds is one item to newsboat, so it gets one feed of each edition a time.
    by_name: dict[str, list[str]] = {}
    for ending in ("rss", "atom"):
        for path in sorted([*shipped.rglob(f"feed.{ending}"), *shipped.rglob(f"history.{ending}")]):
            name = path.relative_to(shipped).as_posix()
            by_name.setdefault(name.split("/", 2)[2], []).append(name)
    assert sum(map(len, by_name.values())) > 280
    with serve(shipped, "/") as url:
        for i, names in enumerate(by_name.values()):
            home = tmp_path / str(i)
            home.mkdir()
            items = Newsboat(home, [url + name for name in names]).reload()
            seen = Counter(feed.removeprefix(url) for feed, _ in items)
            for name in names:
                content = (shipped / name).read_bytes()
                assert seen[name] == content.count(b"<item>") + content.count(b"<entry>"), name
