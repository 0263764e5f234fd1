"""Files with a name or location that the builder does not read, and what to do with them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

from site_builder.model.locale import is_locale
from site_builder.model.message import Message, told
from site_builder.model.names import country_named
from site_builder.model.problem import Finding, Place

UPDATE_ID = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?(-[a-z0-9]+)*", re.ASCII)
PICTURES = frozenset(("png", "jpg", "jpeg", "webp", "svg"))
DOWNLOADS = frozenset(("pdf", "docx", "xlsx", "csv"))
_FOLDERS = ("faq", "pages", "countries", "files")
_HOMES = {
    "site": "content/site.yml",
    "services": "content/services.yml",
    "facts": "content/facts.yml",
    "claims": "content/claims.yml",
    "retired": "content/retired.yml",
    "categories": "content/faq/categories.yml",
}
_HEADS = ("incident", "maintenance")
# Extensions that programs append: Notepad, editors, merges.
_TRAILING = re.compile(
    r"(?P<name>.+\.(?:yml|yaml|md))\.(?:txt|bak|orig|old|save|tmp|rej|copy|doc|docx|rtf)", re.I
)
_DATED = re.compile(r"\d{4}-\d{2}(-\d{2})?(?![\d])", re.ASCII)


def stray(parts: tuple[str, ...]) -> Finding:
    """Return the finding for a file that is not read, by the parts of its path in the site."""
    return Finding(
        Place("/".join(parts)),
        told("The builder does not read this file, so its content appears nowhere."),
        _repair(parts),
    )


def root_strays(root: Path) -> tuple[Finding, ...]:
    """Return findings for files and folders next to mkdocs.yml that seem to belong to the site."""
    try:
        entries = sorted(os.scandir(root), key=lambda entry: entry.name)
    except OSError:
        return ()
    found: list[Finding] = []
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            found += _folder_beside(root, entry.name)
        elif (home := _home(entry.name)) is not None:
            found.append(
                Finding(
                    Place(entry.name),
                    told(
                        "The builder does not read this file next to mkdocs.yml, so its content "
                        "appears nowhere."
                    ),
                    told("Move it to `%(place)s`.", place=home),
                )
            )
    return tuple(found)


def _folder_beside(root: Path, name: str) -> Iterator[Finding]:
    for right in ("content", "status"):
        # A case-insensitive file system finds the folder anyway.
        if name != right and name.lower() == right and not (root / right).exists():
            message = told(
                "The builder does not read the folder “%(name)s”, so its content appears nowhere.",
                name=name,
            )
            yield Finding(
                Place(name),
                message,
                told("Rename it to `%(name)s`.", name=right),
            )
    # A project may use these names for other folders, but hardly with YAML in them.
    if name in _FOLDERS and any((root / name).rglob("*.yml")):
        message = told(
            "The builder does not read the folder “%(name)s” next to mkdocs.yml, so "
            "its content appears nowhere.",
            name=name,
        )
        yield Finding(
            Place(name),
            message,
            told("Move it to `content/%(name)s`.", name=name),
        )


def _home(name: str) -> str | None:
    """Return where a file with one of the builder's names belongs; None for other names."""
    stem, _, ending = name.partition(".")
    if ending.lower().rpartition(".")[2] not in ("yml", "yaml", "md"):
        return None
    right = _right_name(name) or name
    if _DATED.match(stem) and UPDATE_ID.fullmatch(stem):
        return f"status/<incident>/{right}"
    if stem in _HEADS:
        return f"status/<{stem}>/{right}"
    if stem in _HOMES and ending.lower() in ("yml", "yaml"):
        return _HOMES[stem]
    return None


def _right_name(name: str) -> str | None:
    """Return the name that a file should have; None if its name is right."""
    if match := _TRAILING.fullmatch(name):
        return _right_name(match["name"]) or match["name"]
    stem, dot, ending = name.rpartition(".")
    if dot and ending.lower() in ("yml", "yaml"):
        right = f"{stem}.yml"
    elif dot and ending.lower() in ("md", "markdown", "mdown"):
        right = f"{stem}.md"
    else:
        return None
    return right if right != name else None


