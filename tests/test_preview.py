"""`site-builder preview`: a folder for a server, and a zip file that works without one."""

from __future__ import annotations

import errno
import os
import re
import shutil
import zipfile
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from lxml.html import fromstring

from site_builder.build.moment import CLOCK
from tests.conftest import ROOT
from tests.sites import build_site, everything, run_command, write_site
from tests.test_unpublished import NOW, SITE


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(CLOCK, NOW)
    (tmp_path / "site-of-ours").mkdir()
    return write_site(tmp_path / "site-of-ours", SITE)


def _preview(root: Path, *options: str) -> str:
    result = run_command("preview", "-f", str(root / "mkdocs.yml"), *options)
    assert result.exit_code == 0, result.output
    return result.stderr


def test_a_preview_is_what_a_build_with_drafts_makes(root: Path) -> None:
    told = _preview(root)
    assert re.search(r"Wrote a preview of \d{3} files to ", told)
    made = everything(root / "preview")
    assert b"A draft" in made
    assert not (root / "site").exists()
    shutil.rmtree(root / "preview")
    build_site(root, "2022-12-31T12:00Z", "--drafts")
    assert everything(root / "preview") == made


def test_a_preview_of_a_later_moment_has_the_drafts_too(root: Path) -> None:
    _preview(root, "--at", "2023-01-01")
    made = everything(root / "preview")
    assert b"A draft" in made
    assert b"Tomorrow it works" in made


def test_the_same_preview_is_the_same_zip_file(root: Path, tmp_path: Path) -> None:
    one, other = tmp_path / "one.zip", tmp_path / "other.zip"
    _preview(root, "--zip", str(one))
    shutil.rmtree(root / ".cache")
    shutil.rmtree(root / "preview")
    _preview(root, "--zip", str(other))
    assert other.read_bytes() == one.read_bytes()
    with zipfile.ZipFile(one) as found:
        names = found.namelist()
        assert names == sorted(names)
        assert {name.partition("/")[0] for name in names} == {"preview"}
        assert {info.external_attr >> 16 for info in found.infolist()} == {0o100644}


def test_a_zip_file_says_where_to_start(root: Path, tmp_path: Path) -> None:
    told = _preview(root, "--zip", str(tmp_path / "review.zip"))
    assert told.splitlines()[-1].endswith(
        " kB). Unzip it and open preview/index.html in a browser."
    )


def unzipped(archive: Path, folder: Path) -> Path:
    """Unzip a preview and give back its folder."""
    with zipfile.ZipFile(archive) as found:
        found.extractall(folder)
    return folder / "preview"


@pytest.mark.parametrize("site", ["small", "nordlicht"])
def test_every_link_of_the_unzipped_pages_leads_to_a_file(
    site: str, root: Path, tmp_path: Path
) -> None:
    if site != "small":
        root = tmp_path / site
        shutil.copytree(ROOT / "examples" / site, root)
    _preview(
        root,
        "--at",
        "2022-12-31" if site == "small" else "2026-11-30",
        "--zip",
        str(tmp_path / "a.zip"),
    )
    shutil.rmtree(root)
    folder = unzipped(tmp_path / "a.zip", tmp_path / "out")
    pages = {path: fromstring(path.read_text("utf-8")) for path in sorted(folder.rglob("*.html"))}
    assert pages
    ids = {path: set(page.xpath("//@id | //@name")) for path, page in pages.items()}
    followed = 0
    for path, page in pages.items():
        for address in page.xpath("//a/@href | //link/@href | //img/@src"):
            parts = urlsplit(address)
            if parts.scheme:
                continue
            target = path if not parts.path else path.parent / unquote(parts.path)
            target = Path(os.path.normpath(target))
            assert target.is_file(), (path, address)
            assert target.is_relative_to(folder), (path, address)
            if parts.fragment and target in ids:
                assert unquote(parts.fragment) in ids[target], (path, address)
            followed += 1
        assert not page.xpath("//script"), path
        assert not page.xpath("//a[starts-with(@href, 'https://status.example.org/info/')]"), path
        assert page.xpath("//meta[@name='robots'][@content='noindex']"), path
    assert followed > 100


