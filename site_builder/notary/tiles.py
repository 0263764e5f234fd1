"""A tree as static files (c2sp.org/tlog-tiles): tiles of 256 hashes, and bundles of 256 entries."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from site_builder.notary.tree import root_of

WIDTH = 256
LONGEST_ENTRY = 0xFFFF


class BadBundle(ValueError):
    """A file is not a bundle of entries."""


def tile_path(level: int | None, index: int, width: int = WIDTH) -> str:
    """Return the path of a tile below the log's folder; level None is for bundles of entries."""
    digits = f"{index:03}"
    digits = digits.zfill(-(-len(digits) // 3) * 3)
    parts = [digits[i : i + 3] for i in range(0, len(digits), 3)]
    name = "/".join((*(f"x{part}" for part in parts[:-1]), parts[-1]))
    partial = "" if width == WIDTH else f".p/{width}"
    return f"tile/{'entries' if level is None else level}/{name}{partial}"


def hash_tiles(hashes: Sequence[bytes]) -> Iterator[tuple[str, bytes]]:
    """Yield the path and content of each tile of the tree with these hashes of leaves."""
    level, row = 0, list(hashes)
    while row:
        for index, part in enumerate(_parts(row)):
            yield tile_path(level, index, len(part)), b"".join(part)
        # A partial tile has no hash in the level above.
        row = [root_of(part) for part in _parts(row) if len(part) == WIDTH]
        level += 1


def bundles(entries: Sequence[bytes]) -> Iterator[tuple[str, bytes]]:
    """Yield the path and content of each bundle of entries."""
    for index, part in enumerate(_parts(entries)):
        yield tile_path(None, index, len(part)), bundle_of(part)


def planned_bundles(size: int) -> Iterator[tuple[str, int]]:
    """Yield the path of each bundle of a tree with `size` entries, and how many it has."""
    for start in range(0, size, WIDTH):
        width = min(WIDTH, size - start)
        yield tile_path(None, start // WIDTH, width), width


def bundle_of(entries: Sequence[bytes]) -> bytes:
    return b"".join(len(entry).to_bytes(2, "big") + entry for entry in entries)


def entries_of(bundle: bytes) -> tuple[bytes, ...]:
    """Return the entries of a bundle. Raises BadBundle."""
    entries, at = [], 0
    while at < len(bundle):
        end = at + 2 + int.from_bytes(bundle[at : at + 2], "big")
        if at + 2 > len(bundle) or end > len(bundle):
            raise BadBundle
        entries.append(bundle[at + 2 : end])
        at = end
    return tuple(entries)


def _parts(row: Sequence[bytes]) -> Iterator[Sequence[bytes]]:
    for start in range(0, len(row), WIDTH):
        yield row[start : start + WIDTH]
