"""Packs: questions and statements of the first hour, by kind of incident.

A pack is a folder of content files with their texts in every language that packs have. A site gets
the texts in its own languages, all of them as drafts: each has gaps such as `[[What we know]]`, and
only the team can fill them in.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from site_builder.model.locale import LocaleId, without_region
from site_builder.model.message import told

PACKS: Mapping[str, str] = {
    "cyber-attack": told("somebody attacked your systems, or data may be lost"),
    "outage": told("services do not work"),
    "supplier": told("a supplier of yours has been attacked or does not work"),
    "product-recall": told("a product must not be used any longer"),
    "closing": told("a service, a site or a branch closes for good"),
}
"""The packs by name, each with what has happened, for anyone who chooses one."""
LANGUAGES = tuple(LocaleId(id) for id in ("en", "fr", "de", "es", "nl", "pl"))
"""The languages of all packs."""
_FOLDER = Path(__file__).parent / "packs"
_SHARED = "shared"


def source_of(locales: Sequence[LocaleId]) -> LocaleId:
    """The language in which a site is written: its first that packs have, otherwise English."""
    return next((id for id in map(without_region, locales) if id in LANGUAGES), LocaleId("en"))


def statement_files(pack: str | None, locales: Sequence[LocaleId]) -> Iterator[tuple[str, str]]:
    """The files of an incident with a first statement, of a pack or for any incident.

    `__INCIDENT__` in a path stands for the name of the incident's folder.
    """
    name = pack or "outage"
    for path, text in pack_files(name, locales):
        folder, _, rest = path.partition(f"status/{name}/")
        if not folder and rest:
            yield f"status/__INCIDENT__/{rest}", text


def pack_files(pack: str | None, locales: Sequence[LocaleId]) -> Iterator[tuple[str, str]]:
    """The path and content of each file of a pack, and of those that every site gets.

    `__DAY__` and `__MOMENT__` in them stand for the time at which the site is made.
    """
    chosen = _chosen(locales)
    for name in (_SHARED, pack) if pack else (_SHARED,):
        folder = _FOLDER / name
        for path in sorted(folder.rglob("*.yml")):
            relative = path.relative_to(folder)
            document = _read(path)
            if relative.parts[0] == "pages":
                yield from _page(path.stem, document, chosen)
            else:
                _keep(document, chosen)
                if "draft" in document and chosen[0] != locales[0]:
                    document["source"] = chosen[0]
                yield relative.as_posix(), _written(document)


def _chosen(locales: Sequence[LocaleId]) -> tuple[LocaleId, ...]:
    """The languages of packs that a site needs, its source first."""
    wanted = (source_of(locales), *map(without_region, locales))
    return tuple(id for id in dict.fromkeys(wanted) if id in LANGUAGES)


def _keep(value: Any, locales: Sequence[LocaleId]) -> None:
    """Leave only these languages in the texts of a document."""
    if isinstance(value, list):
        for item in value:
            _keep(item, locales)
    elif isinstance(value, dict):
        if "en" in value and set(value) <= set(LANGUAGES):
            texts = dict(value)
            value.clear()
            value.update({id: texts[id] for id in locales})
        else:
            for item in value.values():
                _keep(item, locales)


def _page(id: str, page: Any, locales: Sequence[LocaleId]) -> Iterator[tuple[str, str]]:
    """A page as Markdown files, of which the first one says that it is a draft."""
    for i, locale in enumerate(locales):
        head = f"title: {page['title'][locale]}\n" + (
            "" if i else f"draft: true\nsource: {locale}\n"
        )
        yield f"content/pages/{id}.{locale}.md", f"---\n{head}---\n\n{page['text'][locale]}"


def _read(path: Path) -> Any:
    return _yaml().load(path.read_text("utf-8"))


def _written(document: Any) -> str:
    stream = io.StringIO()
    _yaml().dump(document, stream)
    return stream.getvalue()


def _yaml() -> Any:
    # Loads slowly, and only new sites need it.
    from ruamel.yaml import YAML

    yaml = YAML()
    yaml.width = 10_000
    yaml.preserve_quotes = True
    return yaml
