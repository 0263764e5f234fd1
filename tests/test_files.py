"""content/files/: pictures and downloads, without metadata, and only where they are shown."""

from __future__ import annotations

import io
import json
import os
import re
from pathlib import Path

import pytest
from lxml.html import fromstring
from PIL import Image

from site_builder.cleaning.clean import clean, kind_of
from site_builder.cleaning.cleaned import Refused
from site_builder.model.file import FileKind
from tests import planted
from tests.sites import build_site, page, problems_of, run_command, write_site

SITE = """\
# content/countries/lu.yml
locales: [fr, de]
# content/countries/group.yml
locales: [en]
# content/faq/categories.yml
data: Data
# content/faq/data/letter.yml
question: Which letter?
answer: "![What the letter looks like](files/letter.jpg)"
updated: 2022-07-01
# status/one/incident.yml
title: One
started: 2022-07-01
# status/one/2022-07-02.yml
status: investigating
published: 2022-07-02
text: "Fill in [the form](files/form.pdf)."
"""
MAKE = {
    "png": planted.png,
    "jpg": planted.jpg,
    "webp": planted.webp,
    "svg": planted.svg,
    "pdf": planted.pdf,
    "docx": planted.docx,
    "xlsx": planted.xlsx,
    "csv": planted.csv,
}
KINDS: list[FileKind] = ["png", "jpg", "webp", "svg", "pdf", "docx", "xlsx", "csv"]


def _with_files(root: Path, text: str = SITE, **files: bytes) -> Path:
    write_site(root, text)
    folder = root / "content/files"
    folder.mkdir(exist_ok=True)
    for name, data in files.items():
        (folder / name.replace("__", "-").replace("_", ".")).write_bytes(data)
    return root


def _published(site: Path) -> set[str]:
    return {
        re.sub(r"-[0-9a-f]{12}\.", ".", path.name)
        for folder in ("files", "pictures")
        for path in (site / folder).glob("*")
    }


@pytest.mark.parametrize("kind", KINDS)
def test_planted_places_and_authors_are_nowhere_in_what_is_published(kind: FileKind) -> None:
    data = MAKE[kind]()
    if kind != "csv":
        assert planted.AUTHOR.encode() in planted.everything_in(data)
    assert kind_of(data) == kind
    cleaned = clean(data, kind).content
    whole = planted.everything_in(cleaned)
    for secret in planted.PLANTED:
        assert secret not in whole, secret
    assert kind_of(cleaned) == kind
    clean.cache_clear()
    assert clean(data, kind).content == cleaned
    # Cleaning again changes nothing that a reader sees.
    assert clean(cleaned, kind).width == clean(data, kind).width


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_taken_sideways_stands_upright(orientation: int) -> None:
    cleaned = clean(planted.jpg(orientation), "jpg")
    picture = Image.open(io.BytesIO(cleaned.content)).convert("RGB")
    assert picture.size == (cleaned.width, cleaned.height)
    assert picture.size == ((40, 20) if orientation < 5 else (20, 40))
    corner = {1: (2, 2), 2: (37, 2), 3: (37, 2), 4: (2, 2)}.get(orientation)
    sideways = {5: (2, 2), 6: (2, 2), 7: (2, 37), 8: (2, 37)}.get(orientation)
    red, green, _ = picture.getpixel(corner or sideways or (0, 0))  # type: ignore[misc]
    assert red > 150 > 100 > green
    assert not picture.getexif()


def test_a_page_shows_pictures_with_words_and_size_and_names_a_download(tmp_path: Path) -> None:
    site = build_site(_with_files(tmp_path, letter_jpg=planted.jpg(), form_pdf=planted.pdf()))
    (picture,) = fromstring(page(site, "lu/fr/faq")).xpath("//article//div[@class='text']//img")
    assert picture.get("alt") == "What the letter looks like"
    assert (picture.get("width"), picture.get("height")) == ("40", "20")
    assert (picture.get("loading"), picture.get("decoding")) == ("lazy", "async")
    assert (site / "lu/fr/faq" / picture.get("src")).resolve().is_file()
    for edition, words in {"lu/fr": "(PDF, 3 ko)", "group/en": "(PDF, 3 kB)"}.items():
        html = page(site, f"{edition}/incidents/one")
        (link,) = fromstring(html).xpath("//a[contains(@href, '/files/form-')]")
        assert (site / edition / "incidents/one" / link.get("href")).resolve().is_file()
        assert words in link.getparent().text_content().replace("\u202f", " ").replace("\xa0", " ")
    assert _published(site) == {"letter.jpg", "form.pdf"}


def test_every_output_has_the_words_and_an_address(tmp_path: Path) -> None:
    site = build_site(_with_files(tmp_path, letter_jpg=planted.jpg(), form_pdf=planted.pdf()))
    base = "https://status.example.org/info"
    name = next((site / "pictures").iterdir()).name
    feed = json.loads((site / "lu/fr/feed.json").read_text())["items"]
    html = "".join(item["content_html"] for item in feed)
    assert f'<img src="{base}/pictures/{name}" alt="What the letter looks like"' in html
    assert f'href="{base}/files/form-' in html
    twin = (site / "lu/fr/faq/index.md").read_text()
    assert f"![What the letter looks like](../../../pictures/{name})" in twin
    lite = page(site, "lu/fr/lite")
    assert "<img" not in lite
    assert f'<a href="{base}/pictures/{name}">What the letter looks like</a>' in lite
    search = (site / "lu/fr/search.json").read_text()
    assert "What the letter looks like" in search
    incidents = (site / "lu/fr/api/v2/incidents.json").read_text()
    assert "the form (PDF, 3" in incidents


