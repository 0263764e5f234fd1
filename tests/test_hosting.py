"""`site-builder hosting`: real servers answer with the configuration that it writes."""

from __future__ import annotations

import gzip
import os
import re
import tempfile
import tomllib
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from urllib.parse import unquote, urlsplit

import brotli
import pytest

from site_builder.hosting import apache, caddy, netlify, nginx
from site_builder.outputs.media_types import UNKNOWN_TYPE, type_of
from tests import planted
from tests.sites import MKDOCS, OUTAGE, build_site, run_command, write_site
from tests.web_servers import Answer, Server, serving, serving_encrypted

SITE = """\
# content/countries/lu.yml
locales: [fr, de]
# content/countries/group.yml
locales: [en]
# content/site.yml
root: lu/fr
# content/services.yml
web: {name: Web}
# content/faq/categories.yml
data: {fr: Données, de: Daten, en: Data}
# content/faq/data/which.yml
question: {fr: Lesquelles, de: Welche, en: Which}
answer: {fr: "[Formulaire](files/form.pdf), [liste](files/list.csv)", de: Diese, en: These}
updated: 2022-08-01
source: fr
former: [what]
# status/outage/incident.yml
title: {fr: Panne, de: Ausfall, en: Outage}
started: 2022-07-25
former: [incident-1]
# status/outage/2022-07-26.yml
status: investigating
published: 2022-07-26
text: {fr: "Texte ![Lettre](files/letter.svg)", de: Text, en: Text}
services: {web: major_outage}
"""
BASES = ("/", "/info/")
SERVERS = ("nginx", "caddy", "apache")
ODD = 'o\'dd "$1" {x} ; ${y} %2F `z` #\\'
YEAR = "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class Hosted:
    """A site and its server; `base` is the path of its root."""

    server: Server
    base: str
    folder: Path

    def file(self, pattern: str) -> str:
        """The address of the only file below the root with a pattern."""
        [path] = self.folder.glob(pattern)
        return self.base + path.relative_to(self.folder).as_posix()


def _built(root: Path, base: str, name: str) -> Path:
    root.mkdir()
    write_site(root, SITE)
    config = MKDOCS.replace("/info/", base).replace("- site_builder", "- site_builder:")
    (root / "mkdocs.yml").write_text(f"{config}      precompress: true\n", "utf-8")
    files = root / "content/files"
    files.mkdir()
    (files / "letter.svg").write_bytes(planted.svg())
    (files / "form.pdf").write_bytes(planted.pdf())
    (files / "list.csv").write_text("a,b\n" * 200)
    folder = root / name
    build_site(root, "2022-12-31", "--site-dir", str(folder))
    challenge = folder / ".well-known/acme-challenge"
    challenge.mkdir(parents=True)
    (challenge / "token").write_text("token")
    (folder / ".hidden").write_text("secret")
    (folder / "lu/.git").mkdir()
    (folder / "lu/.git/config").write_text("secret")
    (folder / "record.json.gz").write_bytes(gzip.compress(b"{}"))
    (folder / "only-files").mkdir()
    (folder / "only-files/a.txt").write_text("a")
    return folder


@pytest.fixture(scope="module")
def place() -> Iterator[Path]:
    """A folder that servers may enter that run as another user."""
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)
        yield Path(folder)


@pytest.fixture(scope="module")
def sites(place: Path) -> Mapping[str, Path]:
    """A site at the root of a domain, whose folder has an odd name, and one below a path."""
    return {
        "/": _built(place / "root", "/", ODD),
        "/info/": _built(place / "below", "/info/", "site"),
    }


@pytest.fixture(scope="module", params=[(kind, base) for kind in SERVERS for base in BASES])
def hosted(
    request: pytest.FixtureRequest, sites: Mapping[str, Path], place: Path
) -> Iterator[Hosted]:
    kind, base = request.param
    folder = sites[base]
    work = place / f"{kind}-{folder.parent.name}"
    with serving(kind, folder.parent, work, "--folder", str(folder)) as server:
        yield Hosted(server, base, folder)


