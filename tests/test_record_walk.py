"""Random revisions of a site: whatever was public keeps its address, and every build is whole.

`make soak` takes 2,000 of them, the tests 60.
"""

from __future__ import annotations

import os
import random
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urljoin

import pytest
import yaml

from tests.sites import everything, run_command, write_site

STEPS = int(os.environ.get("REVISIONS", "30"))
WALKS = int(os.environ.get("WALKS", "2"))
HOME = "https://status.example.org/info/"
_HREF = re.compile(r'href="([^"]+)"')
SITE = """\
# content/countries/lu.yml
locales: [fr, de]
# content/site.yml
record: true
source: fr
# content/faq/categories.yml
c0: {fr: C0, de: K0}
c1: {fr: C1, de: K1}
# content/faq/c0/q0.yml
question: {fr: "Question 0 ?", de: "Frage 0?"}
answer: {fr: Réponse 0., de: Antwort 0.}
updated: 2022-01-01
# status/i0/incident.yml
title: {fr: Panne 0, de: Ausfall 0}
started: 2022-01-01
# status/i0/2022-01-01.yml
status: investigating
published: 2022-01-01 00:00
text: {fr: Texte 0., de: Text 0.}
"""


@dataclass
class Walk:
    """A site that is revised at random. Each step has a day of its own."""

    root: Path
    random: random.Random
    day: int = 1
    count: int = 1
    public: set[tuple[str, str]] = field(default_factory=set)

    @property
    def at(self) -> str:
        return f"{2022 + self.day // 336}-{self.day // 28 % 12 + 1:02}-{self.day % 28 + 1:02} 12:00"

    def questions(self) -> list[Path]:
        return sorted((self.root / "content/faq").glob("*/*.yml"))

    def updates(self) -> list[Path]:
        return sorted((self.root / "status").glob("*/2*.yml"))

    def incidents(self) -> list[Path]:
        return sorted(path.parent for path in (self.root / "status").glob("*/incident.yml"))

    def any(self, paths: list[Path]) -> Path | None:
        return self.random.choice(paths) if paths else None


def _read(path: Path) -> dict[str, object]:
    value: dict[str, object] = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)
    return value


def _write(path: Path, value: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(value, allow_unicode=True), "utf-8")


def _new_question(walk: Walk) -> None:
    walk.count += 1
    n = walk.count
    _write(
        walk.root / f"content/faq/c{walk.random.randrange(2)}/q{n}.yml",
        {
            "question": {"fr": f"Question {n} ?", "de": f"Frage {n}?"},
            "answer": {"fr": f"Réponse {n}.", "de": f"Antwort {n}."},
            "updated": walk.at,
        },
    )


def _new_update(walk: Walk) -> None:
    folder = walk.any(walk.incidents())
    if folder is not None:
        status = walk.random.choice(["identified", "monitoring", "resolved"])
        text = {"fr": f"Texte {walk.day}.", "de": f"Text {walk.day}."}
        day = walk.at.partition(" ")[0]
        _write(folder / f"{day}.yml", {"status": status, "published": walk.at, "text": text})


def _new_incident(walk: Walk) -> None:
    walk.count += 1
    folder, day = walk.root / f"status/i{walk.count}", walk.at.partition(" ")[0]
    title = {"fr": f"Panne {walk.count}", "de": f"Ausfall {walk.count}"}
    _write(folder / "incident.yml", {"title": title, "started": day})
    text = {"fr": f"Début {walk.day}.", "de": f"Beginn {walk.day}."}
    _write(folder / f"{day}.yml", {"status": "investigating", "published": walk.at, "text": text})


def _edit(walk: Walk) -> None:
    path = walk.any([*walk.questions(), *walk.updates()])
    if path is None:
        return
    value = _read(path)
    key = "answer" if "answer" in value else "text"
    text = value[key]
    assert isinstance(text, dict)
    value[key] = {locale: f"{words} Bis {walk.day}." for locale, words in text.items()}
    kind = walk.random.choice(["minor", "correction", "change"])
    known = value.setdefault("minor" if kind == "minor" else "corrections", [])
    assert isinstance(known, list)
    note = {"at": walk.at, "kind": kind, "note": {"fr": f"N {walk.day}", "de": f"A {walk.day}"}}
    known.append(walk.at if kind == "minor" else note)
    _write(path, value)


