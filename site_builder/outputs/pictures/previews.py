"""The picture that shows when a page is shared (Open Graph): the situation in one line.

Programs keep a picture by its address, so the address changes with the picture.
"""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from site_builder.editions.statements import latest_statement
from site_builder.model.locale import direction, script
from site_builder.outputs.keys import digest
from site_builder.outputs.output import Output, SiteContext
from site_builder.outputs.pictures.colours import COLOURS
from site_builder.outputs.plan import Plan
from site_builder.outputs.site_name import edition_name, site_name
from site_builder.pages.labels import headline
from site_builder.pages.templates import render
from site_builder.pages.voice import Voice
from site_builder.theme.look import FontFile

PREVIEWS = "assets/previews"
"""The folder for the pictures of all editions; browsers may cache files in `assets` for ever."""
WIDTH, HEIGHT = 1200, 630
FONT = Path(__file__).parents[2] / "assets" / "fonts" / "FiraGO-Bold.ttf"
_SCRIPTS = frozenset(("Latn", "Grek", "Cyrl", "Arab", "Hebr", "Geor", "Thai", "Deva"))
"""The scripts whose letters FONT has."""
_PER_LINE = 30
_SIZES = ((1, 72), (2, 72), (3, 64), (4, 52))
# Begins and ends text in right-to-left order: the renderer itself begins every line at the left.
_RLE, _PDF = "\u202b", "\u202c"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Picture:
    name: str
    headline: str
    code: str
    latest: str
    here: str
    is_rtl: bool


def preview_path(voice: Voice, site: SiteContext) -> str | None:
    """Return the path of an edition's picture below the root of the site; None if it has none.

    There is none without `site_url`, because its address must be absolute (ogp.me), and none for a
    script without a font.
    """
    if site.site_url is None or "previews" not in site.outputs:
        return None
    scripts = {script(voice.locale), script(voice.edition.locale)}
    if not scripts <= _SCRIPTS and not site.fonts:
        return None
    drawn_from = (_svg(_picture(voice, site)), [font.digest for font in site.fonts])
    name = voice.edition.address.replace("/", "-")
    return f"{PREVIEWS}/{name}-{digest(drawn_from).hex()[:12]}.png"


def plan_previews(voice: Voice, site: SiteContext) -> Iterable[Plan]:
    """Yield the picture of an edition."""
    path = preview_path(voice, site)
    if path is None:
        return
    svg = _svg(_picture(voice, site))
    # The name of a picture depends on its content.
    yield Plan(path, site.whole_key(path), partial(_draw, svg, site.fonts))


def _picture(voice: Voice, site: SiteContext) -> _Picture:
    state = headline(voice)
    newest = latest_statement(voice.edition.selection)
    latest = ""
    if newest is not None:
        spoken = voice.plain_date(newest.update.spoken)
        latest = voice.say("Last updated: %(date)s", date=spoken)
    return _Picture(
        name=site_name(voice, site),
        headline=state.text,
        code=state.code,
        latest=latest,
        here=edition_name(voice),
        is_rtl=direction(voice.locale) == "rtl",
    )


def _draw(svg: str, fonts: Sequence[FontFile]) -> bytes:
    # A build that draws nothing does not load the renderer.
    import resvg_py

    png = resvg_py.svg_to_bytes(
        svg_string=svg,
        skip_system_fonts=True,
        font_files=[str(FONT), *(font.path for font in fonts)],
    )
    return bytes(png)


def _svg(picture: _Picture) -> str:
    lines, size = _lines(picture.headline)

    def ordered(text: str) -> str:
        return f"{_RLE}{text}{_PDF}" if picture.is_rtl else text

    return render(
        "components/preview.svg",
        width=WIDTH,
        height=HEIGHT,
        x=WIDTH - 80 if picture.is_rtl else 80,
        anchor="end" if picture.is_rtl else "start",
        bar=WIDTH - 32 if picture.is_rtl else 0,
        colour=COLOURS[picture.code],
        name=ordered(picture.name),
        name_size=_fitting(picture.name, 40),
        lines=[ordered(line) for line in lines],
        size=size,
        first=315 - (len(lines) - 1) * size * 0.6,
        latest=ordered(picture.latest),
        latest_size=_fitting(picture.latest, 36),
        here=ordered(picture.here),
        here_size=_fitting(picture.here, 32),
    )


def _fitting(text: str, size: int) -> int:
    """Return the size at which one line of text fits, at most the one wanted."""
    wide = sum(unicodedata.east_asian_width(character) == "W" for character in text)
    return min(size, round((WIDTH - 160) / max(0.6 * (len(text) + wide), 1)))


def _lines(text: str) -> tuple[list[str], int]:
    """Return the headline in lines, and the size at which they fit."""
    is_wide = any(unicodedata.east_asian_width(character) == "W" for character in text)
    for most, size in _SIZES:
        per_line = _PER_LINE * 72 // size // (2 if is_wide else 1)
        lines = textwrap.wrap(text, per_line)
        if len(lines) <= most:
            return lines, size
    return [*lines[:3], f"{lines[3]} …"], size


OUTPUT = Output("previews", plan_previews)