def _headers_file(hosted: Hosted, rule: str) -> dict[str, str]:
    _, _, after = (hosted.folder / "_headers").read_text("utf-8").partition(f"{rule}\n")
    lines: dict[str, str] = {}
    for line in after.splitlines():
        if not line.startswith("  "):
            break
        name, _, value = line.strip().partition(": ")
        lines[name] = value
    return lines


def test_every_file_has_its_type_and_the_headers_of_the_file_headers(hosted: Hosted) -> None:
    usual = _headers_file(hosted, "/*")
    assert usual["Strict-Transport-Security"] == "max-age=31536000"
    for path in sorted(p for p in hosted.folder.rglob("*") if p.is_file()):
        name = path.relative_to(hosted.folder).as_posix()
        if "/." in f"/{name}" or name.startswith("_") or name.endswith((".gz", ".br")):
            continue
        answer = hosted.server.ask(hosted.base + name)
        assert answer.status == 200, name
        assert answer.body == path.read_bytes(), name
        assert answer["Content-Type"] == type_of(name), name
        is_lasting = name.startswith(("assets/", "files/", "pictures/"))
        is_lasting = is_lasting and name != "assets/images/favicon.png"
        assert answer["Cache-Control"] == (YEAR if is_lasting else "no-cache"), name
        own = _headers_file(hosted, "/pictures/*") if name.startswith("pictures/") else {}
        for header, value in (usual | own).items():
            assert answer[header] == value, (name, header)
        assert answer["X-Robots-Tag"] == ("noindex" if name.endswith(".md") else None), name
        assert answer["ETag"], name


def test_pages_answer_at_their_addresses_with_the_link_to_the_state(hosted: Hosted) -> None:
    for path, edition in (("lu/de/", "lu/de"), ("", "lu/fr"), ("api/v2/status.json", "lu/fr")):
        answer = hosted.server.ask(hosted.base + path)
        assert (answer.status, answer["Location"]) == (200, None)
        state = f"https://status.example.org{hosted.base}{edition}/api/v2/status.json"
        assert answer["Link"] == f'<{state}>; rel="status"; type="application/json"'
    page = hosted.server.ask(f"{hosted.base}lu/fr/")
    assert page.body == (hosted.folder / "lu/fr/index.html").read_bytes()
    assert page["Content-Type"] == "text/html; charset=utf-8"
    assert page["Cache-Control"] == "no-cache"


def test_compressed_copies_are_sent_as_they_are(hosted: Hosted) -> None:
    for path in (hosted.base, f"{hosted.base}lu/fr/feed.json", hosted.file("assets/*/site.*.css")):
        plain = hosted.server.ask(path)
        for coding, unpack, ending in (
            ("gzip", gzip.decompress, ".gz"),
            ("br", brotli.decompress, ".br"),
        ):
            packed = hosted.server.ask(path, Accept_Encoding=coding)
            assert packed["Content-Encoding"] == coding
            assert unpack(packed.body) == plain.body
            name = path.removeprefix(hosted.base) or "index.html"
            assert packed.body == (hosted.folder / f"{name}{ending}").read_bytes()
            assert packed["Content-Type"] == plain["Content-Type"]
            assert packed["Cache-Control"] == plain["Cache-Control"]
            assert packed["Link"] == plain["Link"]
            assert "Accept-Encoding" in (packed["Vary"] or "")
            assert packed["ETag"] != plain["ETag"]


def test_a_file_that_is_compressed_by_itself_stays_so(hosted: Hosted) -> None:
    for coding in ("identity", "gzip"):
        record = hosted.server.ask(f"{hosted.base}record.json.gz", Accept_Encoding=coding)
        assert (record.status, record["Content-Encoding"]) == (200, None)
        assert record["Content-Type"] == "application/gzip"
        assert gzip.decompress(record.body) == b"{}"