def _repair(parts: tuple[str, ...]) -> Message:
    name = parts[-1]
    if right := _right_name(name):
        if _TRAILING.fullmatch(name):
            return told("To use it, rename it to `%(right)s`. Otherwise delete it.", right=right)
        return told("Rename it to `%(name)s`.", name=right)
    ending = name.rpartition(".")[2].lower()
    if ending in PICTURES | DOWNLOADS or ending in ("gif", "bmp", "heic", "tiff", "tif", "avif"):
        return _picture(parts, name, ending)
    if ending in ("yml", "md"):
        home = _in_status(parts) if parts[0] == "status" else _in_content(parts)
        if home is not None:
            return home
    if ending in ("doc", "odt", "rtf", "txt"):
        return told(
            "Texts must be in `.yml` or `.md` files: copy the text into one, then delete this file."
        )
    return told("Move it to the right place (docs/formats.md lists them), or delete it.")


def _picture(parts: tuple[str, ...], name: str, ending: str) -> Message:
    stem = name.rpartition(".")[0]
    if parts[:-1] == ("content",) and stem.lower() == "logo":
        if ending in ("svg", "png"):
            return told("Rename it to `logo.%(ending)s`.", ending=ending)
        return told("Save the logo as `content/logo.svg` or `content/logo.png`.")
    if ending in PICTURES:
        return told(
            "Move it to `content/files/%(name)s` and show it with `![What it "
            "shows](files/%(name)s)`, or delete it.",
            name=name,
        )
    if ending in DOWNLOADS:
        return told(
            "Move it to `content/files/%(name)s` and link to it with `[Its "
            "title](files/%(name)s)`, or delete it.",
            name=name,
        )
    return told(
        "Save it as `content/files/%(stem)s.png` and show it with `![What it "
        "shows](files/%(stem)s.png)`, or delete it.",
        stem=stem,
    )


def _in_status(parts: tuple[str, ...]) -> Message | None:
    name = parts[-1]
    stem, _, rest = name.partition(".")
    if len(parts) == 2:
        if stem in _HEADS:
            return told(
                "Move it into its own folder: `status/<%(stem)s>/%(name)s`.", stem=stem, name=name
            )
        if UPDATE_ID.fullmatch(stem):
            return told(
                "Move it into the folder of its incident: `status/<incident>/%(name)s`.", name=name
            )
        return told(
            "Each incident has its own folder: move it to `status/%(stem)s/incident.%(rest)s`.",
            stem=stem,
            rest=rest,
        )
    if len(parts) > 3:
        return told("Move it up: `status/%(incident)s/%(name)s`.", incident=parts[1], name=name)
    return _one_language(name)


def _in_content(parts: tuple[str, ...]) -> Message | None:
    name, folders = parts[-1], parts[1:-1]
    stem, _, rest = name.partition(".")
    if (home := _home(name)) is not None and home != "/".join(parts):
        return told("Move it to `%(place)s`.", place=home)
    if not folders:
        return _at_top(name, stem, rest)
    near = get_close_matches(folders[0].lower(), _FOLDERS, n=1, cutoff=0.7)
    if folders[0] not in _FOLDERS:
        if not near:
            return None
        return told(
            "Rename the folder `content/%(old)s` to `content/%(new)s`.", old=folders[0], new=near[0]
        )
    if folders[0] == "faq":
        if len(folders) == 1:
            return told(
                "Move it into the folder of its category: `content/faq/<category>/%(name)s`.",
                name=name,
            )
        return _one_language(name) or told(
            "Move it up: `content/faq/%(category)s/%(name)s`.", category=folders[1], name=name
        )
    return _one_language(name) or told(
        "Move it up: `content/%(folder)s/%(name)s`.", folder=folders[0], name=name
    )


def _at_top(name: str, stem: str, rest: str) -> Message | None:
    if rest == "yml" and re.fullmatch("[a-z]{2}|group", stem):
        return told("Move it to `content/countries/%(name)s`.", name=name)
    if rest == "yml" and (code := country_named(stem)):
        return told("Move it to `content/countries/%(code)s.yml`.", code=code)
    if rest.endswith("md"):
        return told(
            "Move it to `content/pages/%(name)s`.", name=name if "." in rest else f"{stem}.en.md"
        )
    near = get_close_matches(stem.lower(), ("site", "services", "facts"), n=1, cutoff=0.7)
    if rest == "yml" and near:
        return told("Rename it to `%(name)s.yml`.", name=near[0])
    return None


def _one_language(name: str) -> Message | None:
    """Return a hint for a YAML file with a language in its name; None for other files."""
    match = re.fullmatch(r"([^.]+)\.([A-Za-z-]+)\.yml", name)
    if match is None or not is_locale(match[2]):
        return None
    return told(
        "A YAML file contains all languages: rename it to `%(stem)s.yml`. A file "
        "in one language is Markdown: `%(stem)s.%(locale)s.md`.",
        stem=match[1],
        locale=match[2],
    )
