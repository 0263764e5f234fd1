"""Write a page that shows every part of the pages in its variants, for whoever changes the look.

Usage: python -m scripts.gallery SITE FOLDER

SITE is a built site, such as the example of 22 countries. FOLDER gets `index.html`, which needs no
server, and one small page for each part, with the part as it is on SITE's pages.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import html as lxml_html
from lxml.html import HtmlElement
from markupsafe import Markup, escape


@dataclass(frozen=True, slots=True)
class Part:
    """A component: its page below an edition, and how to find it there (XPath)."""

    name: str
    page: str
    found_by: str


@dataclass(frozen=True, slots=True)
class Variant:
    """How a part is looked at: the frame's width in CSS pixels, its scheme and the size of text."""

    name: str
    edition: str
    width: int = 360
    scheme: str = "light"
    text_size: int = 125


PARTS = (
    Part("Header", "", "//header"),
    Part("Tabs", "", "//nav[@class='tabs']"),
    Part("First screen", "", "//*[contains(@class, 'first-screen')]"),
    Part("Statement", "", "(//article//article)[1]"),
    Part("Services", "services/", "(//ul[@class='services'])[1]"),
    Part("Last 90 days", "services/", "//div[@class='chart']"),
    Part("Recovery", "incidents/2026-10-12-cloud-outage/", "//figure[@class='chart']"),
    Part("Rail", "incidents/2026-10-12-cloud-outage/", "//div[@class='rail']"),
    Part("Contacts", "contact/", "//ul[@class='contacts']"),
    Part("Ways to get updates", "feeds/", "//ul[@class='cards']"),
    Part("History", "history/", "(//ol[@class='history'])[1]"),
    Part("Changes", "changes/", "(//section[@class='day'])[1]"),
    Part("Countries", "../../group/en/services/", "//table[@class='by-country']"),
)
VARIANTS = (
    Variant("phone", "de/de"),
    Variant("dark", "de/de", scheme="dark"),
    Variant("right to left", "il/he"),
    Variant("large text", "de/de", width=720, text_size=250),
    Variant("desktop", "de/de", width=1100),
)
_PAGE = """<!doctype html>
<html lang="{lang}" dir="{dir}" style="font-size:{size}%">
<head><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="stylesheet" href="{styles}"></head>
<body dir="{dir}" data-md-color-scheme="default" data-md-color-primary="indigo">
<main class="md-content__inner md-typeset"><h1 class="unseen">{title}</h1>{part}</main></body>
</html>
"""
_INDEX = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Gallery</title>
<meta name="viewport" content="width=device-width,initial-scale=1">
<style>body{{font:1rem/1.5 system-ui;margin:2rem}}div{{display:flex;flex-wrap:wrap;gap:1rem}}
figure{{margin:0}}iframe{{border:1px solid #888;height:480px}}</style></head>
<body><h1>Gallery</h1>{parts}</body></html>
"""


def gallery_of(site: Path) -> Iterator[tuple[str, str]]:
    """Yield the files of the gallery: names and HTML. Raise LookupError if a part is nowhere."""
    [styles] = (site / "assets/stylesheets").glob("site.*.css")
    sections = []
    for number, part in enumerate(PARTS):
        frames = []
        for variant in VARIANTS:
            name = f"{number:02}-{variant.name.replace(' ', '-')}.html"
            yield name, _page(site, part, variant, styles.resolve().as_uri())
            frames.append(
                Markup(
                    '<figure><figcaption>{}</figcaption><iframe src="{}" title="{}, {}" '
                    'width="{}" style="color-scheme:{}"></iframe></figure>'
                ).format(variant.name, name, part.name, variant.name, variant.width, variant.scheme)
            )
        heading = Markup("<h2>{}</h2>").format(part.name)
        sections.append(heading + Markup("<div>") + Markup("").join(frames) + Markup("</div>"))
    yield "index.html", _INDEX.format(parts="".join(sections))


def _page(site: Path, part: Part, variant: Variant, styles: str) -> str:
    address = (site / variant.edition / part.page / "index.html").resolve()
    document: HtmlElement = lxml_html.fromstring(address.read_text("utf-8"))
    found = document.xpath(part.found_by)
    if not found:
        raise LookupError(f"{part.name} is not on {address}")
    return _PAGE.format(
        lang=document.get("lang"),
        dir=document.get("dir"),
        size=variant.text_size,
        title=escape(f"{part.name}, {variant.name}"),
        styles=styles,
        part=lxml_html.tostring(found[0], encoding="unicode", with_tail=False),
    )


def main(site: Path, folder: Path) -> None:
    """Write the gallery of a built site into a folder of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, html in gallery_of(site):
        (folder / name).write_text(html, "utf-8")
    print(f"Open {folder / 'index.html'} in a browser.")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
