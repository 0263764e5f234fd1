"""Pictures and downloads in which a place and an author are planted wherever a format has room."""

from __future__ import annotations

import base64
import io
import zipfile
from typing import Any

import pikepdf
from PIL import Image, ImageCms, PngImagePlugin

AUTHOR = "Mallory Testperson"
PLACE = "Secret Hill"
PLANTED = (AUTHOR.encode(), PLACE.encode(), b"Exif", b"PlantedTool")


def _exif(orientation: int) -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010E] = PLACE
    exif[0x0131] = "PlantedTool 1"
    exif[0x013B] = AUTHOR
    gps = exif.get_ifd(0x8825)
    gps |= {1: "N", 2: (49.0, 36.0, 41.5), 3: "E", 4: (6.0, 7.0, 50.0), 27: PLACE.encode()}
    return exif


def _drawn(width: int = 40, height: int = 20) -> Image.Image:
    """Red on the left, white on the right."""
    picture = Image.new("RGB", (width, height), "white")
    picture.paste((200, 30, 30), (0, 0, width // 2, height))
    return picture


def _saved(picture: Image.Image, kind: str, **options: Any) -> bytes:
    written = io.BytesIO()
    picture.save(written, kind, **options)
    return written.getvalue()


def jpg(orientation: int = 1) -> bytes:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    data = _saved(
        _drawn(), "JPEG", exif=_exif(orientation), comment=AUTHOR, quality=90, icc_profile=profile
    )
    # Phones put films behind the picture, which know the place as well.
    return data + PLACE.encode()


def png() -> bytes:
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Author", AUTHOR)
    texts.add_text("Comment", PLACE, zip=True)
    texts.add_itxt("XML:com.adobe.xmp", f"<creator>{AUTHOR}</creator>")
    return _saved(_drawn(), "PNG", pnginfo=texts, exif=_exif(1))


def webp() -> bytes:
    return _saved(_drawn(), "WEBP", lossless=True, exif=_exif(1), xmp=AUTHOR.encode())


def svg() -> bytes:
    inside = base64.b64encode(jpg()).decode()
    return f"""<?xml version="1.0"?>
<!-- {AUTHOR} -->
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"
 xmlns:tool="urn:PlantedTool" tool:path="/home/{AUTHOR}" viewBox="0 0 60 40">
<metadata><tool:creator>{AUTHOR}</tool:creator></metadata><desc>{PLACE}</desc>
<path style="fill:red" data-author="{AUTHOR}" d="M0 0h60v40z"/>
<image width="40" height="20" xlink:href="data:image/jpeg;base64,{inside}"/>
</svg>""".encode()


def pdf() -> bytes:
    document = pikepdf.new()
    document.add_blank_page(page_size=(200, 200))
    document.docinfo["/Author"] = AUTHOR
    document.docinfo["/Producer"] = "PlantedTool"
    with document.open_metadata() as metadata:
        metadata["dc:creator"] = [AUTHOR]
    name = pikepdf.Name
    picture = pikepdf.Stream(document, jpg())
    keys = picture.stream_dict
    keys.Type, keys.Subtype, keys.Filter = name.XObject, name.Image, name.DCTDecode
    keys.Width, keys.Height, keys.BitsPerComponent = 40, 20, 8
    keys.ColorSpace = name.DeviceRGB
    keys.Metadata = document.make_indirect(pikepdf.Stream(document, AUTHOR.encode()))
    note = pikepdf.Dictionary(Type=name.Annot, Subtype=name.Text, Rect=[0, 0, 9, 9], T=AUTHOR)
    page = document.pages[0]
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=picture))
    page.Contents = pikepdf.Stream(document, b"q 100 0 0 50 10 10 cm /Im0 Do Q")
    page.Annots = pikepdf.Array([document.make_indirect(note)])
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def _relations(*targets: tuple[str, str]) -> str:
    items = ""
    for i, (kind, target) in enumerate(targets):
        mode = ' TargetMode="External"' if "://" in target else ""
        items += f'<Relationship Id="r{i}" Type="{_OFFICE}/{kind}" Target="{target}"{mode}/>'
    return f'<Relationships xmlns="{_RELATIONS}">{items}</Relationships>'


