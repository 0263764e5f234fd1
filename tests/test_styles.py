"""The stylesheet: small, and nothing that pages use is missing."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

from site_builder.system.cache import Cache
from site_builder.theme.stylesheet import Used, prune
from tests.sites import build_site, write_site

USED = Used.by(
    '<div class="md-grid md-typeset" data-md-color-scheme="default" dir="ltr"><p>x</p></div>'
)


@pytest.mark.parametrize(
    ("css", "kept"),
    [
        (".md-grid{margin:0}", ".md-grid{margin:0}"),
        (".search{margin:0}", ""),
        (".md-grid,.search{margin:0}", ".md-grid{margin:0}"),
        (".md-typeset kbd{color:red}", ""),
        (".md-typeset table:not([class]){color:red}", ".md-typeset table:not([class]){color:red}"),
        (".md-grid:not(.search) p{color:red}", ".md-grid:not(.search) p{color:red}"),
        ("[dir=rtl] .md-grid{color:red}", "[dir=rtl] .md-grid{color:red}"),
        ("[data-md-color-scheme=slate]{color:red}", ""),
        ("[data-md-color-scheme=default]{color:red}", "[data-md-color-scheme=default]{color:red}"),
        ("@media print{.md-grid{a:b}.md-x{a:b}}", "@media print{.md-grid{a:b}}"),
        ("@media print{.md-x{a:b}}", ""),
        (":root{--a:1;--b:url('x;y')}p{top:var(--a)}", ":root{--a:1;}p{top:var(--a)}"),
        (":root{--a:var(--b);--b:1}p{top:1px}", "p{top:1px}"),
        ("@font-face{font-family:X}", ""),
        ("#x{a:b}", ""),
    ],
)
def test_pruning_keeps_what_can_concern_a_page(css: str, kept: str) -> None:
    assert prune(css, USED) == kept


def _sheet(site: Path) -> bytes:
    (path,) = (site / "assets/stylesheets").glob("site.*.css")
    return path.read_bytes()


def test_a_first_view_is_small(shipped: Path) -> None:
    for address in ("lu/fr", "lu/fr/incidents/2022-07-25-cyber-attack", "lu/de/contact"):
        page = (shipped / address / "index.html").read_bytes()
        critical = len(gzip.compress(page)) + len(gzip.compress(_sheet(shipped)))
        assert critical <= 14_600, address


def test_every_variable_that_is_used_is_defined(shipped: Path) -> None:
    css = _sheet(shipped).decode()
    used = set(re.findall(r"var\((--[\w-]+)\)", css))
    defined = set(re.findall(r"[{;\s](--[\w-]+):", css))
    assert used <= defined


def test_a_site_with_templates_of_its_own_keeps_all_of_materials_styles(tmp_path: Path) -> None:
    root = write_site(tmp_path, "# content/countries/lu.yml\nlocales: [fr]\n")
    (root / "theme").mkdir()
    config = root / "mkdocs.yml"
    config.write_text(config.read_text().replace("material\n", "material\n  custom_dir: theme\n"))
    assert b".md-search" in _sheet(build_site(root))


def test_the_cache_gives_back_what_was_made_and_survives_damage(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache")
    made = []

    def make() -> str:
        made.append(1)
        return "text"

    assert [cache.text(("a", "b"), make), cache.text(("a", "b"), make)] == ["text", "text"]
    assert len(made) == 1
    cache.text(("ab", ""), make)
    assert len(made) == 2
    for path in (tmp_path / "cache").iterdir():
        path.write_bytes(b"\xff")
    assert cache.text(("a", "b"), make) == "text"