def _move(walk: Walk) -> None:
    path = walk.any(walk.questions())
    retired = walk.root / "content/retired.yml"
    # The line of a question that is retired names its category.
    if path is not None and not (retired.exists() and path.stem in retired.read_text("utf-8")):
        other = "c1" if path.parent.name == "c0" else "c0"
        target = path.parent.parent / other / path.name
        target.parent.mkdir(exist_ok=True)
        path.rename(target)


def _rename(walk: Walk) -> None:
    path = walk.any([*walk.questions(), *(p / "incident.yml" for p in walk.incidents())])
    if path is None:
        return
    value, walk.count = _read(path), walk.count + 1
    former = value.setdefault("former", [])
    assert isinstance(former, list)
    if path.name == "incident.yml":
        former.append(path.parent.name)
        _write(path, value)
        path.parent.rename(path.parent.parent / f"i{walk.count}")
    else:
        former.append(f"{path.parent.name}/{path.stem}")
        _write(path, value)
        path.rename(path.with_name(f"q{walk.count}.yml"))


def _retire(walk: Walk) -> None:
    path = walk.any([*walk.questions(), *walk.updates()])
    if path is None or len(walk.questions()) + len(walk.updates()) < 4:
        return
    parts = path.relative_to(walk.root).with_suffix("").as_posix()
    name = parts.removeprefix("content/").removeprefix("status/")
    retired = walk.root / "content/retired.yml"
    known = _read(retired) if retired.exists() else {}
    value = _read(path)
    keys = [name]
    former = value.get("former", [])
    assert isinstance(former, list)
    keys += [f"faq/{key}" for key in former]
    for key in keys:
        known[key] = {"at": walk.at}
    _write(retired, known)
    if walk.random.random() < 0.5:
        path.unlink()


STEP: tuple[Callable[[Walk], None], ...] = (
    _new_question,
    _new_update,
    _new_update,
    _new_incident,
    _edit,
    _edit,
    _edit,
    _move,
    _rename,
    _retire,
)


def _addresses(site: Path) -> Iterator[tuple[str, str]]:
    """Yield every page, and every place on a page that a page or a feed links to."""
    for path in (*site.rglob("index.html"), *site.rglob("*.atom")):
        name = path.relative_to(site).as_posix()
        if path.suffix == ".html":
            yield name, ""
        for href in _HREF.findall(path.read_text("utf-8")):
            target, _, anchor = urljoin(HOME + name, href).partition("#")
            if target.startswith(HOME) and anchor and target.endswith("/"):
                yield f"{target.removeprefix(HOME)}index.html", unquote(anchor)


def _leads_on(site: Path, name: str, anchor: str) -> bool:
    """Return whether a page has an anchor, or says that it is about another one now."""
    html = (site / name).read_text("utf-8")
    return not anchor or f'id="{anchor}"' in html or 'class="moved"' in html


@pytest.mark.parametrize("seed", range(1, WALKS + 1))
def test_every_address_that_was_ever_public_resolves(seed: int, tmp_path: Path) -> None:
    root = tmp_path / "warm"
    root.mkdir()
    write_site(root, SITE)
    config = root / "mkdocs.yml"
    text = config.read_text("utf-8")
    few = "- site_builder: {outputs: [pages, questions, atom]}"
    config.write_text(text.replace("- site_builder", few), "utf-8")
    walk = Walk(root, random.Random(seed))
    for step in range(STEPS):
        if step:
            walk.random.choice(STEP)(walk)
        walk.day += 1
        is_compared = step % 10 == 5
        cold = tmp_path / "cold"
        if is_compared:
            shutil.copytree(root, cold)
            shutil.rmtree(cold / ".cache")
        for folder in (root, cold) if is_compared else (root,):
            order = ["build", "-f", str(folder / "mkdocs.yml"), "--at", walk.at]
            order += ["--site-dir", str(folder / "site")]
            result = run_command(*order)
            assert result.exit_code == 0, f"step {step}: {result.output}"
        if is_compared:
            assert everything(root / "site") == everything(cold / "site"), step
            shutil.rmtree(cold)
        site = root / "site"
        walk.public.update(_addresses(site))
        lost = [
            (name, anchor)
            for name, anchor in walk.public
            if not (site / name).is_file() or not _leads_on(site, name, anchor)
        ]
        assert not lost, f"step {step}: {lost}"
