"""PNG, JPEG and WebP pictures: redrawn from their pixels, so nothing else survives."""

from __future__ import annotations

import io
from typing import Any

from site_builder.cleaning.cleaned import Cleaned, Refused
from site_builder.model.message import told

_FORMATS = {"png": "PNG", "jpg": "JPEG", "webp": "WEBP"}
_MOST_PIXELS = 25_000_000


def clean_picture(data: bytes, kind: str) -> Cleaned:
    """Return the picture upright, in sRGB, and without anything but its pixels. Raises Refused."""
    # Pillow is loaded only if there is a picture.
    from PIL import Image, ImageOps

    try:
        with Image.open(io.BytesIO(data), formats=[_FORMATS[kind]]) as picture:
            _refuse(picture)
            saving = _saving(picture, data, kind)
            picture.load()
            upright = ImageOps.exif_transpose(picture)
            pixels = _in_srgb(upright)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise Refused(
            told("This picture is damaged: %(reason)s", reason=_reason(error)),
            told("Open it in an image editor and save it again."),
        ) from None
    # Pillow writes some of what it finds here, such as a JPEG's comment.
    kept = pixels.info.get("transparency")
    pixels.info = {} if kept is None else {"transparency": kept}
    written = io.BytesIO()
    pixels.save(written, _FORMATS[kind], **saving)
    return Cleaned(written.getvalue(), pixels.width, pixels.height)


def _refuse(picture: Any) -> None:
    if picture.width * picture.height > _MOST_PIXELS:
        raise Refused(
            told(
                "This picture has %(width)s x %(height)s pixels, but the limit is 25 million.",
                width=picture.width,
                height=picture.height,
            ),
            told("Make it smaller: a width of 1600 pixels is enough for every screen."),
        )
    # WCAG 2.2, 2.2.2: anything that moves needs a way to stop it.
    if getattr(picture, "n_frames", 1) > 1:
        raise Refused(
            told("This picture is animated."), told("Save one or more frames as still pictures.")
        )


def _saving(picture: Any, data: bytes, kind: str) -> dict[str, Any]:
    """Return how to save the picture again without visible loss."""
    if kind == "png":
        return {"optimize": True}
    if kind == "webp":
        # WebP Container Specification, "Simple File Format (Lossless)": the chunk is called VP8L.
        return {"lossless": b"VP8L" in data[:4096], "quality": 90, "method": 6}
    from PIL import JpegImagePlugin

    saving: dict[str, Any] = {"optimize": True, "progressive": True}
    if picture.mode in ("L", "RGB"):
        # The same tables as before keep a second rounding from showing.
        saving["qtables"] = picture.quantization
        sampling = JpegImagePlugin.get_sampling(picture)
        if picture.mode == "RGB" and sampling >= 0:
            saving["subsampling"] = sampling
    else:
        saving["quality"] = 90
    return saving


def _in_srgb(picture: Any) -> Any:
    """Return the picture in the web's colours, without its profile, which may name a device."""
    from PIL import ImageCms

    profile = picture.info.get("icc_profile")
    if profile:
        try:
            own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            mode = "RGB" if picture.mode in ("CMYK", "RGB", "YCbCr") else picture.mode
            if picture.mode == "P":
                picture, mode = picture.convert("RGBA"), "RGBA"
            if mode in ("RGB", "RGBA"):
                picture = ImageCms.profileToProfile(
                    picture, own, ImageCms.createProfile("sRGB"), outputMode=mode
                )
        except (ImageCms.PyCMSError, OSError):
            # Browsers also ignore a broken profile.
            pass
    return picture.convert("RGB") if picture.mode == "CMYK" else picture


def _reason(error: Exception) -> str:
    text = str(error).splitlines()[0].strip().rstrip(".") if str(error).strip() else ""
    return f"{text}." if text and "BytesIO" not in text else told("it cannot be decoded.")
