"""A proof as a Word document (.docx)."""

from __future__ import annotations

import io
from datetime import datetime
from typing import TYPE_CHECKING, Any

from site_builder.language.speech import Speech
from site_builder.model.message import Message, told
from site_builder.proofs import sentences
from site_builder.proofs.proof import Proof, ProofEntry, ProofText, Version

if TYPE_CHECKING:
    from docx.document import Document


class NoWord(Exception):
    """The package that writes Word documents is not installed."""


def proof_as_word(proof: Proof, made: Message, speech: Speech) -> bytes:
    """The document; new words are underlined, words that are gone are struck through.

    Raises NoWord.
    """
    try:
        from docx import Document as new_document
        from docx.enum.section import WD_ORIENT
    except ImportError:
        raise NoWord(
            told("Word documents need one more package: `pip install 'site-builder[proof]'`.")
        ) from None
    document = new_document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    # No name of a person or program, and the time of the build.
    document.core_properties.created = document.core_properties.modified = _plain(proof.made)
    document.core_properties.author = ""
    document.add_heading(speech.say(sentences.title(proof)), 0)
    document.add_paragraph(speech.say(sentences.summary(proof, made)))
    if not proof.entries:
        document.add_paragraph(speech.say(sentences.NO_ENTRIES))
    for entry in proof.entries:
        _add_entry(document, entry, speech)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _plain(moment: datetime) -> datetime:
    return moment.replace(tzinfo=None, microsecond=0)


def _add_entry(document: Document, entry: ProofEntry, speech: Speech) -> None:
    document.add_heading(entry.file, 1)
    document.add_paragraph(speech.say(sentences.about(entry)))
    for text in entry.texts:
        _add_text(document, text, entry.is_new, speech)
    for approval in entry.approvals:
        document.add_paragraph(speech.say(sentences.approved(approval)))
    document.add_paragraph(speech.say(sentences.signature(entry, "_" * 24)))


def _add_text(document: Document, text: ProofText, is_new: bool, speech: Speech) -> None:
    document.add_paragraph().add_run(text.name).bold = True
    table = document.add_table(rows=2, cols=len(text.versions), style="Table Grid")
    for i, version in enumerate(text.versions):
        table.cell(0, i).paragraphs[0].add_run(speech.say(version.language)).bold = True
        _add_version(table.cell(1, i).paragraphs[0], version, is_new, speech)


def _add_version(paragraph: Any, version: Version, is_new: bool, speech: Speech) -> None:
    from docx.oxml import OxmlElement
    from docx.shared import RGBColor

    if version.is_missing:
        paragraph.add_run(speech.say(sentences.MISSING)).italic = True
        return
    if version.direction == "rtl":
        paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
    for words in version.words:
        run = paragraph.add_run(words.text)
        run.font.rtl = version.direction == "rtl" or None
        if words.mark == "gone":
            run.font.strike = True
            run.font.color.rgb = RGBColor(0x8A, 0x1C, 0x10)
        elif words.mark == "new" and not is_new:
            run.font.underline = True
            run.font.color.rgb = RGBColor(0x0B, 0x5D, 0x1E)
