"""Merkle trees and their proofs (RFC 6962, 2.1)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import sha256

EMPTY_ROOT = sha256().digest()


def leaf_hash(entry: bytes) -> bytes:
    return sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()


def root_of(hashes: Sequence[bytes]) -> bytes:
    """Return the root of the tree with these hashes of leaves."""
    if not hashes:
        return EMPTY_ROOT
    level = list(hashes)
    while len(level) > 1:
        pairs = zip(level[::2], level[1::2], strict=False)
        # A node without a neighbour moves up as it is.
        level = [*(node_hash(*pair) for pair in pairs), *level[len(level) & ~1 :]]
    return level[0]


def inclusion_proof(hashes: Sequence[bytes], index: int) -> tuple[bytes, ...]:
    """Return the proof that a leaf is in the tree (RFC 6962, 2.1.1)."""
    if len(hashes) == 1:
        return ()
    left = _left_size(len(hashes))
    if index < left:
        return (*inclusion_proof(hashes[:left], index), root_of(hashes[left:]))
    return (*inclusion_proof(hashes[left:], index - left), root_of(hashes[:left]))


def is_included(leaf: bytes, index: int, size: int, root: bytes, proof: Sequence[bytes]) -> bool:
    """Return whether a proof leads from a leaf to the root of a tree (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    at, last, found = index, size - 1, leaf
    for other in proof:
        if last == 0:
            return False
        if at & 1 or at == last:
            found = node_hash(other, found)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            found = node_hash(found, other)
        at, last = at >> 1, last >> 1
    return last == 0 and found == root


def consistency_proof(hashes: Sequence[bytes], size: int) -> tuple[bytes, ...]:
    """Return the proof that the tree begins with its first `size` leaves (RFC 6962, 2.1.2)."""
    if size in (0, len(hashes)):
        return ()
    return tuple(_extension(hashes, size, True))


def _extension(hashes: Sequence[bytes], size: int, is_known: bool) -> Iterator[bytes]:
    """Yield a proof; the root of a whole subtree is left out if the verifier knows it."""
    if size == len(hashes):
        if not is_known:
            yield root_of(hashes)
        return
    left = _left_size(len(hashes))
    if size <= left:
        yield from _extension(hashes[:left], size, is_known)
        yield root_of(hashes[left:])
    else:
        yield from _extension(hashes[left:], size - left, False)
        yield root_of(hashes[:left])


def is_extension(
    old_size: int, old_root: bytes, size: int, root: bytes, proof: Sequence[bytes]
) -> bool:
    """Return whether a proof shows that one tree extends another (RFC 9162, 2.1.4.2)."""
    if not 0 <= old_size <= size:
        return False
    if old_size == 0:
        return not proof and old_root == EMPTY_ROOT
    if old_size == size:
        return not proof and old_root == root
    # The root of a full tree is not in its proof.
    path = [old_root, *proof] if old_size & (old_size - 1) == 0 else list(proof)
    if not path:
        return False
    at, last = old_size - 1, size - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    before = after = path[0]
    for other in path[1:]:
        if last == 0:
            return False
        if at & 1 or at == last:
            before, after = node_hash(other, before), node_hash(other, after)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            after = node_hash(after, other)
        at, last = at >> 1, last >> 1
    return last == 0 and before == old_root and after == root


def _left_size(size: int) -> int:
    """Return the largest power of two below a size."""
    return 1 << (size - 1).bit_length() - 1
