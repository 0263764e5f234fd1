"""The key pages look as they did; `make pictures` renews the pictures they are compared with."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Literal

import pytest
from PIL import Image, ImageChops, ImageFilter
from playwright.sync_api import Page

from tests.browser.conftest import OpenTab, Site
from tests.browser.readers import Reader
from tests.conftest import ROOT

PICTURES = Path(__file__).parent / "pictures"
FOUND = ROOT / ".cache" / "pictures"
PAGES = ["home", "incidents/*", "faq", "services", "contact"]
HEIGHT = 1600
# A channel may differ by this much of 255, which edges of letters do from machine to machine.
THRESHOLD = 48
MOST_DIFFERING = 0.002
# Nor may nearly all of a spot of so many pixels square differ, as where a state changes its colour.
SPOT = 8
MOST_OF_A_SPOT = 0.75


@pytest.mark.parametrize("width", [375, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("shown", PAGES, ids=lambda kind: kind.removesuffix("s/*"))
def test_a_page_looks_as_it_did(
    shown: str,
    scheme: Literal["light", "dark"],
    width: int,
    site: Site,
    read_as: OpenTab,
    request: pytest.FixtureRequest,
) -> None:
    tab = read_as(Reader(width, scheme, wants_less_motion=True))
    # The page says how long ago its newest text was published.
    tab.page.clock.set_fixed_time("2023-01-01T12:00:00Z")
    page = tab.open(_address(shown, site))
    name = f"{site.edition.replace('/', '-')}-{shown.removesuffix('s/*')}-{scheme}-{width}.png"
    _compare(_photograph(page), name, request)


@pytest.mark.parametrize("edition", ["il/he", "il/ar", "gr/el", "at/de-AT"])
def test_the_scripts_of_the_example_look_as_they_did(
    edition: str, example_site: Site, read_as: OpenTab, request: pytest.FixtureRequest
) -> None:
    incident = f"{edition}/incidents/2026-10-12-cloud-outage/"
    page = read_as(Reader(375, wants_less_motion=True)).open(example_site.url + incident)
    _compare(_photograph(page), f"example-{edition.replace('/', '-')}.png", request)


def _compare(picture: Image.Image, name: str, request: pytest.FixtureRequest) -> None:
    golden = PICTURES / name
    if request.config.getoption("--renew-pictures", default=False):
        _keep(picture, golden)
        return
    assert golden.is_file(), f"there is no {name}; `make pictures` makes it"
    with Image.open(golden) as expected:
        differing = _differing(expected.convert("RGB"), picture)
    share = differing.histogram()[255] / (differing.width * differing.height)
    spot = max(differing.reduce(SPOT).tobytes()) / 255
    if share > MOST_DIFFERING or spot > MOST_OF_A_SPOT:
        actual, difference = FOUND / name, FOUND / f"difference-{name}"
        _keep(picture, actual)
        differing.save(difference)
        pytest.fail(
            f"{share:.2%} of {name} differ, and {spot:.0%} of a spot: see"
            f" {actual.relative_to(ROOT)} and {difference.relative_to(ROOT)}."
            " If it is meant so: `make pictures`"
        )


def _address(shown: str, site: Site) -> str:
    edition = site.folder / site.edition
    path = edition if shown == "home" else max(edition.glob(shown))
    return f"{site.url}{path.relative_to(site.folder).as_posix()}/"


def _photograph(page: Page) -> Image.Image:
    width = page.evaluate("innerWidth")
    height = min(HEIGHT, page.evaluate("document.documentElement.scrollHeight"))
    clip = {"x": 0, "y": 0, "width": width, "height": height}
    data = page.screenshot(full_page=True, clip=clip, animations="disabled")  # type: ignore[arg-type]
    return Image.open(io.BytesIO(data)).convert("RGB")


def _differing(expected: Image.Image, picture: Image.Image) -> Image.Image:
    """White where two pictures differ, black elsewhere; what only one of them has differs."""
    size = (max(expected.width, picture.width), max(expected.height, picture.height))
    both = []
    for one, ground in ((expected, "black"), (picture, "white")):
        canvas = Image.new("RGB", size, ground)
        canvas.paste(one)
        both.append(canvas)
    red, green, blue = ImageChops.lighter(_outside(*both), _outside(*reversed(both))).split()
    largest = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    return largest.point(lambda value: 255 if value > THRESHOLD else 0)


def _outside(one: Image.Image, other: Image.Image) -> Image.Image:
    """How far each pixel of one picture lies outside what the other has around that place.

    Letters move by a part of a pixel from run to run, which changes most pixels of bold ones.
    """
    above = ImageChops.subtract(one, other.filter(ImageFilter.MaxFilter(3)))
    below = ImageChops.subtract(other.filter(ImageFilter.MinFilter(3)), one)
    return ImageChops.lighter(above, below)


def _keep(picture: Image.Image, path: Path) -> None:
    # 64 colours are enough for these pages and make a file a third as large.
    path.parent.mkdir(parents=True, exist_ok=True)
    few = picture.quantize(64, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    few.save(path, optimize=True)
