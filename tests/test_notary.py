"""The log of what was published, and what `verify` finds."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from base64 import b64encode
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from site_builder.notary.checkpoint import Checkpoint
from site_builder.notary.leaves import Leaf
from site_builder.notary.log import log_of
from site_builder.notary.notes import BadKey, BadNote, Signer, Verifier, opened, sign
from site_builder.notary.tiles import hash_tiles, planned_bundles, tile_path
from site_builder.notary.tree import (
    EMPTY_ROOT,
    consistency_proof,
    inclusion_proof,
    is_extension,
    is_included,
    leaf_hash,
    root_of,
)
from site_builder.publish.tree import files_in
from tests.sites import MKDOCS, OUTAGE, build_site, everything, run_command, write_site

LOG = ".well-known/tlog"
NAME = "status.example.org/info"
KEY = Ed25519PrivateKey.from_private_bytes(b"a key for tests, and for nothing")
OTHER_KEY = Ed25519PrivateKey.from_private_bytes(b"another key for tests, no secret")
SIGNER = Signer(NAME, KEY)
ABROAD = "# content/countries/de.yml\nlocales: [de]\n"


def pem(key: Ed25519PrivateKey, ssh: bool = False) -> bytes:
    private = serialization.PrivateFormat
    return key.private_bytes(
        serialization.Encoding.PEM,
        private.OpenSSH if ssh else private.PKCS8,
        serialization.NoEncryption(),
    )


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A site of two editions with a key, built once on 30 December."""
    write_site(tmp_path, OUTAGE + ABROAD)
    config = MKDOCS.replace("- site_builder", "- site_builder: {notary: {key: notary.pem}}")
    (tmp_path / "mkdocs.yml").write_text(config)
    (tmp_path / "notary.pem").write_bytes(pem(KEY))
    build_site(tmp_path, "2022-12-30", "--new-log")
    return tmp_path


def edit(root: Path) -> None:
    """Change a text that only Luxembourg's edition shows."""
    path = root / "content/countries/lu.yml"
    path.write_text("locales: [fr]\nlinks: [{title: Aide, url: 'https://example.org/aide'}]\n")


def entries(site: Path) -> list[str]:
    """The editions of a log's entries, in their order."""
    size = int(checkpoint(site).read_text().splitlines()[1])
    ((bundle, _),) = planned_bundles(size)
    return re.findall('"edition":"([^"]+)"', (site / LOG / bundle).read_text("latin-1"))


def checkpoint(site: Path) -> Path:
    return site / LOG / "checkpoint"


def verify(root: Path, *options: str) -> tuple[int, str]:
    result = run_command("verify", str(root / "site"), "-f", str(root / "mkdocs.yml"), *options)
    return result.exit_code, result.output


# The tree and its files


LEAVES = (
    *("", "00", "10", "2021", "3031", "40414243", "5051525354555657"),
    "606162636465666768696a6b6c6d6e6f",
)
# The roots that Certificate Transparency's implementations test with, for 1 to 8 of the leaves.
ROOTS = (
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)


def test_roots_are_those_of_certificate_transparency() -> None:
    hashes = [leaf_hash(bytes.fromhex(leaf)) for leaf in LEAVES]
    assert [root_of(hashes[: n + 1]).hex() for n in range(8)] == list(ROOTS)
    empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert (root_of([]), EMPTY_ROOT.hex()) == (EMPTY_ROOT, empty)


HASHES = [leaf_hash(str(n).encode()) for n in range(300)]


@given(st.integers(1, 300), st.data())
def test_a_leaf_is_proved_to_be_in_the_tree_and_no_other(size: int, data: st.DataObject) -> None:
    index, other = data.draw(st.integers(0, size - 1)), data.draw(st.integers(0, size - 1))
    root, proof = root_of(HASHES[:size]), inclusion_proof(HASHES[:size], index)
    assert is_included(HASHES[index], index, size, root, proof)
    assert is_included(HASHES[other], index, size, root, proof) == (other == index)
    assert is_included(HASHES[index], other, size, root, proof) == (other == index)
    assert not is_included(HASHES[index], index, size, root, (*proof, root))


