"""The shipped site: every fact of the case where it belongs, every link good, every feed sound."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import feedparser
import pytest
import yaml
from lxml.html import fromstring

from tests.conftest import ROOT, copy_shipped
from tests.sites import page, words

FACTS = yaml.safe_load((Path(__file__).parent / "case_facts.yml").read_text("utf-8"))
EDITIONS = sorted(
    f"{path.stem}/{locale}"
    for path in (ROOT / "content" / "countries").glob("*.yml")
    for locale in yaml.safe_load(path.read_text("utf-8"))["locales"]
)


def _pages(site: Path, below: str = "") -> Iterator[Path]:
    return (path for path in sorted((site / below).rglob("*.html")) if path.name == "index.html")


def _files(site: Path) -> dict[str, bytes]:
    """Every file of a built site."""
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in site.rglob("*")
        if path.is_file()
    }


def _country_and_language(edition: str) -> tuple[str, str]:
    country, locale = edition.split("/")
    return country, locale.split("-")[0]


_said: dict[Path, str] = {}


def _edition_text(site: Path, edition: str) -> str:
    folder = site / edition
    if folder not in _said:
        pages = list(_pages(site, edition))
        _said[folder] = "\n".join(words(page.read_text("utf-8")) for page in pages)
    return _said[folder]


@pytest.mark.parametrize("fact", FACTS, ids=[fact["fact"] for fact in FACTS])
def test_a_fact_is_in_its_editions_and_in_no_other(fact: dict[str, object], shipped: Path) -> None:
    patterns, countries = fact["says"], fact["countries"]
    assert isinstance(patterns, dict)
    for edition in EDITIONS:
        country, language = _country_and_language(edition)
        text = _edition_text(shipped, edition)
        if countries == "all" or country in str(countries).split():
            assert re.search(patterns[language], text), f"missing in {edition}"
        else:
            for pattern in patterns.values():
                assert not re.search(pattern, text), f"wrongly in {edition}"


def test_all_links_and_anchors_resolve(shipped: Path) -> None:
    anchors: dict[Path, set[str]] = {}
    links: list[tuple[Path, str]] = []
    for path in sorted(shipped.rglob("*.html")):
        document = fromstring(path.read_text("utf-8"))
        anchors[path] = {str(id) for id in document.xpath("//@id")}
        if path.name != "404.html":
            links += [(path, str(link)) for link in document.xpath("//a/@href | //link/@href")]
    assert len(links) > 1000
    broken = []
    for path, link in links:
        url = urljoin(f"https://status.example.org/{path.relative_to(shipped)}", link)
        if urlsplit(url).netloc != "status.example.org" or urlsplit(url).scheme != "https":
            continue
        address, anchor = urldefrag(url)
        target = shipped / unquote(urlsplit(address).path).lstrip("/")
        if address.endswith("/"):
            target = target / "index.html"
        if not target.is_file() or (anchor and unquote(anchor) not in anchors[target]):
            broken.append((str(path.relative_to(shipped)), link))
    assert broken == []


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_feed_parses_without_complaint(edition: str, shipped: Path) -> None:
    data = (shipped / edition / "feed.rss").read_bytes()
    feed = feedparser.parse(data)
    assert not feed.bozo
    country, language = _country_and_language(edition)
    expected = language if country == "group" else f"{language}-{country.upper()}"
    assert feed.feed.language == expected
    assert feed.entries
    ids = [entry.id for entry in feed.entries]
    assert len(set(ids)) == len(ids)
    for entry in feed.entries:
        assert entry.id.startswith("urn:uuid:")
        assert entry.link.startswith(f"https://status.example.org/{edition}/")
        assert "example.org" not in entry.id
        assert entry.published_parsed <= feed.feed.updated_parsed


def test_the_luxembourg_feed_has_an_entry_of_its_own_for_the_correction(shipped: Path) -> None:
    feed = feedparser.parse((shipped / "lu/en-GB/feed.rss").read_bytes())
    titles = [entry.title for entry in feed.entries]
    assert "Correction to: What caused the disruption?" in titles
    assert "What caused the disruption?" in titles


def test_every_page_carries_the_notice_and_links_to_its_feed(shipped: Path) -> None:
    for path in _pages(shipped, "lu/de"):
        if path.parent.name == "strip":
            continue
        html = path.read_text("utf-8")
        assert "Dies ist keine offizielle Seite" in html
        assert 'type="application/rss+xml"' in html or path.parent.name in (
            "lite",
            "poster",
        )


def test_every_page_that_is_listed_describes_itself(shipped: Path) -> None:
    address = re.compile(r"<loc>https://status\.example\.org/([^<]*)</loc>")
    maps = (path.read_text("utf-8") for path in shipped.glob("*/*/sitemap.xml"))
    listed = [path for text in maps for path in address.findall(text)]
    assert len(listed) > 50
    for path in ("", *listed):
        html = fromstring(page(shipped, path))
        [description] = html.xpath("//meta[@name='description']/@content")
        assert description, path


def test_nu_html_checker_reports_nothing(shipped: Path) -> None:
    jar = ROOT / "node_modules/vnu-jar/build/dist/vnu.jar"
    assert jar.is_file(), "run `make checkers` first"
    # A file on a disk is no `'self'` for a policy; what browsers say of it is tested in browser/.
    policy = ".*violates Content Security Policy.*"
    result = subprocess.run(
        [
            *("java", "-jar", str(jar), "--skip-non-html", "--Werror", "--format", "gnu"),
            *("--filterpattern", policy, str(shipped)),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr[-3000:]


def test_the_same_input_gives_the_same_bytes_anywhere(tmp_path: Path) -> None:
    builds = []
    for name, zone, seed in (("one", "Pacific/Auckland", "1"), ("other/deep", "UTC", "4711")):
        root = tmp_path / name
        root.mkdir(parents=True)
        copy_shipped(root)
        environment = os.environ | {
            "TZ": zone,
            "PYTHONHASHSEED": seed,
            "LC_ALL": "C",
            "SOURCE_DATE_EPOCH": "1672000000",
        }
        subprocess.run(
            [sys.executable, "-m", "site_builder", "build"],
            cwd=root,
            env=environment,
            check=True,
            capture_output=True,
        )
        builds.append(_files(root / "site"))
    assert builds[0] == builds[1]
    assert len(builds[0]) > 150


# mkdocs-ng is a package `mkdocs` as well: `make setup` puts it into a folder of its own.
_INSTALLED, _MKDOCS_NG = sysconfig.get_path("purelib"), f"{sys.prefix}/mkdocs-ng"


@pytest.mark.parametrize(
    ("command", "folder"),
    [("mkdocs", _INSTALLED), ("properdocs", _INSTALLED), ("mkdocs", _MKDOCS_NG)],
    ids=["mkdocs", "properdocs", "mkdocs-ng"],
)
def test_other_commands_give_the_same_site(
    command: str, folder: str, shipped: Path, tmp_path: Path
) -> None:
    copy_shipped(tmp_path)
    at = "1672527599"  # the last second of 2022 in Berlin, the site's zone
    environment = os.environ | {
        "PYTHONPATH": folder,
        "SOURCE_DATE_EPOCH": at,
        "NO_MKDOCS_2_WARNING": "1",
    }

    def run(*arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", command, *arguments],
            cwd=tmp_path,
            env=environment,
            check=True,
            capture_output=True,
            text=True,
        )
        return done.stdout

    assert f" from {folder}{os.sep}{command} " in run("--version")
    run("build", "--quiet", "--config-file", "mkdocs.yml")
    built, expected = _files(tmp_path / "site"), _files(shipped)
    assert {n for n in built.keys() | expected.keys() if built.get(n) != expected.get(n)} == set()