def _office(main: str, parts: dict[str, str | bytes]) -> bytes:
    whole: dict[str, str | bytes] = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/'
        'content-types"><Default Extension="xml" ContentType="application/xml"/>'
        '<Override PartName="/docProps/core.xml" ContentType="x"/></Types>',
        "_rels/.rels": _relations(
            ("officeDocument", main),
            ("core", "docProps/core.xml"),
            ("custom", "docProps/custom.xml"),
        ),
        "docProps/core.xml": f"<core><creator>{AUTHOR}</creator><by>{AUTHOR}</by></core>",
        "docProps/app.xml": f"<app><Company>{PLACE}</Company></app>",
        "docProps/custom.xml": f"<custom>{PLACE}</custom>",
        "docProps/thumbnail.jpeg": jpg(),
        **parts,
    }
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.comment = AUTHOR.encode()
        for name, content in whole.items():
            archive.writestr(name, content)
    return written.getvalue()


def docx(body: str = "", **parts: str) -> bytes:
    return _office(
        "word/document.xml",
        {
            "word/document.xml": f'<w:document xmlns:w="{_WORD}"><w:body><w:p w:rsidR="00AB">'
            f"<w:r><w:t>The form</w:t></w:r></w:p>{body}</w:body></w:document>",
            "word/settings.xml": f'<w:settings xmlns:w="{_WORD}"><w:attachedTemplate/>'
            f'<w:docVars><w:docVar w:val="{AUTHOR}"/></w:docVars></w:settings>',
            "word/_rels/document.xml.rels": _relations(
                ("people", "people.xml"), ("image", "media/image1.jpeg"), ("image", "media/a.png")
            ),
            "word/_rels/settings.xml.rels": _relations(
                ("attachedTemplate", f"file:///C:/Users/{AUTHOR}/Normal.dotm")
            ),
            "word/people.xml": f"<people><person author='{AUTHOR}'/></people>",
            "word/media/image1.jpeg": jpg(),
            "word/media/a.png": png(),
            "customXml/item1.xml": f"<item>{AUTHOR}</item>",
            **{name.replace("__", "/") + ".xml": part for name, part in parts.items()},
        },
    )


def xlsx() -> bytes:
    return _office(
        "xl/workbook.xml",
        {
            "xl/workbook.xml": f'<workbook xmlns="{_SHEET}" xmlns:mc="urn:mc" xmlns:ac="urn:ac">'
            f'<fileSharing userName="{AUTHOR}"/><mc:AlternateContent><mc:Choice Requires="x15">'
            f'<ac:absPath url="C:\\Users\\{AUTHOR}\\"/></mc:Choice></mc:AlternateContent>'
            '<sheets><sheet name="Hours" sheetId="1"/></sheets></workbook>',
            "xl/persons/person.xml": f"<personList>{AUTHOR}</personList>",
        },
    )


def csv() -> bytes:
    return b"Date,Hours\n2022-07-29,4\n"


def everything_in(data: bytes) -> bytes:
    """The bytes of a file and of all that is packed in it."""
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            inside = [everything_in(archive.read(name)) for name in archive.namelist()]
            return b"\n".join([data, archive.comment, *inside])
    if data.startswith(b"%PDF"):
        with pikepdf.open(io.BytesIO(data)) as document:
            pieces = [data]
            for item in document.objects:
                pieces.append(item.unparse())
                if isinstance(item, pikepdf.Stream):
                    pieces.append(item.read_raw_bytes())
                    if "/Filter" not in item or item["/Filter"] == "/FlateDecode":
                        pieces.append(item.read_bytes())
            return b"\n".join(pieces)
    if b"base64," in data:
        coded = data.partition(b"base64,")[2].partition(b'"')[0]
        return data + everything_in(base64.b64decode(coded))
    if data.startswith(b"\x89PNG"):
        with Image.open(io.BytesIO(data)) as picture:
            picture.load()
            return data + repr(picture.info).encode()
    return data