def test_an_unchanged_file_is_not_sent_again(hosted: Hosted) -> None:
    for coding in ("identity", "gzip"):
        path = f"{hosted.base}lu/fr/feed.rss"
        first = hosted.server.ask(path, Accept_Encoding=coding)
        tag = first["ETag"] or ""
        again = hosted.server.ask(path, Accept_Encoding=coding, If_None_Match=tag)
        assert (again.status, again.body) == (304, b"")
        assert again["Cache-Control"] == "no-cache"
        other = hosted.server.ask(path, Accept_Encoding=coding, If_None_Match='"other"')
        assert other.status == 200
        since = hosted.server.ask(path, If_Modified_Since=first["Last-Modified"] or "")
        assert since.status == 304


def test_head_has_the_headers_and_no_body(hosted: Hosted) -> None:
    whole, head = (hosted.server.ask(f"{hosted.base}lu/fr/", m) for m in ("GET", "HEAD"))
    assert (head.status, head.body) == (200, b"")
    assert {**head.headers, "date": ""} == {**whole.headers, "date": ""}
    assert hosted.server.ask(f"{hosted.base}lu/fr/", "POST").status == 405


@pytest.mark.parametrize(
    ("path", "language"),
    [
        ("nothing", "en"),
        ("lu/de/nothing/at/all", "de"),
        ("group/en/faq/nothing.json", "en"),
        ("lu/fr/incidents/none/feed.atom", "fr"),
        ("assets/stylesheets/old.css", "en"),
        ("pictures/old.svg", "en"),
    ],
)
def test_what_is_missing_is_said_in_the_language_of_the_edition(
    hosted: Hosted, path: str, language: str
) -> None:
    answer = hosted.server.ask(hosted.base + path)
    assert answer.status == 404
    assert f' lang="{language}"'.encode() in answer.body[:60]
    assert f'<base href="{hosted.base}'.encode() in answer.body
    assert answer["Content-Type"] == "text/html; charset=utf-8"
    # It may exist tomorrow.
    assert answer["Cache-Control"] == "no-cache"
    for name, value in _headers_file(hosted, "/*").items():
        assert answer[name] == value


@pytest.mark.parametrize(
    ("former", "present"),
    [
        ("lu/fr/incidents/incident-1/", "lu/fr/incidents/outage/"),
        ("group/en/incidents/incident-1", "group/en/incidents/outage/"),
        ("lu/de/faq/what/", "lu/de/faq/which/"),
    ],
)
def test_former_addresses_lead_on(hosted: Hosted, former: str, present: str) -> None:
    answer = hosted.server.ask(hosted.base + former)
    assert answer.status == 301
    assert answer["Location"] in (
        hosted.base + present,
        f"https://status.example.org{hosted.base}{present}",
    )
    assert answer["Cache-Control"] == "no-cache"
    assert hosted.server.ask(hosted.base + present).status == 200


def test_a_folder_without_its_slash_keeps_host_and_encryption(hosted: Hosted) -> None:
    paths = ["lu/fr", "lu/fr/faq"] if hosted.base == "/" else ["lu/fr", "lu/fr/faq", ""]
    for path in paths:
        answer = hosted.server.ask(f"{hosted.base}{path}".rstrip("/"), Host="status.example.org")
        assert answer.status in (301, 302, 308), path
        target = f"{hosted.base}{path}".rstrip("/") + "/"
        assert answer["Location"] in (target, f"https://status.example.org{target}")


@pytest.mark.parametrize(
    "path",
    [
        ".site-builder",
        ".hidden",
        "lu/.git/config",
        "_headers",
        "../.site.lock",
        "%2e%2e/mkdocs.yml",
        "assets/../../mkdocs.yml",
        "assets/..%2f..%2fmkdocs.yml",
        "lu/..%5c..%5cmkdocs.yml",
        ".well-known/../.site-builder",
        ".well-known/.site-builder",
        "%2esite-builder",
        "//.site-builder",
        "index.html%00.txt",
        "only-files/",
        "assets/",
        "lu/",
    ],
)
def test_hidden_files_lists_and_ways_out_are_not_served(hosted: Hosted, path: str) -> None:
    answer = hosted.server.ask(hosted.base + path)
    assert answer.status in (400, 403, 404), answer
    for secret in (b"secret", b"wrote the files", b"site_name:", b"a.txt", b"/*\n"):
        assert secret not in answer.body


