"""Nothing that stands in a text is run, whatever it is written into."""

from __future__ import annotations

import json
import re
import shutil
from datetime import UTC, datetime
from html import unescape
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from lxml.html import HtmlElement, fromstring
from markdown_it import MarkdownIt
from ruamel.yaml import YAML

from site_builder.checking.examine import examine
from site_builder.reading.document import Document, Positions
from site_builder.shapes.documents import SHAPES
from site_builder.shapes.text_keys import holds_words, text_kind
from tests.conftest import ROOT
from tests.sites import build_site, problems_of, run_command, write_site

# `pwn` must end up where it is only read.
VECTORS = [
    "<script>pwn()</script>",
    "<SCRIPT SRC=//pwn.example></SCRIPT>",
    "<img src=x onerror=pwn()>",
    "<svg/onload=pwn()>",
    '"><svg onload="pwn()">',
    "'><img src=x onerror='pwn()'>",
    '" onmouseover="pwn()" x="',
    "' autofocus onfocus='pwn()",
    "<iframe srcdoc='<script>pwn()</script>'>",
    "<a href=javascript:pwn()>x</a>",
    '<a href="java\tscript:pwn()">x</a>',
    "<a href='&#106;avascript:pwn()'>x</a>",
    "<math><mi xlink:href='javascript:pwn()'>x</mi></math>",
    "<style>*{background:url(javascript:pwn())}</style>",
    "<p style='width:expression(pwn())'>x</p>",
    "<base href='//pwn.example/'>",
    "<meta http-equiv=refresh content='0;url=//pwn.example'>",
    "<form action=//pwn.example><button formaction='javascript:pwn()'>x",
    "<object data='data:text/html,<script>pwn()</script>'></object>",
    "<embed src=//pwn.example>",
    "<link rel=stylesheet href=//pwn.example>",
    "</title><script>pwn()</script>",
    "</script><script>pwn()</script>",
    "</textarea><script>pwn()</script>",
    "--><script>pwn()</script>",
    "]]><script>pwn()</script>",
    "<![CDATA[<script>pwn()</script>]]>",
    "<?xml-stylesheet href='javascript:pwn()'?>",
    "<!DOCTYPE x [<!ENTITY pwn SYSTEM 'file:///etc/passwd'>]>&pwn;",
    "&lt;script&gt;pwn()&lt;/script&gt;",
    "&#60;script&#62;pwn()&#60;/script&#62;",
    "[x](javascript:pwn())",
    "[x](JaVaScRiPt&colon;pwn())",
    "[x](data:text/html;base64,pwn)",
    "[x](vbscript:pwn())",
    "![x](javascript:pwn())",
    "<javascript:pwn()>",
    "[x]: javascript:pwn()",
    "{{ pwn() }}",
    "{% pwn %}",
    "${pwn()}",
    "`<script>pwn()</script>`",
    "\u2028<script>pwn()</script>",
    "=cmd|' /C pwn'!A0",
    "# pwn\n\n<script>pwn()</script>",
    "x\r\nX-Pwn: yes",
]
_SAFE = ("alt", "title", "content", "value", "lang", "id", "for", "headers", "datetime", "class")
_ADDRESSES = ("href", "src", "action", "formaction", "data", "poster", "srcset", "cite", "ping")
_NEVER = ("iframe", "object", "embed", "math", "applet", "frame", "portal")
_AT = datetime(2026, 11, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example of 22 countries with a vector in every text of every file."""
    root = tmp_path_factory.mktemp("hostile")
    shutil.copytree(ROOT / "examples/nordlicht", root, dirs_exist_ok=True)
    (root / "content/translations.lock").unlink(missing_ok=True)
    _fill(root, tmp_path_factory.mktemp("probe"))
    result = run_command("build", "-f", str(root / "mkdocs.yml"), "--at", "2026-11-30")
    assert result.exit_code == 0, re.findall(r"^error.*", result.output, re.MULTILINE)
    return root


def _fill(root: Path, probe: Path) -> None:
    number = count()
    plain, markdown = _accepted("title", probe), _accepted("text", probe)
    assert len(plain) > 30
    assert len(markdown) > 25
    seen: set[tuple[str, str]] = set()
    yaml = YAML()
    yaml.width = 10_000
    trees: dict[str, Any] = {}
    for text in examine(root, _AT).texts:
        document, path = text.document, text.path
        kind = text_kind(document, path)
        if kind in ("url", "fact") or not holds_words(document, path):
            continue
        seen.add((document.kind, str(path[0])))
        vectors = markdown if kind == "markdown" else plain
        vector = vectors[next(number) % len(vectors)]
        span = document.positions.span(path)
        assert span is not None
        file = root / span.place.file
        if file.suffix == ".md" and path[0] in ("text", "answer", "summary"):
            file.write_text(f"{file.read_text()}\n\n{vector.strip()}\n")
        elif file.suffix in (".yml", ".yaml"):
            if span.place.file not in trees:
                trees[span.place.file] = yaml.load(file.read_text())
            _put(trees[span.place.file], path, f"{text.value} {vector}")
    for name, tree in trees.items():
        with (root / name).open("w") as stream:
            yaml.dump(tree, stream)
    assert _text_keys() <= seen


def _text_keys() -> set[tuple[str, str]]:
    """The keys of every kind of file that hold a text, after their shapes."""
    keys: set[tuple[str, str]] = set()
    for kind, model in SHAPES.items():
        document = Document(
            kind=kind, id="", owner="", file="", value={}, positions=Positions({}, {}), sources={}
        )
        for key in model.model_json_schema().get("properties", {}):
            if text_kind(document, (key, "fr")) in ("plain", "markdown") and holds_words(
                document, (key, "fr")
            ):
                keys.add((kind, key))
    return keys


def _accepted(key: str, probe: Path) -> list[str]:
    """The vectors that `check` lets into a text; the others never get near a page."""
    site = (
        "# content/countries/lu.yml\nlocales: [fr]\n"
        "# status/o/incident.yml\ntitle: {fr: P}\nstarted: 2022-07-25\n"
    )
    for i, vector in enumerate(VECTORS):
        texts = {"title": "Panne", "text": "Texte"} | {key: f"x {vector}"}
        site += (
            f"# status/o/2022-07-26-{i}.yml\nstatus: investigating\npublished: 2022-07-26\n"
            f"title: {{fr: {json.dumps(texts['title'])}}}\n"
            f"text: {{fr: {json.dumps(texts['text'])}}}\n"
        )
    files = {p.place.file for p in problems_of(probe, site) if p.is_error}
    return [v for i, v in enumerate(VECTORS) if f"status/o/2022-07-26-{i}.yml" not in files]


def _put(tree: Any, path: tuple[str | int, ...], text: str) -> None:
    for part in path[:-1]:
        tree = tree[part]
    tree[path[-1]] = text


def test_nothing_runs_a_text(root: Path) -> None:
    _prove_pages(root)
    _prove_feeds(root)
    _prove_twins(root)
    _prove_mails(root)


def _prove_pages(root: Path) -> None:
    pages = list((root / "site").rglob("*.html"))
    assert len(pages) > 100
    assert sum(b"pwn" in page.read_bytes() for page in pages) > 100
    for page in pages:
        ours = frozenset(re.findall(r"<script[^>]*>(?![^<]*pwn)", page.read_text()))
        _prove(fromstring(page.read_bytes()), str(page), len(ours))


def _prove_feeds(root: Path) -> None:
    seen = 0
    for path in [p for p in (root / "site").rglob("*") if p.suffix in (".rss", ".atom")]:
        for element in etree.parse(path).iter():
            text = element.text or ""
            if isinstance(element.tag, str) and "<" in text and _holds_html(element):
                seen += 1
                _prove(fromstring(f"<div>{text}</div>"), str(path))
    for path in (root / "site").rglob("feed.json"):
        for item in json.loads(path.read_text())["items"]:
            seen += 1
            _prove(fromstring(f"<div>{item['content_html']}</div>"), str(path))
    assert seen > 100


def _holds_html(element: Any) -> bool:
    name = etree.QName(element).localname
    return name in ("encoded", "description") or element.get("type") == "html"


def _prove_twins(root: Path, least: int = 100) -> None:
    # The most careless reader: it takes every address for a link.
    markdown = MarkdownIt("commonmark", {"html": True}).enable("table")
    markdown.validateLink = lambda url: True  # type: ignore[method-assign]
    twins = [*(root / "site").rglob("index.md"), *(root / "site").rglob("llms.txt")]
    assert len(twins) > least
    for path in twins:
        # What stands above the page itself is YAML.
        text = re.sub(r"\A---\n.*?\n---\n", "", path.read_text(), flags=re.DOTALL)
        _prove(fromstring(f"<div>{markdown.render(text)}</div>"), str(path))


def _prove_mails(root: Path) -> None:
    told = run_command(
        *("announce", "-f", str(root / "mkdocs.yml"), "--since", "2026-06-01"),
        *("--at", "2026-11-30", "--format", "json"),
    )
    assert told.exit_code == 0, told.output
    messages = json.loads(told.stdout)
    assert len(messages) > 5
    for message in messages:
        assert "\n" not in message["subject"]
        _prove(fromstring(f"<div>{message['html']}</div>"), message["subject"])


def _prove(document: HtmlElement, where: str, scripts: int = 0) -> None:
    """Fail if an element or attribute of a text acts; `scripts` are those of the site itself."""
    for element in document.iter():
        if not isinstance(element.tag, str):
            assert "pwn" not in (element.text or "") or isinstance(element, etree._Comment), where
            continue
        assert element.tag not in _NEVER, f"{element.tag} in {where}"
        if element.tag in ("script", "style") and element.get("type") != "application/ld+json":
            assert "pwn" not in (element.text or ""), where
            assert scripts or element.tag == "style", where
        for name, value in element.attrib.items():
            _prove_attribute(str(name).lower(), str(value), where)


def _prove_attribute(name: str, value: str, where: str) -> None:
    assert not name.startswith("on"), f"{name} in {where}"
    plain = re.sub(r"[\x00-\x20]", "", unescape(value)).lower()
    if name.rpartition("}")[2].rpartition(":")[2] in _ADDRESSES:
        assert not plain.startswith(("javascript:", "vbscript:", "data:t")), f"{value} in {where}"
        assert not plain.startswith("//pwn"), f"{value} in {where}"
    elif name not in _SAFE and not name.startswith(("data-", "aria-")):
        assert "pwn" not in plain, f"{name}={value} in {where}"


LINE = "One\n## Forged\u2028# Forged\n- [x](//pwn.example/)\n\n---\nforged: [y](javascript:pwn)"


def test_a_text_of_one_line_is_one_line_in_every_format(tmp_path: Path) -> None:
    line = json.dumps(LINE)
    text = f"""\
# content/site.yml
name: {line}
notice: {line}
# content/countries/lu.yml
locales: [fr]
name: {line}
contacts: [{{email: a@example.org, purposes: [{line}], subject: {line}, note: {line}}}]
links: [{{title: {line}, url: "https://example.org/"}}]
# content/services.yml
mail: {{name: {line}, group: {line}}}
# content/facts.yml
fact: {line}
# content/faq/categories.yml
data: {line}
# content/faq/data/which.yml
question: {line}
answer: About {{fact}}.
updated: 2022-07-01
# status/outage/incident.yml
title: {line}
started: 2022-07-01
services: {{mail: major_outage}}
# status/outage/2022-07-02.yml
status: investigating
published: 2022-07-02 10:00
title: {line}
text: About {{fact}}.
"""
    site = build_site(write_site(tmp_path, text))
    announce = ("announce", "-f", str(tmp_path / "mkdocs.yml"), "--since", "2022-06-01")
    told = [run_command(*announce, "--format", form).stdout for form in ("text", "short")]
    files = [*site.rglob("*.md"), site / "llms.txt", site / "lu/fr/maintenance.ics"]
    for text in (*told, *(path.read_text() for path in files)):
        assert "Forged" in text
        starts = ("## Forged", "# Forged", "forged:", "- [x]")
        assert not [found for found in text.splitlines() if found.startswith(starts)]
    _prove_twins(tmp_path, least=1)
