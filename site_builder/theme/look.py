"""The look of a site: the plugin's `theme` in mkdocs.yml.

Contrast is checked, because readers cannot read white on yellow (WCAG 2.2, 1.4.3 and the
definition of contrast ratio).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Any

from site_builder.markdown.comments import without_comments
from site_builder.model.artefact import Artefact
from site_builder.model.characters import CONTROL
from site_builder.model.country import CountryId
from site_builder.model.locale import LocaleId, is_locale
from site_builder.model.problem import Finding, Place
from site_builder.model.site import FooterLink
from site_builder.model.text import Text
from site_builder.model.url import is_url
from site_builder.theme.settings import MKDOCS_YML, NotConfigured

_KEYS = ("primary", "link", "footer", "fonts")
_THEME: tuple[str | int, ...] = ("theme",)
_LINK_KEYS = ("title", "url", "countries")
_READABLE = 4.5
_WHITE, _NIGHT = (255, 255, 255), (0x14, 0x16, 0x1D)
_FONTS = (".ttf", ".otf", ".ttc")
_LARGEST_LOGO = 50_000
LOGOS = ("logo.svg", "logo.png")
"""Where a logo may be below content/; the first one counts."""
Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class FontFile:
    """A font for pictures of text: an absolute path, and a digest of the file."""

    path: str = field(compare=False)
    digest: bytes


@dataclass(frozen=True, slots=True)
class Look:
    """`styles` are the rules that set the colours; empty where Material's stay."""

    styles: str = ""
    footer: tuple[FooterLink, ...] = ()
    fonts: tuple[FontFile, ...] = ()


def read_look(settings: object, root: Path) -> Look:
    """Return the look that `theme` describes, with files from `root`. Raise NotConfigured."""
    if not isinstance(settings, Mapping):
        raise NotConfigured(
            "`theme` of site_builder must be a map.", f"The keys are: {', '.join(_KEYS)}.", _THEME
        )
    _refuse_unknown(settings, _KEYS, "theme", _THEME)
    primary, link = (_colour(settings.get(key), key) for key in ("primary", "link"))
    for key, colour, on in (("primary", primary, "white text"), ("link", link, "a white page")):
        if colour is not None and contrast(colour, _WHITE) < _READABLE:
            raise NotConfigured(
                f'`{key}: "{_written(colour)}"` has a contrast of '
                f"{contrast(colour, _WHITE):.1f} with {on}. Readers need at least 4.5 "
                f"(WCAG 2.2, 1.4.3).",
                "Write the nearest colour that is dark enough: "
                f'`{key}: "{_written(_darkened(colour))}"`.',
                (*_THEME, key),
            )
    return Look(
        _styles(primary, link or primary),
        tuple(_footer(settings.get("footer"))),
        tuple(_fonts(settings.get("fonts"), root)),
    )


def load_logo(content: Path) -> Artefact | None:
    """Return `content/logo.svg` or `.png` if it exists. Raise NotConfigured if it is too large."""
    site = content.resolve().parent
    for name in LOGOS:
        path = content / name
        # What lies outside the site is never opened; a check says so.
        if path.is_file() and path.resolve().is_relative_to(site):
            with path.open("rb") as stream:
                data = stream.read(_LARGEST_LOGO + 1)
            if len(data) > _LARGEST_LOGO:
                raise NotConfigured(
                    f"content/{name} has {path.stat().st_size // 1000} kB, and every reader would "
                    "have to load it.",
                    "Make it smaller: an SVG, or a PNG of 200 pixels, needs less than 50 kB.",
                )
            return _logo(data, path.suffix)
    return None


def cleaned_logo(logo: Artefact) -> Artefact:
    """Return a logo without what no picture needs. Raise NotConfigured for what is no picture."""
    problem = logo_problem(logo)
    if problem is not None:
        place = f"{problem.place.file}:{problem.place.line}:{problem.place.column}"
        raise NotConfigured(f"{place}: {problem.message}", problem.hint)
    # Imported late: a build with nothing to do cleans nothing.
    from site_builder.cleaning.clean import clean

    suffix = Path(logo.path).suffix
    return _logo(clean(logo.content, "svg" if suffix == ".svg" else "png").content, suffix)


def logo_problem(logo: Artefact) -> Finding | None:
    """Return why a logo cannot be published."""
    from site_builder.cleaning.clean import clean
    from site_builder.cleaning.cleaned import Refused

    suffix = Path(logo.path).suffix
    try:
        clean(logo.content, "svg" if suffix == ".svg" else "png")
    except Refused as error:
        return Finding(Place(f"content/logo{suffix}", error.line), error.message, error.hint)
    return None


def _logo(data: bytes, suffix: str) -> Artefact:
    digest = hashlib.sha256(data).hexdigest()[:10]
    return Artefact(f"assets/images/logo.{digest}{suffix}", data)