def test_well_known_files_are_served(hosted: Hosted) -> None:
    answer = hosted.server.ask(f"{hosted.base}.well-known/acme-challenge/token")
    assert (answer.status, answer.body) == (200, b"token")


def test_nothing_leads_to_another_host(hosted: Hosted) -> None:
    for path in ("//evil.example/lu/fr", "//lu/fr", "/%2flu/fr", f"{hosted.base}/evil.example/.."):
        location = hosted.server.ask(path)["Location"] or ""
        assert not location.startswith(("//", "/\\")), (path, location)
        assert "://" not in location or location.startswith("https://status.example.org/")


@pytest.mark.parametrize("hosted", [(kind, "/info/") for kind in SERVERS], indirect=True)
def test_readers_always_get_a_whole_page_while_the_site_is_published_again(hosted: Hosted) -> None:
    root = hosted.folder.parent
    update = root / "status/outage/2022-07-26.yml"
    written = update.read_text("utf-8")
    paths = ("lu/fr/", "lu/fr/incidents/outage/", "lu/fr/feed.json", "api/v2/incidents.json")
    codings = {"identity": bytes, "gzip": gzip.decompress, "br": brotli.decompress}
    published: dict[str, set[bytes]] = {path: set() for path in paths}
    answers: list[tuple[str, str, Answer]] = []
    is_over = Event()

    def note() -> None:
        for path in paths:
            name = f"{path}index.html" if path.endswith("/") else path
            published[path].add((hosted.folder / name).read_bytes())

    def read() -> None:
        while not is_over.is_set():
            for path in paths:
                for coding in codings:
                    answer = hosted.server.ask(hosted.base + path, Accept_Encoding=coding)
                    answers.append((path, coding, answer))

    note()
    with ThreadPoolExecutor(2) as readers:
        reading = [readers.submit(read) for _ in range(2)]
        try:
            for i in range(3):
                text = f"Texte {hosted.server.kind} {i}"
                update.write_text(written.replace("Texte", text), "utf-8")
                build_site(root, "2022-12-31", "--site-dir", str(hosted.folder))
                note()
                now = hosted.server.ask(f"{hosted.base}lu/fr/incidents/outage/")
                assert text.encode() in now.body
        finally:
            is_over.set()
            update.write_text(written, "utf-8")
        for each in reading:
            each.result()
    assert len(answers) > 100
    assert all(len(versions) == 4 for versions in published.values())
    for path, coding, answer in answers:
        assert answer.status == 200, (path, coding)
        assert codings[coding](answer.body) in published[path], (path, coding)


@pytest.mark.parametrize("kind", SERVERS)
def test_with_a_certificate_only_encrypted_answers_have_content(kind: str, place: Path) -> None:
    root = place / f"encrypted-{kind}"
    root.mkdir()
    write_site(root, OUTAGE)
    config = MKDOCS.replace("status.example.org/info/", "localhost/")
    (root / "mkdocs.yml").write_text(config, "utf-8")
    challenge = build_site(root) / ".well-known/acme-challenge"
    challenge.mkdir(parents=True)
    (challenge / "token").write_text("token")
    with serving_encrypted(kind, root, place / f"encrypted-{kind}-work") as (server, plain):
        page = server.ask("/lu/fr/", Accept_Encoding="gzip")
        assert page.status == 200
        assert page["Strict-Transport-Security"] == "max-age=31536000"
        # Without copies next to the files, the server compresses by itself.
        assert page["Content-Encoding"] == "gzip"
        assert gzip.decompress(page.body) == (root / "site/lu/fr/index.html").read_bytes()
        tag = page["ETag"] or ""
        again = server.ask("/lu/fr/", Accept_Encoding="gzip", If_None_Match=tag)
        assert again.status == 304
        assert server.ask("/lu/fr").status in (301, 308)
        away = plain.ask("/lu/fr/?x=1", Host="localhost")
        assert away.status in (301, 308)
        assert away["Location"] == "https://localhost/lu/fr/?x=1"
        if kind != "caddy":
            # Caddy answers to such challenges by itself.
            token = plain.ask("/.well-known/acme-challenge/token", Host="localhost")
            assert (token.status, token.body) == (200, b"token")


