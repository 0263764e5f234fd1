"""Word and Excel files without names, dates and paths of their authors."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote

from site_builder.cleaning.cleaned import Cleaned, Refused
from site_builder.cleaning.jpeg import without_metadata
from site_builder.model.message import told

_MOST = 100_000_000
# ECMA-376 part 2 (Open Packaging Conventions), 8.3: relationships, content types.
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "[Content_Types].xml"
# Properties, people, print settings and form data: none of them is shown.
_DROPPED = re.compile(
    r"docProps/.*|customXml/.*|(word/people|word/glossary/.*|word/commentsExtended"
    r"|word/commentsIds|word/commentsExtensible|xl/persons/.*|xl/revisions/.*"
    r"|(word|xl)/printerSettings/.*)(\.\w+)?",
    re.IGNORECASE,
)
_COMMENTS = re.compile(r"(word/comments|xl/(threadedComments/.*|comments\d*))\.xml", re.IGNORECASE)
_MACROS = re.compile(r"vbaProject\.bin|vbaData\.xml|macrosheets/", re.IGNORECASE)
# ECMA-376 part 1: elements that name a person, a machine or a folder.
_ELEMENTS = frozenset(("attachedTemplate", "rsids", "absPath", "fileSharing", "docVars"))
_TRACKED = frozenset(("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange"))
_ATTRIBUTES = frozenset(("author", "initials", "userName", "lastModifiedBy"))


def clean_office(data: bytes, kind: str) -> Cleaned:
    """Return the document without its properties. Raises Refused."""
    parts = _parts(data)
    _refuse(parts, kind)
    kept = {name: part for name, part in parts.items() if not _DROPPED.fullmatch(name)}
    content = {name: _clean_part(name, part, kept) for name, part in kept.items()}
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name in sorted(content, key=lambda name: (name != _TYPES, name)):
            # The same bytes every time: no clock, no system.
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            archive.writestr(info, content[name], compresslevel=9)
    return Cleaned(written.getvalue())


def _parts(data: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            items = [item for item in archive.infolist() if not item.is_dir()]
            if sum(item.file_size for item in items) > _MOST:
                raise Refused(
                    told("This file is larger than 100 MB once unpacked."),
                    told("Split it into smaller ones."),
                )
            return {item.filename: archive.read(item) for item in items}
    except (zipfile.BadZipFile, zlib.error, OSError, NotImplementedError, RuntimeError):
        raise Refused(
            told("This file is damaged or protected by a password."),
            told("Open it in Word or Excel and save it again without a password."),
        ) from None


def _refuse(parts: Mapping[str, bytes], kind: str) -> None:
    if any(_MACROS.search(name) for name in parts):
        raise Refused(
            told("This file has macros."),
            told("Save it without macros, as .%(kind)s.", kind=kind),
        )
    if any(_COMMENTS.fullmatch(name) and _has_comment(part) for name, part in parts.items()):
        raise Refused(
            told("This file has comments, which would be public."),
            told("Delete them: Review > Delete > Delete all comments."),
        )


def _has_comment(part: bytes) -> bool:
    return any(_name(element) in ("comment", "threadedComment") for element in _xml(part).iter())


def _clean_part(name: str, part: bytes, kept: Mapping[str, bytes]) -> bytes:
    if name.lower().endswith((".jpg", ".jpeg")):
        return without_metadata(part)
    if name.lower().endswith(".png"):
        return _clean_png(part)
    if not name.lower().endswith((".xml", ".rels")):
        return part
    root = _xml(part)
    if name.endswith(".rels"):
        _clean_relations(root, name, kept)
    elif name == _TYPES:
        for item in list(root):
            path = item.get("PartName", "").lstrip("/")
            if path and path not in kept:
                root.remove(item)
    else:
        _clean_elements(root)
    return _written(root)


def _clean_png(part: bytes) -> bytes:
    from site_builder.cleaning.pictures import clean_picture

    try:
        return clean_picture(part, "png").content
    except Refused:
        return part


def _clean_relations(root: Any, name: str, kept: Mapping[str, bytes]) -> None:
    folder = posixpath.dirname(posixpath.dirname(name))
    for relation in list(root.iter(f"{{{_RELATIONS}}}Relationship")):
        target, kind = relation.get("Target", ""), relation.get("Type", "").rpartition("/")[2]
        if relation.get("TargetMode") == "External":
            if kind == "attachedTemplate":
                root.remove(relation)
            elif kind != "hyperlink" or target.lower().startswith(("file:", "\\\\")):
                raise Refused(
                    told("This file links to another file on someone's computer."),
                    told("Break the link (File > Info > Edit links to files), or remove it."),
                )
            continue
        path = posixpath.normpath(posixpath.join("/", folder, unquote(target))).lstrip("/")
        if path not in kept:
            root.remove(relation)


def _clean_elements(root: Any) -> None:
    for element in list(root.iter()):
        name = _name(element)
        if name in _TRACKED and any(_local(key) == "author" for key in element.attrib):
            raise Refused(
                told("This file has tracked changes, which would be public."),
                told("Accept or reject all of them: Review > Accept all changes."),
            )
        for key in list(element.attrib):
            local = _local(key)
            if local in _ATTRIBUTES or local.startswith("rsid"):
                del element.attrib[key]
        if name in _ELEMENTS and element.getparent() is not None:
            parent = element.getparent()
            # Office wraps content that only newer versions know.
            above = parent.getparent() if _name(parent) == "Choice" else None
            if above is not None and above.getparent() is not None:
                above.getparent().remove(above)
            else:
                parent.remove(element)


def _name(element: Any) -> str:
    return _local(element.tag) if isinstance(element.tag, str) else ""


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def _xml(part: bytes) -> Any:
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        return etree.fromstring(part, parser)
    except etree.XMLSyntaxError:
        raise Refused(
            told("This file is damaged."), told("Open it in Word or Excel and save it again.")
        ) from None


def _written(root: Any) -> bytes:
    from lxml import etree

    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return written