@given(st.integers(0, 300), st.data())
def test_a_tree_is_proved_to_extend_its_own_start_and_no_other(
    size: int, data: st.DataObject
) -> None:
    old = data.draw(st.integers(0, size))
    root, before = root_of(HASHES[:size]), root_of(HASHES[:old])
    proof = consistency_proof(HASHES[:size], old)
    assert is_extension(old, before, size, root, proof)
    assert not is_extension(old, before, size, root, (*proof, root))
    if old:
        rewritten = [leaf_hash(b"rewritten"), *HASHES[1:old]]
        assert not is_extension(old, root_of(rewritten), size, root, proof)
        again = [*rewritten, *HASHES[old:size]]
        assert not is_extension(old, before, size, root_of(again), consistency_proof(again, old))


def test_tiles_have_the_paths_of_their_specification() -> None:
    assert tile_path(2, 1234067) == "tile/2/x001/x234/067"
    assert tile_path(None, 0, 7) == "tile/entries/000.p/7"
    # The example of c2sp.org/tlog-tiles, and the one of a level that is full.
    paths = [path for path, _ in hash_tiles([b"\0" * 32] * 70_000)]
    assert len(paths) == 273 + 1 + 1 + 1 + 1
    assert paths[272:] == [
        *("tile/0/272", "tile/0/273.p/112"),
        *("tile/1/000", "tile/1/001.p/17", "tile/2/000.p/1"),
    ]
    assert [path for path, _ in hash_tiles(HASHES[:256])] == ["tile/0/000", "tile/1/000.p/1"]


# Signed notes


# The example in the documentation of Go's package golang.org/x/mod/sumdb/note.
GO_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
GO_NOTE = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
    "\n"
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotp"
    "RZb6KE6RyyBwJnAM=\n"
)


def test_a_note_that_go_signed_is_opened() -> None:
    verifier = Verifier.parse(GO_KEY)
    assert str(verifier) == GO_KEY
    assert opened(GO_NOTE, verifier) == GO_NOTE.partition("\n\n")[0] + "\n"
    with pytest.raises(BadNote):
        opened(GO_NOTE.replace("don't", "do"), verifier)


@pytest.mark.parametrize("ssh", [False, True])
def test_a_checkpoint_is_opened_with_its_own_key_only(ssh: bool) -> None:
    signer = Signer.parse(NAME, pem(KEY, ssh))
    made = Checkpoint(NAME, 3, b"r" * 32)
    note = made.signed(signer)
    assert note.startswith(f"{NAME}\n3\n{b64encode(b'r' * 32).decode()}\n\n— {NAME} ")
    assert Checkpoint.opened(note, signer.verifier) == made
    # A signature by someone else is no obstacle, but not enough either.
    other = Signer("witness", OTHER_KEY)
    second = sign(note.partition("\n\n")[0] + "\n", other).rpartition("\n\n")[2]
    assert Checkpoint.opened(note + second, signer.verifier) == made
    for verifier in (Verifier(NAME, OTHER_KEY.public_key().public_bytes_raw()), other.verifier):
        with pytest.raises(BadNote):
            Checkpoint.opened(note, verifier)


@pytest.mark.parametrize(
    "text", ["", "a+b", GO_KEY.replace("c7", "c8"), GO_KEY[:-4], f"x y{GO_KEY}"]
)
def test_what_is_no_key_is_refused(text: str) -> None:
    with pytest.raises(BadKey):
        Verifier.parse(text)


# Building


def test_each_edition_that_changed_gets_an_entry(root: Path) -> None:
    site = root / "site"
    assert entries(site) == ["de/de", "lu/fr", "site"]
    edit(root)
    build_site(root, "2022-12-30")
    assert entries(site) == ["de/de", "lu/fr", "site", "lu/fr"]
    assert verify(root)[0] == 0


def test_a_build_that_changes_nothing_appends_nothing(root: Path) -> None:
    before = everything(root / "site" / LOG)
    build_site(root, "2022-12-30")
    shutil.rmtree(root / ".cache")
    build_site(root, "2022-12-30")
    assert everything(root / "site" / LOG) == before


def test_warm_and_cold_builds_differ_in_their_log_only(root: Path) -> None:
    edit(root)
    build_site(root, "2022-12-31")
    warm = {p: (root / "site" / p).read_bytes() for p in files_in(root / "site") if LOG not in p}
    shutil.rmtree(root / ".cache")
    shutil.rmtree(root / "site")
    build_site(root, "2022-12-31", "--new-log")
    cold = {p: (root / "site" / p).read_bytes() for p in files_in(root / "site") if LOG not in p}
    names = {".site-builder"}
    assert {p: c for p, c in warm.items() if p not in names} == {
        p: c for p, c in cold.items() if p not in names
    }


