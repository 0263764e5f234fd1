"""A JPEG inside a document, without its metadata and without touching a pixel."""

from __future__ import annotations

_SCAN = 0xDA
# ITU-T T.81, table B.1, and T.872: APP0 is JFIF, APP14 Adobe's colour transform; ICC (APP2)
# describes colours. Everything else in APPn, and comments, is metadata.
_KEPT = frozenset((0xE0, 0xEE))
_COMMENT = 0xFE


def without_metadata(data: bytes) -> bytes:
    """Return the same picture; anything that is not a JPEG is returned unchanged."""
    if data[:2] != b"\xff\xd8":
        return data
    kept = [data[:2]]
    at = 2
    while at + 4 <= len(data):
        marker = data[at + 1]
        if data[at] != 0xFF or marker == _SCAN:
            break
        if marker == 0xFF:
            at += 1
            continue
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4])
        segment = data[at:end]
        if not _is_metadata(marker, segment):
            kept.append(segment)
        at = end
    # After the last end of an image, phones append films and second pictures.
    last = data.rfind(b"\xff\xd9")
    kept.append(data[at : last + 2] if last > at else data[at:])
    return b"".join(kept)


def _is_metadata(marker: int, segment: bytes) -> bool:
    if marker == _COMMENT:
        return True
    is_icc = segment[4:16] == b"ICC_PROFILE\0"
    is_thumbnail = segment[4:9] == b"JFXX\0"
    return 0xE0 <= marker <= 0xEF and (is_thumbnail or not (is_icc or marker in _KEPT))
