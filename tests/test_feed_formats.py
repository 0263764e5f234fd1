"""Every feed of the shipped case against the rules of its format, by readers that are not ours."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import feedparser
from jsonschema import Draft202012Validator, FormatChecker
from lxml import etree

SCHEMAS = Path(__file__).parent / "schemas"


def _feeds(site: Path, ending: str) -> list[Path]:
    names = ("feed", "history", "changes")
    found = [path for name in names for path in site.rglob(f"{name}.{ending}")]
    if ending == "atom":
        found += site.rglob("archive/*.atom")
    assert len(found) > 140
    return sorted(found)


def test_every_xml_feed_is_well_formed_to_xmllint(shipped: Path) -> None:
    paths = [*_feeds(shipped, "rss"), *_feeds(shipped, "atom")]
    done = subprocess.run(
        ["xmllint", "--noout", "--nonet", *map(str, paths)], capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_every_atom_feed_keeps_the_rules_of_atom(shipped: Path) -> None:
    rules = etree.RelaxNG(etree.parse(SCHEMAS / "atom.rng"))
    for path in _feeds(shipped, "atom"):
        assert rules.validate(etree.parse(path)), f"{path}: {rules.error_log}"


def test_the_rules_of_atom_refuse_a_moment_without_a_zone(shipped: Path) -> None:
    rules = etree.RelaxNG(etree.parse(SCHEMAS / "atom.rng"))
    text = (shipped / "lu/fr/feed.atom").read_text("utf-8")
    assert not rules.validate(etree.fromstring(text.replace("+00:00<", "<", 1).encode()))


def test_every_json_feed_keeps_the_rules_of_json_feed(shipped: Path) -> None:
    schema = json.loads((SCHEMAS / "json_feed.schema.json").read_text("utf-8"))
    rules = Draft202012Validator(schema, format_checker=FormatChecker())
    for path in _feeds(shipped, "json"):
        content = json.loads(path.read_text("utf-8"))
        rules.validate(content)
        ids = [item["id"] for item in content["items"]]
        assert len(ids) == len(set(ids)), path


def test_feedparser_reads_every_feed(shipped: Path) -> None:
    for path in [*_feeds(shipped, "rss"), *_feeds(shipped, "atom")]:
        feed = feedparser.parse(path.read_bytes())
        assert not feed.bozo, f"{path}: {feed.get('bozo_exception')}"
        assert all(entry.get("link") and entry.get("id") for entry in feed.entries), path
