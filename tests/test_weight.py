"""What a first view costs a reader on a bad line, in bytes as servers send them."""

from __future__ import annotations

import gzip
import random
import re
from itertools import accumulate
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.outputs.pages.lite import LARGEST, most_that_fit
from tests.sites import build_site, write_site

FIRST_ROUND_TRIP = 14_600
"""Ten packets of 1,460 bytes: RFC 6928, section 2."""


def _compressed(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 9))


def _linked(page: Path, pattern: str) -> list[Path]:
    return [(page.parent / found).resolve() for found in re.findall(pattern, page.read_text())]


@pytest.mark.parametrize(
    "kind",
    ["", "incidents/2022-07-25-cyber-attack/", "faq/", "services/", "contact/", "changes/"],
)
def test_what_is_needed_to_draw_a_page_fits_one_round_trip(kind: str, shipped: Path) -> None:
    for page in shipped.glob(f"*/*/{kind}index.html"):
        styles = _linked(page, r'<link rel="stylesheet" href="([^"]+)"')
        assert styles
        needed = _compressed(page) + sum(_compressed(path) for path in styles)
        assert needed <= FIRST_ROUND_TRIP, page


def test_all_of_a_first_view_is_small(shipped: Path) -> None:
    for page in shipped.glob("*/*/**/index.html"):
        loaded = _linked(page, r'<link rel="(?:stylesheet|icon)" href="((?!data:)[^"]+)"')
        loaded += _linked(page, r'<(?:script|img)[^>]* src="([^"]+)"')
        assert _compressed(page) + sum(_compressed(path) for path in loaded) <= 45_000, page


def test_the_lite_page_is_small_and_loads_nothing(shipped: Path) -> None:
    pages = list(shipped.glob("*/*/lite/index.html"))
    assert len(pages) == len(list(shipped.glob("*/*/index.html")))
    for page in pages:
        html = page.read_text("utf-8")
        assert _compressed(page) <= 14_000
        assert not re.search(r"<script|<img|<iframe|stylesheet|@import|url\(", html)


def test_a_lite_page_keeps_the_newest_and_links_the_rest(tmp_path: Path) -> None:
    chance = random.Random(1)

    def words() -> str:
        return " ".join(f"{chance.randrange(10**9):x}" for _ in range(120))

    updates = "".join(
        f"# status/outage/2022-07-{day:02}.yml\nstatus: monitoring\npublished: 2022-07-{day:02}\n"
        f"text: day{day} {words()}\n"
        for day in range(2, 30)
    )
    questions = "".join(
        f"# content/faq/data/q{i}.yml\nquestion: Question {i}?\nanswer: q{i} {words()}\n"
        "updated: 2022-07-01\n"
        for i in range(20)
    )
    site = build_site(
        write_site(
            tmp_path,
            "# content/countries/group.yml\nlocales: [en]\n"
            "# content/faq/categories.yml\ndata: Data\n"
            "# status/outage/incident.yml\ntitle: Outage\nstarted: 2022-07-01\n"
            f"{updates}{questions}",
        )
    )
    page = site / "group/en/lite/index.html"
    html = page.read_text("utf-8")
    assert 10_000 < _compressed(page) <= 14_000
    assert "day29 " in html
    assert "day2 " not in html
    assert 'href="https://status.example.org/info/group/en/history/"' in html
    assert 'href="https://status.example.org/info/group/en/faq/#q9"' in html


@given(st.lists(st.integers(0, 4000), max_size=80), st.integers(0, 6000), st.integers(0, 4000))
def test_the_lite_page_takes_as_many_entries_as_fit(
    entries: list[int], frame: int, each: int
) -> None:
    sizes = [frame, *(frame + total for total in accumulate(entries))]
    asked: list[int] = []

    def size(count: int) -> int:
        asked.append(count)
        return sizes[count]

    expected = max((n for n in range(1, len(sizes)) if sizes[n] <= LARGEST), default=0)
    assert most_that_fit(size, len(entries), each) == expected
    assert len(asked) == len(set(asked)) <= 13
