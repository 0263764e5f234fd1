"""The logo of a site: content/logo.svg or .png, cleaned and small."""

from __future__ import annotations

import hashlib
from pathlib import Path

from site_builder.model.artefact import Artefact
from site_builder.model.message import in_turn, told
from site_builder.model.problem import Finding, Place
from site_builder.theme.settings import NotConfigured

_LARGEST_LOGO = 50_000
LOGOS = ("logo.svg", "logo.png")
"""The possible names of a logo in content/; the first one that exists is used."""


def load_logo(content: Path) -> Artefact | None:
    """Return `content/logo.svg` or `.png` if it exists. Raise NotConfigured if it is too large."""
    site = content.resolve().parent
    for name in LOGOS:
        path = content / name
        # Files outside the site are never opened; a check reports them.
        if path.is_file() and path.resolve().is_relative_to(site):
            with path.open("rb") as stream:
                data = stream.read(_LARGEST_LOGO + 1)
            if len(data) > _LARGEST_LOGO:
                raise NotConfigured(
                    told(
                        "content/%(name)s has %(size)s kB, and every reader would have to load it.",
                        name=name,
                        size=path.stat().st_size // 1000,
                    ),
                    told("Make it smaller: an SVG, or a PNG of 200 pixels, needs less than 50 kB."),
                )
            return _logo(data, path.suffix)
    return None


def cleaned_logo(logo: Artefact) -> Artefact:
    """Return a logo without metadata. Raise NotConfigured if it is not a picture."""
    problem = logo_problem(logo)
    if problem is not None:
        place = problem.place.written
        raise NotConfigured(in_turn(f"{place}:", problem.message), problem.hint)
    # Imported late: a build with nothing to do cleans no files.
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
