"""Small sites written out in a test: `# path` lines, each followed by its file."""

from __future__ import annotations

import re
import sys
import textwrap
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from click.testing import CliRunner, Result
from lxml.html import fromstring

from site_builder.checking.examine import examine
from site_builder.checking.rules import find_problems
from site_builder.cli import main
from site_builder.model.problem import Problem
from site_builder.record.since_published import WrittenRecords, compare_site

AT = datetime(2022, 12, 31, tzinfo=UTC)
COMMAND = [sys.executable, "-m", "site_builder"]
"""`site-builder` in a process of its own."""
_FILE = re.compile(r"^# ((?:content|status)/\S+|mkdocs\.yml)$", re.MULTILINE)
MKDOCS = """\
site_name: Example
site_url: https://status.example.org/info/
docs_dir: content
theme:
  name: material
plugins:
  - site_builder
"""

OUTAGE = """\
# content/countries/lu.yml
locales: [fr]
# status/outage/incident.yml
title: {fr: Panne}
started: 2022-07-25
# status/outage/2022-07-26.yml
status: investigating
published: 2022-07-26
text: {fr: Texte}
"""


def write_site(root: Path, text: str) -> Path:
    """Write the files of a text into `root`, with a plain mkdocs.yml."""
    (root / "mkdocs.yml").write_text(MKDOCS, "utf-8")
    pieces = _FILE.split(textwrap.dedent(text))
    for name, content in zip(pieces[1::2], pieces[2::2], strict=True):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content.lstrip("\n"), "utf-8")
    return root


def problems_of(
    root: Path, text: str, at: datetime = AT, published: str | None = None
) -> tuple[Problem, ...]:
    """What the checker says of a site, of which another state may have been `published`."""
    examined = examine(write_site(root, text), at)
    if published is not None:
        (root / "published").mkdir()
        old = examine(write_site(root / "published", published), at)
        examined = replace(
            examined,
            compared=compare_site(examined.catalogue, at, WrittenRecords.of(old.catalogue, at)),
        )
    return find_problems(examined)


def build_site(root: Path, at: str = "2022-12-31", *options: str) -> Path:
    """Build the site in `root` by the command and give back its folder."""
    result = run_command("build", "-f", str(root / "mkdocs.yml"), "--at", at, *options)
    assert result.exit_code == 0, result.output
    return root / "site"


def run_command(*arguments: str) -> Result:
    """Run `site-builder` in this process."""
    return CliRunner().invoke(main, list(arguments), catch_exceptions=False)


def page(site: Path, address: str) -> str:
    """The HTML of a page of a built site."""
    return (site / address / "index.html").read_text("utf-8")


def words(html: str) -> str:
    """What a reader sees of some HTML, with single spaces."""
    document = fromstring(html)
    for element in document.xpath("//head | //script | //style"):
        element.drop_tree()
    return " ".join(document.text_content().split())


def everything(site: Path) -> bytes:
    """All bytes of a built site and the names of its files."""
    return b"\n".join(
        str(path.relative_to(site)).encode() + path.read_bytes()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    )