def test_an_edition_that_has_gone_is_entered_and_no_longer_verified(root: Path) -> None:
    (root / "content/countries/de.yml").unlink()
    site = build_site(root, "2022-12-30")
    ((bundle, _),) = planned_bundles(len(entries(site)))
    assert b'"edition":"de/de","files":null' in (site / LOG / bundle).read_bytes()
    code, said = verify(root)
    assert (code, "de/de" in said) == (0, False)


def test_a_folder_with_nothing_but_the_log_continues_it(root: Path) -> None:
    """As on a machine that starts every build from a fresh checkout."""
    site = root / "site"
    before = everything(site / LOG)
    shutil.move(site / LOG, root / "log")
    shutil.rmtree(site)
    shutil.rmtree(root / ".cache")
    shutil.copytree(root / "log", site / LOG)
    build_site(root, "2022-12-30")
    assert everything(site / LOG) == before
    assert verify(root)[0] == 0


def test_manifests_are_read_by_sha256sum(root: Path) -> None:
    checked = subprocess.run(
        [
            "sha256sum",
            "--check",
            "--strict",
            f"{LOG}/files/lu/fr.sha256",
            f"{LOG}/files/site.sha256",
        ],
        cwd=root / "site",
        capture_output=True,
        text=True,
    )
    assert checked.returncode == 0, checked.stderr
    assert "lu/fr/index.html: OK" in checked.stdout


def test_compressed_copies_are_listed_too(root: Path) -> None:
    config = root / "mkdocs.yml"
    config.write_text(config.read_text().replace("{notary", "{precompress: true, notary"))
    site = build_site(root, "2022-12-30")
    assert "lu/fr/index.html.br\n" in (site / LOG / "files/lu/fr.sha256").read_text()
    assert verify(root)[0] == 0
    (site / "lu/fr/index.html.br").write_bytes(b"other")
    assert "lu/fr/index.html.br was changed" in verify(root)[1]


def test_mkdocs_continues_the_log(root: Path) -> None:
    edit(root)
    environment = os.environ | {"SOURCE_DATE_EPOCH": "1672444799"}
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-q"], cwd=root, env=environment, check=True
    )
    assert entries(root / "site")[:4] == ["de/de", "lu/fr", "site", "lu/fr"]
    assert verify(root)[0] == 0


def test_the_key_can_be_in_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITE_BUILDER_NOTARY_KEY", pem(KEY).decode())
    write_site(tmp_path, OUTAGE)
    build_site(tmp_path, "2022-12-31", "--new-log")
    code, said = verify(tmp_path)
    assert (code, said.splitlines()[0]) == (0, "lu/fr: as published 2022-12-31T23:59:59Z")


