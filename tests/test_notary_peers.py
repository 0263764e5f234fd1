"""The log as others read it: an independent implementation, and published test vectors."""

from __future__ import annotations

from pathlib import Path

import pytest
from tlog_scales.backend import LocalBackend
from tlog_scales.reader import TilesReader
from tlog_scales.signing import Vkey
from tlog_scales.tiles import leaf_hash as peer_leaf_hash
from tlog_scales.tlog import ConsistencyProofInvalid

from site_builder.notary.leaves import Leaf
from site_builder.notary.log import log_of
from site_builder.notary.notes import BadNote, Verifier, opened
from site_builder.notary.tree import (
    consistency_proof,
    inclusion_proof,
    is_extension,
    is_included,
    leaf_hash,
    root_of,
)
from tests.test_notary import LEAVES, LOG, ROOTS, SIGNER, root

__all__ = ["root"]


# An independent implementation: tlog-scales, which shares no code with ours.


def test_a_peer_reads_a_published_log(root: Path) -> None:
    reader = TilesReader(LocalBackend(root / "site" / LOG))
    checkpoint = reader.get_checkpoint()
    checkpoint.verify(Vkey.from_string(str(SIGNER.verifier)))
    assert reader.calculate_root_hash() == checkpoint.root_hash
    entries = [Leaf.parse(reader.get_entry(index)) for index in range(checkpoint.size)]
    assert [leaf.edition for leaf in entries] == ["de/de", "lu/fr", "site"]


# A log with a full tile and a partial one; sizes at and around what tiles and powers of two are.
SIZES = (1, 2, 3, 255, 256, 257, 511, 512, 520)


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> TilesReader:
    folder = tmp_path_factory.mktemp("log")
    leaves = [Leaf("lu/fr", "2022-12-01T00:00:00Z", f"{n}") for n in range(SIZES[-1])]
    for path, content in log_of(leaves, SIGNER).files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    reader = TilesReader(LocalBackend(folder))
    reader.get_checkpoint()
    return reader


def test_a_peer_proves_the_same_from_our_tiles(reader: TilesReader) -> None:
    entries = [reader.get_entry(index) for index in range(SIZES[-1])]
    hashes = [leaf_hash(entry) for entry in entries]
    assert hashes == [peer_leaf_hash(entry) for entry in entries]
    for size in SIZES:
        assert reader.mth(0, size) == root_of(hashes[:size])
        for index in {0, size // 2, size - 1}:
            theirs, ours = (
                reader.get_inclusion_proof(index, size),
                inclusion_proof(hashes[:size], index),
            )
            assert tuple(theirs.node_hashes) == ours
            theirs.check(hashes[index], root_of(hashes[:size]))
        for old in (each for each in SIZES if each < size):
            proof = reader.get_consistency_proof(old, size)
            assert tuple(proof.node_hashes) == consistency_proof(hashes[:size], old)
            proof.check(root_of(hashes[:old]), root_of(hashes[:size]))
            with pytest.raises(ConsistencyProofInvalid):
                proof.check(root_of([*hashes[: old - 1], b"x" * 32]), root_of(hashes[:size]))


# Certificate Transparency: github.com/google/certificate-transparency (merkle_tree_test) and
# github.com/transparency-dev/merkle (testonly), for the eight leaves of LEAVES. A node is named by
# the leaves below it.
NODES = {
    "1": "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
    "4": "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    "6": "b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f",
    "0": "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "01": "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "23": "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
    "45": "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
    "67": "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
    "0123": "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4567": "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
}
# From the index of a leaf and the size of a tree to the proof.
INCLUSION = {
    (0, 1): "",
    (0, 8): "1 23 4567",
    (5, 8): "4 67 0123",
    (2, 3): "01",
    (1, 5): "0 23 4",
}
# From an old size and a new one to the proof.
CONSISTENCY = {
    (1, 1): "",
    (1, 8): "1 23 4567",
    (6, 8): "45 67 0123",
    (2, 5): "23 4",
    (6, 7): "45 6 0123",
}


def test_proofs_are_those_of_certificate_transparency() -> None:
    hashes = [leaf_hash(bytes.fromhex(leaf)) for leaf in LEAVES]
    roots = [bytes.fromhex(each) for each in ROOTS]

    def nodes(names: str) -> tuple[bytes, ...]:
        return tuple(bytes.fromhex(NODES[name]) for name in names.split())

    for (index, size), names in INCLUSION.items():
        assert inclusion_proof(hashes[:size], index) == nodes(names)
        assert is_included(hashes[index], index, size, roots[size - 1], nodes(names))
    for (old, size), names in CONSISTENCY.items():
        assert consistency_proof(hashes[:size], old) == nodes(names)
        assert is_extension(old, roots[old - 1], size, roots[size - 1], nodes(names))


# The example of c2sp.org/signed-note, section “Example”.
C2SP_KEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
C2SP_NOTE = (
    "This is an example message.\n"
    "\n"
    "— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmR"
    "KuwHjG1Yu72IneyaQM=\n"
)


def test_the_note_of_the_specification_is_opened() -> None:
    verifier = Verifier.parse(C2SP_KEY)
    assert str(verifier) == C2SP_KEY
    assert opened(C2SP_NOTE, verifier) == "This is an example message.\n"
    for changed in (C2SP_NOTE.replace("an", "no"), C2SP_NOTE.replace("foo U", "bar U")):
        with pytest.raises(BadNote):
            opened(changed, verifier)