def test_mails_have_links_instead_of_pictures(tmp_path: Path) -> None:
    _with_files(tmp_path, letter_jpg=planted.jpg(), form_pdf=planted.pdf())
    told = run_command(
        *("announce", "-f", str(tmp_path / "mkdocs.yml"), "--since", "2022-06-01"),
        *("--at", "2022-12-31", "--format", "json"),
    )
    assert told.exit_code == 0, told.output
    assert "<img" not in told.output
    assert "What the letter looks like (https://status.example.org/info/pictures/" in told.output


@pytest.mark.parametrize(
    "hidden",
    [
        "updated: 2023-07-01",
        "updated: 2022-07-01\ndraft: true",
        "updated: 2022-07-01\npublished: 2023-01-01 10:00",
    ],
)
def test_the_file_of_an_entry_that_is_not_out_is_nowhere(hidden: str, tmp_path: Path) -> None:
    text = SITE.replace("updated: 2022-07-01", hidden)
    site = build_site(_with_files(tmp_path, text, letter_jpg=planted.jpg(), form_pdf=planted.pdf()))
    assert _published(site) == {"form.pdf"}
    assert "letter" not in "".join(str(path) for path in site.rglob("*"))


def test_an_edition_has_the_file_in_its_language(tmp_path: Path) -> None:
    other = planted.pdf().replace(b"100 0 0 50", b"100 0 0 60")
    site = build_site(
        _with_files(tmp_path, letter_jpg=planted.jpg(), form_pdf=planted.pdf(), form_de_pdf=other)
    )
    assert _published(site) == {"letter.jpg", "form.pdf", "form.de.pdf"}
    assert "/files/form.de-" in page(site, "lu/de/incidents/one")
    assert "/files/form-" in page(site, "lu/fr/incidents/one")
    assert "/files/form.de-" not in page(site, "lu/fr/incidents/one")


def test_pictures_are_sent_with_a_policy_of_their_own(tmp_path: Path) -> None:
    site = build_site(_with_files(tmp_path, letter_jpg=planted.jpg(), form_pdf=planted.pdf()))
    headers = (site / "_headers").read_text()
    _, _, pictures = headers.partition("/pictures/*\n")
    assert "Content-Security-Policy: default-src 'none'; img-src data:; sandbox" in pictures
    assert "/files/*\n  Cache-Control: public, max-age=31536000, immutable\n" in headers


REFUSED = {
    "script": (b"<script>alert(1)</script>", "This SVG has a script (`script`)."),
    "handler": (b'<path onclick="x()"/>', "This SVG has a script (`onclick`)."),
    "foreign picture": (
        b'<image href="https://a/b.png"/>',
        "loads something from another file or site",
    ),
    "foreign file": (b'<use href="other.svg#a"/>', "loads something from another file or site"),
    "script in a link": (b'<a href="javascript:x"/>', "has a link"),
    "foreign paint": (
        b'<path fill="url(https://a/#b)"/>',
        "loads something from another file or site",
    ),
    "foreign style": (
        b"<path style='fill:url(//a/b)'/>",
        "loads something from another file or site",
    ),
    "hidden style": (
        b"<path style='fill:u\\72l(//a/b)'/>",
        "loads something from another file or site",
    ),
    "sheet": (b"<style>@import '//a'</style>", "has a stylesheet"),
    "html": (b"<foreignObject><p>x</p></foreignObject>", "has embedded content of another type"),
    "movement": (b"<animate attributeName='x'/>", "has an animation"),
    "svg inside": (b'<image href="data:image/svg+xml;base64,AAAA"/>', "from another file or site"),
    "broken": (b"<path", "is not valid XML"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_drawing_that_runs_or_loads_is_refused(name: str) -> None:
    inside, message = REFUSED[name]
    start = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 6 4">'
    with pytest.raises(Refused, match=re.escape(message)):
        clean(start + inside + b"</svg>", "svg")


def test_entities_are_never_resolved(tmp_path: Path) -> None:
    data = b'<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/hostname">]><svg>&a;</svg>'
    with pytest.raises(Refused, match="defines its own entities"):
        clean(data, "svg")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (planted.docx('<w:ins w:author="A"><w:r/></w:ins>'), "has tracked changes"),
        (
            planted.docx(word__comments="<comments><comment>No!</comment></comments>"),
            "has comments",
        ),
        (planted.docx(word__vbaData=""), "has macros"),
        (planted.docx().replace(b"PK\3\4", b"PK\3\5"), "damaged"),
    ],
)
def test_a_document_that_is_not_finished_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(Refused, match=message):
        clean(data, "docx")


