"""A build that starts from an earlier one gives the same bytes as one that starts from nothing."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from site_builder.build.memory import NOTHING, load_memory
from site_builder.build.request import BuildRequest
from site_builder.hosts.site_build import build_site
from site_builder.outputs.all_outputs import OUTPUTS
from site_builder.outputs.pictures.previews import FONT
from site_builder.outputs.plan import Kept
from tests.sites import MKDOCS, everything, write_site

_WITHOUT_PICTURES = f"[{', '.join(o.name for o in OUTPUTS if o.name != 'previews')}]"
# What each file of the site may say; None where it may be missing.
FILES: dict[str, list[str | None]] = {
    "content/countries/lu.yml": [
        "locales: [fr, de]\ntime_zone: Europe/Luxembourg\ncontacts:\n"
        "  - {email: a@example.org, purposes: [a], until: 2022-07-28, hours: 'Mo-Su 08:00-17:00'}\n"
        "holidays: [public, 2022-07-27, {date: 2022-08-10, name: {fr: Fermé}}]\n",
        "locales: [fr]\nfacts: {count: 7}\n",
    ],
    "content/countries/group.yml": ["locales: [en]\n", "locales: [en]\nname: World\n"],
    "content/countries/at.yml": [None, "locales: [de]\n"],
    "content/services.yml": ["web: {name: Web}\n", "web: {name: Portal}\nmail: {name: Mail}\n"],
    "content/facts.yml": [
        "count: {values: [{from: 2022-01-01, value: 1}, {from: 2022-07-27, value: 2}]}\n",
        "count: 3\n",
        None,
    ],
    "content/site.yml": [
        None,
        "source: fr\nname: Notice board\n",
        "notice: {fr: Avis, en: Note}\nroot: group/en\n",
    ],
    "content/claims.yml": [
        "taken: {question: Taken?, values: {unknown: Not known, some: Some of it}}\n",
        "taken: {question: Taken?, values: {unknown: Unclear, some: All}, countries: [lu]}\n",
        "taken: {question: Taken?, values: {unknown: Not known, some: Some of it}}\n"
        "who: {question: Who?, values: {unknown: Not known}}\n",
        None,
    ],
    "content/faq/categories.yml": ["data: Data\n", "data: Données\nother: Other\n"],
    "content/faq/data/which.yml": [
        "question: Which?\nanswer: 'See [it](incidents/one#2022-07-26).'\nupdated: 2022-07-26\n",
        "question: Which?\nanswer: '{count}.'\nupdated: 2022-07-26\nsupersedes: one/2022-07-26\n"
        "claims: {taken: some}\n"
        "overrides: {lu: {answer: Ici., updated: 2022-07-28}}\n",
        None,
    ],
    "content/faq/other/which.yml": [
        None,
        "question: Which other?\nanswer: '![Plan](files/plan.svg)'\nupdated: 2022-07-27\n",
    ],
    "content/faq/data/when.fr.md": [
        None,
        "---\nquestion: Quand ?\nupdated: 2022-07-27\nanswer_by: 2022-07-28\n---\nBientôt.\n",
    ],
    "content/files/plan.svg": [
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 6 4"><path d="M0 0h6"/></svg>',
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 4"><path d="M0 0h9"/></svg>',
        '<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>',
        None,
    ],
    "content/files/plan.de.svg": [
        None,
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 4"><path d="M0 0h8"/></svg>',
    ],
    "content/files/list.csv": [None, "a,b\n", "a,b,c\n"],
    "content/logo.svg": [
        None,
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 6 4"><path d="M0 0h6"/></svg>',
    ],
    "mkdocs.yml": [
        # Pictures take as long to draw as all else together.
        MKDOCS.replace(
            "  - site_builder\n", f"  - site_builder: {{outputs: {_WITHOUT_PICTURES}}}\n"
        ),
        MKDOCS,
        MKDOCS.replace("Example", "Sample"),
        MKDOCS.replace("/info/", "/"),
        MKDOCS.replace("  - site_builder\n", "  - site_builder: {precompress: true}\n"),
        MKDOCS.replace("  - site_builder\n", "  - site_builder: {theme: {fonts: [own.ttf]}}\n"),
        MKDOCS.replace("  - site_builder\n", "  - site_builder: {theme: {primary: '#7a1f5c'}}\n"),
        MKDOCS.replace("  - site_builder\n", "  - site_builder: {outputs: [pages, atom, lite]}\n"),
    ],
    "content/pages/about.en.md": [
        None,
        "---\ntitle: About\npublished: 2022-07-27\n---\nWe, on ![Plan](files/plan.svg).\n",
    ],
    "status/one/incident.yml": [
        "title: First\nstarted: 2022-07-25\nservices: {web: major_outage}\n",
        "title: First of {count}\nstarted: 2022-07\ncountries: [lu]\nformer: [uno]\n",
        None,
    ],
    "status/one/2022-07-26.yml": [
        "status: investigating\npublished: 2022-07-26 10:00\ntext: Text.\n"
        "next_update: 2022-07-27\nclaims: {taken: unknown}\n",
        "status: monitoring\nas_of: 2022-07-26\ntext: Now {count}.\nservices: {web: operational}\n"
        "corrections: [{at: 2022-07-28 09:00, note: Two., claims: {taken: some}}]\n",
        "status: resolved\npublished: 2022-07-26\ntext: Done.\n",
        None,
    ],
    "status/one/2022-07-27.yml": [
        None,
        "status: monitoring\npublished: 2022-07-27\ntitle: Later\ntext: More.\n"
        "supersedes: 2022-07-26\nclaims: {taken: some}\n",
        "status: monitoring\npublished: 2022-07-27\ntext: More.\ndraft: true\n"
        "claims: {taken: some}\n",
        "status: monitoring\npublished: 2022-07-27\ntext: More.\nformer: [2022-07-30]\n",
    ],
    "status/two/incident.yml": [
        "title: Second\nstarted: 2022-07-26\n",
        "title: Second\nstarted: 2022-07-26\nsummary: 'As in [one](incidents/one).'\n",
        "title: [broken\n",
        None,
    ],
    "status/two/2022-07-26.yml": [
        "status: identified\npublished: 2022-07-26\ntext: Two.\n"
        "supersedes: {entry: one/2022-07-26, about: the time}\n",
        "status: identified\npublished: 2022-07-26\n"
        "text: '[List](files/list.csv) of [it](faq/which)'\n",
        "status: identified\npublished: 2022-07-26\ntext: '[Data](faq/data/which)'\n",
        None,
    ],
    "status/work/maintenance.yml": [
        None,
        "title: Works\nstarts: 2022-07-27 08:00\nends: 2022-07-27 12:00\nservices: [web]\n",
    ],
}
MOMENTS = [
    datetime(2022, 7, day, hour, tzinfo=UTC) + timedelta(seconds=second)
    for day in (25, 26, 27, 28, 29)
    for hour in (0, 8, 10, 12, 22)
    for second in (-1, 0, 1)
]


# Every run of the tests takes the same few steps; `make soak` takes many, always others.
SHORT_OR_SOAK: dict[str, Any] = (
    {"max_examples": int(os.environ["SOAK"])}
    if "SOAK" in os.environ
    else {"max_examples": 8, "derandomize": True}
)


_MISHAPS = ["edit", "delete", "memory", "copy", "move", "font", "umask"]


@st.composite
def _steps(draw: st.DrawFn) -> list[tuple[str, object]]:
    steps: list[tuple[str, object]] = []
    for _ in range(draw(st.integers(1, 6))):
        kind = draw(st.sampled_from(["write", "write", "write", "clock", "touch", "published"]))
        if kind == "write":
            name = draw(st.sampled_from(sorted(FILES)))
            steps.append((name, draw(st.sampled_from(FILES[name]))))
        elif kind == "clock":
            steps.append(("clock", draw(st.sampled_from(MOMENTS))))
        elif kind == "touch":
            steps.append(("touch", draw(st.sampled_from(sorted(FILES)))))
        else:
            steps.append(("published", draw(st.sampled_from(_MISHAPS))))
    return steps


def _put(root: Path, name: str, content: str | None) -> None:
    path = root / name
    if content is None:
        path.unlink(missing_ok=True)
    else:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")


def _act(root: Path, name: str, value: object) -> Path:
    """Do a step, and say where the site is now."""
    site = root / "site"
    if name == "touch":
        path = root / str(value)
        if path.exists():
            os.utime(path)
    elif name == "published":
        pages = sorted(site.rglob("*.html")) if site.exists() else []
        if value == "edit" and pages:
            pages[len(pages) // 2].write_text("somebody was here", "utf-8")
        elif value == "delete" and pages:
            pages[-1].unlink()
        elif value == "memory":
            (root / ".cache" / "memory").write_bytes(b"broken")
        elif value == "copy":
            # As a cache that is restored on another machine: other inodes and times.
            other = root.with_name("other")
            shutil.copytree(root, other, copy_function=shutil.copyfile)
            shutil.rmtree(root)
            other.rename(root)
        elif value == "move":
            return root.rename(root.with_name("moved" if root.name == "warm" else "warm"))
        elif value == "font":
            # What follows the last table is part of no letter, but the file is another.
            (root / "own.ttf").write_bytes(FONT.read_bytes() + bytes(4))
        elif value == "umask":
            os.umask(0o077 if os.umask(0o022) == 0o022 else 0o022)
    elif name != "clock":
        _put(root, name, value)  # type: ignore[arg-type]
    return root


@contextmanager
def _site() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "warm"
        root.mkdir()
        (root / "own.ttf").write_bytes(FONT.read_bytes())
        for name, contents in FILES.items():
            _put(root, name, contents[0])
        yield root


def _prove(root: Path, at: datetime) -> None:
    """Build in `root`, and beside it from nothing; fail if there is any difference."""
    cold = root.with_name("cold")
    before = everything(root / "site")
    warm = build_site(root / "mkdocs.yml", BuildRequest(at))
    shutil.rmtree(cold, ignore_errors=True)
    cold.mkdir()
    for part in ("content", "status"):
        if (root / part).exists():
            shutil.copytree(root / part, cold / part)
    for file in ("mkdocs.yml", "own.ttf"):
        shutil.copy(root / file, cold)
    fresh = build_site(cold / "mkdocs.yml", BuildRequest(at))
    assert warm.problems == fresh.problems
    assert warm.agenda == fresh.agenda
    if fresh.count is None:
        assert warm.count is None
        assert everything(root / "site") == before
    else:
        assert everything(root / "site") == everything(cold / "site")
        assert _modes(root / "site") == _modes(cold / "site")


def _modes(site: Path) -> dict[str, int]:
    return {str(p.relative_to(site)): p.stat().st_mode & 0o777 for p in site.rglob("*")}


@given(steps=_steps())
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], **SHORT_OR_SOAK)
def test_an_incremental_build_is_the_same_as_a_cold_one(steps: list[tuple[str, object]]) -> None:
    umask = os.umask(0o022)
    try:
        with _site() as root:
            at = MOMENTS[-1]
            build_site(root / "mkdocs.yml", BuildRequest(at))
            for name, value in steps:
                root = _act(root, name, value)
                at = value if isinstance(value, datetime) else at
                _prove(root, at)
    finally:
        os.umask(umask)


@pytest.mark.parametrize("name", sorted(FILES))
def test_every_change_of_a_file_and_back_is_the_same_as_a_cold_build(name: str) -> None:
    with _site() as root:
        build_site(root / "mkdocs.yml", BuildRequest(MOMENTS[-1]))
        for content in (*FILES[name][1:], FILES[name][0]):
            _put(root, name, content)
            _prove(root, MOMENTS[-1])


@pytest.mark.parametrize("update", [0, 1])
def test_what_turns_within_a_day_is_made_again(update: int) -> None:
    name = "status/one/2022-07-26.yml"
    # The update comes out at 10:00, its correction at 09:00.
    hour = {0: datetime(2022, 7, 26, 10, tzinfo=UTC), 1: datetime(2022, 7, 28, 9, tzinfo=UTC)}[
        update
    ]
    with _site() as root:
        _put(root, name, FILES[name][update])
        site = root / "site"
        said = []
        for seconds in (-2, -1, 0, 1):
            _prove(root, hour + timedelta(seconds=seconds))
            said.append(everything(site))
        assert said[0] == said[1] != said[2] == said[3]


SITE = """\
# content/countries/group.yml
locales: [en]
# status/one/incident.yml
title: One
started: 2022-07-25
# status/one/2022-07-26.yml
status: investigating
published: 2022-07-26
text: First.
# status/two/incident.yml
title: Two
started: 2022-07-25
# status/two/2022-07-26.yml
status: investigating
published: 2022-07-26
text: Second.
"""
AT = datetime(2022, 12, 31, tzinfo=UTC)


def test_an_unchanged_page_is_not_made_again(tmp_path: Path) -> None:
    write_site(tmp_path, SITE)
    build_site(tmp_path / "mkdocs.yml", BuildRequest(AT))
    one = tmp_path / "site/group/en/incidents/one/index.html"
    two = tmp_path / "site/group/en/incidents/two/index.html"
    before = one.stat().st_ino, two.stat().st_ino
    update = tmp_path / "status/two/2022-07-26.yml"
    update.write_text(update.read_text().replace("Second", "Changed"))
    build_site(tmp_path / "mkdocs.yml", BuildRequest(AT))
    assert one.stat().st_ino == before[0]
    assert two.stat().st_ino != before[1]
    assert "Changed." in two.read_text()


@pytest.mark.parametrize("content", [b"", b"x" * 100, b"cos\nsystem\n(S'true'\ntR."])
def test_a_memory_that_cannot_be_read_counts_as_none(content: bytes, tmp_path: Path) -> None:
    write_site(tmp_path, SITE)
    build_site(tmp_path / "mkdocs.yml", BuildRequest(AT))
    memory = tmp_path / ".cache/memory"
    assert load_memory(memory).memory.known is not None
    memory.write_bytes(memory.read_bytes()[:16] + content)
    assert load_memory(memory).memory == NOTHING


def test_a_site_and_cache_that_were_restored_elsewhere_are_built_on(tmp_path: Path) -> None:
    original, restored = tmp_path / "original", tmp_path / "restored"
    original.mkdir()
    write_site(original, SITE)
    build_site(original / "mkdocs.yml", BuildRequest(AT))
    # Other inodes, other times, another path: as a CI cache gives them back.
    shutil.copytree(original, restored, copy_function=shutil.copyfile)
    shutil.rmtree(original)
    one = restored / "site/group/en/incidents/one/index.html"
    before = one.stat().st_ino
    update = restored / "status/two/2022-07-26.yml"
    update.write_text(update.read_text().replace("Second", "Changed"))
    build_site(restored / "mkdocs.yml", BuildRequest(AT))
    assert one.stat().st_ino == before
    assert "Changed." in (restored / "site/group/en/incidents/two/index.html").read_text()
    assert not original.exists()


@pytest.mark.parametrize(
    "text",
    [
        "There are {count} of them.",
        "`{count}` and ```{count}```",
        "\n\n    {count}\n",
        "[{count}](https://example.org/)",
        "[x](https://example.org/{count})",
        "[x](faq/{count})",
        "| a |\n|---|\n| {count} |",
        "> - **{count}**[^1]\n\n[^1]: {count}",
        "![{count}](files/plan.svg)",
    ],
)
def test_a_fact_changes_what_names_it_and_nothing_else(text: str, tmp_path: Path) -> None:
    plan = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 6 4"><path d="M0 0h6"/></svg>'
    root = tmp_path / "warm"
    root.mkdir()
    named = "".join(f"  {line}\n" for line in text.splitlines())
    site = SITE.replace("text: Second.", f"text: |\n{named}")
    write_site(root, f"{site}# content/files/plan.svg\n{plan}\n# content/facts.yml\ncount: 1\n")
    (root / "own.ttf").write_bytes(b"")
    _prove(root, AT)
    one = root / "site/group/en/incidents/one/index.html"
    before = one.stat().st_ino
    for facts in (
        "count: 2\n",
        "count: 2\nother: 1\n",
        "other: 1\ncount: {values: [{value: 3}]}\n",
    ):
        (root / "content/facts.yml").write_text(facts)
        _prove(root, AT)
        assert one.stat().st_ino == before


MANY = """\
# content/countries/group.yml
locales: [en, fr]
# content/services.yml
web: {name: Web}
mail: {name: Mail}
# content/facts.yml
count: 1
# content/faq/categories.yml
data: Data
other: Other
# content/faq/data/first.yml
question: {en: First?, fr: Premier ?}
answer: {en: '{count} of [one](incidents/one).', fr: '{count} dans [un](incidents/one).'}
updated: 2022-07-26
answer_by: 2023-01-01
source: en
# content/faq/data/second.yml
question: Second?
answer: Yes.
updated: 2022-07-26
supersedes: faq/data/first
# content/faq/data/third.yml
question: Third?
answer: No.
updated: 2022-07-26
# status/one/incident.yml
title: One
started: 2022-07-25
services: {web: major_outage}
# status/one/2022-07-26.yml
status: investigating
published: 2022-07-26
text: Early.
# status/one/2022-07-27.yml
status: monitoring
published: 2022-07-27
text: '{count} left.'
# status/two/incident.yml
title: Two
started: 2022-07-25
services: {mail: major_outage}
# status/two/2022-07-26.yml
status: identified
published: 2022-07-26
text: More.
"""
NO_FRENCH = "question: {en: First?}\nanswer: {en: '{count}'}\nupdated: 2022-07-26\nsource: en\n"


@pytest.mark.parametrize(
    ("name", "content", "later"),
    [
        ("content/facts.yml", "count: 2\n", 0),
        ("content/faq/categories.yml", "data: Facts\nother: Other\n", 0),
        ("content/faq/data/first.yml", NO_FRENCH, 0),
        (
            "content/faq/data/second.yml",
            "question: Next?\nanswer: Yes.\nupdated: 2022-07-26\nsupersedes: faq/data/first\n",
            0,
        ),
        (
            "content/faq/data/second.yml",
            "question: Second?\nanswer: Yes.\nupdated: 2022-07-26\nsupersedes: faq/data/third\n",
            0,
        ),
        (
            "content/faq/other/third.yml",
            "question: Third?\nanswer: Else.\nupdated: 2022-07-27\n",
            0,
        ),
        ("content/faq/data/third.yml", None, 0),
        # An answer is overdue; other days begin.
        ("content/facts.yml", "count: 1\n", 1),
        ("status/one/incident.yml", "title: Another\nstarted: 2022-07-25\n", 0),
        ("status/one/incident.yml", "title: One\nstarted: 2022-07-25\ncountries: [lu]\n", 0),
        ("status/one/2022-07-26.yml", None, 0),
        (
            "status/two/2022-07-26.yml",
            "status: identified\npublished: 2022-07-26\ntext: More.\n"
            "services: {web: operational}\n",
            0,
        ),
        (
            "status/two/2022-07-26.yml",
            "status: identified\npublished: 2022-07-28\ntext: More.\nsupersedes: one/2022-07-26\n",
            0,
        ),
    ],
)
def test_what_is_taken_from_a_published_file_says_what_its_entry_says_now(
    name: str, content: str | None, later: int, tmp_path: Path
) -> None:
    root = tmp_path / "warm"
    root.mkdir()
    write_site(root, MANY)
    (root / "own.ttf").write_bytes(b"")
    _put(root, "content/countries/lu.yml", "locales: [fr]\n")
    _prove(root, AT)
    before = (root / name).read_text("utf-8") if (root / name).exists() else None
    _put(root, name, content)
    _prove(root, AT + timedelta(days=2 * later))
    _put(root, name, before)
    _prove(root, AT + timedelta(days=3 * later))


@pytest.mark.parametrize(
    ("file", "most"),
    [
        ("search.json", 1),
        ("faq/index.html", 1),
        ("faq/index.md", 1),
        ("feed.rss", 1),
        ("feed.atom", 1),
        ("feed.json", 1),
        ("lite/index.html", 1),
        ("api/v2/incidents.json", 0),
    ],
)
def test_a_changed_answer_leaves_the_pieces_of_other_entries(
    file: str, most: int, tmp_path: Path
) -> None:
    write_site(tmp_path, MANY)
    pieces = []
    for answer in ("No.", "Never."):
        path = tmp_path / "content/faq/data/third.yml"
        path.write_text(path.read_text().replace("No.", answer))
        build_site(tmp_path / "mkdocs.yml", BuildRequest(AT))
        made = load_memory(tmp_path / ".cache/memory").memory.made[f"group/en/{file}"]
        pieces.append(set(Kept.of(b"", made.parts).places))
    assert len(pieces[0]) > 1
    assert len(pieces[0]) == len(pieces[1])
    assert len(pieces[1] - pieces[0]) == most


@pytest.mark.parametrize("is_damaged", [False, True])
def test_a_piece_is_taken_over_unless_the_published_file_was_touched(
    is_damaged: bool, tmp_path: Path
) -> None:
    write_site(tmp_path, MANY)
    build_site(tmp_path / "mkdocs.yml", BuildRequest(AT))
    page = tmp_path / "site/group/en/search.json"
    if is_damaged:
        stat = page.stat()
        page.write_bytes(page.read_bytes().replace(b"Third", b"Theft"))
        os.utime(page, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    update = tmp_path / "status/two/2022-07-26.yml"
    update.write_text(update.read_text().replace("More", "Changed"))
    build_site(tmp_path / "mkdocs.yml", BuildRequest(AT))
    assert "Third?" in page.read_text()
    assert "Theft" not in page.read_text()
    assert "Changed." in page.read_text()