@pytest.mark.parametrize("kind", SERVERS)
def test_a_path_with_odd_characters_is_escaped(kind: str, place: Path) -> None:
    root = place / f"path-{kind}"
    root.mkdir()
    write_site(root, OUTAGE.replace("started", "former: [old]\nstarted"))
    path = "/a;b$1$x%25c,%C3%A9%20%28%22%7Bx%7D%60%27/"
    config = MKDOCS.replace("https://status.example.org/info/", f'"https://a.example{path}"')
    (root / "mkdocs.yml").write_text(config, "utf-8")
    build_site(root)
    with serving(kind, root, place / f"path-{kind}-work") as server:
        page = server.ask(f"{path}lu/fr/")
        assert (page.status, page["Content-Type"]) == (200, "text/html; charset=utf-8")
        assert page["Cache-Control"] == "no-cache"
        assert f"<https://a.example{path}lu/fr/api/v2/status.json>" in (page["Link"] or "")
        assert server.ask(f"{path}lu/fr/nothing").body.count(b'lang="fr"') > 0
        moved = server.ask(f"{path}lu/fr/incidents/old/")["Location"] or ""
        assert unquote(moved).endswith(unquote(f"{path}lu/fr/incidents/outage/"))
        assert server.ask(urlsplit(moved).path).status == 200
        style = next((root / "site/assets/stylesheets").glob("site.*.css")).name
        assert server.ask(f"{path}assets/stylesheets/{style}")["Cache-Control"] == YEAR


def test_netlify_gets_its_folder_and_redirects_and_reads_headers_from_the_site(
    sites: Mapping[str, Path],
) -> None:
    root = sites["/info/"].parent
    result = run_command("hosting", "netlify", "-f", str(root / "mkdocs.yml"))
    assert result.exit_code == 0
    read = tomllib.loads(result.output)
    assert read["build"] == {"publish": "site"}
    assert read["redirects"][0] == {
        "from": "/group/en/incidents/incident-1/",
        "to": "/info/group/en/incidents/outage/",
        "status": 301,
        "force": True,
    }
    missing = [rule for rule in read["redirects"] if rule["status"] == 404]
    assert {"from": "/lu/de/*", "to": "/lu/de/404.html", "status": 404} in missing
    assert all(set(rule) <= {"from", "to", "status", "force"} for rule in read["redirects"])
    # docs.netlify.com/manage/routing/headers: a path, then indented lines of name and value.
    for line in (root / "site/_headers").read_text("utf-8").splitlines():
        assert re.fullmatch(r"/[^\s:]*|  [A-Za-z-]+: [\x20-\x7e]+", line), line


def _printed(root: Path, *arguments: str) -> str:
    result = run_command("hosting", *arguments, "-f", str(root / "mkdocs.yml"))
    assert result.exit_code == 0, result.output
    return result.stdout


def test_a_file_that_is_out_of_date_is_found(tmp_path: Path) -> None:
    root, target = write_site(tmp_path, OUTAGE), tmp_path / "nginx.conf"
    options = ("nginx", "-o", str(target))
    assert _printed(root, *options) == ""
    assert target.read_text("utf-8") == _printed(root, "nginx")
    assert _printed(root, *options, "--check").endswith("nginx.conf is up to date.\n")
    (root / "content/countries/be.yml").write_text("locales: [nl]\n")
    result = run_command("hosting", *options, "--check", "-f", str(root / "mkdocs.yml"))
    assert result.exit_code == 1
    assert result.output.endswith(
        "nginx.conf is out of date. Run the same command without `--check`.\n"
    )