@pytest.mark.parametrize(
    ("name", "data", "message", "hint"),
    [
        (
            "letter.png",
            planted.jpg(),
            "This is not a PNG",
            "Change its extension to `.jpg`",
        ),
        (
            "form.docx",
            planted.pdf(),
            "This is not a Word",
            "Change its extension to `.pdf`",
        ),
        ("a.pdf", b"MZ\x90\0", "This is not a PDF", "Save it as a PDF"),
        ("a.jpeg", planted.jpg(), "Files with the extension “.jpeg” are not published.", "`a.jpg`"),
        ("a.gif", b"GIF89a", "Files with the extension “.gif” are not published.", "`.png`"),
        ("My_Form.pdf", planted.pdf(), "“My_Form” is not a valid name", "`my-form.pdf`"),
        ("form.xx1.pdf", planted.pdf(), "“xx1” in the file name", "`form.de.pdf`"),
        ("a.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 99, "damaged", "image editor"),
        (
            "a.png",
            b"\x89PNG\r\n\x1a\n" + b"\0" * 1_000_000,
            "1.0 MB, but the limit is 1 MB",
            "smaller",
        ),
        ("a.csv", b"a,b\n" * 1_250_001, "5.0 MB, but the limit is 5 MB", "smaller"),
        ("a.csv", b"", "This file is empty.", "Save it again"),
        ("a.pdf", b"%PDF-1.4 nothing", "This PDF is damaged", "new PDF"),
    ],
)
def test_a_file_that_cannot_be_published_is_named(
    name: str, data: bytes, message: str, hint: str, tmp_path: Path
) -> None:
    write_site(tmp_path, "# content/countries/lu.yml\nlocales: [fr]\n")
    (tmp_path / "content/files").mkdir()
    (tmp_path / "content/files" / name).write_bytes(data)
    result = run_command("check", "-f", str(tmp_path / "mkdocs.yml"), "--format", "json")
    assert result.exit_code == 1
    (problem,) = json.loads(result.stdout)
    assert problem["code"] == "bad-file"
    assert problem["file"] == f"content/files/{name}"
    assert message in problem["message"]
    assert hint in problem["hint"]


def test_links_and_pipes_are_never_opened(tmp_path: Path) -> None:
    write_site(tmp_path, "# content/countries/lu.yml\nlocales: [fr]\n")
    folder = tmp_path / "content/files"
    folder.mkdir()
    os.mkfifo(folder / "pipe.csv")
    (folder / "in.csv").symlink_to(tmp_path / "mkdocs.yml")
    (folder / "out.csv").symlink_to("/etc/hostname")
    result = run_command("check", "-f", str(tmp_path / "mkdocs.yml"))
    assert result.exit_code == 1
    for name in ("pipe", "in", "out"):
        assert f"content/files/{name}.csv" in result.output
    assert "site_name" not in result.output


def _messages(root: Path, text: str) -> list[tuple[str, str]]:
    start = SITE.replace("files/letter.jpg", "files/letter.svg").replace(
        "Fill in [the form](files/form.pdf).", text
    )
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 6 4"/>'
    files = f"# content/files/letter.svg\n{drawing}\n# content/files/hours.csv\na,b\n"
    return [(p.code, p.message) for p in problems_of(root, start + files)]


@pytest.mark.parametrize(
    ("text", "code", "message"),
    [
        (
            "[x](files/hour.csv)",
            "unknown-file",
            "The file “files/hour.csv” does not exist in content/.",
        ),
        ("![x](files/hours.csv)", "forbidden-link", "“files/hours.csv” is not a picture."),
        ("![](files/letter.svg)", "picture-words", "This picture has no description"),
        ("![x](letter.svg)", "forbidden-link", "“letter.svg” is not in content/files/"),
        ("![x](https://a.example/b.png)", "forbidden-link", "is not in content/files/"),
        (
            "[x](files/../../secret.csv)",
            "forbidden-link",
            "Links to “files/../../secret.csv” are not allowed.",
        ),
        ("[x](files/{name}.csv)", "forbidden-link", "A file name cannot contain a fact."),
        ("nothing", "unused-file", "No text uses this file, so it is not published."),
    ],
)
def test_a_text_that_uses_a_file_wrongly_is_told(
    text: str, code: str, message: str, tmp_path: Path
) -> None:
    found = _messages(tmp_path, text)
    assert any(c == code and message in m for c, m in found), found


def test_a_changed_picture_makes_only_the_pages_anew_that_show_it(tmp_path: Path) -> None:
    root = _with_files(tmp_path, letter_jpg=planted.jpg(), form_pdf=planted.pdf())
    site = build_site(root)
    shown, other = site / "lu/fr/faq/index.html", site / "lu/fr/incidents/one/index.html"
    before = shown.stat().st_ino, other.stat().st_ino
    (root / "content/files/letter.jpg").write_bytes(planted.jpg(6))
    build_site(root)
    assert 'width="20" height="40"' in shown.read_text()
    assert shown.stat().st_ino != before[0]
    assert other.stat().st_ino == before[1]
    assert len(list((site / "pictures").iterdir())) == 1