@pytest.mark.parametrize("kind", ["text", "zip", "link", "empty"])
def test_a_file_that_is_not_ours_stays(kind: str, root: Path, tmp_path: Path) -> None:
    target = tmp_path / "review.zip"
    if kind == "zip":
        with zipfile.ZipFile(target, "w") as file:
            file.writestr("evidence.txt", "Only copy")
    elif kind == "link":
        (tmp_path / "elsewhere").write_text("Only copy", "utf-8")
        target.symlink_to(tmp_path / "elsewhere")
    else:
        target.write_text("Only copy" if kind == "text" else "", "utf-8")
    before = target.read_bytes()
    result = run_command("preview", "-f", str(root / "mkdocs.yml"), "--zip", str(target))
    assert result.exit_code == 1
    assert result.stderr == (
        f"Error: {target} exists and is not a preview that site-builder wrote. Choose another "
        "name, or move the file away.\n"
    )
    assert target.read_bytes() == before
    assert not (root / "preview").exists()


def test_an_older_preview_is_replaced(root: Path, tmp_path: Path) -> None:
    target = tmp_path / "review.zip"
    _preview(root, "--zip", str(target), "--at", "2022-08-01")
    first = target.read_bytes()
    _preview(root, "--zip", str(target))
    assert target.read_bytes() != first


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("content/a.zip", "is inside content/, which contains the site's sources."),
        ("status/outage/a.zip", "is inside status/, which contains the site's sources."),
        ("site/a.zip", "is inside site/, which contains a site that site-builder wrote."),
        ("site/lu/a.zip", "is inside site/, which contains a site that site-builder wrote."),
        ("preview/a.zip", "is inside preview/, which contains a site that site-builder wrote."),
        ("nowhere/a.zip", "nowhere is not a folder. Create it first."),
    ],
)
def test_drafts_never_go_where_they_would_be_published(name: str, message: str, root: Path) -> None:
    config = str(root / "mkdocs.yml")
    run_command("build", "-f", config)
    run_command("build", "-f", config, "--drafts")
    result = run_command("preview", "-f", config, "--zip", str(root / name))
    assert result.exit_code == 1
    assert message in result.stderr
    assert not list(root.rglob("*.zip"))


def test_a_full_disk_leaves_the_older_preview(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "review.zip"
    _preview(root, "--zip", str(target))
    before, names = target.read_bytes(), sorted(os.listdir(tmp_path))

    replace = os.replace

    def full(old: str, new: str | Path) -> None:
        if new == target:
            raise OSError(errno.ENOSPC, "No space left on device", str(target))
        replace(old, new)

    monkeypatch.setattr(os, "replace", full)
    update = root / "status/outage/2022-07-26.yml"
    update.write_text(update.read_text("utf-8").replace("Text}", "New}"), "utf-8")
    result = run_command("preview", "-f", str(root / "mkdocs.yml"), "--zip", str(target))
    assert result.exit_code == 1
    assert "No space left on device" in result.stderr
    assert target.read_bytes() == before
    assert sorted(os.listdir(tmp_path)) == names


def test_a_site_with_errors_makes_no_preview(root: Path, tmp_path: Path) -> None:
    write_site(root, "# status/outage/2022-12-29.yml\nstatus: monitoring\ntext: {en: T}\n")
    target = tmp_path / "review.zip"
    result = run_command("preview", "-f", str(root / "mkdocs.yml"), "--zip", str(target))
    assert result.exit_code == 1
    assert not target.exists()


def test_pictures_and_downloads_come_along(root: Path, tmp_path: Path) -> None:
    write_site(
        root,
        "# status/outage/2022-12-29.yml\nstatus: monitoring\npublished: 2022-12-29\n"
        "text: {fr: '[Liste](files/list.csv)', en: '[List](files/list.csv)'}\n"
        "# content/files/list.csv\na,b\n",
    )
    _preview(root, "--zip", str(tmp_path / "review.zip"))
    folder = unzipped(tmp_path / "review.zip", tmp_path / "out")
    page = fromstring((folder / "group/en/incidents/outage/index.html").read_text("utf-8"))
    (link,) = page.xpath("//a[text()='List']/@href")
    assert (folder / "group/en/incidents/outage" / link).read_text("utf-8") == "a,b\n"
