"""Preview pictures and Markdown twins: what shows when somebody shares or quotes a page."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import pytest
import yaml
from lxml.html import fromstring
from PIL import Image

from site_builder.outputs.pictures.previews import FONT
from tests.sites import MKDOCS, build_site, page, run_command, write_site

SITE = """\
# content/countries/lu.yml
locales: [fr, ar, ja]
# content/services.yml
web: {name: Web}
# status/outage/incident.yml
title: {fr: Panne, ar: عطل, ja: 障害}
started: 2022-07-01
# status/outage/2022-07-02.yml
status: investigating
published: 2022-07-02
services: {web: major_outage}
text: {fr: "Voir [ici](services) {{x}}.", ar: نص, ja: 文}
# status/outage/2099-07-02.yml
status: investigating
published: 2099-07-02
text: {fr: Secret, ar: سر, ja: 秘密}
"""


def _path(site: Path, edition: str) -> Path:
    """The one picture of an edition."""
    [path] = site.glob(f"assets/previews/{edition.replace('/', '-')}-*.png")
    return path


def _picture(path: Path) -> Image.Image:
    return Image.open(io.BytesIO(path.read_bytes())).convert("L")


def test_each_edition_has_a_picture_of_its_situation(tmp_path: Path) -> None:
    site = build_site(write_site(tmp_path, SITE))
    picture = _picture(_path(site, "lu/fr"))
    assert picture.size == (1200, 630)
    head = fromstring(page(site, "lu/fr/incidents/outage"))
    said = {m.get("property"): m.get("content") for m in head.xpath("//meta[@property]")}
    name = _path(site, "lu/fr").name
    assert said["og:image"] == f"https://status.example.org/info/assets/previews/{name}"


@pytest.mark.parametrize(("locale", "starts"), [("fr", "left"), ("ar", "right")])
def test_a_picture_runs_in_the_direction_of_its_language(
    locale: str, starts: str, tmp_path: Path
) -> None:
    picture = _picture(_path(build_site(write_site(tmp_path, SITE)), f"lu/{locale}"))
    dark = [x for x in range(1200) if picture.getpixel((x, 20)) != 255]
    assert (dark[0] == 0) == (starts == "left")
    columns = [x for x in range(60, 1140) if min(picture.crop((x, 60, x + 1, 600)).tobytes()) < 90]
    near_start = columns[0] < 120 if starts == "left" else columns[-1] > 1080
    assert near_start, "the text begins at the other side"


def test_no_picture_is_made_of_letters_that_no_font_has(tmp_path: Path) -> None:
    site = build_site(write_site(tmp_path, SITE))
    assert not list(site.rglob("*ja*.png"))
    assert "og:image" not in page(site, "lu/ja")


def test_a_font_of_ones_own_draws_other_scripts(tmp_path: Path) -> None:
    write_site(tmp_path, SITE)
    theme = "  - site_builder:\n      theme:\n        fonts: [own.ttf]\n"
    config = MKDOCS.replace("  - site_builder\n", theme)
    (tmp_path / "mkdocs.yml").write_text(config, "utf-8")
    refused = run_command("build", "-f", str(tmp_path / "mkdocs.yml"))
    assert refused.exit_code == 2
    assert "“own.ttf” in `fonts` is not a font file" in refused.stderr
    (tmp_path / "own.ttf").write_bytes(b"")
    assert _path(build_site(tmp_path), "lu/ja").exists()


def test_the_font_that_comes_along_is_unchanged_and_has_its_licence() -> None:
    # The licence reserves the name Fira: a font that was changed or cut needs another name.
    digest = hashlib.sha256(FONT.read_bytes()).hexdigest()
    assert digest == "ab720753c39073556260ebbaee7e7af89f9ca202a7c7abc257d935db590a1e35"
    licence = FONT.with_name("OFL.txt").read_text("utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert "copyright 2012-2018 for FiraGO" in licence


def test_the_address_of_a_picture_changes_with_the_situation_only(tmp_path: Path) -> None:
    root = write_site(tmp_path, SITE)
    first = _path(build_site(root), "lu/fr")
    drawn = first.read_bytes()
    write_site(root, "# status/outage/incident.yml\ntitle: Autre\nstarted: 2022-07-01\n")
    assert _path(build_site(root), "lu/fr") == first
    assert first.read_bytes() == drawn
    end = "status: resolved\npublished: 2022-08-01\nservices: {web: operational}\ntext: Fin\n"
    write_site(root, f"# status/outage/2022-08-01.yml\n{end}")
    site = build_site(root)
    # Programs that keep pictures by their address ask for the new one; the old one is gone.
    second = _path(site, "lu/fr")
    assert second != first
    assert second.read_bytes() != drawn
    for address in ("lu/fr", "lu/fr/services", "lu/fr/faq", "lu/fr/history"):
        assert f"/info/assets/previews/{second.name}" in page(site, address)


def test_a_page_of_the_past_does_not_show_the_situation_now(tmp_path: Path) -> None:
    other = "# status/late/incident.yml\ntitle: Autre\nstarted: 2022-08-01\n"
    other += "# status/late/2022-08-01.yml\nstatus: investigating\npublished: 2022-08-01\n"
    end = "# status/outage/2022-07-03.yml\nstatus: resolved\npublished: 2022-07-03\n"
    end += "services: {web: operational}\ntext: Fin\n"
    site = build_site(write_site(tmp_path, f"{SITE}{other}text: T\n{end}"))
    for address in ("lu/fr/incidents/outage", "lu/fr/history/2022-07"):
        assert "og:image" not in page(site, address)
    assert "og:image" in page(site, "lu/fr/incidents/late")


def test_each_page_has_a_markdown_twin(shipped: Path) -> None:
    pages = {p.parent for p in shipped.rglob("index.html")}
    twins = {p.parent for p in shipped.rglob("index.md")}
    without = {p for p in pages - twins if p.name not in ("lite", "poster", "strip")}
    # Pages of single questions and of categories repeat what the twin of all questions says.
    assert {p for p in without if p.parent.name != "faq"} == {shipped}
    html = page(shipped, "lu/fr/faq")
    [link] = fromstring(html).xpath('//link[@type="text/markdown"]/@href')
    assert (shipped / "lu/fr/faq" / link).is_file()


def test_a_twin_says_where_it_is_from_and_how_old_it_is(tmp_path: Path) -> None:
    site = build_site(write_site(tmp_path, SITE))
    text = (site / "lu/fr/incidents/outage/index.md").read_text("utf-8")
    _, head, body = text.split("---\n", 2)
    assert yaml.safe_load(head) == {
        "title": "Panne",
        "site": "Example – Luxembourg",
        "language": "fr-LU",
        "updated": "2022-07-02",
        "url": "https://status.example.org/info/lu/fr/incidents/outage/",
    }
    assert body.startswith("\n# Panne\n")
    assert "[ici](../../services/) {x}." in body
    assert "- Web **Ne fonctionne pas**" in body
    assert "Secret" not in body
    assert "<" not in body


def test_assistants_are_led_to_the_twins(tmp_path: Path) -> None:
    site = build_site(write_site(tmp_path, SITE))
    text = (site / "llms.txt").read_text("utf-8")
    assert "(https://status.example.org/info/lu/fr/index.md)" in text
    assert "(https://status.example.org/info/lu/fr/faq/index.md)" in text
