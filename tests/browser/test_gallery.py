"""Every part of the pages, alone and in its variants: `make gallery`."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from scripts.gallery import PARTS, VARIANTS, Variant, gallery_of
from tests.browser.conftest import OpenTab, Site
from tests.browser.readers import Reader
from tests.browser.test_accessibility import faults_of

_WIDER = "() => document.scrollingElement.scrollWidth - innerWidth"


@pytest.fixture(scope="module")
def gallery(example_site: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("gallery")
    for name, html in gallery_of(example_site.folder):
        (folder / name).write_text(html, "utf-8")
    return folder


@pytest.mark.parametrize("variant", VARIANTS, ids=lambda variant: variant.name.replace(" ", "-"))
def test_each_part_stands_alone(variant: Variant, gallery: Path, read_as: OpenTab) -> None:
    tab = read_as(Reader(variant.width, "dark" if variant.scheme == "dark" else "light"))
    ending = f"-{variant.name.replace(' ', '-')}.html"
    pages = sorted(gallery.glob(f"*{ending}"))
    assert len(pages) == len(PARTS)
    faults = []
    for path in pages:
        page = tab.open(path.as_uri())
        # The order of headings and landmarks belongs to whole pages.
        found = [f for f in faults_of(page, "main") if not re.match(r"heading-order|landmark", f)]
        faults += [f"{path.name}: {fault}" for fault in found]
        if page.evaluate(_WIDER) > 0:
            faults.append(f"{path.name} is wider than its frame")
    assert not faults, "\n".join(faults)


def test_the_index_shows_every_part(gallery: Path) -> None:
    index = (gallery / "index.html").read_text("utf-8")
    assert index.count("<iframe") == len(PARTS) * len(VARIANTS)