def contrast(one: Colour, other: Colour) -> float:
    """Return the contrast ratio of two colours, from 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Colour) -> float:
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in (part / 255 for part in colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _mixed(colour: Colour, other: Colour, share: float) -> Colour:
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(colour, other, strict=True))
    return red, green, blue


def _darkened(colour: Colour) -> Colour:
    """Return the colour, darkened until white text is readable on it."""
    shades = (_mixed(colour, (0, 0, 0), step / 100) for step in range(101))
    return next(shade for shade in shades if contrast(shade, _WHITE) >= _READABLE)


def _lightened(colour: Colour) -> Colour:
    """Return the colour, lightened until it is readable on the dark background."""
    shades = (_mixed(colour, _WHITE, step / 100) for step in range(101))
    return next(shade for shade in shades if contrast(shade, _NIGHT) >= _READABLE + 1)


def _styles(primary: Colour | None, link: Colour | None) -> str:
    rules = []
    if primary is not None:
        rules.append(f"body[data-md-color-scheme]{{--md-primary-fg-color:{_written(primary)}}}")
    if link is not None:
        rules.append(f"body[data-md-color-scheme]{{--md-typeset-a-color:{_written(link)}}}")
        night = f"body[data-md-color-scheme]{{--md-typeset-a-color:{_written(_lightened(link))}}}"
        rules.append(f"@media (prefers-color-scheme:dark){{{night}}}")
    return "\n".join(rules)


def _written(colour: Colour) -> str:
    return "#{:02x}{:02x}{:02x}".format(*colour)


def _colour(value: object, key: str) -> Colour | None:
    if value is None:
        return None
    match = re.fullmatch(r"#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})", str(value), re.IGNORECASE)
    if match is None:
        raise NotConfigured(
            f"“{value}” is not a valid colour.",
            f'Write six hexadecimal digits in quotes: `{key}: "#005a9c"`.',
            (*_THEME, key),
        )
    red, green, blue = (int(part, 16) for part in match.groups())
    return red, green, blue


def _footer(value: object) -> Iterable[FooterLink]:
    if value is None:
        return
    path = (*_THEME, "footer")
    if not isinstance(value, list):
        raise NotConfigured(
            "`footer` must be a list.", "Write `- {title: Company, url: https://…}`.", path
        )
    for i, item in enumerate(value):
        if not isinstance(item, Mapping):
            raise NotConfigured(
                "Each link in `footer` needs a `title` and a `url`.",
                "Write `- {title: Company, url: https://…}`.",
                (*path, i),
            )
        _refuse_unknown(item, _LINK_KEYS, "footer", (*path, i))
        url = str(item.get("url", ""))
        if not is_url(url):
            raise NotConfigured(
                f"“{url}” in `footer` is not a valid address.",
                "Write `url: https://…`.",
                (*path, i, "url"),
            )
        countries = item.get("countries")
        if countries is not None and not isinstance(countries, list):
            raise NotConfigured(
                "`countries` must be a list.",
                "Write `countries: [lu, de]`.",
                (*path, i, "countries"),
            )
        yield FooterLink(
            _title(_readable(item.get("title"), (*path, i, "title")), (*path, i)),
            url,
            None if countries is None else frozenset(CountryId(str(c)) for c in countries),
        )


def _fonts(value: object, root: Path) -> Iterable[FontFile]:
    if value is None:
        return
    hint = f"Write paths relative to {MKDOCS_YML} that end in {' or '.join(_FONTS)}."
    if not isinstance(value, list):
        raise NotConfigured("`fonts` must be a list of files.", hint, (*_THEME, "fonts"))
    for i, name in enumerate(value):
        path = root / str(name)
        if path.suffix.lower() not in _FONTS or not path.is_file():
            raise NotConfigured(
                f"“{name}” in `fonts` is not a font file.", hint, (*_THEME, "fonts", i)
            )
        yield font_file(path)


def font_file(path: Path) -> FontFile:
    """Return a font with the digest of its file. Raise OSError."""
    return FontFile(str(path), blake2b(path.read_bytes(), digest_size=16).digest())


def _readable(value: object, path: tuple[str | int, ...]) -> object:
    """Return a title that is shown as it is written. Raise NotConfigured."""
    for text in value.values() if isinstance(value, Mapping) else (value,):
        if isinstance(text, str) and CONTROL.search(text):
            message = "This title contains a control character."
            raise NotConfigured(message, "Delete the character.", path)
    return value


def _title(value: object, path: tuple[str | int, ...]) -> Text:
    place = Place(MKDOCS_YML)
    if isinstance(value, Mapping) and value and all(is_locale(str(key)) for key in value):
        texts = {
            LocaleId(str(locale)): without_comments(str(text)) for locale, text in value.items()
        }
        return Text(
            by_locale=texts,
            source=next(iter(texts)),
            place=place,
            places=dict.fromkeys(texts, place),
        )
    if not isinstance(value, str) or not value.strip():
        raise NotConfigured(
            "Each link in `footer` needs a `title`.",
            "Write `title: Company`, or `title: {fr: …, de: …}`.",
            path,
        )
    return Text(
        by_locale={}, source=LocaleId("en"), place=place, everywhere=without_comments(value)
    )


def _refuse_unknown(
    settings: Mapping[str, Any], known: tuple[str, ...], where: str, path: tuple[str | int, ...]
) -> None:
    # Imported late: a build with nothing to do needs the look, but none of the shapes.
    from site_builder.shapes.fields import did_you_mean

    for key in settings:
        if key not in known:
            raise NotConfigured(
                f"Unknown key “{key}” in `{where}`.",
                did_you_mean(str(key), list(known), f"The keys here are: {', '.join(known)}."),
                (*path, str(key)),
            )