def test_without_a_key_there_is_no_trace(tmp_path: Path) -> None:
    write_site(tmp_path, OUTAGE)
    program = (
        "import sys\nfrom site_builder.cli import main\ntry:\n    main()\nfinally:\n"
        "    print([m for m in sys.modules if m.startswith(('cryptography', "
        "'site_builder.notary.', 'site_builder.publish.attesting'))])\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program, "build", "--at", "2022-12-31"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout == "['site_builder.notary.place']\n"
    assert not (tmp_path / "site/.well-known").exists()
    assert not (tmp_path / ".cache/checkpoint").exists()


def test_previews_are_not_entered(root: Path) -> None:
    build_site(root, "2022-12-30", "--drafts")
    assert not (root / "preview" / LOG).exists()


REFUSED: dict[str, tuple[Callable[[Path], object], str]] = {
    "gone": (lambda log: shutil.rmtree(log), "There is no log of what was published in"),
    "no checkpoint": (lambda log: (log / "checkpoint").unlink(), "checkpoint is missing."),
    "entry": (lambda log: (log / "tile/entries/000.p/3").write_bytes(b"\0\1x"), "was changed."),
    "no tile": (lambda log: (log / "tile/0/000.p/3").unlink(), "tile/0/000.p/3 is missing."),
    "root": (lambda log: replace_entries(log), "its entries do not lead to the root"),
    "other key": (lambda log: replace_log(log, OTHER_KEY, 3), "no valid signature"),
    "shorter": (lambda log: replace_log(log, KEY, 1), "it had 3 entries and has 1 now."),
    "forked": (lambda log: replace_log(log, KEY, 3), "The log was forked"),
    "rewritten": (lambda log: replace_log(log, KEY, 4), "its first 3 entries are not those"),
}


def replace_log(log: Path, key: Ed25519PrivateKey, size: int) -> None:
    """Put another log, with a signature, in the place of one."""
    other = log_of(
        [Leaf("lu/fr", "2022-12-01T00:00:00Z", f"{n}") for n in range(size)], Signer(NAME, key)
    )
    shutil.rmtree(log / "tile")
    for path, content in other.files.items():
        (log / path).parent.mkdir(parents=True, exist_ok=True)
        (log / path).write_bytes(content)


def replace_entries(log: Path) -> None:
    """Put other entries, with the tiles that they need, below a signed checkpoint."""
    signed = (log / "checkpoint").read_bytes()
    replace_log(log, KEY, 3)
    (log / "checkpoint").write_bytes(signed)


@pytest.mark.parametrize("case", REFUSED)
def test_a_broken_log_is_never_continued_nor_started_anew(root: Path, case: str) -> None:
    site, config = root / "site", str(root / "mkdocs.yml")
    damage, reason = REFUSED[case]
    damage(site / LOG)
    before = everything(site)
    for _ in ("with a change", "and without"):
        result = run_command("build", "-f", config, "--at", "2022-12-30")
        assert result.exit_code == 1
        assert reason in result.output
        assert "`site-builder build --new-log`" in result.output
        assert everything(site) == before
        edit(root)
    build_site(root, "2022-12-30", "--new-log")
    assert entries(site) == ["de/de", "lu/fr", "site"]
    build_site(root, "2022-12-30")
    assert verify(root)[0] == 0


def test_a_log_is_started_only_on_request_and_only_once(root: Path) -> None:
    shutil.rmtree(root / "site")
    shutil.rmtree(root / ".cache")
    order = ("build", "-f", str(root / "mkdocs.yml"), "--at", "2022-12-30")
    result = run_command(*order)
    assert result.exit_code == 1
    assert "If there never was one, start it with `site-builder build --new-log`" in result.output
    assert run_command(*order, "--new-log").exit_code == 0
    result = run_command(*order, "--new-log")
    assert result.exit_code == 1
    assert "is intact. Build without `--new-log` to continue it." in result.output


def test_a_build_without_the_key_does_not_end_a_log(root: Path) -> None:
    (root / "mkdocs.yml").write_text(MKDOCS)
    result = run_command("build", "-f", str(root / "mkdocs.yml"), "--at", "2022-12-30")
    assert result.exit_code == 1
    assert "this build has no key to continue it" in result.output
    shutil.rmtree(root / "site" / LOG)
    build_site(root, "2022-12-30")
    assert not (root / "site" / LOG).exists()


BAD_KEYS = {
    "missing": (None, "The file of the key “notary.pem” cannot be read."),
    "text": (b"secret", "“notary.pem” is not a private Ed25519 key without a password."),
}


@pytest.mark.parametrize("case", BAD_KEYS)
def test_a_key_that_cannot_sign_stops_the_build(root: Path, case: str) -> None:
    content, reason = BAD_KEYS[case]
    (root / "notary.pem").unlink()
    if content is not None:
        (root / "notary.pem").write_bytes(content)
    result = run_command("build", "-f", str(root / "mkdocs.yml"))
    assert result.exit_code == 2
    assert reason in result.output
    assert "openssl genpkey -algorithm ed25519" in result.output


# Verifying


def test_a_changed_byte_is_found_and_named(root: Path) -> None:
    path = root / "site/lu/fr/index.html"
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)
    (root / "site/de/de/contact/index.html").unlink()
    (root / "site/de/de/more.html").write_text("more")
    (root / "site/google1.html").write_text("a file of someone else")
    assert verify(root) == (
        1,
        "de/de/contact/index.html is missing.\n"
        "de/de/more.html was not published with de/de.\n"
        "lu/fr/index.html was changed after it was published (2022-12-30T23:59:59Z).\n",
    )


def test_a_change_that_a_build_does_not_see_is_still_found(root: Path) -> None:
    """A build takes over what has its size and time, and must not enter it as its own."""
    path = root / "site/lu/fr/contact/index.html"
    before, content = path.stat(), path.read_bytes()
    path.write_bytes(content[:-1] + b" ")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    update = root / "status/outage/2022-07-26.yml"
    update.write_text(update.read_text().replace("Texte", "Autre texte"))
    build_site(root, "2022-12-30")
    assert path.read_bytes() != content
    assert verify(root) == (
        1,
        "lu/fr/contact/index.html was changed after it was published (2022-12-30T23:59:59Z).\n",
    )


