"""The look of a site: the plugin's `theme` in mkdocs.yml.

Contrast is checked, because readers cannot read white on yellow (WCAG 2.2, 1.4.3 and the
definition of contrast ratio).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Any

from site_builder.markdown.comments import without_comments
from site_builder.model.characters import CONTROL
from site_builder.model.country import CountryId
from site_builder.model.locale import LocaleId, is_locale
from site_builder.model.message import any_of, told
from site_builder.model.problem import Place
from site_builder.model.site import FooterLink
from site_builder.model.text import Text
from site_builder.model.url import is_url
from site_builder.theme.contrast import (
    READABLE,
    WHITE,
    Colour,
    contrast,
    darkened,
    lightened,
    written,
)
from site_builder.theme.settings import MKDOCS_YML, NotConfigured

_KEYS = ("primary", "link", "footer", "fonts")
_THEME: tuple[str | int, ...] = ("theme",)
_LINK_KEYS = ("title", "url", "countries")
_FONTS = (".ttf", ".otf", ".ttc")


@dataclass(frozen=True, slots=True)
class FontFile:
    """A font for pictures of text: an absolute path, and a digest of the file."""

    path: str = field(compare=False)
    digest: bytes


@dataclass(frozen=True, slots=True)
class Look:
    """`styles` are the rules that set the colours; empty if Material's stay."""

    styles: str = ""
    footer: tuple[FooterLink, ...] = ()
    fonts: tuple[FontFile, ...] = ()


def read_look(settings: object, root: Path) -> Look:
    """Return the look that `theme` describes, with files from `root`. Raise NotConfigured."""
    if not isinstance(settings, Mapping):
        raise NotConfigured(
            told("`theme` of site_builder must be a map."),
            told(
                "Write `key: value` lines below it. The keys are: %(names)s.",
                names=", ".join(_KEYS),
            ),
            _THEME,
        )
    _refuse_unknown(settings, _KEYS, "theme", _THEME)
    primary, link = (_colour(settings.get(key), key) for key in ("primary", "link"))
    for key, colour, on in (
        ("primary", primary, told("white text")),
        ("link", link, told("a white page")),
    ):
        if colour is not None and contrast(colour, WHITE) < READABLE:
            raise NotConfigured(
                told(
                    '`%(key)s: "%(colour)s"` has a contrast of %(contrast)s with %(on)s. '
                    "Readers need at least 4.5 (WCAG 2.2, 1.4.3).",
                    key=key,
                    colour=written(colour),
                    contrast=f"{contrast(colour, WHITE):.1f}",
                    on=on,
                ),
                told(
                    'Write the nearest colour that is dark enough: `%(key)s: "%(colour)s"`.',
                    key=key,
                    colour=written(darkened(colour)),
                ),
                (*_THEME, key),
            )
    return Look(
        _styles(primary, link or primary),
        tuple(_footer(settings.get("footer"))),
        tuple(_fonts(settings.get("fonts"), root)),
    )


def _styles(primary: Colour | None, link: Colour | None) -> str:
    rules = []
    if primary is not None:
        rules.append(f"body[data-md-color-scheme]{{--md-primary-fg-color:{written(primary)}}}")
    if link is not None:
        rules.append(f"body[data-md-color-scheme]{{--md-typeset-a-color:{written(link)}}}")
        night = f"body[data-md-color-scheme]{{--md-typeset-a-color:{written(lightened(link))}}}"
        rules.append(f"@media (prefers-color-scheme:dark){{{night}}}")
    return "\n".join(rules)


def _colour(value: object, key: str) -> Colour | None:
    if value is None:
        return None
    match = re.fullmatch(r"#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})", str(value), re.IGNORECASE)
    if match is None:
        raise NotConfigured(
            told("“%(value)s” is not a valid colour.", value=str(value)),
            told('Write six hexadecimal digits in quotes: `%(key)s: "#005a9c"`.', key=key),
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
            told("`footer` must be a list."),
            told("Write `- {title: Company, url: https://…}`."),
            path,
        )
    for i, item in enumerate(value):
        if not isinstance(item, Mapping):
            raise NotConfigured(
                told("Each link in `footer` needs a `title` and a `url`."),
                told("Write `- {title: Company, url: https://…}`."),
                (*path, i),
            )
        _refuse_unknown(item, _LINK_KEYS, "footer", (*path, i))
        url = str(item.get("url", ""))
        if not is_url(url):
            raise NotConfigured(
                told("“%(url)s” in `footer` is not a valid address.", url=url),
                told("Write `url: https://…`."),
                (*path, i, "url"),
            )
        countries = item.get("countries")
        if countries is not None and not isinstance(countries, list):
            raise NotConfigured(
                told("`countries` must be a list."),
                told("Write `countries: [lu, de]`."),
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
    hint = told(
        "Write paths relative to %(file)s that end in %(endings)s.",
        file=MKDOCS_YML,
        endings=any_of(_FONTS),
    )
    if not isinstance(value, list):
        raise NotConfigured(told("`fonts` must be a list of files."), hint, (*_THEME, "fonts"))
    for i, name in enumerate(value):
        path = root / str(name)
        if path.suffix.lower() not in _FONTS or not path.is_file():
            raise NotConfigured(
                told("“%(name)s” in `fonts` is not a font file.", name=str(name)),
                hint,
                (*_THEME, "fonts", i),
            )
        yield font_file(path)


def font_file(path: Path) -> FontFile:
    """Return a font with the digest of its file. Raise OSError."""
    return FontFile(str(path), blake2b(path.read_bytes(), digest_size=16).digest())


def _readable(value: object, path: tuple[str | int, ...]) -> object:
    """Return a title that is shown unchanged. Raise NotConfigured."""
    for text in value.values() if isinstance(value, Mapping) else (value,):
        if isinstance(text, str) and CONTROL.search(text):
            message = told("This title contains a control character.")
            raise NotConfigured(message, told("Delete the character."), path)
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
            told("Each link in `footer` needs a `title`."),
            told("Write `title: Company`, or `title: {fr: …, de: …}`."),
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
                told("Unknown key “%(key)s” in `%(where)s`.", key=key, where=where),
                did_you_mean(
                    str(key),
                    list(known),
                    told("The keys here are: %(names)s.", names=", ".join(known)),
                ),
                (*path, str(key)),
            )
