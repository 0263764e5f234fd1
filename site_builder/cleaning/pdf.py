"""PDF files without properties, XMP and the metadata of their pictures."""

from __future__ import annotations

import io
from typing import Any

from site_builder.cleaning.cleaned import Cleaned, Refused
from site_builder.cleaning.jpeg import without_metadata
from site_builder.model.message import told

# ISO 32000-1, 14.3 (Metadata), 14.5 (PieceInfo), 12.3.4 (Thumb), table 169 (M, CreationDate, ...).
_ANYWHERE = ("/Metadata", "/PieceInfo", "/LastModified", "/Thumb")
_OF_NOTES = ("/T", "/M", "/CreationDate", "/NM")


def clean_pdf(data: bytes) -> Cleaned:
    """Return the document without its metadata. Raises Refused."""
    # pikepdf is loaded only if there is a PDF.
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            _refuse(pdf)
            _clean(pdf, pikepdf)
            written = io.BytesIO()
            pdf.save(written, deterministic_id=True, qdf=False, linearize=False)
    except pikepdf.PasswordError:
        raise Refused(
            told("This PDF is protected by a password."),
            told("Save it without protection."),
        ) from None
    except pikepdf.PdfError:
        raise Refused(
            told("This PDF is damaged, or it is not a PDF."),
            told("Open it in a PDF reader and print or save it as a new PDF."),
        ) from None
    return Cleaned(written.getvalue())


def _refuse(pdf: Any) -> None:
    if len(pdf.attachments):
        names = ", ".join(sorted(f"“{name}”" for name in pdf.attachments))
        raise Refused(
            told("Files are attached to this PDF: %(names)s.", names=names),
            told(
                "Remove them. If readers need them, add them to content/files/ as separate files."
            ),
        )


def _clean(pdf: Any, pikepdf: Any) -> None:
    for key in ("/Info", "/ID"):
        if key in pdf.trailer:
            del pdf.trailer[key]
    for item in pdf.objects:
        if isinstance(item, pikepdf.Stream):
            _clean_keys(item.stream_dict)
            if item.get("/Filter") in ("/DCTDecode", pikepdf.Array([pikepdf.Name.DCTDecode])):
                item.write(without_metadata(item.read_raw_bytes()), filter=pikepdf.Name.DCTDecode)
        elif isinstance(item, pikepdf.Dictionary):
            _clean_keys(item)
    for page in pdf.pages:
        for note in page.get("/Annots", ()):
            if note.get("/Subtype") != "/Widget":
                for key in _OF_NOTES:
                    if key in note:
                        del note[key]


def _clean_keys(item: Any) -> None:
    for key in _ANYWHERE:
        if key in item:
            del item[key]
