"""Translations as XLIFF 1.2, which every translation tool reads."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml import etree

from site_builder.model.locale import LocaleId
from site_builder.model.message import told
from site_builder.translations.exchange import Answer, NotRead, Returned, TranslationJob
from site_builder.translations.texts import TranslationState

_SPACE = "urn:oasis:names:tc:xliff:document:1.2"
_XML = "{http://www.w3.org/XML/1998/namespace}"
_STATES = {
    TranslationState.fresh: "translated",
    TranslationState.stale: "needs-review-translation",
    TranslationState.missing: "new",
}


def write_jobs(jobs: Iterable[TranslationJob], locale: LocaleId) -> bytes:
    """Return an XLIFF file with a part for each source language; a stale translation needs review.

    Source: OASIS XLIFF 1.2, 2.3 (`maxwidth` and `size-unit`) and appendix on values of `state`.
    """
    root = etree.Element(f"{{{_SPACE}}}xliff", version="1.2", nsmap={None: _SPACE})
    bodies: dict[str, etree._Element] = {}
    for job in jobs:
        if job.language not in bodies:
            file = etree.SubElement(
                root, f"{{{_SPACE}}}file", original="site", datatype="plaintext"
            )
            file.set("source-language", job.language)
            file.set("target-language", locale)
            bodies[job.language] = etree.SubElement(file, f"{{{_SPACE}}}body")
        _add(bodies[job.language], job)
    etree.indent(root)
    xml: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return xml + b"\n"


def _add(body: etree._Element, job: TranslationJob) -> None:
    unit = etree.SubElement(body, f"{{{_SPACE}}}trans-unit", id=job.id, resname=job.id)
    unit.set(f"{_XML}space", "preserve")
    if job.limit is not None:
        unit.set("maxwidth", str(job.limit))
        unit.set("size-unit", "char")
    if job.state is TranslationState.fresh:
        unit.set("approved", "yes")
    etree.SubElement(unit, f"{{{_SPACE}}}source").text = job.source
    target = etree.SubElement(unit, f"{{{_SPACE}}}target", state=_STATES[job.state])
    target.text = job.target
    for note in (*job.notes, job.place):
        etree.SubElement(unit, f"{{{_SPACE}}}note").text = note


def read_xliff(content: bytes) -> Returned:
    """Return the translations in an XLIFF 1 file. Raises NotRead."""
    # No tool writes one, and it can name files of this machine or grow endlessly. The zero bytes
    # are those of UTF-16.
    declared = re.search(rb"<!(?:DOCTYPE|ENTITY)", content.replace(b"\0", b""), re.IGNORECASE)
    if declared:
        line = content.replace(b"\0", b"").count(b"\n", 0, declared.start()) + 1
        raise NotRead(told("The file has a DOCTYPE declaration. Delete it."), line)
    # A file must not name others, on this machine or elsewhere.
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        said = " ".join(error.msg.partition(", line ")[0].split())
        message = told(
            "The file is not valid XML, or is incomplete: %(said)s. Ask for the complete file.",
            said=said,
        )
        raise NotRead(message, error.lineno or 1, error.offset or 1) from None
    units = root.findall(".//{*}trans-unit")
    if root.getroottree().docinfo.doctype:
        raise NotRead(told("The file has a DOCTYPE declaration. Delete it."))
    if etree.QName(root).localname != "xliff" or not units:
        raise NotRead(
            told("The file has no `trans-unit`, so it is not an XLIFF 1 file."),
            root.sourceline or 1,
        )
    languages = {file.get("target-language", "") for file in root.findall(".//{*}file")}
    language = languages.pop() if len(languages) == 1 else ""
    return Returned(language, tuple(map(_answer, units)))


def _answer(unit: etree._Element) -> Answer:
    target = unit.find("{*}target")
    state = (target.get("state") if target is not None else None) or ""
    is_final = not state.startswith(("needs", "new"))
    id = unit.get("resname") or unit.get("id") or ""
    return Answer(id, _text(unit.find("{*}source")), _text(target), is_final)


def _text(element: etree._Element | None) -> str:
    """Return all text of an element; tools may have added their own marks around parts of it."""
    return "" if element is None else "".join(map(str, element.itertext()))
