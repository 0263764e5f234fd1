"""Turn content/ and status/ into documents. No other module reads these files."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from site_builder.model.date import parse_date
from site_builder.model.entry_id import as_id
from site_builder.model.file import SiteFile
from site_builder.model.locale import is_locale, meant_locale
from site_builder.model.message import told
from site_builder.model.names import country_file_hint
from site_builder.model.problem import Finding, Place
from site_builder.model.translations_lock import Lock
from site_builder.reading.document import Document, Fragment, Kind
from site_builder.reading.entry import EntryFile, join_files
from site_builder.reading.loading import load_files, text_of
from site_builder.reading.lock_file import load_lock
from site_builder.reading.media_files import read_site_file
from site_builder.reading.sources import list_sources
from site_builder.reading.strays import UPDATE_ID, stray

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)
_CONTENT_FILES: dict[str, Kind] = {
    "site.yml": "site",
    "services.yml": "services",
    "facts.yml": "facts",
    "claims.yml": "claims",
    "retired.yml": "retired",
}
_LARGEST = 4_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All documents, and the problems of the files themselves, by kind."""

    documents: tuple[Document, ...]
    syntax: tuple[Finding, ...]
    duplicates: tuple[Finding, ...]
    files: tuple[Finding, ...]
    strays: tuple[Finding, ...] = ()
    types: tuple[Finding, ...] = ()
    site_files: tuple[SiteFile, ...] = ()
    refused_files: tuple[Finding, ...] = ()
    lock: Lock = field(default_factory=Lock)
    fragments: tuple[Fragment, ...] = ()
    """What is whole of broken files, whose own mistakes are reported too."""

    @property
    def unread(self) -> frozenset[str]:
        """The files that could not be read, or not completely; what they define is unknown."""
        return frozenset(f.place.file for f in (*self.syntax, *self.types, *self.files))


@dataclass(slots=True, kw_only=True)
class _Folder:
    contents: Mapping[str, bytes | OSError]
    entries: dict[tuple[Kind, str, str], list[EntryFile]] = field(
        default_factory=lambda: defaultdict(list)
    )
    files: list[Finding] = field(default_factory=list)
    strays: list[Finding] = field(default_factory=list)
    site_files: list[SiteFile] = field(default_factory=list)
    refused_files: list[Finding] = field(default_factory=list)


def read_folder(root: Path, instead: Mapping[str, bytes]) -> Reading:
    """Read content/ and status/ of the site in `root`. Missing folders are treated as empty.

    `instead` replaces files by name, without writing to the disk.
    """
    sources = list_sources(root)
    names = [file.name for files in sources.units.values() for file in files]
    reading = read_files({**load_files(root, names), **instead})
    lock, broken = load_lock(root)
    files = (*sources.refused, *reading.files)
    strays = (*sources.strays, *reading.strays)
    syntax = (*broken, *reading.syntax)
    return replace(reading, files=files, strays=strays, syntax=syntax, lock=lock)


def read_files(contents: Mapping[str, bytes | OSError]) -> Reading:
    """Return documents from the bytes of files, ordered by kind and id."""
    folder = _Folder(contents=contents)
    for name in sorted(contents):
        parts = tuple(name.split("/"))
        if parts[0] == "content":
            _take_content(parts, folder)
        else:
            _take_status(parts, folder)
    documents: list[Document] = []
    syntax: list[Finding] = []
    duplicates: list[Finding] = []
    types: list[Finding] = []
    fragments: list[Fragment] = []
    for (kind, owner, id), files in sorted(folder.entries.items()):
        joined = join_files(kind, owner, id, files)
        syntax.extend(joined.syntax)
        duplicates.extend(joined.duplicates)
        folder.files.extend(joined.files)
        types.extend(joined.types)
        fragments.extend(joined.fragments)
        if joined.document is not None:
            documents.append(joined.document)
    return Reading(
        documents=tuple(documents),
        syntax=tuple(syntax),
        duplicates=tuple(duplicates),
        files=tuple(folder.files),
        strays=tuple(folder.strays),
        types=tuple(types),
        site_files=tuple(folder.site_files),
        refused_files=tuple(folder.refused_files),
        fragments=tuple(fragments),
    )


def _take_content(parts: tuple[str, ...], folder: _Folder) -> None:
    below = parts[1:]
    if len(below) == 1 and below[0] in _CONTENT_FILES:
        _add(parts, _CONTENT_FILES[below[0]], "", below[0][:-4], None, folder)
    elif below in (("logo.svg",), ("logo.png",)):
        # The logo is read when the site is published.
        pass
    elif below == ("faq", "categories.yml"):
        _add(parts, "categories", "", "categories", None, folder)
    elif below[0] == "files" and len(below) > 1:
        name = "/".join(parts)
        read = read_site_file(name, folder.contents[name])
        if isinstance(read, SiteFile):
            folder.site_files.append(read)
        else:
            folder.refused_files.append(read)
    elif len(below) == 2 and below[0] == "countries":
        _take_entry(parts, "country", "", folder)
    elif len(below) == 2 and below[0] == "pages":
        _take_entry(parts, "page", "", folder)
    elif len(below) == 3 and below[0] == "faq":
        _take_entry(parts, "question", below[1], folder)
    else:
        _stray(parts, folder)


