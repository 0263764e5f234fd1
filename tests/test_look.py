"""A look of one's own, from a few lines of mkdocs.yml."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml.html import fromstring

from site_builder.theme.contrast import contrast
from site_builder.theme.look import read_look
from site_builder.theme.settings import NotConfigured
from tests.sites import MKDOCS, build_site, page, run_command, write_site

SITE = """\
# content/countries/lu.yml
locales: [fr]
# content/countries/group.yml
locales: [en]
"""
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1v1z"/></svg>'


def _configure(root: Path, theme: str) -> None:
    lines = "".join(f"      {line}\n" for line in theme.splitlines())
    config = MKDOCS.replace("  - site_builder\n", f"  - site_builder:\n     theme:\n{lines}")
    (root / "mkdocs.yml").write_text(config, "utf-8")


def test_colours_logo_and_links_are_on_every_page(tmp_path: Path) -> None:
    write_site(tmp_path, SITE)
    (tmp_path / "content/logo.svg").write_text(LOGO)
    _configure(
        tmp_path,
        'primary: "#7a1f5c"\nfooter:\n'
        "- {title: {fr: Société, en: Company}, url: 'https://example.org/'}\n"
        "- {title: Mentions, url: 'https://example.org/lu', countries: [lu]}\n",
    )
    site = build_site(tmp_path)
    [sheet] = site.glob("assets/stylesheets/site.*.css")
    styles = sheet.read_text("utf-8")
    assert "--md-primary-fg-color:#7a1f5c" in styles
    for address, links in (("lu/fr", ["Société", "Mentions"]), ("group/en", ["Company"])):
        document = fromstring(page(site, address))
        [logo] = document.xpath("//header//img/@src")
        assert "M0 0h1v1z" in (site / address / logo).resolve().read_text()
        own = document.xpath('//footer//a[starts-with(@href, "https://example.org/")]')
        assert [link.text for link in own] == links


@pytest.mark.parametrize(
    ("theme", "message"),
    [
        (
            'primary: "#ffcc00"',
            'mkdocs.yml:9:16: `primary: "#ffcc00"` has a contrast of 1.5 with white '
            "text. Readers need at least 4.5 (WCAG 2.2, 1.4.3). Write the "
            'nearest colour that is dark enough: `primary: "#8f7200"`.',
        ),
        (
            "primary: blue",
            "mkdocs.yml:9:16: “blue” is not a valid colour. Write six hexadecimal digits in "
            'quotes: `primary: "#005a9c"`.',
        ),
        (
            'primry: "#005a9c"',
            "mkdocs.yml:9:15: Unknown key “primry” in `theme`. Did you mean `primary`?",
        ),
        (
            "footer: [{title: A, url: 'javascript:alert(1)'}]",
            "mkdocs.yml:9:32: “javascript:alert(1)” in `footer` is not a valid address. Write `url: https://…`.",
        ),
        (
            "footer: [{url: 'https://example.org/'}]",
            "mkdocs.yml:9:16: Each link in `footer` needs a `title`. Write `title: Company`, or "
            "`title: {fr: …, de: …}`.",
        ),
    ],
)
def test_a_look_that_cannot_be_read_says_what_to_write(
    theme: str, message: str, tmp_path: Path
) -> None:
    write_site(tmp_path, SITE)
    _configure(tmp_path, theme)
    result = run_command("build", "-f", str(tmp_path / "mkdocs.yml"))
    assert result.exit_code == 2
    assert f"Error: {message}\n" in result.stderr
    assert not (tmp_path / "site").exists()


def test_a_heavy_logo_is_refused(tmp_path: Path) -> None:
    write_site(tmp_path, SITE)
    (tmp_path / "content/logo.png").write_bytes(bytes(60_000))
    result = run_command("build", "-f", str(tmp_path / "mkdocs.yml"))
    assert result.exit_code == 2
    assert "content/logo.png has 60 kB" in result.stderr


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast((0, 0, 0), (255, 255, 255)) == 21
    assert contrast((255, 255, 255), (255, 255, 255)) == 1
    assert round(contrast((0x76, 0x76, 0x76), (255, 255, 255)), 2) == 4.54


def test_the_colour_of_links_at_night_is_readable(tmp_path: Path) -> None:
    styles = read_look({"link": "#00205b"}, tmp_path).styles
    night = styles.split("dark")[1].split("#")[1][:6]
    red, green, blue = bytes.fromhex(night)
    assert contrast((red, green, blue), (0x14, 0x16, 0x1D)) >= 4.5


def test_a_look_needs_a_list_of_links(tmp_path: Path) -> None:
    with pytest.raises(NotConfigured, match="`footer` must be a list"):
        read_look({"footer": "https://example.org/"}, tmp_path)


_DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 6 4">{}<path d="M0 0h6"/></svg>'


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("logo.svg", _DRAWING.format("<script>x()</script>").encode(), "has a script"),
        ("logo.svg", _DRAWING.format('<path onload="x()"/>').encode(), "has a script"),
        (
            "logo.svg",
            _DRAWING.format('<image href="https://a/b"/>').encode(),
            "another file or site",
        ),
        (
            "logo.svg",
            _DRAWING.format("\n\n<script/>").encode(),
            "logo.svg:3:1: This SVG has a script",
        ),
        ("logo.svg", b"not a picture", "This is not an SVG"),
        ("logo.png", b"<svg/>", "This is not a PNG picture"),
    ],
)
def test_a_logo_that_runs_loads_or_shows_nothing_is_refused(
    name: str, data: bytes, said: str, tmp_path: Path
) -> None:
    write_site(tmp_path, SITE)
    (tmp_path / f"content/{name}").write_bytes(data)
    for command in ("check", "build"):
        result = run_command(command, "-f", str(tmp_path / "mkdocs.yml"))
        assert result.exit_code != 0
        place = f"content/{name}:3:1" if ":3:1" in said else f"content/{name}:1:1"
        assert place in result.output
        assert said.rpartition(": ")[2] in result.output
        assert result.output.count(f"content/{name}") == 1
    assert not (tmp_path / "site").exists()


def test_a_logo_that_leads_out_of_the_site_is_not_opened(tmp_path: Path) -> None:
    root = tmp_path / "site"
    root.mkdir()
    write_site(root, SITE)
    (tmp_path / "elsewhere.svg").write_text(_DRAWING.format("<script>secret()</script>"))
    (root / "content/logo.svg").symlink_to(tmp_path / "elsewhere.svg")
    for command in ("check", "build"):
        result = run_command(command, "-f", str(root / "mkdocs.yml"))
        assert result.exit_code == 1
        assert "This link points outside the site's folder." in result.output
        assert "script" not in result.output


def test_a_logo_is_published_without_what_its_maker_left_in_it(tmp_path: Path) -> None:
    write_site(tmp_path, SITE)
    drawing = _DRAWING.format("<!-- draft by Ann --><metadata>Ann</metadata>")
    (tmp_path / "content/logo.svg").write_text(drawing)
    site = build_site(tmp_path)
    (logo,) = (site / "assets/images").glob("logo.*.svg")
    assert "Ann" not in logo.read_text()
    assert "M0 0h6" in logo.read_text()