@pytest.mark.parametrize(
    ("site_url", "arguments", "message"),
    [
        ("", ["nginx"], "Add `site_url: https://status.example.org/`."),
        ("https://a.example/%2e%2e/b/", ["caddy"], "is not a valid address for `site_url`"),
        ("https://a.example/x%0ay/", ["apache"], "is not a valid address for `site_url`"),
        (None, ["nginx", "--folder", "/srv/a\nb"], "contains a line break"),
        (None, ["nginx", "--listen", "8080"], "is not an address with a port"),
        (None, ["nginx", "--listen", "a b:80"], "is not an address with a port"),
        (None, ["nginx", "--listen", "127.0.0.1:70000"], "is not an address with a port"),
        (None, ["caddy", "--check"], "`--check` needs the file: `-o FILE`."),
    ],
)
def test_what_cannot_be_configured_is_explained(
    site_url: str | None, arguments: list[str], message: str, tmp_path: Path
) -> None:
    root = write_site(tmp_path, OUTAGE)
    if site_url is not None:
        config = MKDOCS.replace("https://status.example.org/info/", f'"{site_url}"')
        (root / "mkdocs.yml").write_text(config, "utf-8")
    result = run_command("hosting", *arguments, "-f", str(root / "mkdocs.yml"))
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in " ".join(result.output.split())


def test_a_site_with_errors_gets_no_configuration(tmp_path: Path) -> None:
    root = write_site(tmp_path, OUTAGE.replace("published", "publishd"))
    result = run_command("hosting", "nginx", "-f", str(root / "mkdocs.yml"))
    assert (result.exit_code, result.stdout) == (1, "")
    assert "There is no configuration: the site's files have 1 error." in result.output


def test_what_is_not_public_yet_is_in_no_configuration(tmp_path: Path) -> None:
    text = OUTAGE.replace("started", "former: [secret]\nstarted").replace("07-26", "07-29")
    root = write_site(tmp_path, text.replace("published: 2022", "published: 2099"))
    for kind in (*SERVERS, "netlify"):
        assert "secret" not in _printed(root, kind)


def test_every_file_of_a_site_has_a_known_type(shipped: Path, sites: Mapping[str, Path]) -> None:
    for folder in (shipped, *sites.values()):
        listed = (folder / ".site-builder").read_text("utf-8").splitlines()[1:]
        files = (path for path in listed if not path.endswith(".br"))
        assert {path for path in files if type_of(path) == UNKNOWN_TYPE} == {"_headers"}


def test_values_cannot_leave_their_quotes() -> None:
    hostile = ['"; x', "a\\", "`", "${x}", "$x", "{", "}", "%{x}", 'a\\"b', "'", "# x", "\\`"]
    for text in hostile:
        for module in (nginx, caddy, apache, netlify):
            word = module.quoted(text)
            mark, inner = word[0], word[1:-1]
            assert word[-1] == mark
            # Every quote inside has its escape, and so has the last backslash.
            bare = re.sub(r"\\[\\\"]", "", inner) if mark == '"' else inner
            assert mark not in bare, (module, text)


def test_two_sites_in_one_nginx_share_no_name(tmp_path: Path) -> None:
    root = write_site(tmp_path, OUTAGE)
    one = _printed(root, "nginx", "--folder", "/srv/$x")
    config = MKDOCS.replace("status.example.org/info/", "help.example.org/")
    (root / "mkdocs.yml").write_text(config, "utf-8")
    other = _printed(root, "nginx", "--folder", "/srv/$x")
    names = [set(re.findall(r"^(?:map \$uri|geo) (\$\w+)", text, re.M)) for text in (one, other)]
    assert all("dollar" in " ".join(found) for found in names)
    assert not names[0] & names[1]