def _take_status(parts: tuple[str, ...], folder: _Folder) -> None:
    if len(parts) != 3:
        _stray(parts, folder)
        return
    stem = parts[2].split(".")[0]
    kinds: dict[str, Kind] = {"incident": "incident", "maintenance": "maintenance"}
    kind = kinds.get(stem)
    if kind is not None:
        _take_entry(parts, kind, "", folder, id=parts[1])
    elif stem.lower() in kinds and parts[2].endswith((".yml", ".md")):
        hint = told("Rename it to `%(name)s`.", name=parts[2].lower())
        message = told("The file name must be in lower case.")
        folder.files.append(Finding(Place("/".join(parts)), message, hint))
    elif not UPDATE_ID.fullmatch(stem) and parts[2].endswith((".yml", ".md")):
        folder.files.append(
            Finding(
                Place("/".join(parts)),
                told(
                    "“%(stem)s” is not a valid name for a file in an incident's folder.", stem=stem
                ),
                told(
                    "Call it `incident`, `maintenance`, or start it with the date of the "
                    "update: `2022-09-28.yml` or `2022-09-28-portal.fr.md`."
                ),
            )
        )
    elif parts[2].endswith((".yml", ".md")) and not _is_dated(stem):
        folder.files.append(
            Finding(
                Place("/".join(parts)),
                told("The date at the start of “%(stem)s” does not exist.", stem=stem),
                told(
                    "Rename the file so that it starts with the right date, such as "
                    "`2022-09-28.yml`."
                ),
            )
        )
    else:
        _take_entry(parts, "update", parts[1], folder)


def _is_dated(update_id: str) -> bool:
    match = re.match(r"\d{4}(?:-\d{2}(?!\d)(?:-\d{2}(?!\d))?)?", update_id)
    try:
        parse_date(match[0] if match else "")
    except ValueError:
        return False
    return True


def _take_entry(
    parts: tuple[str, ...], kind: Kind, owner: str, folder: _Folder, id: str | None = None
) -> None:
    stem, *middle, ending = parts[-1].split(".")
    locale = middle[0] if len(middle) == 1 else None
    if ending == "yaml":
        hint = told("Rename it to `%(name)s.yml`.", name=parts[-1][:-5])
        folder.files.append(
            Finding(
                Place("/".join(parts)), told("Files with the extension “.yaml” are not read."), hint
            )
        )
    elif ending == "yml" and not middle:
        _add(parts, kind, owner, id or stem, None, folder)
    elif ending == "md" and kind != "country" and locale is not None and is_locale(locale):
        _add(parts, kind, owner, id or stem, locale, folder)
    elif ending == "md" and kind != "country":
        message = told("The name of a Markdown file must contain its language.")
        if locale:
            message = told("“%(text)s” in the file name is not a valid language code.", text=locale)
        hint = told("Rename it, for example to `%(stem)s.fr.md` or `%(stem)s.pt-BR.md`.", stem=stem)
        if locale and (meant := meant_locale(locale)):
            hint = told("Rename it to `%(stem)s.%(meant)s.md`.", stem=stem, meant=meant)
        folder.files.append(Finding(Place("/".join(parts)), message, hint))
    else:
        _stray(parts, folder)


def _add(
    parts: tuple[str, ...], kind: Kind, owner: str, id: str, locale: str | None, folder: _Folder
) -> None:
    name = "/".join(parts)
    for part in filter(None, (owner, id)):
        if not _ID.fullmatch(part):
            if kind == "country":
                message = told("“%(text)s” is not a valid country code.", text=part)
                folder.files.append(Finding(Place(name), message, country_file_hint(part)))
                return
            suggestion = as_id(part) or "name"
            folder.files.append(
                Finding(
                    Place(name),
                    told(
                        "“%(part)s” is not a valid id, because ids become part of an address.",
                        part=part,
                    ),
                    told(
                        "Use lower-case letters, digits and single hyphens: `%(name)s`.",
                        name=suggestion,
                    ),
                )
            )
            return
    text = _decode(name, folder)
    if text is not None:
        folder.entries[(kind, owner, id)].append(EntryFile(name, locale, text))


def _decode(name: str, folder: _Folder) -> str | None:
    data = folder.contents[name]
    if isinstance(data, OSError):
        reason = data.strerror or told("unknown reason")
        hint = told("Check the file's permissions and whether it still exists.")
        folder.files.append(
            Finding(
                Place(name),
                told("The file cannot be read: %(reason)s.", reason=reason),
                hint,
            )
        )
        return None
    try:
        if len(data) > _LARGEST:
            raise ValueError
        return text_of(data)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - (data.rfind(b"\n", 0, error.start) + 1) + 1
        place = Place(name, line, column)
        hint = told("Save it as UTF-8. Most editors offer this under “Save with encoding”.")
        folder.files.append(Finding(place, told("This file is not UTF-8 text."), hint))
    except ValueError:
        hint = told("Split it into several files.")
        folder.files.append(Finding(Place(name), told("This file is larger than 4 MB."), hint))
    return None


def _stray(parts: tuple[str, ...], folder: _Folder) -> None:
    folder.strays.append(stray(parts))