def test_a_changed_page_with_its_digest_changed_too_is_found(root: Path) -> None:
    manifest = root / "site" / LOG / "files/lu/fr.sha256"
    manifest.write_text(manifest.read_text().replace("a", "b"))
    assert "files/lu/fr.sha256 was changed after" in verify(root)[1]


@pytest.mark.parametrize("text", ["no list", "0  ../../etc/passwd\n", "0  /etc/passwd\n"])
def test_a_signed_manifest_that_is_none_is_found(root: Path, text: str) -> None:
    """Only somebody with the key could have entered it; no file outside the site is ever read."""
    log = root / "site" / LOG
    leaves = [Leaf("lu/fr", "2022-12-01T00:00:00Z", sha256(text.encode()).hexdigest())]
    shutil.rmtree(log)
    for path, content in log_of(leaves, SIGNER).files.items():
        (log / path).parent.mkdir(parents=True, exist_ok=True)
        (log / path).write_bytes(content)
    (log / "files/lu").mkdir(parents=True)
    (log / "files/lu/fr.sha256").write_text(text)
    wrong = f"{LOG}/files/lu/fr.sha256 is not a list of files and their digests.\n"
    assert verify(root) == (1, wrong)


def test_verify_needs_no_more_than_the_folder_and_the_public_key(root: Path) -> None:
    copy = root / "copy"
    shutil.copytree(root / "site", copy)
    key = root / "notary.pub"
    key.write_text(f"{Signer(NAME, KEY).verifier}\n")
    for option in (key.read_text().strip(), str(key)):
        result = run_command("verify", str(copy), "-f", "nowhere.yml", "--key", option)
        assert result.exit_code == 0, result.output
    wrong = str(Signer(NAME, OTHER_KEY).verifier)
    result = run_command("verify", str(copy), "--key", wrong)
    assert (result.exit_code, "no valid signature" in result.output) == (1, True)
    for options, said in (
        ((), "There is no key to verify with."),
        (("--key", "x"), "not a public"),
    ):
        result = run_command("verify", str(copy), "-f", "nowhere.yml", *options)
        assert result.exit_code == 2
        assert said in result.output


def test_a_log_extends_each_of_its_checkpoints(root: Path) -> None:
    earlier = root / "earlier"
    shutil.copy(checkpoint(root / "site"), earlier)
    edit(root)
    build_site(root, "2022-12-30")
    code, said = verify(root, "--since", str(earlier))
    assert (code, f"extends the checkpoint in {earlier}." in said) == (0, True)


@pytest.mark.parametrize("case", ["shorter", "forked", "rewritten"])
def test_another_log_with_the_same_key_is_found(root: Path, case: str) -> None:
    earlier = root / "earlier"
    shutil.copy(checkpoint(root / "site"), earlier)
    damage, reason = REFUSED[case]
    damage(root / "site" / LOG)
    code, said = verify(root, "--since", str(earlier))
    assert (code, reason in said) == (1, True)
    # Whoever has no earlier checkpoint sees the difference in the files only.
    assert reason not in verify(root)[1]


def test_old_tiles_stay_until_they_are_full(root: Path) -> None:
    edit(root)
    site = build_site(root, "2022-12-30")
    assert {"tile/0/000.p/3", "tile/0/000.p/4"} <= files_in(site / LOG)
    # A log of 255 entries: the next ones fill its first tile.
    leaves = [Leaf("lu/fr", "2022-12-01T00:00:00Z", f"{n}") for n in range(255)]
    log = log_of(leaves, Signer(NAME, KEY))
    shutil.rmtree(site / LOG)
    (root / ".cache/checkpoint").unlink()
    for path, content in log.files.items():
        (site / LOG / path).parent.mkdir(parents=True, exist_ok=True)
        (site / LOG / path).write_bytes(content)
    shutil.rmtree(root / ".cache")
    build_site(root, "2022-12-31")
    tiles = {path for path in files_in(site / LOG) if path.startswith("tile/")}
    assert tiles == {
        *("tile/0/000", "tile/0/001.p/2", "tile/1/000.p/1"),
        *("tile/entries/000", "tile/entries/001.p/2"),
    }
    assert verify(root)[0] == 0
